"""What the health page says of reminding."""

import datetime as dt

import pytest

from core.health import State
from reminders import health
from reminders.models import CalendarDay, PlannerRun

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 17, 2, 0, tzinfo=dt.UTC)


def test_when_deadlines_were_read_last():
    assert health.planned(NOW).state == State.ATTENTION
    PlannerRun.objects.create(on=NOW.date(), last_at=NOW - dt.timedelta(minutes=4))
    assert (health.planned(NOW).state, health.planned(NOW).sentence) == (State.GOOD, "Chạy 4 phút trước.")
    assert health.planned(NOW + dt.timedelta(hours=5)).state == State.BAD


def test_a_year_without_days_off_is_told_and_from_autumn_the_next_one(db):
    CalendarDay.objects.all().delete()
    CalendarDay.objects.create(day=dt.date(2026, 9, 2), name="Quốc khánh")
    states = [health.calendar(dt.date(2026, month, 20)).state for month in (3, 9, 10)]
    assert states == [State.GOOD, State.GOOD, State.ATTENTION]
    assert (health.calendar(dt.date(2027, 1, 2)).state, "2027" in health.calendar(dt.date(2027, 1, 2)).sentence) == (
        State.BAD,
        True,
    )
