"""Working days: Monday to Friday, without the days off, with the days that are worked instead."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

ONE = dt.timedelta(days=1)
SATURDAY = 5
# Nothing is given so long; a calendar in which every day is off must still end.
FARTHEST = dt.timedelta(days=3660)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked. `off` are weekdays on which offices rest, `made_up` weekend days that are worked."""

    off: Collection[dt.date] = frozenset()
    made_up: Collection[dt.date] = frozenset()

    def works(self, day: dt.date) -> bool:
        """Whether offices work on the day."""
        if day in self.made_up:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def after(self, day: dt.date, number: int) -> dt.date:
        """Return the `number`-th working day after a day; the day itself does not count.

        So a term begins on the day after the event (Bộ luật Dân sự 2015, Điều 147), and a term of days that
        are all worked ends on a day that is worked. Raises ValueError below 1, and OverflowError where no
        working day is left within ten years.
        """
        if number < 1:
            raise ValueError(f"a term of {number} days")
        found, last = day, day + FARTHEST
        while number:
            found += ONE
            if found > last:
                raise OverflowError(f"no {number} working days after {day}")
            number -= self.works(found)
        return found

    def last_worked(self, day: dt.date) -> dt.date:
        """Return the day itself when it is worked, else the last working day before it; the day itself too where the
        calendar has none within ten years."""
        found = day
        while not self.works(found):
            found -= ONE
            if day - found > FARTHEST:
                return day
        return found

    def between(self, start: dt.date, end: dt.date) -> int:
        """Return how many working days lie after `start` up to and with `end`; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return sum(self.works(start + ONE * step) for step in range(1, (end - start).days + 1))
