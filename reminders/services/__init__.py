"""Writes of the outbox and of the calendar."""

from .calendar import confirm_year, keep_day, load_calendar, propose_year, remove_day
from .hours import change_hours
from .inbox import mark_all_read, mark_read
from .notifying import notify
from .planning import plan_messages
from .retrying import retry
from .sending import Counts, report_dead, send_due

__all__ = [
    "Counts",
    "change_hours",
    "confirm_year",
    "keep_day",
    "load_calendar",
    "mark_all_read",
    "mark_read",
    "notify",
    "plan_messages",
    "propose_year",
    "remove_day",
    "report_dead",
    "retry",
    "send_due",
]
