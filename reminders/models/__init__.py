"""Nhắc việc: the outbox of messages, the calendar of days off, the hours of sending."""

from .calendar import CalendarDay
from .choices import AnyHourKind, BadAddress, Choice
from .deliveries import Delivery, DeliveryLine
from .feeds import CalendarFeed, FeedEvent
from .hours import SendingHours
from .messages import Message
from .recurring import Recurring, RecurringDone
from .schedules import KindSchedule, Missed, PlannerRun
from .units import UnitSet
from .urging import UrgingLetter

__all__ = [
    "AnyHourKind",
    "BadAddress",
    "CalendarDay",
    "CalendarFeed",
    "Choice",
    "Delivery",
    "DeliveryLine",
    "FeedEvent",
    "KindSchedule",
    "Message",
    "Missed",
    "PlannerRun",
    "Recurring",
    "RecurringDone",
    "SendingHours",
    "UnitSet",
    "UrgingLetter",
]
