"""Quarters, half-years and years, and the day on which something is due in each. Plain dates in and out."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

QUARTERLY, HALF_YEARLY, YEARLY = "quarterly", "half_yearly", "yearly"
MONTHS = {QUARTERLY: 3, HALF_YEARLY: 6, YEARLY: 12}
# A report on a period may be due after its end, so many months at most.
AFTERWARDS = 3
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """One quarter, half-year or year, by its first day, with the day on which its work is due."""

    rule: str
    start: dt.date
    due_on: dt.date

    @property
    def name(self) -> str:
        """ "quý II/2026", "6 tháng đầu năm 2026", "năm 2026"."""
        if self.rule == QUARTERLY:
            return f"quý {ROMAN[(self.start.month - 1) // 3]}/{self.start.year}"
        if self.rule == HALF_YEARLY:
            return f"6 tháng {'đầu' if self.start.month == 1 else 'cuối'} năm {self.start.year}"
        return f"năm {self.start.year}"


def due_in(start: dt.date, month: int, day: int) -> dt.date:
    """Return a day of the `month`-th month counted from `start` (its own is the first); of a short month its last."""
    months = start.month - 1 + month - 1
    year, number = start.year + months // 12, months % 12 + 1
    return dt.date(year, number, min(day, calendar.monthrange(year, number)[1]))


def start_of(rule: str, day: dt.date) -> dt.date:
    """Return the first day of the period in which a day lies."""
    length = MONTHS[rule]
    return dt.date(day.year, (day.month - 1) // length * length + 1, 1)


def periods(rule: str, *, month: int, day: int, first: dt.date, last: dt.date) -> Iterator[Period]:
    """Yield the periods whose work is due between two days, both included, in order."""
    length = MONTHS[rule]
    start = start_of(rule, dt.date(first.year - 2, 1, 1))
    while start <= last:
        due_on = due_in(start, month, day)
        if first <= due_on <= last:
            yield Period(rule, start, due_on)
        start = due_in(start, length + 1, 1)
