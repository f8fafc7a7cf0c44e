"""Writes of the outbox, of the calendar, of schedules and of recurring work."""

from .addresses import clear_bad, mark_bad
from .calendar import confirm_year, keep_day, load_calendar, propose_year, remove_day
from .choosing import choose, let_out_at_any_hour, resume, stop, stoppable
from .dispatching import dispatch
from .hours import change_hours
from .inbox import mark_all_read, mark_read
from .notifying import notify
from .planning import plan_messages
from .recurring import STORY, count_done, keep_recurring, mark_done, seed_recurring, take_back_done
from .retrying import retry, retry_many
from .retrying_all import retry_all
from .schedules import change_schedule
from .sending import Counts, report_dead, send_due, take_up

__all__ = [
    "STORY",
    "Counts",
    "change_hours",
    "change_schedule",
    "choose",
    "clear_bad",
    "confirm_year",
    "count_done",
    "dispatch",
    "keep_day",
    "keep_recurring",
    "let_out_at_any_hour",
    "load_calendar",
    "mark_all_read",
    "mark_bad",
    "mark_done",
    "mark_read",
    "notify",
    "plan_messages",
    "propose_year",
    "remove_day",
    "report_dead",
    "resume",
    "retry",
    "retry_all",
    "retry_many",
    "seed_recurring",
    "send_due",
    "stop",
    "stoppable",
    "take_back_done",
    "take_up",
]
