"""Messages and deadlines for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from reminders.models import Message
from reminders.registry import Due
from units.tests.factories import UserFactory


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    recipient = factory.SubFactory(UserFactory)
    event_key = factory.Sequence(lambda n: f"tests.event:{n}")
    subject = factory.Sequence(lambda n: f"Sắp đến hạn: nộp báo cáo số {n}")
    body = "Việc: nộp báo cáo"
    url = "/nhac-viec/"


def due(recipients, *, key="tests.task:1", due_on=dt.date(2026, 3, 20)):
    """A deadline for these users."""
    people = [user.pk for user in recipients]
    return Due(key, "Nộp báo cáo quý I", "/nhac-viec/", due_on, people, unit="Phòng Tổng hợp")
