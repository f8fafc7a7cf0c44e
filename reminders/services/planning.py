"""From the rooms' deadlines to rows of the outbox."""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from core.working_days import WorkingCalendar

from .. import schedules, stages
from ..escalation import Overseers, told
from ..models import Message, PlannerRun
from ..queries import working_calendar
from ..registry import Due, Provider, providers, window
from ..unit_marks import mark
from .alone import alone
from .missing import Gap, Runs, note_missed
from .recurring import seed_recurring
from .settling import OpenWork, settle_acts, settle_deadlines
from .writing import existing_events, write_new

logger = logging.getLogger(__name__)
CHUNK = 500
Event = tuple[str, int]


@dataclass
class _Kind:
    """One kind in one run: how it reminds, and the stage of each due date, reckoned once for many deadlines."""

    code: str
    on: dt.date
    schedule: stages.Schedule
    calendar: WorkingCalendar
    overseers: Overseers
    gap: Gap | None = None
    open: OpenWork = field(default_factory=OpenWork)
    _stages: dict[dt.date, stages.Stage | None] = field(default_factory=dict)

    def stage(self, due_on: dt.date) -> stages.Stage | None:
        if due_on not in self._stages:
            self._stages[due_on] = stages.stage_on(due_on, self.on, self.schedule, self.calendar)
        return self._stages[due_on]

    def is_new(self, message: Message) -> bool:
        """Whether the mark fell when these marks held: one from before a change of the schedule is not made up for."""
        stage = self.stage(message.due_on) if message.due_on else None
        return stage is not None and (self.schedule.since is None or stage.told_on >= self.schedule.since)


def plan_messages(on: dt.date) -> int:
    """Write the messages that are due on a day, silence those that no longer are, and settle in the bell those whose
    work is done; return how many are new.

    Idempotent: the database decides by (deadline, due date, stage, recipient). On a day off nothing is written, only
    silenced and woken. A constant number of queries for each provider and each 500 deadlines. A provider that fails is
    logged and the others go on; nothing of its kind is silenced on its account. Of several that start together one
    plans, the others return 0 at once: so nothing that was read before another's end is written after it.
    """
    with alone("planner") as mine:
        return _plan(on) if mine else 0


def _plan(on: dt.date) -> int:
    calendar = working_calendar()
    works = calendar.works(on)
    day = calendar.last_worked(on)
    kept = schedules.load()
    seed_recurring(day)
    overseers, runs = Overseers(day), Runs(on, calendar)
    written, read = 0, [""]
    for code, provider in providers():
        kind = _Kind(code, day, kept[code], calendar, overseers, runs.gap(code) if works else None)
        try:
            written += _plan_kind(kind, provider, writes=works)
        except Exception:
            logger.exception("the deadlines of %s could not be read", code)
        else:
            read.append(code)
    settle_acts()
    runs.note(read if works else [PlannerRun.RESTING])
    return written


def _plan_kind(kind: _Kind, provider: Provider, *, writes: bool) -> int:
    written = 0
    waiting = _waiting(kind.code)
    for chunk in _chunks(_dues(kind, provider)):
        kind.overseers.know(unit for due in chunk for unit in due.units)
        messages = [message for due in chunk for message in _messages(due, kind)]
        for message in messages:
            waiting.pop(_event(message), None)
        kind.open.add(chunk, messages)
        written += _write(messages, kind, new=writes)
        if writes and kind.gap:
            note_missed(chunk, kind.code, kind.schedule, kind.calendar, kind.overseers, kind.gap, kind.stage)
    _silence(list(waiting.values()))
    if kind.schedule.enabled:
        settle_deadlines(kind.code, kind.open, window(kind.on, kind.schedule.ahead, kind.schedule.behind))
    return written


def _dues(kind: _Kind, provider: Provider) -> Iterable[Due]:
    if not kind.schedule.enabled:
        return ()
    return provider(kind.on, ahead=kind.schedule.ahead, behind=kind.schedule.behind)


def _chunks(dues: Iterable[Due]) -> Iterator[list[Due]]:
    rest = iter(dues)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _messages(due: Due, kind: _Kind) -> list[Message]:
    stage = kind.stage(due.due_on)
    if stage is None or not due.tells(stage):
        return []
    key = event_key(due, stage)
    subject, units = stages.subject(due.title, due.due_on, kind.on, due.starts_at)[:300], mark(due.units)
    return [
        Message(
            recipient_id=recipient,
            event_key=key,
            kind=kind.code,
            deadline_key=due.key,
            due_on=due.due_on,
            stage=stage.key,
            unit=due.unit[:300],
            units=units,
            subject=subject,
            body=stages.body(
                title=due.title,
                unit=due.unit,
                due_on=due.due_on,
                on=kind.on,
                starts_at=due.starts_at,
                reason=reason,
            ),
            url=due.url,
        )
        for recipient, reason in told(due, stage, kind.schedule, kind.overseers).items()
    ]


def event_key(due: Due, stage: stages.Stage) -> str:
    """The name of one reminder of a deadline: told once to each recipient."""
    return f"{due.key}|{due.due_on.isoformat()}|{stage.key}"


def _write(messages: list[Message], kind: _Kind, *, new: bool) -> int:
    """Write those that are not known, if it is a day for `new` ones; wake those that were silenced unsent or settled
    and are due again (a date moved back, work that was taken up again)."""
    if not messages:
        return 0
    known = existing_events({message.event_key for message in messages})
    events = {_event(message) for message in messages}
    gone = {event: pk for event, (pk, state, settled) in known.items() if settled or state == Message.State.SILENCED}
    _wake([pk for event, pk in gone.items() if event in events])
    if not new:
        return 0
    return write_new(message for message in messages if _event(message) not in known and kind.is_new(message))


def _event(message: Message) -> Event:
    return message.event_key, message.recipient_id


def _wake(settled: list[int]) -> None:
    if settled:
        rows = Message.objects.filter(pk__in=settled)
        rows.filter(state=Message.State.SILENCED).update(state=Message.State.QUEUED)
        rows.update(settled_at=None)


def _waiting(kind: str) -> dict[Event, int]:
    """What waits unsent for deadlines of a kind, before they are read."""
    rows = Message.objects.filter(kind=kind, state=Message.State.QUEUED).exclude(deadline_key="")
    return {(key, recipient): pk for pk, key, recipient in rows.values_list("pk", "event_key", "recipient_id")}


def _silence(gone: list[int]) -> None:
    """Take back what waits unsent for work that was finished, moved, handed over or superseded."""
    for start in range(0, len(gone), CHUNK):
        Message.objects.filter(pk__in=gone[start : start + CHUNK]).silence()
