"""Who may open which address of the room."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access
from reminders.models import CalendarDay, Message
from reminders.tests.access_feed import FEED
from reminders.tests.access_planned import PLANNED, build_planned
from reminders.tests.access_urging import URGING
from reminders.tests.factories import MessageFactory


def build(world):
    """A message to the staff of the division that could not be sent, and a day off."""
    message = MessageFactory(recipient=world.users["staff"], state=Message.State.FAILED)
    return SimpleNamespace(message=message, **build_planned(world), day=CalendarDay.objects.first())


def _message(objects):
    return {"pk": objects.message.pk}


def _day(objects):
    return {"pk": objects.day.pk}


def _new_day(objects):
    return {"day": "14/09/2026", "kind": CalendarDay.Kind.HOLIDAY, "name": "Nghỉ bão"}


KEEPERS = {"standing_office", "administrator"}
TABLE = {
    "reminders:message_list": Access(allow=EVERYONE),
    "reminders:message_read_all": Access(allow=EVERYONE, method="post"),
    "reminders:message_read": Access(allow={"staff"}, kwargs=_message, method="post"),
    "reminders:message_open": Access(allow={"staff"}, kwargs=_message, method="post"),
    "reminders:calendar": Access(allow=EVERYONE),
    "reminders:calendar_keep": Access(allow=KEEPERS, method="post", data=_new_day),
    "reminders:calendar_remove": Access(allow=KEEPERS, kwargs=_day, method="post"),
    "reminders:calendar_propose": Access(allow=KEEPERS, kwargs=lambda objects: {"year": 2031}, method="post"),
    "reminders:calendar_confirm": Access(allow=KEEPERS, kwargs=lambda objects: {"year": 2026}, method="post"),
    **URGING,
    **FEED,
    **PLANNED,
    "reminders:outbox": Access(allow={"administrator"}),
    "reminders:outbox_retry": Access(allow={"administrator"}, kwargs=_message, method="post"),
}
