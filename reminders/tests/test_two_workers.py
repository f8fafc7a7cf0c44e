"""Many workers at once on a real PostgreSQL: the database decides who sends."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from reminders.models import Delivery, Message
from reminders.services import send_due
from reminders.tasks import send_reminders
from reminders.tests.factories import MessageFactory, due
from units.tests.factories import UserFactory

WORKERS = 4


def together(act):
    """Let all workers begin at the same moment; return what each of them says."""
    start = Barrier(WORKERS)

    def work(_):
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_that_start_together_send_each_message_once(deadlines, always_open):
    people = UserFactory.create_batch(10)
    deadlines.extend(due(people, key=f"tests.task:{number}") for number in range(5))
    runs = together(lambda: send_reminders("2026-03-17"))

    assert Message.objects.count() == sum(run["sent"] for run in runs) == 50
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.HANDED}
    assert set(Delivery.objects.values_list("state", "attempts")) == {(Delivery.State.SENT, 1)}
    twins = Counter(sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert len(twins) == 50
    assert set(twins.values()) == {1}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_that_start_together_make_one_digest_for_each_person(always_open):
    yesterday = timezone.now() - dt.timedelta(days=1)
    for person in UserFactory.create_batch(10):
        MessageFactory.create_batch(5, recipient=person, kind="tests.daily", created_at=yesterday)
    assert sum(run.sent for run in together(send_due)) == 10
    assert set(Delivery.objects.annotate(number=Count("lines")).values_list("state", "number")) == {("sent", 5)}
    assert len({sent.to[0] for sent in mail.outbox}) == len(mail.outbox) == 10
