"""From deliveries to the world: claimed one by one, each at most once."""

import datetime as dt
import logging
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ..channels import Channel, Postponed, Rejected, Sent, channels
from ..manners import Chooser, Office
from ..models import Delivery, DeliveryLine, Message
from .addresses import mark_bad
from .dispatching import dispatch, left_behind
from .notifying import wake_sender
from .silencing import silence_done

logger = logging.getLogger(__name__)
# No mail server lets a sender wait this long; after it nobody is sending the delivery any more.
DEAD_AFTER = dt.timedelta(minutes=10)
# A server that is busy is asked again after growing pauses; then somebody has to look.
PAUSES = [dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240)]
BATCH = 100
UNCLAIMED = dt.timedelta(minutes=3)
DONE = "Việc đã xong, đã dời hoặc đã chuyển người khác trước khi gửi."
UNREACHED = "Người nhận không còn nhận được qua kênh này; thông báo vẫn có trong trang."
UNKNOWN = "Việc gửi bị đứt giữa chừng; không rõ thư đã đi hay chưa."
# A run ends well before the worker's time limit: the next one goes on.
LONGEST_RUN = 7 * 60
State = Delivery.State


@dataclass
class Counts:
    """What one run did, in deliveries; `page_only` in messages."""

    sent: int = 0
    failed: int = 0
    postponed: int = 0
    page_only: int = 0
    aborted: int = 0
    in_flight: int = 0
    unreachable: bool = False


def send_due(*, digests: bool = True) -> Counts:
    """Send what may leave now; return what became of it.

    `digests=False` is for a run that has not read the deadlines before: what was finished meanwhile would still
    stand in the morning's letter.

    Any number of workers may run this at once: a delivery is sent by the one whose conditional update claimed
    it. A worker that dies leaves its delivery in flight; after `DEAD_AFTER` it is reported as aborted and not
    sent again, because it may have gone. When a channel's server cannot be reached, everything stays queued.
    """
    begun = time.monotonic()
    counts = Counts(aborted=report_dead())
    counts.page_only += dispatch(digests=digests)
    for channel in channels():
        _send_all(channel, counts, digests=digests, until=begun + LONGEST_RUN)
    counts.in_flight = Delivery.objects.filter(state=State.IN_FLIGHT).count()
    return counts


def report_dead() -> int:
    """Mark as aborted what a sender left in flight; return how many."""
    return Delivery.objects.filter(state=State.IN_FLIGHT, claimed_at__lt=timezone.now() - DEAD_AFTER).update(
        state=State.ABORTED, error="Máy gửi thư dừng giữa chừng; không rõ thư đã đi hay chưa."
    )


def _send_all(channel: Channel, counts: Counts, *, digests: bool, until: float) -> None:
    try:
        for pk in _queued(channel, digests):
            if time.monotonic() > until:
                break
            if not _opened(channel):
                counts.unreachable = True
                break
            _send_one(pk, channel, counts)
    finally:
        channel.close()


def _opened(channel: Channel) -> bool:
    """Get the channel ready; nothing is claimed before it is."""
    try:
        channel.open()
    except OSError:
        logger.exception("the server of %s cannot be reached", channel.code)
        return False
    return True


