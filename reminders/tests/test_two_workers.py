"""Many workers at once on a real PostgreSQL: the database decides who sends."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from reminders.models import Delivery, Message
from reminders.tasks import send_reminders
from reminders.tests.factories import due
from units.tests.factories import UserFactory

WORKERS = 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_that_start_together_send_each_message_once(deadlines, always_open):
    people = UserFactory.create_batch(10)
    deadlines.extend(due(people, key=f"tests.task:{number}") for number in range(5))
    start = Barrier(WORKERS)

    def work(_):
        try:
            start.wait()
            return send_reminders("2026-03-17")
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        runs = list(pool.map(work, range(WORKERS)))

    assert Message.objects.count() == sum(run["sent"] for run in runs) == 50
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.HANDED}
    assert set(Delivery.objects.values_list("state", "attempts")) == {(Delivery.State.SENT, 1)}
    twins = Counter(sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert len(twins) == 50
    assert set(twins.values()) == {1}
