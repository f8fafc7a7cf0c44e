"""Who may open which address of the room."""

from types import SimpleNamespace

from core.testing import EVERYONE, Access
from reminders.models import Message
from reminders.tests.factories import MessageFactory


def build(world):
    """A message to the staff of the division that could not be sent."""
    message = MessageFactory(recipient=world.users["staff"], state=Message.State.FAILED)
    return SimpleNamespace(message=message)


def _message(objects):
    return {"pk": objects.message.pk}


TABLE = {
    "reminders:message_list": Access(allow=EVERYONE),
    "reminders:message_read_all": Access(allow=EVERYONE, method="post"),
    "reminders:message_read": Access(allow={"staff"}, kwargs=_message, method="post"),
    "reminders:message_open": Access(allow={"staff"}, kwargs=_message, method="post"),
    "reminders:outbox": Access(allow={"administrator"}),
    "reminders:outbox_retry": Access(allow={"administrator"}, kwargs=_message, method="post"),
}
