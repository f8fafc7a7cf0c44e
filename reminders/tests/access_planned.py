"""Who may open the pages of schedules, of what will be told, and of recurring work."""

import datetime as dt

from core.testing import EVERYONE, Access
from reminders.models import Recurring, RecurringDone

OVERSEERS = {"standing_office", "administrator"}


def build_planned(world):
    """A quarterly work of the division that its staff do, with one period marked as done."""
    row = Recurring.objects.create(
        unit=world.division, title="Báo cáo quý", role="staff", rule="quarterly", month=3, day=20,
        starts_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    done = RecurringDone.objects.create(recurring=row, period=dt.date(2026, 1, 1), by=world.users["staff"])
    return {"recurring": row, "done": done}


def _row(objects):
    return {"pk": objects.recurring.pk}


def _kind(objects):
    return {"kind": "reminders.recurring"}


PLANNED = {
    "reminders:planned_list": Access(allow=OVERSEERS),
    "reminders:told_list": Access(allow=OVERSEERS),
    "reminders:missed_list": Access(allow=OVERSEERS),
    "reminders:schedule_list": Access(allow=OVERSEERS),
    "reminders:schedule_edit": Access(allow=OVERSEERS, kwargs=_kind),
    "reminders:hours_edit": Access(allow=OVERSEERS),
    "reminders:recurring_list": Access(allow=EVERYONE),
    "reminders:recurring_new": Access(allow={"standing_office"}),
    "reminders:recurring_edit": Access(allow={"standing_office"}, kwargs=_row),
    "reminders:recurring_done": Access(
        allow={"staff", "standing_office"}, kwargs=_row, method="post", data=lambda objects: {"period": "2026-04-01"}
    ),
    "reminders:recurring_open": Access(
        allow={"standing_office"}, kwargs=lambda objects: {"pk": objects.done.pk}, method="post",
        data=lambda objects: {"reason": "Nhầm kỳ"},
    ),
}  # fmt: skip
