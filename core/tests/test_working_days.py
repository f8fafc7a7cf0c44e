"""Counting working days over weekends, days off and days that are worked instead."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import WorkingCalendar

TET = WorkingCalendar(off={dt.date(2026, 2, day) for day in range(16, 21)})
SWAP = WorkingCalendar(
    off={dt.date(2026, 8, 31), dt.date(2026, 9, 1), dt.date(2026, 9, 2)}, made_up={dt.date(2026, 8, 22)}
)


@pytest.mark.parametrize(
    ("calendar", "day", "number", "expected"),
    [
        (WorkingCalendar(), dt.date(2026, 11, 20), 1, dt.date(2026, 11, 23)),  # a Friday
        (WorkingCalendar(), dt.date(2026, 11, 21), 1, dt.date(2026, 11, 23)),  # a Saturday
        (WorkingCalendar(), dt.date(2026, 11, 16), 10, dt.date(2026, 11, 30)),
        (TET, dt.date(2026, 2, 13), 1, dt.date(2026, 2, 23)),
        (TET, dt.date(2026, 2, 12), 3, dt.date(2026, 2, 24)),
        (SWAP, dt.date(2026, 8, 21), 1, dt.date(2026, 8, 22)),  # the Saturday that is worked
        (SWAP, dt.date(2026, 8, 28), 1, dt.date(2026, 9, 3)),
        (WorkingCalendar(off={dt.date(2027, 1, 1)}), dt.date(2026, 12, 31), 1, dt.date(2027, 1, 4)),
    ],
)
def test_a_term_ends_on_the_nth_working_day_after(calendar, day, number, expected):
    assert calendar.after(day, number) == expected
    assert calendar.between(day, expected) == number


def test_a_term_has_at_least_one_day_and_an_end():
    with pytest.raises(ValueError, match="a term of 0 days"):
        TET.after(dt.date(2026, 2, 14), 0)
    never = WorkingCalendar(off={dt.date(2026, 1, 1) + dt.timedelta(days=step) for step in range(4000)})
    with pytest.raises(OverflowError):
        never.after(dt.date(2026, 1, 1), 1)


days = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@given(days, st.integers(1, 60), st.frozensets(days, max_size=30), st.frozensets(days, max_size=10))
def test_counting_there_and_back_agrees(day, number, off, made_up):
    calendar = WorkingCalendar(off=off, made_up=made_up)
    end = calendar.after(day, number)
    assert calendar.works(end)
    assert calendar.between(day, end) == number
    assert calendar.between(end, day) == -number
