"""Dates move and work ends while reminders are written and sent: nothing is told twice, nothing stale waits."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.core import mail

from core.dates import today
from reminders.models import DeliveryLine, Message
from reminders.services import plan_messages, planning, send_due
from reminders.tests.factories import due
from units.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 2, 9, 1, tzinfo=dt.UTC)  # the Monday before Tết, eight in the morning here


class Office:
    """Three deadlines of two people, and everything that may happen to them."""

    def __init__(self, deadlines, clock, dice):
        self.deadlines, self.clock, self.dice, self.at = deadlines, clock, dice, START
        self.people = UserFactory.create_batch(2)
        self.dues = {number: dt.date(2026, 2, 16) + dt.timedelta(days=7 * number) for number in range(3)}
        self.clock.move_to(self.at, tick=False)
        self.tell()

    def tell(self):
        self.deadlines[:] = [
            due(self.people, key=f"tests.task:{number}", due_on=day) for number, day in self.dues.items() if day
        ]

    def plan(self):
        plan_messages(today())

    def send(self):
        send_due()

    def later(self):
        self.at += dt.timedelta(hours=self.dice.choice([1, 6, 24]))
        self.clock.move_to(self.at, tick=False)

    def move(self):
        number = self.dice.randrange(3)
        self.dues[number] = today() + dt.timedelta(days=self.dice.randrange(-5, 20))
        self.tell()

    def finish(self):
        self.dues[self.dice.randrange(3)] = None
        self.tell()


@pytest.mark.parametrize("seed", range(5))
def test_whatever_happens_in_between_each_reminder_is_told_once(deadlines, time_machine, monkeypatch, seed):
    dice = random.Random(seed)
    office = Office(deadlines, time_machine, dice)
    acts = [office.plan, office.send, office.later, office.move, office.finish]

    def read(on, **window):
        """The room's rows change, and a sender runs, while the planner reads them one by one."""
        for one in list(deadlines):
            yield one
            dice.choice([office.move, office.finish, office.send, lambda: None])()

    from reminders import registry

    monkeypatch.setattr(planning, "CHUNK", 1)
    monkeypatch.setattr(registry, "_providers", {"tests.task": read})
    for _ in range(30):
        dice.choice(acts)()
    monkeypatch.setattr(registry, "_providers", {"tests.task": deadlines})
    office.plan()
    office.send()
    events = Counter(Message.objects.values_list("event_key", "recipient"))
    assert set(events.values()) <= {1}
    assert set(Counter(DeliveryLine.objects.values_list("message", "channel")).values()) <= {1}
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == len(mail.outbox)
    live = {(f"tests.task:{number}", day) for number, day in office.dues.items() if day}
    waiting = set(Message.objects.filter(state=Message.State.QUEUED).values_list("deadline_key", "due_on"))
    assert waiting <= live
