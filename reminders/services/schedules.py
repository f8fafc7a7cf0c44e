"""Writes of how kinds of deadlines remind."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused

from .. import kinds, registry
from ..models import KindSchedule
from ..models.schedules import read_marks
from ..schedules import row_of

if TYPE_CHECKING:
    from units.models import User

_FIELDS = ("enabled", "before", "repeat", "head_after", "office_after", "silent_after")
# A change of these moves the marks; one that fell before the change is not made up for.
_MARKS = ("enabled", "before", "repeat")


@transaction.atomic
def change_schedule(
    *,
    actor: "User",
    kind: str,
    enabled: bool,
    before: str,
    repeat: int,
    head_after: int | None,
    office_after: int | None,
    silent_after: int,
) -> KindSchedule:
    """Set how a kind of deadline reminds, from now on. Raises Refused for a kind that has no deadlines, for a mandatory
    one that is to be silent, and where the standing office would be told before the unit's head."""
    if kind not in dict(registry.providers()):
        raise Refused("Loại việc này không có thời hạn để nhắc. Hãy mở lại trang Lịch nhắc và chọn loại khác.")
    if kinds.kind_of(kind).mandatory and not enabled:
        raise Refused(
            f"“{kinds.kind_of(kind).title}” là loại bắt buộc nhắc, không tắt được. Hãy bớt mốc nếu nhắc nhiều."
        )
    if head_after is not None and office_after is not None and office_after < head_after:
        raise Refused(
            f"Thường trực thi đua được báo sau {office_after} ngày, trước lãnh đạo đơn vị ({head_after} ngày). "
            "Hãy ghi số ngày của thường trực bằng hoặc lớn hơn."
        )
    highest = max(head_after or 0, office_after or 0)
    if highest > (1 if not repeat else silent_after):
        raise Refused(
            f"Không có lần nhắc nào sau {highest} ngày quá hạn để chuyển lên. Hãy đặt số ngày nhắc lại, tăng số ngày "
            "thôi nhắc, hoặc để trống các ô chuyển lên."
        )
    row = row_of(kind)
    was = {name: getattr(row, name) for name in _FIELDS}
    marks = ",".join(map(str, read_marks(before)))
    now: dict[str, Any] = {
        "enabled": enabled, "before": marks, "repeat": repeat, "head_after": head_after, "office_after": office_after,
        "silent_after": silent_after,
    }  # fmt: skip
    since = today() if any(was[name] != now[name] for name in _MARKS) else row.since
    row, _ = KindSchedule.objects.update_or_create(kind=kind, defaults={**now, "since": since})
    record(actor=actor, action="reminders.change_schedule", target=row, before=was, after=now)
    return row
