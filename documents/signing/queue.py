"""What waits for a leader's signature, from all rooms: each registers a provider, one page shows and signs them."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from core.sources import Merged, Source

if TYPE_CHECKING:
    from units.models import User

    from ..models import Document


@dataclass(frozen=True)
class ToSign:
    """One document that the user may sign now.

    `key` names it among all rooms: the kind of its source and its id ("plans.plan:12"). `preview_url` answers with its
    pages as an HTML fragment. `sign` issues it, signed by the user, and returns the document; it raises Refused with
    the reason.
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


# Querysets of only what the user may sign, each in the order of `by_due`.
Provider = Callable[["User"], list[Source[ToSign]]]
_providers: list[Provider] = []
_FAR, _NEVER = dt.date.max, dt.datetime.max.replace(tzinfo=dt.UTC)


def register(provider: Provider) -> None:
    """Add a provider: it gives only what the user may sign, in a constant number of queries."""
    if provider not in _providers:
        _providers.append(provider)


def by_due(item: ToSign) -> tuple[dt.date, dt.datetime]:
    """What is due first, then what has waited longest."""
    return item.due or _FAR, item.since or _NEVER


def waiting_for(user: "User") -> Merged[ToSign]:
    """Return all that the user may sign, in order; only what is asked of it is read."""
    return Merged(_sources(user), key=by_due)


def chosen(user: "User", keys: Collection[str]) -> list[ToSign]:
    """Return those of these keys that the user may sign now, in order; nonsense among the keys is no document."""
    found = Merged([_of_keys(source, keys) for source in _sources(user)], key=by_due)
    return found[:]


def _sources(user: "User") -> list[Source[ToSign]]:
    return [source for provider in _providers for source in provider(user)]


def _of_keys(source: Source[ToSign], keys: Collection[str]) -> Source[ToSign]:
    if not isinstance(source.rows, QuerySet):
        return Source(source.kind, [row for row in source.rows if source.item(row).key in keys], source.item)
    numbers = [number for kind, _, number in (key.rpartition(":") for key in keys) if kind == source.kind]
    ids = {int(text) for text in numbers if text.isascii() and text.isdecimal() and len(text) < 19}
    return Source(source.kind, source.rows.filter(pk__in=ids), source.item)
