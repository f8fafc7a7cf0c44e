"""Sending again what did not go, by hand."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from core.audit import record
from core.exceptions import Refused

from ..models import BadAddress, Delivery, Message
from .notifying import wake_sender

if TYPE_CHECKING:
    from units.models import User

State = Delivery.State


@transaction.atomic
def retry(*, actor: "User", delivery: Delivery, reason: str = "") -> Delivery:
    """Queue a failed or aborted delivery once more.

    Raises Refused for any other state, for an address that is marked as bad, and for an aborted one without a
    reason: it may arrive twice.
    """
    row = Delivery.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=delivery.pk)
    if not row.can_be_retried:
        raise Refused(
            "Thư này không còn ở trạng thái hỏng hoặc chưa rõ nên không gửi lại được. "
            "Hãy tải lại trang để xem trạng thái mới."
        )
    if BadAddress.objects.filter(user=row.recipient_id, address=row.recipient.email).exists():
        raise Refused(
            f"Địa chỉ {row.recipient.email} đang được ghi là hỏng. Hãy sửa địa chỉ của tài khoản, "
            "hoặc bỏ ghi ở trang Địa chỉ thư hỏng, rồi gửi lại."
        )
    if row.state == State.ABORTED and not reason.strip():
        raise Refused("Thư này có thể đã tới người nhận. Hãy ghi lý do gửi lại.")
    before = {"state": row.state}
    _queue_again([row.pk])
    row.refresh_from_db()
    record(actor=actor, action="reminders.retry", target=row, before=before, after={"state": row.state}, reason=reason)
    return row


@transaction.atomic
def retry_many(*, actor: "User", deliveries: Iterable[Delivery], reason: str = "") -> int:
    """Queue many again; return how many. What has gone in the meantime or has a bad address is left out.

    Raises Refused when nothing is left to send, and without a reason when one of them is aborted.
    """
    number = queue_again(actor=actor, ids=[delivery.pk for delivery in deliveries], reason=reason)
    if not number:
        raise Refused("Không thư nào đã chọn gửi lại được. Hãy chọn thư hỏng hoặc chưa rõ, tới địa chỉ còn dùng được.")
    return number


@transaction.atomic
def queue_again(*, actor: "User", ids: Collection[int], reason: str) -> int:
    """The same of deliveries known by their numbers; 0, and no act, when nothing is left to send. Raises Refused
    without a reason when one of them is aborted."""
    ended = [State.FAILED, State.ABORTED]
    locked = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=ids, state__in=ended)
    bad = set(BadAddress.objects.values_list("user", "address"))
    rows = [
        row
        for row in locked.select_related("recipient").order_by("pk")
        if (row.recipient_id, row.recipient.email) not in bad
    ]
    if not rows:
        return 0
    if any(row.state == State.ABORTED for row in rows) and not reason.strip():
        raise Refused("Trong số đã chọn có thư có thể đã tới người nhận. Hãy ghi lý do gửi lại.")
    _queue_again([row.pk for row in rows])
    after = {"number": len(rows), "deliveries": [row.pk for row in rows[:100]], "state": State.QUEUED}
    record(actor=actor, action="reminders.retry_many", target=rows[0], after=after, reason=reason)
    return len(rows)


def _queue_again(ids: list[int]) -> None:
    """Give the deliveries their attempts back, and their messages to whoever may still take them back."""
    Delivery.objects.filter(pk__in=ids).update(state=State.QUEUED, attempts=0, retry_at=None, claim=None)
    handed = Message.objects.filter(lines__delivery__in=ids, state=Message.State.HANDED)
    Message.objects.filter(pk__in=list(handed.values_list("pk", flat=True))).update(state=Message.State.QUEUED)
    transaction.on_commit(wake_sender, robust=True)
