"""Who may open which address of the room."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access
from reminders.models import CalendarDay
from reminders.tests import access_messages
from reminders.tests.access_feed import FEED
from reminders.tests.access_planned import PLANNED, build_planned
from reminders.tests.access_urging import URGING


def build(world):
    """What messages and plans of sending are asked with, and a day off."""
    return SimpleNamespace(**access_messages.build(world), **build_planned(world), day=CalendarDay.objects.first())


def _day(objects):
    return {"pk": objects.day.pk}


def _new_day(objects):
    return {"day": "14/09/2026", "kind": CalendarDay.Kind.HOLIDAY, "name": "Nghỉ bão"}


KEEPERS = {"standing_office", "administrator"}
TABLE = {
    **access_messages.MESSAGES,
    "reminders:calendar": Access(allow=EVERYONE),
    "reminders:calendar_keep": Access(allow=KEEPERS, method="post", data=_new_day),
    "reminders:calendar_remove": Access(allow=KEEPERS, kwargs=_day, method="post"),
    "reminders:calendar_propose": Access(allow=KEEPERS, kwargs=lambda objects: {"year": 2031}, method="post"),
    "reminders:calendar_confirm": Access(allow=KEEPERS, kwargs=lambda objects: {"year": 2026}, method="post"),
    **URGING,
    **FEED,
    **PLANNED,
}
