"""When a deadline reminds, and in which words. Plain dates in, plain dates out."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from core.dates import vn_date
from core.working_days import WorkingCalendar

# Days before the due date at which a reminder falls when the office has set nothing else, the earliest first.
MARKS = (14, 7, 3, 1, 0)
HORIZON = MARKS[0]
OVERDUE = "overdue"
THE_DAY = "0"
MEETING_OPENINGS = {0: "Hôm nay họp", 1: "Ngày mai họp"}
# So many days a mark may be told early because offices rest: the longest Tết with its weekends.
REST = 16
# So many days back a deadline may lie and still remind, where nobody asks for another number.
BEHIND = 140


@dataclass(frozen=True)
class Schedule:
    """How a kind of deadline reminds, as the office set it.

    `before` are days before the due date, `repeat` the working days between two reminders of overdue work (0: it is
    said once). After `head_after` working days overdue the head of the unit is told too, after `office_after` the
    standing office (None: never); after `silent_after` nobody is told any more. `since` is the day from which these
    marks hold: one that fell before it is not made up for.
    """

    before: tuple[int, ...] = MARKS
    repeat: int = 3
    head_after: int | None = 3
    office_after: int | None = 6
    silent_after: int = 60
    enabled: bool = True
    since: dt.date | None = None

    @property
    def ahead(self) -> int:
        """How many days ahead deadlines must be known for the marks to fall in time."""
        return max(self.before, default=0) + REST

    @property
    def behind(self) -> int:
        """How many days back deadlines still remind."""
        return 2 * self.silent_after + REST


@dataclass(frozen=True)
class Stage:
    """A mark of one deadline: its name, the working day on which it is told, how many working days late that is."""

    key: str
    told_on: dt.date
    late: int = 0


def stages_of(due_on: dt.date, schedule: Schedule, calendar: WorkingCalendar, last: dt.date) -> Iterator[Stage]:
    """Yield the stages of a deadline that are told up to a day, in order.

    A mark that falls on a day off is told on the last working day before it. Overdue work is told of on the first
    working day after, then every `repeat` working days, until it falls silent.
    """
    for days in sorted(schedule.before, reverse=True):
        told_on = calendar.last_worked(due_on - dt.timedelta(days=days))
        if told_on > last:
            return
        yield Stage(str(days), told_on)
    number, late, told_on = 1, 1, due_on
    while late <= schedule.silent_after:
        told_on = calendar.after(told_on, schedule.repeat if number > 1 else 1)
        if told_on > last:
            return
        yield Stage(OVERDUE if number == 1 else f"{OVERDUE}:{number}", told_on, late)
        if not schedule.repeat:
            return
        number, late = number + 1, late + schedule.repeat


def stage_on(due_on: dt.date, on: dt.date, schedule: Schedule, calendar: WorkingCalendar) -> Stage | None:
    """Return the newest stage that a working day has reached: "14" … "0", "overdue", "overdue:2" …; None before the
    first and after the last.

    A mark that passed unseen (the server was down, the work was entered late) is not made up for: only the newest
    stage counts.
    """
    if not schedule.enabled:
        return None
    if on > due_on and calendar.between(due_on, on) > schedule.silent_after:
        return None
    newest = None
    for stage in stages_of(due_on, schedule, calendar, on):
        newest = stage
    return newest


def told_in(
    due_on: dt.date, schedule: Schedule, calendar: WorkingCalendar, first: dt.date, last: dt.date
) -> list[Stage]:
    """Return the stages that are told between two days, both included; of several on one day the newest."""
    if not schedule.enabled:
        return []
    newest = {stage.told_on: stage for stage in stages_of(due_on, schedule, calendar, last) if stage.told_on >= first}
    return list(newest.values())


def label(stage: str) -> str:
    """Return a stage in words, "trước 7 ngày"; nothing for a message that no deadline sent."""
    if stage == THE_DAY:
        return "đúng ngày"
    if stage.isdigit():
        return f"trước {stage} ngày"
    name, _, number = stage.partition(":")
    if name != OVERDUE:
        return ""
    return f"quá hạn, lần {number}" if number else "quá hạn"


def subject(title: str, due_on: dt.date, on: dt.date, starts_at: dt.datetime | None = None) -> str:
    """Return the one line of a reminder; never with a line break, which a mail header may not hold. `starts_at` is a
    meeting's: it is no time limit."""
    left = (due_on - on).days
    opening = MEETING_OPENINGS.get(left, "Sắp họp") if starts_at else _opening(left)
    return " ".join(f"{opening} ({vn_date(due_on)}): {title}".split())


def _opening(left: int) -> str:
    if left < 0:
        return "Đã quá hạn"
    return {0: "Hạn là hôm nay", 1: "Hạn là ngày mai"}.get(left, "Sắp đến hạn")


def body(
    *, title: str, unit: str, due_on: dt.date, on: dt.date, starts_at: dt.datetime | None = None, reason: str = ""
) -> str:
    """Return what is due, for which unit and until when, true on whatever day it is read; a meeting's day and hour
    where it has them. `reason` says why somebody is told who has not to do it himself."""
    lines = [f"Việc: {title}"]
    if unit:
        lines.append(f"Đơn vị {'họp' if starts_at else 'thực hiện'}: {unit}")
    lines.append(_when(due_on, on, starts_at))
    if reason:
        lines.append(reason)
    return "\n".join(lines)


def _when(due_on: dt.date, on: dt.date, starts_at: dt.datetime | None) -> str:
    left = (due_on - on).days
    if starts_at is None:
        return f"Thời hạn: hết ngày {vn_date(due_on)} ({_distance(left)} ngày {vn_date(on)})"
    moment = f"Thời gian: {timezone.localtime(starts_at):%H:%M} ngày {vn_date(due_on)}"
    return f"{moment} ({_distance(left)} ngày {vn_date(on)})" if left > 0 else moment


def _distance(left: int) -> str:
    if left < 0:
        return f"quá hạn {-left} ngày, tính đến"
    return f"còn {left} ngày, tính từ" if left else "hạn cuối là chính"
