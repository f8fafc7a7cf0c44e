"""Reads of the bell, of the outbox and of the calendar."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Count

from core.working_days import WorkingCalendar

from .models import CalendarDay, Message

if TYPE_CHECKING:
    from units.models import User

AUTUMN = 10  # the month from which the next year's calendar is asked for


def unread_count(user: "User") -> int:
    """How many messages of the bell the user has not opened."""
    return Message.objects.visible_to(user).unread().count()


def state_counts(user: "User") -> dict[str, int]:
    """How many messages of the administrator's people stand in each state, by one query."""
    rows = Message.objects.administered_by(user).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def working_calendar() -> WorkingCalendar:
    """Return the calendar of all years that are kept, by one query."""
    off: set[dt.date] = set()
    made_up: set[dt.date] = set()
    for day, kind in CalendarDay.objects.values_list("day", "kind"):
        (made_up if kind == CalendarDay.Kind.MADE_UP else off).add(day)
    return WorkingCalendar(frozenset(off), frozenset(made_up))


def days_of(year: int) -> list[CalendarDay]:
    """Return a year's days, in order."""
    return list(CalendarDay.objects.filter(day__year=year))


def years_kept() -> list[int]:
    """Return the years that have days, in order."""
    return [day.year for day in CalendarDay.objects.dates("day", "year")]


def missing_year(on: dt.date) -> int | None:
    """Return the next year when autumn has come and its calendar has not; the current one at any time."""
    kept = set(years_kept())
    wanted = [on.year, on.year + 1] if on.month >= AUTUMN else [on.year]
    return next((year for year in wanted if year not in kept), None)
