"""Mail over a real line: what a server answers, and lines that break."""

import socket
from urllib.parse import urlsplit

import pytest

from reminders.models import BadAddress, Delivery
from reminders.services import send_due
from reminders.tests.factories import MessageFactory
from reminders.tests.mail_sink import BAD, Sink, serve
from units.tests.factories import UserFactory

State = Delivery.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


@pytest.fixture
def sink(settings):
    server = Sink()
    serve(server)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", urlsplit(server.url).port
    settings.EMAIL_TIMEOUT = 10
    yield server
    server.shutdown()
    server.server_close()


def test_many_letters_take_one_line(sink):
    MessageFactory.create_batch(3)
    assert send_due().sent == 3
    assert (sink.lines, sum(sink.taken.values())) == (1, 3)
    assert set(sink.taken) == {delivery.mail_id for delivery in Delivery.objects.all()}


def test_an_address_that_does_not_exist_stops_itself_and_no_other(sink):
    MessageFactory(recipient=UserFactory(email=f"{BAD}@vidu.vn"))
    MessageFactory()
    counts = send_due()
    assert (counts.failed, counts.sent) == (1, 1)
    assert BadAddress.objects.get().address == f"{BAD}@vidu.vn"


def test_a_busy_server_takes_it_the_next_time(sink):
    MessageFactory()
    sink.busy = 1
    assert send_due().postponed == 1
    sink.busy = 0
    Delivery.objects.update(retry_at=None)
    assert send_due().sent == 1
    assert list(sink.taken.values()) == [1]


@pytest.mark.parametrize(("name", "taken"), [("broken", 0), ("broken_after", 1)])
def test_a_line_that_breaks_before_or_after_the_letter_is_taken_is_reported(sink, name, taken):
    MessageFactory.create_batch(2)
    setattr(sink, name, 1)
    assert send_due().aborted == 2
    setattr(sink, name, 0)
    assert send_due().sent == 0
    assert len(sink.taken) == 2 * taken
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.ABORTED}


def test_a_line_that_the_server_let_go_in_between_is_stood_anew(sink):
    from reminders.channels.mail import MailChannel

    channel = MailChannel()
    channel.open()
    channel._connection.connection.sock.shutdown(socket.SHUT_RDWR)
    channel.open()
    assert channel._connection.connection.noop()[0] == 250
    channel.close()
    assert sink.lines == 2
