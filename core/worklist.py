"""What waits for a user: each room registers a provider, the home page gathers."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Waiting:
    """One thing that this user can move: where, until when, by which button."""

    title: str
    url: str
    action: str
    kind: str
    unit: str = ""
    due: dt.date | None = None
    since: dt.datetime | None = None


Provider = Callable[[Any], list[Waiting]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; it uses the same predicates as the lists and a constant number of queries."""
    if provider not in _providers:
        _providers.append(provider)


def waiting_for(user: Any) -> list[Waiting]:
    """Return all that waits, the nearest due date first, then what has no date."""
    found = [item for provider in _providers for item in provider(user)]
    return sorted(found, key=lambda item: (item.due is None, item.due or dt.date.max, item.title))
