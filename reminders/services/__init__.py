"""Writes of the outbox, of the calendar, of schedules and of recurring work."""

from .calendar import confirm_year, keep_day, load_calendar, propose_year, remove_day
from .hours import change_hours
from .inbox import mark_all_read, mark_read
from .notifying import notify
from .planning import plan_messages
from .recurring import keep_recurring, mark_done, seed_recurring, take_back_done
from .retrying import retry
from .schedules import change_schedule
from .sending import Counts, report_dead, send_due

__all__ = [
    "Counts",
    "change_hours",
    "change_schedule",
    "confirm_year",
    "keep_day",
    "keep_recurring",
    "load_calendar",
    "mark_all_read",
    "mark_done",
    "mark_read",
    "notify",
    "plan_messages",
    "propose_year",
    "remove_day",
    "report_dead",
    "retry",
    "seed_recurring",
    "send_due",
    "take_back_done",
]
