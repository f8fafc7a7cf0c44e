"""Writes of recurring work."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from units.models import Role, RoleKind, Unit

from .. import periods
from ..models import Recurring, RecurringDone

if TYPE_CHECKING:
    from units.models import User

_FIELDS = ("title", "role", "rule", "month", "day", "wanted", "source", "verified", "active")
STORY, REPORT, YEARS_REPORT = "story", "report", "report-year"
# No rule was found that names these days; the office compares them with its own and says so on the page. What was done
# in the second half of a year stands in the report on the whole of it.
_SEEDS = (
    (STORY, "Bài gương điển hình tiên tiến của quý", RoleKind.INFORMATION_CENTRE, Recurring.Rule.QUARTERLY, 3, 20),
    (REPORT, "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm gửi cấp trên", RoleKind.STANDING_OFFICE,
     Recurring.Rule.YEARLY, 6, 15),
    (YEARS_REPORT, "Báo cáo tổng kết công tác thi đua, khen thưởng gửi cấp trên", RoleKind.STANDING_OFFICE,
     Recurring.Rule.YEARLY, 12, 15),
)  # fmt: skip


@transaction.atomic
def keep_recurring(
    *,
    actor: "User",
    row: Recurring | None = None,
    unit: Unit,
    title: str,
    role: str,
    rule: str,
    month: int,
    day: int,
    wanted: int = 1,
    source: str = "",
    verified: bool = False,
    active: bool = True,
) -> Recurring:
    """Add a recurring work or change one. Raises Refused for a month too far behind its period, and for a row called
    verified that names no source."""
    most = periods.MONTHS[rule] + periods.AFTERWARDS
    if month > most:
        raise Refused(f"Kỳ này có {periods.MONTHS[rule]} tháng; tháng đến hạn từ 1 đến {most}.")
    if verified and not source.strip():
        raise Refused("Đã đánh dấu xác minh nhưng chưa ghi căn cứ. Hãy ghi số, ngày văn bản quy định thời hạn này.")
    kept = {
        "title": " ".join(title.split()), "role": role, "rule": rule, "month": month, "day": day,
        "wanted": wanted, "source": source.strip(), "verified": verified, "active": active,
    }  # fmt: skip
    before = {name: getattr(row, name) for name in _FIELDS} if row else None
    if row is None:
        row = Recurring(unit=unit)
    for name, value in kept.items():
        setattr(row, name, value)
    row.unit = unit
    row.save()
    record(actor=actor, action="reminders.keep_recurring", target=row, before=before, after={**kept, "unit": unit.pk})
    return row


@transaction.atomic
def mark_done(
    *,
    actor: "User",
    row: Recurring,
    period: dt.date,
    done_on: dt.date | None = None,
    note: str = "",
    counted: bool = False,
) -> RecurringDone:
    """Say that a recurring work is done for the period that begins on a day; its reminders fall silent.

    Raises Refused for a day ahead, for what is no period of the work, and for one that is marked already.
    """
    Recurring.objects.select_for_update().get(pk=row.pk)
    day = done_on or today()
    if day > today():
        raise Refused(f"Ngày xong {vn_date(day)} còn ở phía trước. Hãy ghi ngày từ hôm nay trở về trước.")
    if periods.start_of(row.rule, period) != period:
        raise Refused("Không có kỳ này của việc. Hãy mở lại trang và chọn kỳ trong danh sách.")
    if RecurringDone.objects.filter(recurring=row, period=period).exists():
        raise Refused("Kỳ này đã được đánh dấu xong. Hãy tải lại trang.")
    done = RecurringDone.objects.create(
        recurring=row, period=period, done_on=day, by=actor, note=note.strip(), counted=counted
    )
    after = {"period": period.isoformat(), "done_on": day.isoformat()}
    record(actor=actor, action="reminders.recurring_done", target=row, after=after, reason=note.strip())
    return done


@transaction.atomic
def take_back_done(*, actor: "User", done: RecurringDone, reason: str) -> None:
    """Take a mark back: the work of that period is open again and reminds again."""
    record(
        actor=actor, action="reminders.recurring_open", target=done.recurring,
        before={"period": done.period.isoformat(), "done_on": done.done_on.isoformat()}, reason=reason,
    )  # fmt: skip
    done.delete()


@transaction.atomic
def count_done(*, actor: "User", row: Recurring, on: dt.date, number: int) -> None:
    """A room counted so many things of a recurring work in the period of a day: the period is marked as done when
    that is as many as wanted; a mark that was set so is taken back when it no longer is. What a person marked stays.
    """
    row = Recurring.objects.select_for_update().get(pk=row.pk)
    start = periods.start_of(row.rule, on)
    done = RecurringDone.objects.filter(recurring=row, period=start).first()
    said = f"Đã có {number}/{row.wanted}."
    if done is None and number >= row.wanted:
        mark_done(actor=actor, row=row, period=start, note=said, counted=True)
    elif done and done.counted and number < row.wanted:
        take_back_done(actor=actor, done=done, reason=said)


def seed_recurring(on: dt.date) -> int:
    """Give each standing office the works that every office owes, once; return how many are new. A row that was set
    aside is not offered again."""
    offices = set(Role.objects.in_force_on(on).filter(kind=RoleKind.STANDING_OFFICE).values_list("unit", flat=True))
    seeded = set(Recurring.objects.exclude(seed="").values_list("unit", "seed"))
    rows = [
        Recurring(unit_id=unit, seed=seed, title=title, role=role, rule=rule, month=month, day=day, starts_on=on)
        for unit in sorted(offices)
        for seed, title, role, rule, month, day in _SEEDS
        if (unit, seed) not in seeded
    ]
    Recurring.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
