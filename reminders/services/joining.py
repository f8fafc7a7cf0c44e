"""One letter a person a morning: a digest that did not leave on its day goes with today's."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.dates import vn_date

from ..manners import Office
from ..models import Delivery

State = Delivery.State


def digest_key(channel: str, recipient: int, day: dt.date) -> str:
    """Return the key of the one digest of a person and a day."""
    return f"{channel}:digest:{recipient}:{day.isoformat()}"


def join_old_digests(office: Office) -> None:
    """Let what earlier digests still carry unsent leave today, once the digest's hour has come: with today's, or, where
    that has gone already, in one letter that says so."""
    if office.digest is None:
        return
    today = timezone.localdate(office.now)
    for pk in list(
        Delivery.objects.filter(state=State.QUEUED, day__lt=today).order_by("pk").values_list("pk", flat=True)
    ):
        try:
            _join(pk, today)
        except IntegrityError:  # another worker made today's in the meantime: now it is there
            _join(pk, today)


@transaction.atomic
def _join(pk: int, today: dt.date) -> None:
    """Make a digest today's, or put its messages into the one that is; nothing when somebody has claimed it."""
    row = Delivery.objects.select_for_update().filter(pk=pk, state=State.QUEUED).first()
    if row is None:
        return
    own = digest_key(row.channel, row.recipient_id, today)
    for key in (own, own + Delivery.AGAIN):
        other = Delivery.objects.select_for_update().filter(key=key).first()
        if other is None:
            row.key, row.day = key, today
            row.save(update_fields=["key", "day"])
            return
        if other.state in (State.QUEUED, State.SILENCED):
            row.lines.update(delivery=other)
            Delivery.objects.filter(pk=other.pk).update(state=State.QUEUED)
            row.state, row.error = State.SILENCED, f"Đã gộp vào bản tổng hợp ngày {vn_date(today)}."
            row.save(update_fields=["state", "error"])
            return
