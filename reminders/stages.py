"""When a deadline reminds, and in which words."""

import datetime as dt

from core.dates import vn_date

# Days before the due date at which a reminder falls, the earliest first.
MARKS = (7, 3, 1, 0)
HORIZON = MARKS[0]
OVERDUE = "overdue"
THE_DAY = "0"

_OPENINGS = {
    "7": "Sắp đến hạn",
    "3": "Sắp đến hạn",
    "1": "Hạn là ngày mai",
    "0": "Hạn là hôm nay",
    OVERDUE: "Đã quá hạn",
}
LABELS = {
    "7": "trước 7 ngày",
    "3": "trước 3 ngày",
    "1": "trước 1 ngày",
    "0": "đúng ngày",
    OVERDUE: "quá hạn",
}


def stage_on(due_on: dt.date, on: dt.date) -> str | None:
    """Return the newest stage that has been reached on a day: "7", "3", "1", "0", "overdue", or None before.

    A mark that passed unseen (the server was down, the work was entered late) is not made up for: only the
    newest stage counts. Overdue work is reminded of once, from the day after; the repetition every three
    working days needs the working calendar and takes stages of its own ("overdue:2").
    """
    left = (due_on - on).days
    if left < 0:
        return OVERDUE
    reached = [mark for mark in MARKS if mark >= left]
    return str(reached[-1]) if reached else None


def subject(title: str, due_on: dt.date, stage: str) -> str:
    """Return the one line of a reminder; never with a line break, which a mail header may not hold."""
    return " ".join(f"{_OPENINGS[stage]} ({vn_date(due_on)}): {title}".split())


def body(*, title: str, unit: str, due_on: dt.date, on: dt.date) -> str:
    """Return what is due, for which unit and until when, true on whatever day it is read."""
    lines = [f"Việc: {title}"]
    if unit:
        lines.append(f"Đơn vị thực hiện: {unit}")
    lines.append(f"Thời hạn: hết ngày {vn_date(due_on)} ({_distance((due_on - on).days)} ngày {vn_date(on)})")
    return "\n".join(lines)


def _distance(left: int) -> str:
    if left < 0:
        return f"quá hạn {-left} ngày, tính đến"
    return f"còn {left} ngày, tính từ" if left else "hạn cuối là chính"
