"""Writes of the calendar of days off."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.audit import record
from core.dates import vn_date
from core.exceptions import Refused
from core.working_days import SATURDAY

from ..models import CalendarDay

if TYPE_CHECKING:
    from units.models import User

Kind = CalendarDay.Kind
SHIPPED = Path(__file__).resolve().parent.parent / "data" / "calendar.toml"
FROM_LIBRARY = "Tính theo Điều 112; chờ thông báo của năm"


@transaction.atomic
def keep_day(*, actor: "User", day: dt.date, kind: str, name: str, source: str = "") -> CalendarDay:
    """Add a day or change what stands on it; whoever writes it has compared it.

    Raises Refused for a weekend day off and for a working day that is made up for: neither changes anything.
    """
    weekend = day.weekday() >= SATURDAY
    if kind == Kind.MADE_UP and not weekend:
        raise Refused(f"Ngày {vn_date(day)} đã là ngày làm việc trong tuần; ngày làm bù phải là thứ Bảy hoặc Chủ nhật.")
    if kind != Kind.MADE_UP and weekend:
        raise Refused(
            f"Ngày {vn_date(day)} là {'thứ Bảy' if day.weekday() == SATURDAY else 'Chủ nhật'}, cơ quan đã nghỉ sẵn. "
            "Nếu được nghỉ bù, hãy ghi ngày làm việc được nghỉ bù."
        )
    before = CalendarDay.objects.select_for_update().filter(day=day).first()
    kept = {"kind": kind, "name": name, "source": source, "verified": True}
    row, _ = CalendarDay.objects.update_or_create(day=day, defaults=kept)
    record(
        actor=actor,
        action="reminders.keep_day",
        target=row,
        before={"kind": before.kind, "name": before.name} if before else None,
        after={"day": day.isoformat(), "kind": kind, "name": name},
    )
    return row


@transaction.atomic
def remove_day(*, actor: "User", row: CalendarDay, reason: str) -> None:
    """Take a day out of the calendar: it is an ordinary day again, and every term that ran over it ends elsewhere."""
    record(
        actor=actor,
        action="reminders.remove_day",
        target=row,
        before={"day": row.day.isoformat(), "kind": row.kind, "name": row.name},
        reason=reason,
    )
    row.delete()


@transaction.atomic
def propose_year(*, actor: "User", year: int) -> int:
    """Fill a year that has no days yet with what the law and the moon say; return how many. Nobody has compared
    them. Raises Refused when the year has days."""
    if CalendarDay.objects.filter(day__year=year).exists():
        raise Refused(f"Lịch nghỉ năm {year} đã có. Hãy sửa từng ngày trong lịch đó.")
    rows = CalendarDay.objects.bulk_create(_computed(year))
    record(actor=actor, action="reminders.propose_year", target=rows[0], after={"year": year, "days": len(rows)})
    return len(rows)


@transaction.atomic
def confirm_year(*, actor: "User", year: int) -> int:
    """Say that a year's days were compared with the official notice; return how many had not been."""
    rows = CalendarDay.objects.filter(day__year=year)
    first = rows.first()
    if first is None:
        raise Refused(f"Lịch nghỉ năm {year} chưa có ngày nào để đối chiếu.")
    number = rows.filter(verified=False).update(verified=True)
    record(actor=actor, action="reminders.confirm_year", target=first, after={"year": year, "days": number})
    return number


def load_calendar() -> int:
    """Add the shipped days of every year of which nothing is known yet; return how many."""
    known = {day.year for day in CalendarDay.objects.values_list("day", flat=True)}
    content = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    rows = [row for year, days in content.items() if int(year) not in known for row in _shipped(int(year), days)]
    return len(CalendarDay.objects.bulk_create(rows, ignore_conflicts=True))


def _shipped(year: int, days: dict[str, Any]) -> Iterator[CalendarDay]:
    for kind in Kind.values:
        for written, name in days.get(kind, []):
            day, month = map(int, written.split("/"))
            yield CalendarDay(day=dt.date(year, month, day), kind=kind, name=name, source=days.get("source", ""))


def _computed(year: int) -> Iterable[CalendarDay]:
    """The days off of a year as the library knows them; those on a weekend change nothing."""
    import holidays

    for day, name in sorted(holidays.country_holidays("VN", years=year, language="vi").items()):
        if day.weekday() < SATURDAY:
            yield CalendarDay(day=day, name=name[:120], source=FROM_LIBRARY)
