"""Messages and deadlines for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core.dates import today
from reminders.models import Delivery, DeliveryLine, Message
from reminders.queries import working_calendar
from reminders.registry import Due
from units.tests.factories import UserFactory


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    recipient = factory.SubFactory(UserFactory)
    event_key = factory.Sequence(lambda n: f"tests.event:{n}")
    subject = factory.Sequence(lambda n: f"Sắp đến hạn: nộp báo cáo số {n}")
    kind = "tests.task"
    body = "Việc: nộp báo cáo"
    url = "/nhac-viec/"


class DeliveryFactory(DjangoModelFactory):
    """A delivery of one message at once; `message` makes it carry that one."""

    class Meta:
        model = Delivery
        skip_postgeneration_save = True

    recipient = factory.SubFactory(UserFactory)
    channel = "mail"
    key = factory.Sequence(lambda n: f"mail:tests:{n}")

    @factory.post_generation
    def message(self, create, extracted, **kwargs):
        left = self.state not in (Delivery.State.QUEUED, Delivery.State.SILENCED)
        fields = {"state": Message.State.HANDED} if left else {}
        message = extracted or MessageFactory(recipient=self.recipient, **(fields | kwargs))
        DeliveryLine.objects.create(delivery=self, message=message, channel=self.channel)


def due(recipients, *, key="tests.task:1", due_on=dt.date(2026, 3, 20)):
    """A deadline for these users."""
    people = [user.pk for user in recipients]
    return Due(key, "Nộp báo cáo quý I", "/nhac-viec/", due_on, people, unit="Phòng Tổng hợp")


def working_day():
    """Today, or on a day off the last working day: reminders are made on working days only."""
    return working_calendar().last_worked(today())
