import datetime as dt

import pytest
from django.urls import reverse

from campaigns.deadlines import registrations_due
from campaigns.tests.factories import DEADLINE, CampaignFactory, RegistrationFactory
from core.testing import count_queries
from reminders.models import Message
from reminders.services import plan_messages
from units.models import RoleKind
from units.tests.factories import RoleFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def campaign(world):
    return CampaignFactory(unit=world.office, units=[world.division, world.other_division], launched=True)


def test_each_unit_that_has_not_registered_has_a_deadline(world, campaign):
    RegistrationFactory(campaign=campaign, unit=world.other_division, sent=True)
    (due,) = registrations_due(DEADLINE - 7 * DAY)
    assert due.key == f"campaigns.registration:{campaign.pk}:{world.division.pk}"
    assert due.due_on == DEADLINE
    assert due.unit == "Phòng Tổng hợp"
    assert due.url == reverse("campaigns:registration", args=[campaign.pk, world.division.pk])
    assert set(due.recipients) == {world.users["staff"].pk, world.users["head"].pk}


def test_a_deadline_that_is_far_is_left_alone(campaign):
    assert list(registrations_due(DEADLINE - 15 * DAY)) == []


@pytest.mark.parametrize("state", ["draft", "ended"])
def test_a_campaign_that_does_not_run_reminds_nobody(world, state):
    CampaignFactory(unit=world.office, units=[world.division], state=state)
    assert list(registrations_due(DEADLINE)) == []


def test_a_role_that_ended_is_not_reminded(world, campaign):
    world.users["staff"].roles.update(until=DEADLINE - 5 * DAY)
    dues = {due.unit: due.recipients for due in registrations_due(DEADLINE)}
    assert dues["Phòng Tổng hợp"] == [world.users["head"].pk]


def test_who_has_registered_is_silent_and_who_has_not_is_reminded_at_each_stage(world, campaign):
    RoleFactory(unit=world.other_division, kind=RoleKind.HEAD)
    for days in range(8, -4, -1):
        if days == 2:
            RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
        plan_messages(DEADLINE - days * DAY)
    head = Message.objects.filter(recipient=world.users["head"]).order_by("pk")
    assert list(head.values_list("stage", flat=True)) == ["14", "7", "3"]
    other = Message.objects.filter(recipient__roles__unit=world.other_division).order_by("pk")
    assert list(other.values_list("stage", flat=True)) == ["14", "7", "3", "1", "0", "overdue"]


def test_the_number_of_queries_does_not_grow_with_the_campaigns(world, campaign):
    one = count_queries(lambda: list(registrations_due(DEADLINE)))
    for _ in range(2):
        unit = UnitFactory(parent=world.division)
        CampaignFactory(unit=world.office, units=[world.division, unit], launched=True)
    assert count_queries(lambda: list(registrations_due(DEADLINE))) == one
