"""What the health page says of reminding."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.health import State
from reminders import health
from reminders.models import BadAddress, CalendarDay, Delivery, PlannerRun
from reminders.services import plan_messages
from reminders.tests.factories import MessageFactory
from units.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 17, 2, 0, tzinfo=dt.UTC)


def test_when_deadlines_were_read_last():
    assert health.planned(NOW).state == State.ATTENTION
    PlannerRun.objects.create(on=NOW.date(), last_at=NOW - dt.timedelta(minutes=4))
    assert (health.planned(NOW).state, health.planned(NOW).sentence) == (State.GOOD, "Chạy 4 phút trước.")
    assert health.planned(NOW + dt.timedelta(hours=5)).state == State.BAD


def test_on_a_day_off_nothing_is_broken_either():
    sunday = dt.datetime(2026, 3, 15, 3, 0, tzinfo=dt.UTC)
    with time_machine.travel(sunday, tick=False):
        plan_messages(dt.date(2026, 3, 15))
        assert health.planned(sunday + dt.timedelta(minutes=10)).state == State.GOOD
    assert not PlannerRun.objects.filter(kind="").exists()


def test_a_year_without_days_off_is_told_and_from_autumn_the_next_one(db):
    CalendarDay.objects.all().delete()
    CalendarDay.objects.create(day=dt.date(2026, 9, 2), name="Quốc khánh")
    states = [health.calendar(dt.date(2026, month, 20)).state for month in (3, 9, 10)]
    assert states == [State.GOOD, State.GOOD, State.ATTENTION]
    assert (health.calendar(dt.date(2027, 1, 2)).state, "2027" in health.calendar(dt.date(2027, 1, 2)).sentence) == (
        State.BAD,
        True,
    )


def test_mail_that_waits_failed_or_was_broken_off_is_counted():
    assert [check.state for check in health.mail(NOW)] == [State.GOOD] * 3
    person = UserFactory()
    for number, (state, hours) in enumerate(
        [("queued", 2), ("in_flight", 1), ("failed", 3), ("aborted", 4), ("sent", 1)]
    ):
        at = NOW - dt.timedelta(hours=hours)
        Delivery.objects.create(key=f"thu:{number}", channel="mail", recipient=person, state=state, created_at=at)
    long_ago = NOW - health.SINCE * 2
    Delivery.objects.create(key="cu", channel="mail", recipient=person, state="failed", created_at=long_ago)
    waiting, failed, aborted = health.mail(NOW)
    assert waiting.sentence == "2 thư chờ gửi, lâu nhất 2 giờ."
    assert (failed.state, failed.sentence) == (State.ATTENTION, "1 thư trong 14 ngày qua.")
    assert (aborted.state, aborted.sentence) == (State.ATTENTION, "1 thư trong 14 ngày qua.")
    assert failed.url == aborted.url == reverse("reminders:outbox")


def test_what_was_written_while_the_queue_stood_still_is_counted_though_no_letter_is_made_of_it():
    MessageFactory(kind="documents", created_at=NOW - dt.timedelta(minutes=9))
    with time_machine.travel(NOW, tick=False):
        waiting = next(health.mail(NOW))
    assert waiting.state == State.ATTENTION
    assert waiting.sentence.startswith("1 thông báo gấp chưa được lập thư.")


def test_addresses_that_do_not_work_are_counted():
    assert health.addresses().state == State.GOOD
    BadAddress.objects.create(user=UserFactory(), address="khong@co.vn", since=NOW)
    assert health.addresses().sentence == "1 địa chỉ bị máy chủ thư từ chối hẳn."
