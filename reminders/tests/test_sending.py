import datetime as dt
import smtplib

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from reminders import delivery
from reminders.models import Message
from reminders.services import report_dead, send_due, sending
from reminders.tests.factories import MessageFactory
from units.tests.factories import UserFactory

State = Message.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def refuse(monkeypatch):
    """Let the mail server answer each mail with an error."""

    def with_error(error):
        def send(self, messages):
            raise error

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)

    return with_error


def test_a_mail_says_what_is_due_and_where(settings):
    settings.SITE_URL = "https://thidua.vidu.vn"
    message = MessageFactory(url="/phong-trao/7/")
    send_due()
    (sent,) = mail.outbox
    assert sent.to == [message.recipient.email]
    assert sent.subject == message.subject
    assert f"Kính gửi {message.recipient.full_name}," in sent.body
    assert message.body in sent.body
    assert "https://thidua.vidu.vn/phong-trao/7/" in sent.body
    assert sent.extra_headers["Message-ID"] == message.mail_id
    assert message.mail_id.endswith("@thidua.vidu.vn>")


def test_ten_runs_send_each_message_once():
    MessageFactory.create_batch(3)
    runs = [send_due().sent for _ in range(10)]
    assert runs == [3] + [0] * 9
    assert len(mail.outbox) == 3
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_a_second_worker_in_the_middle_of_the_first_sends_nothing_twice(monkeypatch):
    """The second worker runs while the first holds a claim and has read the same list of queued messages."""
    MessageFactory.create_batch(3)
    original = sending.compose
    inner = []

    def compose(message):
        if not inner:
            inner.append(None)
            inner.append(send_due())
        return original(message)

    monkeypatch.setattr(sending, "compose", compose)
    outer = send_due()
    assert (outer.sent, inner[1].sent) == (1, 2)
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == len(mail.outbox) == 3


def test_without_an_address_the_message_stays_in_the_page():
    MessageFactory(recipient=UserFactory(email=""))
    assert send_due().page_only == 1
    assert Message.objects.get().state == State.PAGE_ONLY
    assert mail.outbox == []


def test_a_closed_account_gets_no_mail():
    MessageFactory(recipient=UserFactory(is_active=False))
    send_due()
    assert Message.objects.get().state == State.PAGE_ONLY
    assert mail.outbox == []


def test_an_address_that_the_server_refuses_has_failed(refuse):
    MessageFactory()
    refuse(smtplib.SMTPRecipientsRefused({"sai@vidu.vn": (550, b"no such user")}))
    assert send_due().failed == 1
    message = Message.objects.get()
    assert message.state == State.FAILED
    assert "550" in message.error
    assert send_due().failed == 0


def test_a_busy_server_is_asked_again_after_growing_pauses_and_then_no_more(refuse):
    MessageFactory()
    refuse(smtplib.SMTPDataError(451, b"try later"))
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        assert send_due().postponed == 1
        assert send_due().postponed == 0
        for pause in delivery.PAUSES:
            clock.shift(pause + dt.timedelta(seconds=1))
            send_due()
    message = Message.objects.get()
    assert (message.state, message.attempts) == (State.FAILED, len(delivery.PAUSES) + 1)


def test_a_line_that_breaks_while_sending_is_reported_and_not_tried_again(refuse):
    MessageFactory()
    refuse(smtplib.SMTPServerDisconnected("gone"))
    assert send_due().aborted == 1
    assert Message.objects.get().state == State.ABORTED
    assert send_due().aborted == 0


def test_a_server_that_cannot_be_reached_leaves_everything_queued(monkeypatch):
    MessageFactory.create_batch(2)

    def no_line(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", no_line)
    assert send_due().unreachable
    assert set(Message.objects.values_list("state", "attempts")) == {(State.QUEUED, 0)}
    monkeypatch.undo()
    assert not send_due().unreachable


def test_one_message_that_cannot_be_written_stops_no_other(monkeypatch):
    MessageFactory(subject="hỏng")
    MessageFactory(subject="lành")
    original = sending.compose

    def compose(message):
        if message.subject == "hỏng":
            raise ValueError
        return original(message)

    monkeypatch.setattr(sending, "compose", compose)
    counts = send_due()
    assert (counts.sent, counts.failed) == (1, 1)


def test_what_a_dead_worker_left_is_reported_after_ten_minutes_and_never_sent_again():
    left = MessageFactory(state=State.IN_FLIGHT, claimed_at=timezone.now())
    assert send_due().in_flight == 1
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        assert send_due().aborted == 1
        assert send_due().aborted == 0
    left.refresh_from_db()
    assert left.state == State.ABORTED
    assert "không rõ" in left.error
    assert mail.outbox == []


def test_a_worker_that_was_only_slow_corrects_the_report(monkeypatch):
    MessageFactory()
    original = sending.compose

    def slowly(message):
        Message.objects.update(claimed_at=timezone.now() - dt.timedelta(minutes=11))
        report_dead()
        return original(message)

    monkeypatch.setattr(sending, "compose", slowly)
    send_due()
    assert Message.objects.get().state == State.SENT
