import datetime as dt
import smtplib

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from core.models import AuditEvent
from reminders.channels.mail import MailChannel
from reminders.models import BadAddress, Choice, Delivery, DeliveryLine, Message
from reminders.services import report_dead, send_due, sending, take_up
from reminders.tests.factories import DeliveryFactory, MessageFactory
from units.tests.factories import UserFactory

State = Delivery.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]
NO_SUCH_USER = smtplib.SMTPRecipientsRefused({"sai@vidu.vn": (550, b"5.1.1 no such user")})


@pytest.fixture
def refuse(monkeypatch):
    """Let the mail server answer each mail with an error; with None it takes them again."""
    answer = []
    original = EmailBackend.send_messages

    def send(self, messages):
        if answer[-1] is not None:
            raise answer[-1]
        return original(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return answer.append


@pytest.fixture
def before_sending(monkeypatch):
    """Let something happen after a delivery is claimed and before its mail leaves, once."""

    def then(act):
        original, done = MailChannel.send, []

        def send(self, delivery, messages):
            if not done:
                done.append(None)
                done.append(act())
            return original(self, delivery, messages)

        monkeypatch.setattr(MailChannel, "send", send)
        return done

    return then


def test_ten_runs_send_each_message_once():
    MessageFactory.create_batch(3)
    runs = [send_due().sent for _ in range(10)]
    assert runs == [3] + [0] * 9
    assert len(mail.outbox) == 3
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.SENT, 1)}
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.HANDED}


def test_a_second_worker_in_the_middle_of_the_first_sends_nothing_twice(before_sending):
    """The second worker runs while the first holds a claim and has read the same list of queued deliveries."""
    MessageFactory.create_batch(3)
    inner = before_sending(send_due)
    outer = send_due()
    assert (outer.sent, inner[1].sent) == (1, 2)
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == len(mail.outbox) == 3


def test_without_an_address_the_message_stays_in_the_page():
    MessageFactory(recipient=UserFactory(email=""))
    assert send_due().page_only == 1
    assert Message.objects.get().state == Message.State.PAGE_ONLY
    assert mail.outbox == []


def test_a_closed_account_gets_no_mail():
    MessageFactory(recipient=UserFactory(is_active=False))
    send_due()
    assert Message.objects.get().state == Message.State.PAGE_ONLY
    assert mail.outbox == []


def test_an_account_that_is_closed_before_the_second_attempt_gets_no_mail(refuse):
    message = MessageFactory()
    refuse(smtplib.SMTPDataError(451, b"try later"))
    send_due()
    refuse(None)
    message.recipient.is_active = False
    message.recipient.save()
    Delivery.objects.update(retry_at=None)
    send_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (State.SILENCED, 1)
    assert delivery.subject  # the outbox says what it would have been about
    assert mail.outbox == []


def test_an_address_that_the_server_refuses_stops_itself(refuse):
    user = UserFactory()
    MessageFactory(recipient=user)
    refuse(NO_SUCH_USER)
    assert send_due().failed == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.address) == (State.FAILED, user.email)
    assert "550" in delivery.error
    assert BadAddress.objects.get().address == user.email
    assert AuditEvent.objects.filter(action="reminders.mark_bad_address").count() == 1
    later = MessageFactory(recipient=user)
    assert send_due().page_only == 1
    later.refresh_from_db()
    assert later.state == Message.State.PAGE_ONLY


def test_a_new_address_takes_the_mark_away(refuse):
    user = UserFactory()
    MessageFactory(recipient=user)
    refuse(NO_SUCH_USER)
    send_due()
    refuse(None)
    user.email = "dung@vidu.vn"
    user.save()
    MessageFactory(recipient=user)
    assert send_due().sent == 1
    assert mail.outbox[0].to == ["dung@vidu.vn"]


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"a@vidu.vn": (550, b"5.7.1 blocked by policy")}),
        smtplib.SMTPRecipientsRefused({"a@vidu.vn": (552, b"5.2.2 mailbox full")}),
        smtplib.SMTPDataError(554, b"5.6.0 looks like spam"),
    ],
)
def test_a_refusal_that_is_not_about_the_address_leaves_the_address_alone(refuse, error):
    MessageFactory()
    refuse(error)
    assert send_due().failed == 1
    assert not BadAddress.objects.exists()
    assert "kiểm tra địa chỉ" not in Delivery.objects.get().error


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(451, b"try later"),
        smtplib.SMTPRecipientsRefused({"a@vidu.vn": (450, b"greylisted")}),
        smtplib.SMTPSenderRefused(530, b"sign in first", "thidua@vidu.vn"),
    ],
)
def test_a_busy_server_is_asked_again_after_growing_pauses_and_then_no_more(refuse, error):
    MessageFactory()
    refuse(error)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert send_due().postponed == 1
        assert send_due().postponed == 0
        for pause in sending.PAUSES:
            clock.shift(pause + dt.timedelta(seconds=1))
            send_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (State.FAILED, len(sending.PAUSES) + 1)
    assert sorted(sending.PAUSES) == sending.PAUSES
    assert delivery.error.endswith("Đã thử 5 lần, không tự gửi lại nữa.")


