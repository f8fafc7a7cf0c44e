"""Nhắc việc: the outbox of messages, the calendar of days off, the hours of sending."""

from .calendar import CalendarDay
from .hours import SendingHours
from .messages import Message

__all__ = ["CalendarDay", "Message", "SendingHours"]
