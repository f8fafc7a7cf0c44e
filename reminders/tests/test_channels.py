"""A new channel is one class."""

import pytest

from reminders import channels
from reminders.models import Delivery, DeliveryLine, Message
from reminders.services import send_due
from reminders.tests.factories import MessageFactory

State = Delivery.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


class Chat(channels.Channel):
    code = "chat"
    title = "Tin nhắn"

    def __init__(self):
        self.said = []

    def send(self, delivery, messages):
        self.said += [(delivery.recipient_id, message.subject) for message in messages]
        return channels.Sent(subject=messages[0].subject)


@pytest.fixture
def chat():
    channel = Chat()
    channels.register(channel)
    yield channel
    channels.unregister(channel.code)


def test_a_channel_of_ten_lines_gets_its_deliveries_beside_mail(chat):
    messages = MessageFactory.create_batch(2)
    assert [send_due().sent, send_due().sent] == [4, 0]
    assert sorted(chat.said) == sorted((message.recipient_id, message.subject) for message in messages)
    assert DeliveryLine.objects.filter(message=messages[0]).count() == 2
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.HANDED}


def test_what_one_channel_cannot_send_now_may_still_be_taken_back_there(chat, monkeypatch):
    message = MessageFactory()

    def busy(self, delivery, messages):
        raise channels.Postponed("bận")

    monkeypatch.setattr(Chat, "send", busy)
    counts = send_due()
    assert (counts.sent, counts.postponed) == (1, 1)
    message.refresh_from_db()
    assert message.state == Message.State.QUEUED
    Message.objects.update(state=Message.State.SILENCED)
    Delivery.objects.update(retry_at=None)
    send_due()
    assert Delivery.objects.get(channel="chat").state == State.SILENCED
    assert Delivery.objects.get(channel="mail").state == State.SENT


def test_a_channel_that_cannot_be_reached_holds_up_no_other(chat, monkeypatch):
    MessageFactory()

    def no_line(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(Chat, "open", no_line)
    counts = send_due()
    assert (counts.sent, counts.unreachable) == (1, True)
    assert Delivery.objects.get(channel="chat").state == State.QUEUED


def test_a_channel_that_breaks_is_reported_and_not_tried_again(chat, monkeypatch):
    MessageFactory()
    monkeypatch.setattr(Chat, "send", lambda self, delivery, messages: 1 / 0)
    assert [send_due().aborted, send_due().aborted] == [1, 0]
    assert Delivery.objects.get(channel="chat").state == State.ABORTED
