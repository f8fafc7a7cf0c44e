import datetime as dt

import pytest
from django.db.models.signals import post_init
from django.urls import reverse

from campaigns.asking import to_register
from campaigns.deadlines import phases_due, registrations_due
from campaigns.models import Campaign, Registration
from campaigns.permissions import can_send
from campaigns.queries import own_units
from campaigns.tests.factories import DEADLINE, CampaignFactory, RegistrationFactory
from core.testing import count_queries
from reminders.models import Message
from reminders.services import plan_messages
from units.models import RoleKind, Unit
from units.services import dissolve_unit
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


def phases(on, **window):
    return {due.title.split(":")[0]: due for due in phases_due(on, **window)}


def test_the_organisers_launch_review_and_end_each_in_its_time(world, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(review_on=dt.date(2026, 6, 30), ends_on=dt.date(2026, 12, 10))
    draft = CampaignFactory(unit=world.office, units=[world.division])
    office = [world.users["standing_office"].pk]
    assert phases(draft.starts_on)["Phát động phong trào"].recipients == office
    found = phases(dt.date(2026, 6, 25))
    assert found["Sơ kết phong trào"].due_on == dt.date(2026, 6, 30)
    assert "Tổng kết phong trào" not in found
    Campaign.objects.filter(pk=campaign.pk).update(reviewed_on=dt.date(2026, 6, 26))
    assert "Sơ kết phong trào" not in phases(dt.date(2026, 6, 26))
    assert phases(dt.date(2026, 12, 1))["Tổng kết phong trào"].recipients == office
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.ENDED)
    assert phases(dt.date(2026, 12, 1), behind=365).keys() == {"Phát động phong trào"}


def test_the_office_notes_that_the_review_was_held_once(world, campaign, client, time_machine):
    time_machine.move_to("2026-06-29 09:00+07:00", tick=False)
    Campaign.objects.filter(pk=campaign.pk).update(ends_on=dt.date(2026, 12, 10))
    client.force_login(world.users["standing_office"])
    address = reverse("campaigns:campaign_review", args=[campaign.pk])
    assert client.post(address, {"on": "30/06/2026"}).status_code == 409
    assert client.post(address, {"on": "hôm nay"}).status_code == 409
    assert client.post(address, {"on": "29/06/2026", "note": "Báo cáo 12/BC-VP"}).status_code == 302
    assert client.post(address, {"on": "29/06/2026"}).status_code == 409
    assert "đã sơ kết ngày 29/06/2026" in client.get(campaign.get_absolute_url()).content.decode()


def test_the_head_of_the_unit_that_carries_another_on_is_told_and_may_register_for_it(world, campaign):
    old, new = world.other_division, UnitFactory(parent=world.other_office)
    head = RoleFactory(unit=new, kind=RoleKind.HEAD).user
    unit = {"actor": world.users["administrator"], "on": dt.date(2026, 1, 1), "reason": "Sáp nhập"}
    dissolve_unit(unit=world.division, successor=old, **unit)
    dissolve_unit(unit=old, successor=new, **unit)
    dues = list(registrations_due(DEADLINE - 7 * DAY))
    assert len(dues) == 2
    assert all(head.pk in due.recipients for due in dues)
    assert can_send(head, Unit.objects.get(pk=world.division.pk))
    registration = RegistrationFactory(campaign=campaign, unit=world.division)
    assert list(Registration.objects.visible_to(head)) == [registration]
    assert list(own_units(head, campaign)) == [world.division, old]


def test_the_bell_of_a_reader_reads_his_own_units_of_a_campaign(world, campaign):
    """It is asked on every page, and a campaign of a province asks thousands of units."""
    read = []

    def note(instance, **_):
        read.append(instance.pk)

    events = [(f"campaigns.launch:{campaign.pk}", world.users["staff"].pk)]
    post_init.connect(note, sender=Unit)
    try:
        assert to_register(events) == events
    finally:
        post_init.disconnect(note, sender=Unit)
    assert set(read) == {world.division.pk}
