"""How and when a message leaves: what its kind says, what its reader chose, what the office's hours allow."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from . import asking, kinds, sending_hours
from .channels import Channel, channels
from .models import AnyHourKind, Choice, Message

Manner = Choice.Manner
# What a mixed kind does for somebody who has chosen nothing; never kept as a choice.
USUAL = "usual"
CHOICES = [*Manner.choices[:-1], (USUAL, "Ngay khi cần làm"), Manner.choices[-1]]


@dataclass(frozen=True)
class Office:
    """What may leave at one moment: the hours, and the kinds that leave at any hour. Read once for many messages."""

    now: dt.datetime
    hours: sending_hours.Hours
    any_hour: frozenset[str] = frozenset()
    digests: bool = True

    @classmethod
    def load(cls, *, digests: bool = True) -> "Office":
        """Return what holds now, by three queries; `digests=False` leaves them for another run."""
        kept = frozenset(AnyHourKind.objects.values_list("kind", flat=True))
        return cls(timezone.now(), sending_hours.load(), kept, digests)

    @property
    def is_open(self) -> bool:
        """Whether it is neither quiet nor a day off."""
        return self.hours.next_moment(self.now, urgent=True) == self.now

    @property
    def digest(self) -> dt.datetime | None:
        """The digest of today once its hour has come and while mail may leave; what is newer waits for the next."""
        here = timezone.localtime(self.now)
        at = self.hours.digest_at
        if not self.digests or not self.is_open or here.time() < at:
            return None
        return here.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)

    def lets_out(self, message: Message, manner: str) -> bool:
        """Whether a message that is to leave in this manner may leave now."""
        if manner == Manner.AT_ONCE:
            return self.is_open or message.kind in self.any_hour
        digest = self.digest
        return digest is not None and message.created_at <= digest


class Chooser:
    """By which channels, and in which manner, each of these messages leaves; a constant number of queries."""

    def __init__(self, messages: Collection[Message], office: Office) -> None:
        self.office = office
        people = {message.recipient_id: message.recipient for message in messages}
        rows = Choice.objects.filter(user__in=people).values_list("user", "kind", "manner")
        self._chosen = {(user, kind): manner for user, kind, manner in rows}
        self._reach = [(channel, channel.reach(people.values())) for channel in channels()]

    def ways(self, message: Message) -> list[tuple[Channel, str]]:
        """Return each channel that has to carry the message, with the manner; none when the page is enough."""
        manner = self.manner(message)
        if manner == Manner.PAGE:
            return []
        return [(channel, manner) for channel, reached in self._reach if message.recipient_id in reached]

    def manner(self, message: Message) -> str:
        """Return what the reader chose, else what the kind says. A kind that nobody may turn off stays on."""
        kind = kinds.kind_of(message.kind)
        chosen = self._chosen.get((message.recipient_id, kind.code), "")
        if chosen == Manner.PAGE and kind.mandatory:
            chosen = ""
        manner = chosen or own_manner(kind)
        if manner == USUAL:
            manner = Manner.AT_ONCE if cannot_wait(message) else Manner.DIGEST
        return Manner.AT_ONCE if manner == Manner.DIGEST and self._digest_is_too_late(message) else manner

    def _digest_is_too_late(self, message: Message) -> bool:
        """Whether the last day, today or later when the message was written, is over before the next digest."""
        written = timezone.localdate(message.created_at)
        if message.due_on is None or message.due_on < written:
            return False
        return timezone.localdate(self.office.hours.next_moment(message.created_at, urgent=False)) > message.due_on


def own_manner(kind: kinds.Kind) -> str:
    """Return the manner of a kind for somebody who has chosen nothing."""
    if kind.mixed:
        return USUAL
    return Manner.AT_ONCE if kind.urgent else Manner.DIGEST


def cannot_wait(message: Message) -> bool:
    """Whether a message asks its reader for something: it reminds of a deadline, or its event asks for an act."""
    return bool(message.deadline_key) or asking.cannot_wait(message.event_key)


def those_that_cannot_wait() -> Q:
    """The same as `cannot_wait`, for the rows of a query."""
    found = ~Q(deadline_key="")
    for name in sorted(asking.urgent_names()):
        found |= Q(event_key__startswith=f"{name}:")
    return found


def offered(kind: kinds.Kind) -> list[str]:
    """Return the manners among which a reader may choose for the kind."""
    manners = [manner for manner in Manner.values if not (manner == Manner.PAGE and kind.mandatory)]
    return [*manners, USUAL] if kind.mixed else manners


def choosable() -> Iterable[kinds.Kind]:
    """Return all kinds, those without a name of their own last."""
    return [*kinds.every(), kinds.OTHER]
