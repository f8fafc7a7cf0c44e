"""What waits for a user: each room registers its sources, the home page reads them a page at a time."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from . import sources
from .sources import Listing, Source


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


# A source of rows, the nearest due date first; or items, where a room has a handful that stand in no table.
Provider = Callable[[Any], Iterable[Source[Waiting] | Waiting]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; it uses the same predicates as the lists and a constant number of queries."""
    if provider not in _providers:
        _providers.append(provider)


def by_due(item: Waiting) -> tuple[bool, dt.date]:
    """The nearest due date first, then what has no date."""
    return item.due is None, item.due or dt.date.max


def page_for(user: Any, *, number: int = 1, kind: str = "") -> Listing[Waiting]:
    """Return one page of what waits, counted by kind over all of it."""
    return sources.read(_sources(user), key=by_due, number=number, kind=kind)


def waiting_for(user: Any) -> list[Waiting]:
    """Return all that waits."""
    return items(entry for provider in _providers for entry in provider(user))


def items(entries: Iterable[Source[Waiting] | Waiting]) -> list[Waiting]:
    """Return what a provider gives as items, in order."""
    return sources.items(_as_sources(entries), key=by_due)


def _sources(user: Any) -> list[Source[Waiting]]:
    return _as_sources(entry for provider in _providers for entry in provider(user))


def _as_sources(entries: Iterable[Source[Waiting] | Waiting]) -> list[Source[Waiting]]:
    """Sources as they are; loose items by kind, each kind one source in order."""
    found: list[Source[Waiting]] = []
    loose: dict[str, list[Waiting]] = {}
    for entry in entries:
        if isinstance(entry, Source):
            found.append(entry)
        else:
            loose.setdefault(entry.kind, []).append(entry)
    found += [Source(kind, sorted(rows, key=by_due), lambda item: item) for kind, rows in loose.items()]
    return found
