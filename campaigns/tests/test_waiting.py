import datetime as dt

import pytest
import time_machine

from campaigns.tests.factories import CampaignFactory, RegistrationFactory
from campaigns.waiting import waiting_for
from core import worklist
from core.testing import same_queries
from units.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _march():
    with time_machine.travel(dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC), tick=False):
        yield


def waits(user):
    return [(item.title, item.action) for item in worklist.items(waiting_for(User.objects.get(pk=user.pk)))]


def test_staff_and_head_find_what_their_unit_owes(world):
    campaign = CampaignFactory(
        unit=world.office, units=[world.division, world.other_division], launched=True, title="Nước rút"
    )
    assert waits(world.users["staff"]) == [("Đăng ký thi đua: Nước rút", "Đăng ký")]
    RegistrationFactory(campaign=campaign, unit=world.division)
    assert waits(world.users["staff"]) == [("Đăng ký thi đua: Nước rút", "Soạn tiếp")]
    assert waits(world.users["head"]) == [("Đăng ký thi đua: Nước rút", "Xem và gửi")]


def test_what_was_registered_waits_no_more(world):
    campaign = CampaignFactory(unit=world.office, units=[world.division], launched=True)
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    assert waits(world.users["head"]) == []


def test_the_standing_office_finds_drafts_and_campaigns_that_are_over(world):
    CampaignFactory(unit=world.office, title="Sắp tới")
    january, yesterday = dt.date(2026, 1, 9), dt.date(2026, 3, 9)
    past = {"starts_on": january, "register_by": january, "ends_on": yesterday}
    CampaignFactory(unit=world.office, title="Vừa hết", launched=True, **past)
    CampaignFactory(unit=world.other_office, title="Của nơi khác")
    assert waits(world.users["standing_office"]) == [
        ("Phát động: Sắp tới", "Hoàn thiện và phát động"),
        ("Tổng kết: Vừa hết", "Tổng kết phong trào"),
    ]


def test_nothing_waits_for_an_outsider_or_a_role_that_does_nothing_here(world):
    CampaignFactory(unit=world.office, units=[world.division], launched=True)
    for role in ("outsider", "information_centre", "administrator", "leader"):
        assert waits(world.users[role]) == []


def test_the_number_of_queries_does_not_grow_with_the_campaigns(world):
    def grow():
        CampaignFactory.create_batch(2, unit=world.office, units=[world.division], launched=True)

    grow()
    same_queries(lambda: waits(world.users["head"]), grow)
