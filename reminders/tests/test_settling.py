"""A reminder is settled in the bell when its work ends, however that happens, and asks again when it is taken up."""

import datetime as dt

import pytest
from django.urls import reverse

from core.testing import count_queries, same_queries
from reminders import asking, queries, registry
from reminders.models import Message
from reminders.services import plan_messages, send_due
from reminders.services.settling import settle_acts
from reminders.tests.factories import MessageFactory, due
from reminders.tests.test_asking import Desk, told
from units.tests.factories import UserFactory

DUE = dt.date(2026, 3, 20)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


def before(days):
    return DUE - dt.timedelta(days=days)


@pytest.fixture
def reader(deadlines):
    """Somebody who was told of a deadline, in the bell and by mail."""
    found = UserFactory()
    deadlines.append(due([found]))
    plan_messages(before(3))
    send_due()
    assert queries.unread_count(found) == 1
    return found


@pytest.fixture
def desk():
    found = Desk()
    asking.register("tests.sign", found)
    yield found
    asking.unregister("tests.sign")


@pytest.mark.parametrize("now", [
    pytest.param(lambda reader: [], id="finished"),
    pytest.param(lambda reader: [due([reader], due_on=DUE + dt.timedelta(40))], id="moved"),
    pytest.param(lambda reader: [due([UserFactory()])], id="handed-over"),
])  # fmt: skip
def test_what_ended_after_it_was_told_is_settled_in_the_bell(deadlines, reader, client, now):
    deadlines[:] = now(reader)
    plan_messages(before(3))
    assert queries.unread_count(reader) == 0
    client.force_login(reader)
    page = client.get(reverse("reminders:message_list")).content.decode()
    assert "Đã xong hoặc dời</" in page
    assert "Mới</" not in page


def test_moved_and_finished_at_once_is_settled_once(deadlines, reader):
    deadlines[:] = [due([reader], due_on=DUE + dt.timedelta(1))]
    deadlines.clear()
    plan_messages(before(3))
    settled_at = Message.objects.get().settled_at
    plan_messages(before(3))
    assert Message.objects.get().settled_at == settled_at


def test_work_that_is_taken_up_again_on_a_sunday_asks_at_once(deadlines):
    saturday, sunday = before(6), before(5)
    reader = UserFactory()
    deadlines.append(due([reader]))
    plan_messages(before(7))
    send_due()
    kept = list(deadlines)
    deadlines.clear()
    plan_messages(saturday)
    assert queries.unread_count(reader) == 0
    deadlines[:] = kept
    assert plan_messages(sunday) == 0
    assert queries.unread_count(reader) == 1


def test_work_that_is_taken_up_again_asks_again_without_a_second_letter(deadlines, reader, mailoutbox):
    kept = list(deadlines)
    deadlines.clear()
    plan_messages(before(3))
    deadlines[:] = kept
    assert plan_messages(before(2)) == 0
    send_due()
    assert (queries.unread_count(reader), len(mailoutbox)) == (1, 1)


def test_old_work_that_nobody_is_reminded_of_any_more_is_not_called_done(deadlines, reader):
    for on in (dt.date(2026, 6, 29), dt.date(2027, 6, 29)):
        plan_messages(on)  # the first still reads the deadline, the second looks no further back
        deadlines.clear()
    assert not Message.objects.filter(stage="3", settled_at__isnull=False).exists()


def test_what_could_not_be_read_settles_nothing(reader, monkeypatch):
    monkeypatch.setattr(registry, "_providers", {"tests.task": lambda on, **window: iter([1 / 0])})
    plan_messages(before(3))
    assert queries.unread_count(reader) == 1


def test_an_act_taken_back_asks_again_and_what_only_tells_is_never_settled(desk):
    reader = UserFactory()
    desk.add(1)
    message = told(reader)
    tells = MessageFactory(recipient=reader, asks=True)  # as a row from before this was known
    desk.clear()
    assert settle_acts() == 1
    tells.refresh_from_db()
    assert (tells.asks, tells.settled_at) == (False, None)
    desk.add(1)
    assert settle_acts() == 0
    message.refresh_from_db()
    assert message.settled_at is None
    assert queries.unread_count(reader) == 2


def test_more_than_are_looked_at_at_once_are_counted_right(desk, monkeypatch):
    reader = UserFactory()
    desk.add(0)
    for number in range(5):
        told(reader, number=number)
    monkeypatch.setattr(queries, "LOOKED_AT", 2)
    assert queries.unread_count(reader) == 1


def test_a_bell_costs_the_same_however_much_was_settled(deadlines, reader, client):
    client.force_login(reader)
    deadlines.clear()
    plan_messages(before(3))
    bell = reverse("reminders:bell")

    def more():
        rows = MessageFactory.build_batch(2 * queries.LOOKED_AT, recipient=reader, asks=True)
        Message.objects.bulk_create(rows)
        Message.objects.settle()

    same_queries(lambda: client.get(bell), more)
    assert count_queries(lambda: queries.unread_count(reader)) == 1
