"""Nhắc việc: the outbox of messages, the calendar of days off."""

from .calendar import CalendarDay
from .messages import Message

__all__ = ["CalendarDay", "Message"]
