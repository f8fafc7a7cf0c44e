"""Units that have not registered in time, for the standing office's letters."""

import datetime as dt

import pytest

from campaigns.late import registrations_late
from campaigns.tests.factories import DEADLINE, CampaignFactory, RegistrationFactory
from core.testing import count_queries
from units.models import RoleKind
from units.tests.factories import RoleFactory

pytestmark = pytest.mark.django_db
AFTER = DEADLINE + dt.timedelta(days=1)


def make(world, **changes):
    said = {"unit": world.office, "units": [world.division, world.other_division], "launched": True}
    return CampaignFactory(**(said | changes))


def test_who_has_not_registered_is_late_from_the_day_after(world):
    campaign, office = make(world), world.users["standing_office"]
    RegistrationFactory(campaign=campaign, unit=world.other_division, sent=True)
    assert list(registrations_late(office, DEADLINE)) == []
    (work,) = registrations_late(office, AFTER)
    assert (work.key, work.units) == (f"campaigns.registration:{campaign.pk}", (world.division,))
    assert campaign.title in work.opening
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    assert list(registrations_late(office, AFTER)) == []


def test_only_who_organises_it_may_urge(world):
    make(world)
    stranger = RoleFactory(unit=world.other_office, kind=RoleKind.STANDING_OFFICE).user
    for user in (stranger, world.users["leader"], world.users["head"]):
        assert list(registrations_late(user, AFTER)) == []


def test_many_campaigns_cost_the_same(world):
    make(world)
    office = world.users["standing_office"]
    office.held_roles  # noqa: B018 read once a request
    before = count_queries(lambda: list(registrations_late(office, AFTER)))
    make(world)
    make(world)
    assert count_queries(lambda: list(registrations_late(office, AFTER))) == before
