"""What a recurring work still owes and what was done of it, for its page."""

import datetime as dt
from dataclasses import dataclass

from core.dates import today
from units.models import User

from . import permissions
from .models import Recurring, RecurringDone
from .periods import Period


@dataclass(frozen=True)
class RecurringRow:
    """A recurring work on its page: what is open, what was done last, what the reader may do."""

    row: Recurring
    open: list[Period]
    done: list[tuple[Period, RecurringDone]]
    keeps: bool
    marks: bool


def recurring_rows(user: User, *, aside: bool = False, shown: int = 4) -> list[RecurringRow]:
    """Return the recurring works that the user may see, `aside` those that were set aside, by two queries."""
    on = today()
    rows = list(Recurring.objects.visible_to(user).filter(active=not aside).select_related("unit"))
    marks: dict[int, dict[dt.date, RecurringDone]] = {}
    for mark in RecurringDone.objects.filter(recurring__in=rows).select_related("by"):
        marks.setdefault(mark.recurring_id, {})[mark.period] = mark
    return [_recurring_row(user, row, marks.get(row.pk, {}), on, shown) for row in rows]


def _recurring_row(
    user: User, row: Recurring, marks: dict[dt.date, RecurringDone], on: dt.date, shown: int
) -> RecurringRow:
    """Open are the periods whose day has passed, and the next one."""
    all_ = row.periods(dt.date.min.replace(year=2000), on + dt.timedelta(days=500))
    open_ = [period for period in all_ if period.start not in marks]
    past = [period for period in open_ if period.due_on < on]
    coming = [period for period in open_ if period.due_on >= on][:1]
    done = [(period, marks[period.start]) for period in reversed(all_) if period.start in marks]
    keeps, may = permissions.can_keep_recurring(user, row), permissions.can_mark_recurring(user, row)
    return RecurringRow(row, [*past[-shown:], *coming], done[:shown], keeps, may)
