"""Days and hours of the office, in Asia/Ho_Chi_Minh."""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """Return the local date."""
    return timezone.localdate()


def end_of_day(day: dt.date) -> dt.datetime:
    """Return 23:59:59 of the day, local: the moment at which a deadline day ends."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))


def vn_date(day: dt.date | None) -> str:
    """Return the day as dd/mm/yyyy, or nothing."""
    return f"{day:%d/%m}/{day.year:04d}" if day else ""


def vn_long_date(day: dt.date) -> str:
    """Return "ngày 05 tháng 01 năm 2026"; only days below 10 and months 1 and 2 take a 0.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.b.
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
