"""From messages to deliveries: by which channel, at once or in the morning's digest, none of them twice."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .. import kinds
from ..manners import Chooser, Manner, Office, those_that_cannot_wait
from ..models import Choice, Delivery, DeliveryLine, Message
from .joining import digest_key, join_old_digests
from .silencing import silence_done

BATCH = 500
State = Delivery.State


@dataclass
class _Draft:
    """A delivery that has to be there, and the messages that it is to carry."""

    delivery: Delivery
    messages: list[int] = field(default_factory=list)


def dispatch(*, digests: bool = True) -> int:
    """Put what may leave now into deliveries; return how many messages stay in the page only.

    Any number of workers may run this at once: a delivery is one by its key, a message is in one delivery of a
    channel by a constraint, and a delivery that somebody has claimed takes no more. What asks for an act that is done
    is taken back first.
    """
    office = Office.load(digests=digests)
    join_old_digests(office)
    page_only = last = 0
    waiting = Message.objects.filter(state=Message.State.QUEUED).select_related("recipient").order_by("pk")
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        page_only += _dispatch(silence_done(batch), office)
        last = batch[-1].pk
    return page_only


def left_behind(before: dt.datetime, most: int) -> int:
    """Return how many messages (at most so many) that were written before a moment might leave at once and stand in no
    delivery yet: nobody was woken for them. What waits for the digest is none of them."""
    office = Office.load(digests=False)
    kept = Choice.objects.filter(user=OuterRef("recipient"), kind=OuterRef("kind"))
    chosen = Exists(kept.filter(manner=Manner.AT_ONCE))
    every = [kind for kind in kinds.every() if kind.urgent]
    mixed = Q(kind__in=[kind.code for kind in every if kind.mixed]) & those_that_cannot_wait()
    urgent = (mixed | Q(kind__in=[kind.code for kind in every if not kind.mixed])) & ~Exists(kept)
    rows = Message.objects.filter(chosen | urgent, state=Message.State.QUEUED, created_at__lt=before)
    unsent = rows.filter(~Exists(DeliveryLine.objects.filter(message=OuterRef("pk"))))
    if not office.is_open:
        unsent = unsent.filter(kind__in=office.any_hour)
    return unsent[:most].count()


def _dispatch(batch: list[Message], office: Office) -> int:
    chooser = Chooser(batch, office)
    taken = set(DeliveryLine.objects.filter(message__in=batch).values_list("message", "channel"))
    drafts: dict[str, _Draft] = {}
    page_only = []
    for message in batch:
        ways = chooser.ways(message)
        if not ways:
            page_only.append(message.pk)
        for channel, manner in ways:
            if (message.pk, channel.code) not in taken and office.lets_out(message, manner):
                delivery = _delivery(message, channel.code, manner, office)
                drafts.setdefault(delivery.key, _Draft(delivery)).messages.append(message.pk)
    if drafts:
        _write(drafts)
    if not page_only:
        return 0
    rows = Message.objects.filter(pk__in=page_only, state=Message.State.QUEUED)
    return rows.update(state=Message.State.PAGE_ONLY)


def _delivery(message: Message, channel: str, manner: str, office: Office) -> Delivery:
    """The delivery that carries this message, not saved: one a message, or one a person and a day."""
    common = {"channel": channel, "recipient_id": message.recipient_id}
    if manner == Manner.AT_ONCE:
        any_hour = message.kind in office.any_hour
        return Delivery(key=f"{channel}:message:{message.pk}", any_hour=any_hour, **common)
    day = timezone.localdate(office.now)
    return Delivery(key=digest_key(channel, message.recipient_id, day), day=day, **common)


@transaction.atomic
def _write(drafts: dict[str, _Draft]) -> None:
    """Make the deliveries that are missing and add to those that nobody has claimed, under their locks."""
    keys = sorted(drafts)  # every worker takes the rows in the same order, so that none waits for another in a ring
    Delivery.objects.bulk_create([drafts[key].delivery for key in keys], ignore_conflicts=True)
    open_rows = Delivery.objects.select_for_update().filter(key__in=keys, state__in=[State.QUEUED, State.SILENCED])
    mine = list(open_rows.order_by("key"))
    silenced = [row.pk for row in mine if row.state == State.SILENCED]
    if silenced:  # a message that was taken back and is wanted again
        Delivery.objects.filter(pk__in=silenced).update(state=State.QUEUED)
    DeliveryLine.objects.bulk_create(_lines(mine, drafts), ignore_conflicts=True)


def _lines(rows: Iterable[Delivery], drafts: dict[str, _Draft]) -> list[DeliveryLine]:
    return [
        DeliveryLine(delivery=row, message_id=message, channel=row.channel)
        for row in rows
        for message in drafts[row.key].messages
    ]
