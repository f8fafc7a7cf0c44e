"""What waits for a leader's signature, from all rooms: each registers a provider, one page shows and signs them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from units.models import User

    from ..models import Document


@dataclass(frozen=True)
class ToSign:
    """One document that the user may sign now.

    `key` names it among all rooms ("plans.plan:12"). `preview_url` answers with its pages as an HTML fragment.
    `sign` issues it, signed by the user, and returns the document; it raises Refused with the reason.
    """

    key: str
    title: str
    kind: str
    unit: str
    url: str
    preview_url: str
    sign: Callable[["User"], "Document"]
    since: dt.datetime | None = None
    due: dt.date | None = None


Provider = Callable[["User"], list[ToSign]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider: it gives only what the user may sign, in a constant number of queries."""
    if provider not in _providers:
        _providers.append(provider)


def waiting_for(user: "User") -> list[ToSign]:
    """Return all that the user may sign, what is due first, then what has waited longest."""
    found = [item for provider in _providers for item in provider(user)]
    far, never = dt.date.max, dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(found, key=lambda item: (item.due or far, item.since or never, item.key))
