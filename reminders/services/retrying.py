"""Sending again what did not go, by hand."""

from typing import TYPE_CHECKING

from django.db import transaction

from core.audit import record
from core.exceptions import Refused

from ..models import Message

if TYPE_CHECKING:
    from units.models import User


@transaction.atomic
def retry(*, actor: "User", message: Message, reason: str = "") -> Message:
    """Queue a failed or aborted message once more.

    Raises Refused for any other state, and for an aborted one without a reason: it may arrive twice.
    """
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.state not in (Message.State.FAILED, Message.State.ABORTED):
        raise Refused(
            "Thư này không còn ở trạng thái hỏng hoặc chưa rõ nên không gửi lại được. "
            "Hãy tải lại trang để xem trạng thái mới."
        )
    if row.state == Message.State.ABORTED and not reason.strip():
        raise Refused("Thư này có thể đã tới người nhận. Hãy ghi lý do gửi lại.")
    before = {"state": row.state}
    row.state, row.attempts, row.retry_at, row.claim = Message.State.QUEUED, 0, None, None
    row.save(update_fields=["state", "attempts", "retry_at", "claim"])
    after = {"state": row.state}
    record(actor=actor, action="reminders.retry", target=row, before=before, after=after, reason=reason)
    return row
