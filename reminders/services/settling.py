"""Which messages ask for nothing any more: known when their work ends, so that no bell has to ask who reads it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from .. import asking
from ..models import Message
from ..registry import Due

CHUNK = 500
# An act that was taken back so long after it was done is told of anew by whoever takes it back.
TAKEN_BACK = dt.timedelta(days=30)


@dataclass
class OpenWork:
    """The deadlines of a kind that are not met, and who is concerned; nobody named: whoever was told."""

    asked: set[tuple[str, dt.date, int]] = field(default_factory=set)
    resting: set[tuple[str, dt.date]] = field(default_factory=set)

    def add(self, dues: Iterable[Due], messages: Iterable[Message]) -> None:
        """Take up deadlines and what is told of them today; one that tells nothing today rests."""
        told = {(row.deadline_key, row.due_on, row.recipient_id) for row in messages if row.due_on}
        self.asked |= told
        keys = {(key, due_on) for key, due_on, _ in told}
        self.resting |= {(due.key, due.due_on) for due in dues} - keys

    def asks(self, key: str, due_on: dt.date | None, person: int) -> bool:
        """Whether somebody still has to do what he was told of."""
        return (key, due_on, person) in self.asked or (key, due_on) in self.resting


def settle_deadlines(kind: str, work: OpenWork, near: tuple[dt.date, dt.date]) -> int:
    """Settle the messages of a kind whose deadline (within the days that were read) was met, moved or handed to
    others; return how many. Reads those of the open work and of what ended since it was looked at last."""
    rows = Message.objects.filter(kind=kind, asks=True, settled_at=None, due_on__range=near).order_by()
    found = rows.values_list("pk", "deadline_key", "due_on", "recipient_id")
    return _settle([pk for pk, key, due_on, person in found if not work.asks(key, due_on, person)])


def settle_acts() -> int:
    """Settle the messages whose act is done, and let those ask again whose act was taken back since; return how many
    were settled. All are asked for at once: of two about the same thing only the later one asks."""
    acts = Message.objects.filter(asks=True, due_on=None).order_by()
    recent = Q(settled_at__gte=timezone.now() - TAKEN_BACK, state__in=Message.SHOWN)
    found = [*_events(acts.filter(settled_at=None)), *_events(acts.filter(recent))]
    done = asking.done([(key, person) for _, key, person, _ in found])
    told = [pk for pk, key, _, _ in found if not asking.asks(key)]
    again = [pk for pk, key, person, at in found if at and (key, person) not in done]
    for chunk in _chunks(told):
        Message.objects.filter(pk__in=chunk).update(asks=False)
    for chunk in _chunks(again):
        Message.objects.filter(pk__in=chunk).update(settled_at=None)
    return _settle([pk for pk, key, person, at in found if not at and (key, person) in done])


def _events(rows: QuerySet[Message]) -> QuerySet[Message, tuple[int, str, int, dt.datetime | None]]:
    return rows.values_list("pk", "event_key", "recipient_id", "settled_at")


def _settle(ids: list[int]) -> int:
    return sum(Message.objects.filter(pk__in=chunk).settle() for chunk in _chunks(ids))


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