def test_what_was_finished_between_two_attempts_is_not_sent(refuse):
    MessageFactory()
    refuse(smtplib.SMTPDataError(451, b"try later"))
    send_due()
    refuse(None)
    assert Message.objects.filter(state=Message.State.QUEUED).update(state=Message.State.SILENCED) == 1
    Delivery.objects.update(retry_at=None)
    send_due()
    delivery = Delivery.objects.get()
    assert delivery.state == State.SILENCED
    assert mail.outbox == []
    Message.objects.update(state=Message.State.QUEUED)  # the work is open again
    assert send_due().sent == 1


def test_a_line_that_breaks_while_sending_is_reported_and_not_tried_again(refuse):
    MessageFactory()
    refuse(smtplib.SMTPServerDisconnected("gone"))
    assert send_due().aborted == 1
    delivery = Delivery.objects.get()
    assert delivery.state == State.ABORTED
    assert delivery.address
    assert delivery.text
    assert send_due().aborted == 0


def test_a_server_that_cannot_be_reached_leaves_everything_queued(monkeypatch):
    MessageFactory.create_batch(2)

    def no_line(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", no_line)
    assert send_due().unreachable
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.QUEUED, 0)}
    monkeypatch.undo()


def test_one_message_that_cannot_be_written_stops_no_other(monkeypatch):
    MessageFactory(subject="hỏng")
    MessageFactory(subject="lành")
    from reminders import letters

    original = letters.write

    def write(delivery, messages):
        if messages[0].subject == "hỏng":
            raise ValueError
        return original(delivery, messages)

    monkeypatch.setattr(letters, "write", write)
    counts = send_due()
    assert (counts.sent, counts.failed) == (1, 1)


def test_what_a_dead_worker_left_is_reported_after_ten_minutes_and_never_sent_again():
    left = DeliveryFactory(state=State.IN_FLIGHT, claimed_at=timezone.now())
    assert send_due().in_flight == 1
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        assert send_due().aborted == 1
        assert send_due().aborted == 0
    left.refresh_from_db()
    assert left.state == State.ABORTED
    assert "không rõ" in left.error
    assert mail.outbox == []


def test_a_worker_that_was_only_slow_corrects_the_report(before_sending):
    MessageFactory()

    def grow_old():
        Delivery.objects.update(claimed_at=timezone.now() - dt.timedelta(minutes=11))
        return report_dead()

    done = before_sending(grow_old)
    send_due()
    assert done[1] == 1
    assert Delivery.objects.get().state == State.SENT


def test_a_message_is_in_one_delivery_of_a_channel_whatever_was_chosen_in_between(monkeypatch):
    message = MessageFactory()
    DeliveryFactory(recipient=message.recipient, message=message)
    send_due()
    assert DeliveryLine.objects.filter(message=message).count() == 1
    assert len(mail.outbox) == 1


def test_a_run_ends_before_the_workers_time_limit_and_the_next_one_goes_on(monkeypatch):
    MessageFactory.create_batch(3)
    monkeypatch.setattr(sending, "LONGEST_RUN", 0)
    assert send_due().sent == 0
    monkeypatch.undo()
    assert Delivery.objects.filter(state=State.QUEUED, attempts=0).count() == 3


def test_a_sender_stopped_by_its_time_limit_leaves_word_that_nobody_knows(before_sending):
    MessageFactory()

    def stop():
        raise SoftTimeLimitExceeded

    before_sending(stop)
    with pytest.raises(SoftTimeLimitExceeded):
        send_due()
    assert Delivery.objects.get().state == State.ABORTED


def test_what_a_lost_wake_up_left_is_taken_up_by_the_sweep(monkeypatch):
    woken = []
    monkeypatch.setattr(sending, "wake_sender", lambda: woken.append(None))
    DeliveryFactory()
    assert (take_up(), woken) == (0, [])  # its own sender may still come
    DeliveryFactory(state=State.IN_FLIGHT, claimed_at=timezone.now() - dt.timedelta(hours=1))
    Delivery.objects.filter(state=State.QUEUED).update(created_at=timezone.now() - dt.timedelta(hours=1))
    assert (take_up(), woken) == (2, [None])
    assert Delivery.objects.filter(state=State.ABORTED).count() == 1


def test_an_urgent_message_whose_wake_up_was_lost_is_taken_up_by_the_sweep_too(monkeypatch):
    woken = []
    monkeypatch.setattr(sending, "wake_sender", lambda: woken.append(None))
    asks = MessageFactory(kind="tests.task")
    MessageFactory(kind="tests.daily")  # waits for the digest, not for a sender
    assert (take_up(), woken) == (0, [])
    Message.objects.update(created_at=timezone.now() - dt.timedelta(hours=1))
    assert (take_up(), woken) == (1, [None])
    Choice.objects.create(user=asks.recipient, kind="tests.task", manner=Choice.Manner.DIGEST)
    assert take_up() == 0
