"""Who may open which address of messages."""

from core.testing import EVERYONE, Access
from reminders import unsubscribing
from reminders.models import BadAddress, Delivery
from reminders.tests.factories import DeliveryFactory


def build(world):
    """A delivery to the staff of the division that failed, its message, a bad address, a letter's stop link."""
    staff = world.users["staff"]
    delivery = DeliveryFactory(recipient=staff, state=Delivery.State.FAILED)
    head = world.users["head"]
    return {
        "delivery": delivery,
        "message": delivery.messages.get(),
        "bad": BadAddress.objects.create(user=head, address=head.email),
        "token": unsubscribing.token(staff, "plans.task"),
    }


def _message(objects):
    return {"pk": objects.message.pk}


def _delivery(objects):
    return {"pk": objects.delivery.pk}


def _chosen(objects):
    return {"thu": objects.delivery.pk, "reason": "Đã hỏi người nhận."}


ADMINISTRATOR = {"administrator"}
MESSAGES = {
    "reminders:message_list": Access(allow=EVERYONE),
    "reminders:message_read_all": Access(allow=EVERYONE, method="post"),
    "reminders:message_read": Access(allow={"staff"}, kwargs=_message, method="post"),
    "reminders:message_open": Access(allow={"staff"}, kwargs=_message, method="post"),
    "reminders:bell": Access(allow=EVERYONE, public=True),  # tells a visitor to ask no more
    "reminders:bell_newest": Access(allow=EVERYONE),
    "reminders:choices": Access(allow=EVERYONE),
    "reminders:any_hour": Access(allow={"standing_office", "administrator"}),
    "reminders:stop": Access(allow=EVERYONE, kwargs=lambda objects: {"token": objects.token}, public=True),
    "reminders:outbox": Access(allow=ADMINISTRATOR),
    "reminders:delivery": Access(allow=ADMINISTRATOR, kwargs=_delivery),
    "reminders:outbox_retry": Access(allow=ADMINISTRATOR, kwargs=_delivery, method="post"),
    "reminders:outbox_retry_many": Access(allow=ADMINISTRATOR, data=_chosen, method="post"),
    "reminders:bad_addresses": Access(allow=ADMINISTRATOR),
    "reminders:bad_address_clear": Access(
        allow=ADMINISTRATOR, kwargs=lambda objects: {"pk": objects.bad.pk}, method="post"
    ),
}
