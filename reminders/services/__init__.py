"""Writes of the outbox."""

from .inbox import mark_all_read, mark_read
from .notifying import notify
from .planning import plan_messages
from .retrying import retry
from .sending import Counts, report_dead, send_due

__all__ = [
    "Counts",
    "mark_all_read",
    "mark_read",
    "notify",
    "plan_messages",
    "report_dead",
    "retry",
    "send_due",
]
