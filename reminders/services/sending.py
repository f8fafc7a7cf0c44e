"""From rows of the outbox to mail: claimed one by one, each at most once."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q
from django.utils import timezone

from ..delivery import compose, outcome
from ..models import Message

logger = logging.getLogger(__name__)
# No mail server lets a sender wait this long; after it nobody is sending the message any more.
DEAD_AFTER = dt.timedelta(minutes=10)
BATCH = 100
State = Message.State


@dataclass
class Counts:
    """What one run did."""

    sent: int = 0
    failed: int = 0
    postponed: int = 0
    page_only: int = 0
    aborted: int = 0
    in_flight: int = 0
    unreachable: bool = False


def send_due() -> Counts:
    """Send what is queued; return what became of it.

    Any number of workers may run this at once: a message is sent by the one whose conditional update claimed
    it. A worker that dies leaves its message in flight; after `DEAD_AFTER` it is reported as aborted and not
    sent again, because it may have gone. When the mail server cannot be reached, everything stays queued.
    """
    counts = Counts(aborted=report_dead())
    connection = get_connection()
    try:
        for pk in _queued():
            if not _opened(connection):
                counts.unreachable = True
                break
            _send_one(pk, connection, counts)
    finally:
        connection.close()
    counts.in_flight = Message.objects.filter(state=State.IN_FLIGHT).count()
    return counts


def report_dead() -> int:
    """Mark as aborted what a sender left in flight; return how many."""
    return Message.objects.filter(state=State.IN_FLIGHT, claimed_at__lt=timezone.now() - DEAD_AFTER).update(
        state=State.ABORTED, error="Máy gửi thư dừng giữa chừng; không rõ thư đã đi hay chưa."
    )


def _ready() -> Q:
    return Q(state=State.QUEUED) & (Q(retry_at=None) | Q(retry_at__lte=timezone.now()))


def _opened(connection: BaseEmailBackend) -> bool:
    """Open the connection unless it is open; nothing is claimed before it stands."""
    try:
        connection.open()
    except OSError:
        logger.exception("the mail server cannot be reached")
        return False
    return True


def _queued() -> Iterator[int]:
    """Yield each message that is queued, each once in this run, oldest first, in bounded memory."""
    last = 0
    rows = Message.objects.order_by("pk").values_list("pk", flat=True)
    while batch := list(rows.filter(_ready(), pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1]


def _send_one(pk: int, connection: BaseEmailBackend, counts: Counts) -> None:
    claim = uuid.uuid4()
    if not _claim(pk, claim):
        return
    message = Message.objects.select_related("recipient").get(pk=pk)
    if not (message.recipient.is_active and message.recipient.email):
        _finish(message, state=State.PAGE_ONLY)
        counts.page_only += 1
        return
    try:
        connection.send_messages([compose(message)])
    except Exception as error:
        # A broken line would take the next message with it: the next one gets a new line.
        connection.close()
        _refused(message, error, counts)
    else:
        _finish(message, state=State.SENT, sent_at=timezone.now(), error="")
        counts.sent += 1


def _claim(pk: int, claim: uuid.UUID) -> bool:
    return bool(
        Message.objects.filter(pk=pk, state=State.QUEUED).update(
            state=State.IN_FLIGHT, claim=claim, claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
    )


def _refused(message: Message, error: Exception, counts: Counts) -> None:
    logger.warning("message %s was not sent: %s", message.pk, type(error).__name__)
    state, sentence, pause = outcome(error, message.attempts)
    _finish(message, state=state, error=sentence, retry_at=timezone.now() + pause if pause else None)
    if state == State.QUEUED:
        counts.postponed += 1
    elif state == State.ABORTED:
        counts.aborted += 1
    else:
        counts.failed += 1


def _finish(message: Message, **fields: object) -> None:
    """End this worker's claim. One that was so slow that it was reported as dead corrects the report."""
    mine = Message.objects.filter(pk=message.pk, claim=message.claim)
    mine.filter(state__in=[State.IN_FLIGHT, State.ABORTED]).update(**fields)
