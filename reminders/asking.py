"""Which messages ask their reader for an act, and for whom the act is still to be done.

A deadline falls silent because its room yields it no more. A message that follows an act ("Có công văn chờ ký ban
hành") has no deadline: its room says here, by the name of the event, which of these messages still ask. What asks no
more neither leaves nor stands in the digest.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

logger = logging.getLogger(__name__)
# The key of an event ("plans.submit:12:…": its name, the number of what it is about, what tells it from an earlier one)
# and who is told.
Event = tuple[str, int]
Pending = Callable[[Collection[Event]], Collection[Event]]

_asks: dict[str, Pending] = {}
_calls: set[str] = set()


def register(name: str, pending: Pending) -> None:
    """Say of the events of this name that they ask for an act; called in a room's `ready()`.

    `pending(events)` returns those whose act is still to be done by the one who was told, in a constant number of
    queries.
    """
    _asks[name] = pending


def call(name: str) -> None:
    """Say of the events of this name that their reader cannot wait for the morning though no row says when he has done
    what he does about it: somebody will not come to the meeting that he prepares."""
    _calls.add(name)


def unregister(name: str) -> None:
    """Take a name away again."""
    _asks.pop(name, None)
    _calls.discard(name)


def names() -> Iterator[str]:
    """Yield the names of the events that ask for an act."""
    yield from list(_asks)


def asks(key: str) -> bool:
    """Whether the event asks its reader for an act of which is known whether it is done."""
    return name_of(key) in _asks


def urgent_names() -> set[str]:
    """Return the names of the events that ask for an act or call their reader; what only tells can wait."""
    return _asks.keys() | _calls


def cannot_wait(key: str) -> bool:
    """Whether the event is one of the urgent ones."""
    return name_of(key) in urgent_names()


def name_of(key: str) -> str:
    """Return the name of an event: "plans.submit" of "plans.submit:12:…"."""
    return key.partition(":")[0]


def number(key: str) -> int:
    """Return the number of what an event is about: 12 of "plans.submit:12:…"."""
    return int(key.split(":")[1])


def about(rows: QuerySet, events: Collection[Event]) -> list[Event]:
    """Return those of the events whose thing is among the rows; one query."""
    ids = set(rows.filter(pk__in=_numbers(events)).order_by().values_list("pk", flat=True))
    return [event for event in events if number(event[0]) in ids]


def told_by(rows: QuerySet, key: Callable[[Any], str], events: Collection[Event]) -> list[Event]:
    """Return those of the events that one of the rows, as it stands, would tell anew; `key` makes its event's key. One
    query."""
    keys = {key(row) for row in rows.filter(pk__in=_numbers(events))}
    return [event for event in events if event[0] in keys]


def _numbers(events: Collection[Event]) -> set[int]:
    return {number(key) for key, _ in events}


def newest(events: Collection[Event]) -> list[Event]:
    """Return those events that no later one about the same thing, to the same person, has made void; the third part
    of their keys is a number that grows."""
    last: dict[tuple[int, int], tuple[int, Event]] = {}
    for event in events:
        about, turn = (number(event[0]), event[1]), int(event[0].split(":")[2])
        if about not in last or turn > last[about][0]:
            last[about] = turn, event
    return [event for _, event in last.values()]


def _apart() -> AbstractContextManager[object]:
    """A failing read must not end the transaction around it; where there is none, none is begun: a page that only reads
    would wait for whoever writes."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def done(events: Collection[Event]) -> set[Event]:
    """Return those of the events whose act is done; of an event that asks for none, or whose room cannot answer, none
    is."""
    found: set[Event] = set()
    for name in {name_of(key) for key, _ in events} & _asks.keys():
        asked = [event for event in events if name_of(event[0]) == name]
        try:
            with _apart():
                found.update(set(asked) - set(_asks[name](asked)))
        except Exception:
            logger.exception("whether %s still asks for an act could not be read", name)
    return found
