"""What waits in this room: a year whose days off nobody has entered."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.dates import today
from core.worklist import Waiting

from . import permissions, queries


def waiting_for(user: Any) -> list[Waiting]:
    """The missing calendar, for those who keep it: terms in working days would run through Tết without it."""
    if not permissions.can_keep_calendar(user):
        return []
    year = queries.missing_year(today())
    if year is None:
        return []
    due = dt.date(year - 1, 12, 31) if year > today().year else today()
    address = f"{reverse('reminders:calendar')}?nam={year}"
    return [Waiting(f"Lịch nghỉ năm {year} chưa có", address, "Lập lịch nghỉ", "Lịch nghỉ", due=due)]
