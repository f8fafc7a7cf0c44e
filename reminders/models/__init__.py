"""Nhắc việc: the outbox of messages, the calendar of days off, the hours of sending."""

from .calendar import CalendarDay
from .feeds import CalendarFeed, FeedEvent
from .hours import SendingHours
from .messages import Message
from .recurring import Recurring, RecurringDone
from .schedules import KindSchedule, Missed, PlannerRun
from .urging import UrgingLetter

__all__ = [
    "CalendarDay",
    "CalendarFeed",
    "FeedEvent",
    "KindSchedule",
    "Message",
    "Missed",
    "PlannerRun",
    "Recurring",
    "RecurringDone",
    "SendingHours",
    "UrgingLetter",
]
