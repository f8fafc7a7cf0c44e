"""Days in another year: the date in its own way of writing, with the weekday that stands beside it. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from core.dates import vn_date
from core.working_days import WorkingCalendar

from ..reading.dates import find_dates
from .kinds import TIME
from .phrases import Found

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAME = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"
_BEFORE = re.compile(rf"({_NAME})\s*,?\s*\(?(?:ngày\s+)?$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*\(\s*({_NAME})(?!\w)", re.IGNORECASE)
SATURDAY = 5


def days(text: str, old: int, new: int, worked: WorkingCalendar) -> Iterator[Found]:
    """Dates in the running text; those far from the old year tell of something that stays."""
    for start, end, day in find_dates(text):
        if abs(day.year - old) > 1:
            yield Found(start, end)
            continue
        moved = same_day(day, day.year + new - old)
        words = text[start:end]
        after = words[:-4] + str(moved.year) if moved.day == day.day else vn_date(moved)
        if match := _BEFORE.search(text[:start]):
            start, after = match.start(), _weekday(match[1], moved) + text[match.end(1):start] + after
        if match := _AFTER.match(text, end):
            end, after = match.end(), after + text[end:match.start(1)] + _weekday(match[1], moved)
        yield Found(start, end, TIME, after, rest_note(moved, worked))


def _weekday(written: str, day: dt.date) -> str:
    name = _WEEKDAYS[day.weekday()]
    if any(char.isdigit() for char in written) and day.weekday() < 6:
        name = f"thứ {day.weekday() + 2}"
    return name[:1].upper() + name[1:] if written[:1].isupper() else name


def same_day(day: dt.date, year: int) -> dt.date:
    """Return the same day of another year; 29 February becomes the 28th where there is none."""
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def rest_note(day: dt.date, worked: WorkingCalendar) -> str:
    """Say that offices rest on the day, or nothing."""
    if worked.works(day):
        return ""
    kind = _WEEKDAYS[day.weekday()] if day.weekday() >= SATURDAY else "ngày nghỉ lễ, Tết"
    return f"{vn_date(day)} là {kind}; hãy cân nhắc dời sang ngày làm việc."