def _queued(channel: Channel, digests: bool) -> Iterator[int]:
    """Yield each delivery that may leave, each once in this run, oldest first, in bounded memory.

    The hours are looked at again for each batch: a long run ends when the quiet begins.
    """
    last = 0
    rows = Delivery.objects.filter(channel=channel.code, state=State.QUEUED).order_by("pk").values_list("pk", flat=True)
    while batch := list(rows.filter(_may_leave(digests=digests), pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1]


def take_up() -> int:
    """Report what dead senders left, and wake a sender where something may leave that nobody takes: the message that
    should have woken one was lost. Return how many rows that concerns; cheap when there is nothing."""
    found = report_dead()
    since = timezone.now() - UNCLAIMED
    waiting = Delivery.objects.filter(_may_leave(), state=State.QUEUED, created_at__lt=since)
    if number := waiting[:BATCH].count() or left_behind(since, BATCH):
        wake_sender()
    return found + number


def _may_leave(*, digests: bool = False) -> Q:
    office = Office.load()
    waited = Q(retry_at=None) | Q(retry_at__lte=office.now)
    if not digests or office.digest is None:  # an old digest, too, waits for the hour: then it goes with today's
        waited &= Q(day=None)
    return waited if office.is_open else waited & Q(any_hour=True)


def _send_one(pk: int, channel: Channel, counts: Counts) -> None:
    claimed = _claim(pk, channel, counts)
    if claimed is None:
        return
    delivery, messages = claimed
    try:
        sent = channel.send(delivery, messages)
    except Exception as error:
        _not_sent(delivery, messages, error, channel, counts)
    else:
        _finish(delivery, sent, state=State.SENT, sent_at=timezone.now(), error="")
        counts.sent += 1


@transaction.atomic
def _claim(pk: int, channel: Channel, counts: Counts) -> tuple[Delivery, list[Message]] | None:
    """Take a delivery and its messages, if nobody else has; what is no longer needed is left out.

    Returns None when there is nothing to send: somebody else has it, or nobody needs any of it any more.
    """
    taken = Delivery.objects.filter(pk=pk, state=State.QUEUED).update(
        state=State.IN_FLIGHT, claim=uuid.uuid4(), claimed_at=timezone.now(), attempts=F("attempts") + 1
    )
    if not taken:
        return None
    delivery = Delivery.objects.select_related("recipient").get(pk=pk)
    rows = Message.objects.select_for_update(of=("self",)).filter(lines__delivery=pk).select_related("recipient")
    messages = list(rows.order_by("pk"))
    if not channel.reach([delivery.recipient]):
        queued = Message.objects.filter(lines__delivery=pk, state=Message.State.QUEUED).values_list("pk", flat=True)
        counts.page_only += Message.objects.filter(pk__in=list(queued)).update(state=Message.State.PAGE_ONLY)
        messages = []
    wanted = silence_done([message for message in messages if message.state != Message.State.SILENCED])
    if not wanted:
        why = DONE if messages else UNREACHED
        _finish(delivery, state=State.SILENCED, error=why, subject=_named(delivery), attempts=F("attempts") - 1)
    delivery.lines.exclude(message__in=wanted).delete()
    if not wanted:
        return None
    _hand_over(wanted, channel)
    return delivery, wanted


def _named(delivery: Delivery) -> str:
    """What a letter that is not written would have been about, for the outbox."""
    subjects = list(Message.objects.filter(lines__delivery=delivery).order_by("pk").values_list("subject", flat=True))
    return "; ".join(subjects)[:300]


def _hand_over(messages: list[Message], channel: Channel) -> None:
    """Mark those messages as handed over that no other channel has yet to take."""
    others = [other.code for other in channels() if other.code != channel.code]
    waiting: set[int] = set()
    if others:
        chooser = Chooser(messages, Office.load())
        rows = DeliveryLine.objects.filter(message__in=messages).exclude(delivery__state=State.QUEUED)
        taken = set(rows.values_list("message", "channel"))
        for message in messages:
            codes = {way.code for way, _ in chooser.ways(message)} & set(others)
            if any((message.pk, code) not in taken for code in codes):
                waiting.add(message.pk)
    done = [message.pk for message in messages if message.pk not in waiting]
    Message.objects.filter(pk__in=done, state=Message.State.QUEUED).update(state=Message.State.HANDED)


def _not_sent(
    delivery: Delivery, messages: list[Message], error: Exception, channel: Channel, counts: Counts
) -> None:
    logger.warning("delivery %s was not sent: %s", delivery.pk, type(error.__cause__ or error).__name__)
    tried = _tried(delivery, messages, channel)
    if isinstance(error, Postponed) and delivery.attempts <= len(PAUSES):
        _give_back(delivery, messages, str(error))
        counts.postponed += 1
    elif isinstance(error, Postponed | Rejected):
        again = f" Đã thử {delivery.attempts} lần, không tự gửi lại nữa." if isinstance(error, Postponed) else ""
        _finish(delivery, tried, state=State.FAILED, error=f"{error}{again}")
        counts.failed += 1
        if isinstance(error, Rejected) and error.bad_address:
            mark_bad(user=delivery.recipient, address=tried.address or delivery.recipient.email, reason=str(error))
    else:
        _finish(delivery, tried, state=State.ABORTED, error=UNKNOWN)
        counts.aborted += 1
        if isinstance(error, SoftTimeLimitExceeded):
            raise error


def _tried(delivery: Delivery, messages: list[Message], channel: Channel) -> Sent:
    """What would have been sent, for the outbox; a letter that cannot be written has no words."""
    try:
        return channel.compose(delivery, messages)
    except Exception:
        return Sent()


@transaction.atomic
def _give_back(delivery: Delivery, messages: list[Message], sentence: str) -> None:
    """Queue the delivery again after a pause; until then its messages may still be taken back."""
    pause = PAUSES[delivery.attempts - 1]
    _finish(delivery, state=State.QUEUED, error=sentence, retry_at=timezone.now() + pause)
    Message.objects.filter(pk__in=[message.pk for message in messages], state=Message.State.HANDED).update(
        state=Message.State.QUEUED
    )


def _finish(delivery: Delivery, sent: Sent | None = None, **fields: object) -> None:
    """End this worker's claim. One that was so slow that it was reported as dead corrects the report."""
    if sent is not None:
        fields |= {"address": sent.address[:254], "subject": sent.subject[:300], "text": sent.text}
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    mine.filter(state__in=[State.IN_FLIGHT, State.ABORTED]).update(**fields)
