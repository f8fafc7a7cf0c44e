"""A message that asks for an act is silent once the act is done, wherever it waits; it is never told twice."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.testing import same_queries
from reminders import asking, queries
from reminders.models import Delivery, Message
from reminders.services import notify, send_due
from reminders.services.dispatching import dispatch
from reminders.tests.factories import MessageFactory
from units.tests.factories import UserFactory

State = Delivery.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


class Desk(set):
    """What still waits for an act, by its number."""

    def __call__(self, events):
        return [event for event in events if asking.number(event[0]) in self]


@pytest.fixture
def desk():
    """Events "tests.sign:1:…" ask while their number lies on the desk."""
    found = Desk()
    asking.register("tests.sign", found)
    yield found
    asking.unregister("tests.sign")


def told(reader, *, kind="tests.task", number=1, turn=1):
    notify(
        recipients=[reader], subject=f"Chờ ký số {number}", body="Hãy ký.", url="/", kind=kind,
        event_key=f"tests.sign:{number}:{turn}",
    )  # fmt: skip
    return Message.objects.get(event_key=f"tests.sign:{number}:{turn}")


def test_what_was_done_before_the_mail_left_is_not_asked_for(desk):
    message = told(UserFactory())
    send_due()
    message.refresh_from_db()
    assert message.state == Message.State.SILENCED
    assert not mail.outbox
    assert not Delivery.objects.exists()


def test_what_was_done_while_the_mail_waited_in_the_outbox_ends_there_with_the_reason(desk):
    desk.add(1)
    message = told(UserFactory())
    dispatch()
    desk.clear()
    send_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.lines.count(), delivery.attempts) == (State.SILENCED, 0, 0)
    assert delivery.subject == message.subject  # the outbox still says what it would have been about
    assert "đã xong" in delivery.error
    assert not mail.outbox
    message.refresh_from_db()
    assert message.state == Message.State.SILENCED


def test_a_digest_leaves_out_what_was_done(desk):
    reader = UserFactory()
    desk.update({1, 2})
    for number in (1, 2):
        told(reader, kind="tests.daily", number=number)
    Message.objects.update(created_at=timezone.now() - dt.timedelta(days=1))
    dispatch()
    desk.remove(1)
    send_due()
    [letter] = mail.outbox
    assert "Chờ ký số 2" in letter.body
    assert "Chờ ký số 1" not in letter.body


def test_what_was_sent_stays_sent_when_it_is_done_afterwards(desk):
    desk.add(1)
    told(UserFactory())
    send_due()
    desk.clear()
    send_due()
    assert len(mail.outbox) == 1
    assert Delivery.objects.get().state == State.SENT
    assert Message.objects.get().state == Message.State.HANDED


def test_a_room_that_cannot_answer_silences_nobody(desk, monkeypatch, caplog):
    asking.register("tests.sign", lambda events: 1 / 0)
    told(UserFactory())
    send_due()
    assert len(mail.outbox) == 1
    assert "could not be read" in caplog.text


def test_of_two_calls_for_the_same_thing_the_later_one_asks():
    one, two, other = ("tests.sign:1:3", 7), ("tests.sign:1:11", 7), ("tests.sign:1:3", 8)
    assert set(asking.newest([one, two, other])) == {two, other}


def test_a_letter_says_what_it_is_about_before_its_words():
    MessageFactory(subject="Đề nghị bị trả lại", body="Lý do: thiếu số liệu.", due_on=None)
    send_due()
    assert "Đề nghị bị trả lại.\nLý do: thiếu số liệu." in mail.outbox[0].body


def test_one_that_was_silenced_meanwhile_still_opens_from_a_page_that_shows_it(desk, client):
    reader = UserFactory()
    message = told(reader)
    dispatch()
    client.force_login(reader)
    answer = client.post(reverse("reminders:message_open", args=[message.pk]))
    assert (answer.status_code, answer.url) == (302, "/")
    assert "đã xong" in client.get(reverse("reminders:message_list")).content.decode()
    client.force_login(UserFactory())
    assert client.post(reverse("reminders:message_open", args=[message.pk])).status_code == 404


def test_a_message_whose_act_is_done_is_settled_in_the_bell_and_not_counted(desk, client):
    reader = UserFactory()
    desk.update({1, 2})
    told(reader, number=1)
    told(reader, number=2)
    MessageFactory(recipient=reader)
    assert queries.unread_count(reader) == 3
    desk.remove(1)
    assert queries.unread_count(reader) == 2
    client.force_login(reader)
    page = client.get(reverse("reminders:message_list")).content.decode()
    assert (page.count("Đã xong</"), page.count("Mới</")) == (1, 2)
    assert client.get(reverse("reminders:bell_newest")).content.decode().count("đã xong") == 1
    desk.add(1)
    assert queries.unread_count(reader) == 3


def test_knowing_what_is_settled_costs_the_same_for_many(desk, client):
    reader = UserFactory()
    client.force_login(reader)
    told(reader, number=1)
    same_queries(
        lambda: client.get(reverse("reminders:message_list")), lambda: [told(reader, number=each) for each in (2, 3)]
    )
