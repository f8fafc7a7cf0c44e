"""When a message may leave: quiet nights, days off, the morning's digest."""

import datetime as dt

import pytest
from django.utils import timezone

from core.exceptions import Refused
from core.models import AuditEvent
from reminders import asking, kinds, sending_hours, services


def at(text):
    return timezone.make_aware(dt.datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("ready", "urgent", "leaves"),
    [
        ("2026-03-17 10:15", True, "2026-03-17 10:15"),  # a Tuesday
        ("2026-03-17 10:15", False, "2026-03-18 07:30"),
        ("2026-03-17 07:30", False, "2026-03-17 07:30"),
        ("2026-03-17 00:05", True, "2026-03-17 07:00"),
        ("2026-03-17 18:00", True, "2026-03-18 07:00"),
        ("2026-03-20 18:01", True, "2026-03-23 07:00"),  # Friday night
        ("2026-03-21 10:00", False, "2026-03-23 07:30"),
        ("2026-02-13 17:00", False, "2026-02-23 07:30"),  # over Tết
        ("2026-08-21 20:00", True, "2026-08-22 07:00"),  # a Saturday that is worked
        ("2026-12-31 20:00", False, "2027-01-04 07:30"),
    ],
)
def test_a_message_leaves_in_the_hours_of_a_working_day(db, ready, urgent, leaves):
    assert sending_hours.next_moment(at(ready), urgent=urgent) == at(leaves)


def test_the_hours_are_the_provinces_wherever_the_clock_of_the_machine_stands(db):
    friday_night = dt.datetime(2026, 3, 20, 23, 30, tzinfo=dt.UTC)  # Saturday morning there
    assert sending_hours.next_moment(friday_night, urgent=True) == at("2026-03-23 07:00")


def test_the_office_changes_the_hours_and_it_is_on_record(world):
    office = world.users["standing_office"]
    hours = {"send_from": dt.time(6), "send_until": dt.time(21), "digest_at": dt.time(6, 45)}
    services.change_hours(actor=office, **hours, rest_on_days_off=False)
    assert sending_hours.next_moment(at("2026-03-21 20:00"), urgent=True) == at("2026-03-21 20:00")
    assert sending_hours.next_moment(at("2026-03-21 20:00"), urgent=False) == at("2026-03-22 06:45")
    assert AuditEvent.objects.get(action="reminders.change_hours").after["digest_at"] == "06:45"
    with pytest.raises(Refused, match="nằm ngoài giờ được gửi thư"):
        services.change_hours(actor=office, **hours | {"digest_at": dt.time(21)}, rest_on_days_off=True)


def test_every_kind_that_the_rooms_write_has_a_name():
    assert kinds.kind_of("awards.meeting").mandatory
    assert kinds.kind_of("of.nobody") == kinds.OTHER
    assert kinds.kind_of("documents").mixed


def test_what_asks_leaves_at_once_and_what_only_tells_does_not():
    asks = ["documents.submit:1:x", "plans.return:1:x", "awards.opinion_asked:1", "awards.invitation_answer:1:2"]
    tells = ["documents.issue:1:x", "plans.issue:1:x", "awards.decision_signed:1", "awards.opinion_answered:1"]
    assert [asking.cannot_wait(key) for key in asks + tells] == [True] * 4 + [False] * 4
