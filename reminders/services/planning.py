"""From the rooms' deadlines to rows of the outbox."""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from .. import stages
from ..models import Message
from ..registry import Due, NoticeProvider, Provider, notice_providers, providers
from .notifying import notify
from .writing import existing_events, write_new

logger = logging.getLogger(__name__)
CHUNK = 500
Event = tuple[str, int]


def plan_messages(on: dt.date) -> int:
    """Write the messages that are due on a day and silence those that no longer are; return how many are new.

    Idempotent: the database decides by (deadline, due date, stage, recipient). A constant number of queries
    for each provider and each 500 deadlines. A provider that fails is logged and the others go on; nothing of
    its kind is silenced on its account.
    """
    planned = sum(_plan_kind(kind, provider, on) for kind, provider in providers())
    return planned + sum(_tell(kind, provider, on) for kind, provider in notice_providers())


def _tell(kind: str, provider: NoticeProvider, on: dt.date) -> int:
    """Tell what a room wants told; a provider that fails is logged and the others go on."""
    told = 0
    try:
        for notice in provider(on):
            told += notify(
                recipients=notice.recipients,
                subject=notice.subject,
                body=notice.body,
                url=notice.url,
                event_key=notice.event_key,
                kind=kind,
            )
    except Exception:
        logger.exception("the notices of %s could not be read", kind)
    return told


def _plan_kind(kind: str, provider: Provider, on: dt.date) -> int:
    written = 0
    live: set[Event] = set()
    try:
        for chunk in _chunks(provider(on)):
            messages = [message for due in chunk for message in _messages(due, kind, on)]
            live.update(map(_event, messages))
            written += _write(messages)
    except Exception:
        logger.exception("the deadlines of %s could not be read", kind)
        return written
    _silence(kind, live)
    return written


def _chunks(dues: Iterable[Due]) -> Iterator[list[Due]]:
    rest = iter(dues)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _messages(due: Due, kind: str, on: dt.date) -> list[Message]:
    stage = stages.stage_on(due.due_on, on)
    if stage is None:
        return []
    return [
        Message(
            recipient_id=recipient,
            event_key=f"{due.key}|{due.due_on.isoformat()}|{stage}",
            kind=kind,
            deadline_key=due.key,
            due_on=due.due_on,
            stage=stage,
            subject=stages.subject(due.title, due.due_on, stage)[:300],
            body=stages.body(title=due.title, unit=due.unit, due_on=due.due_on, on=on),
            url=due.url,
        )
        for recipient in dict.fromkeys(due.recipients)
    ]


def _write(messages: list[Message]) -> int:
    """Write the new ones; wake those that were silenced unsent and are due again (a date moved back)."""
    if not messages:
        return 0
    known = existing_events({message.event_key for message in messages})
    events = {_event(message) for message in messages}
    _wake([pk for event, (pk, state) in known.items() if state == Message.State.SILENCED and event in events])
    return write_new(message for message in messages if _event(message) not in known)


def _event(message: Message) -> Event:
    return message.event_key, message.recipient_id


def _wake(silenced: list[int]) -> None:
    if silenced:
        rows = Message.objects.filter(pk__in=silenced, state=Message.State.SILENCED)
        rows.update(state=Message.State.QUEUED)


def _silence(kind: str, live: set[Event]) -> None:
    """Take back what waits unsent for work that was finished, moved, handed over or superseded."""
    waiting = Message.objects.filter(kind=kind, state=Message.State.QUEUED).exclude(deadline_key="")
    events = waiting.values_list("pk", "event_key", "recipient_id")
    gone = [pk for pk, key, recipient in events if (key, recipient) not in live]
    for start in range(0, len(gone), CHUNK):
        Message.objects.filter(pk__in=gone[start : start + CHUNK], state=Message.State.QUEUED).update(
            state=Message.State.SILENCED
        )
