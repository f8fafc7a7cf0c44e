"""Writes of the sending hours."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.audit import record
from core.exceptions import Refused

from ..models import SendingHours

if TYPE_CHECKING:
    from units.models import User


@transaction.atomic
def change_hours(
    *, actor: "User", send_from: dt.time, send_until: dt.time, digest_at: dt.time, rest_on_days_off: bool
) -> SendingHours:
    """Set when mail may leave. Raises Refused where the digest would fall into the quiet hours."""
    if not send_from <= digest_at < send_until:
        raise Refused(
            f"Bản tổng hợp lúc {digest_at:%H:%M} nằm ngoài giờ được gửi thư ({send_from:%H:%M} - {send_until:%H:%M}). "
            "Hãy ghi giờ gửi bản tổng hợp từ lúc bắt đầu đến trước lúc thôi gửi."
        )
    row, _ = SendingHours.objects.select_for_update().get_or_create(pk=SendingHours.ONLY)
    before = _as_words(row)
    row.send_from, row.send_until, row.digest_at = send_from, send_until, digest_at
    row.rest_on_days_off = rest_on_days_off
    row.save(update_fields=["send_from", "send_until", "digest_at", "rest_on_days_off"])
    record(actor=actor, action="reminders.change_hours", target=row, before=before, after=_as_words(row))
    return row


def _as_words(row: SendingHours) -> dict[str, Any]:
    return {
        "send_from": f"{row.send_from:%H:%M}",
        "send_until": f"{row.send_until:%H:%M}",
        "digest_at": f"{row.digest_at:%H:%M}",
        "rest_on_days_off": row.rest_on_days_off,
    }
