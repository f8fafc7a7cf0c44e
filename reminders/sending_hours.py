"""When a message may leave: no mail at night, none on days off, what can wait once in the morning."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from core.working_days import FARTHEST, ONE, WorkingCalendar

from .models import SendingHours
from .queries import working_calendar


@dataclass(frozen=True)
class Hours:
    """The sending hours with the calendar, read once for many messages. All clock times are Asia/Ho_Chi_Minh."""

    send_from: dt.time = dt.time(7, 0)
    send_until: dt.time = dt.time(18, 0)
    digest_at: dt.time = dt.time(7, 30)
    rest_on_days_off: bool = True
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def next_moment(self, at: dt.datetime, *, urgent: bool) -> dt.datetime:
        """Return the first moment, not before `at` (aware), at which a message that is ready then may leave.

        Urgent: now within the sending hours of a day that mail leaves on, else when they open next. Otherwise at
        the next digest; a message ready at the very moment of the digest goes with it.
        """
        here = timezone.localtime(at)
        opens = self.send_from if urgent else self.digest_at
        closes = self.send_until if urgent else self.digest_at
        within = here.time() < closes or here.time() == opens
        if self.sends_on(here.date()) and within:
            return max(at, _moment(here.date(), opens))
        return _moment(self.next_day(here.date()), opens)

    def sends_on(self, day: dt.date) -> bool:
        """Whether mail leaves on the day at all."""
        return not self.rest_on_days_off or self.calendar.works(day)

    def next_day(self, day: dt.date) -> dt.date:
        """Return the first day after this one on which mail leaves; the very next where the calendar has none left."""
        later = day + ONE
        while not self.sends_on(later):
            later += ONE
            if later - day > FARTHEST:
                return day + ONE
        return later


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def load() -> Hours:
    """Return the hours that the office keeps, by two queries."""
    row = SendingHours.objects.first() or SendingHours()
    return Hours(row.send_from, row.send_until, row.digest_at, row.rest_on_days_off, working_calendar())


def next_moment(at: dt.datetime, *, urgent: bool) -> dt.datetime:
    """Return when a message that is ready at `at` (aware) may leave; for many messages use `load()` once."""
    return load().next_moment(at, urgent=urgent)
