"""What waits in this room: a year whose days off nobody has entered, recurring work that is due."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.dates import today
from core.worklist import Waiting

from . import permissions, queries
from .deadlines import dues_of
from .models import Recurring
from .registry import window
from .stages import BEHIND

SOON = 30  # days before its last day from which recurring work waits on a first page


def waiting_for(user: Any) -> list[Waiting]:
    """Return what of this room waits for a user."""
    return [*_calendar(user), *_recurring(user)]


def _recurring(user: Any) -> list[Waiting]:
    """The periods of recurring work that are near or late and the user's own to do."""
    if not user.held_roles:
        return []
    works, on = Recurring.objects.visible_to(user), today()
    return [
        Waiting(due.title, due.url, "Mở", "Việc định kỳ", due.unit, due.due_on)
        for due in dues_of(works, on, window(on, SOON, BEHIND))
        if user.pk in due.recipients
    ]


def _calendar(user: Any) -> list[Waiting]:
    """The missing calendar, for those who keep it: terms in working days would run through Tết without it."""
    if not permissions.can_keep_calendar(user):
        return []
    year = queries.missing_year(today())
    if year is None:
        return []
    due = dt.date(year - 1, 12, 31) if year > today().year else today()
    address = f"{reverse('reminders:calendar')}?nam={year}"
    return [Waiting(f"Lịch nghỉ năm {year} chưa có", address, "Lập lịch nghỉ", "Lịch nghỉ", due=due)]
