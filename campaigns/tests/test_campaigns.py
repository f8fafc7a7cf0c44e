from decimal import Decimal

import pytest

from campaigns import services
from campaigns.models import Campaign
from campaigns.services import CriterionLine
from campaigns.tests.factories import DEADLINE, END, START, CampaignFactory
from core.exceptions import Refused
from core.models import AuditEvent

pytestmark = pytest.mark.django_db
LINES = [CriterionLine("Hồ sơ đúng hạn", Decimal(60)), CriterionLine("Văn hóa công sở")]


@pytest.fixture
def fields():
    return {
        "title": "Thi  đua nước rút",
        "purpose": "Về đích",
        "starts_on": START,
        "ends_on": END,
        "register_by": DEADLINE,
    }


def test_a_draft_keeps_its_criteria_in_order_and_is_audited_once(world, fields):
    organiser = world.users["standing_office"]
    campaign = services.create_campaign(
        actor=organiser, unit=world.office, units=[world.division], criteria=LINES, **fields
    )
    assert campaign.title == "Thi đua nước rút"
    assert list(campaign.criteria.values_list("position", "text")) == [
        (1, "Hồ sơ đúng hạn"),
        (2, "Văn hóa công sở"),
    ]
    assert list(campaign.units.all()) == [world.division]
    event = AuditEvent.objects.get(action="campaigns.create")
    assert (event.actor, event.target_id) == (organiser, str(campaign.pk))


def test_a_unit_of_another_office_cannot_be_asked(world, fields):
    with pytest.raises(Refused, match="không thuộc"):
        services.create_campaign(
            actor=world.users["standing_office"], unit=world.office, units=[world.other_office], **fields
        )


def change(world, campaign, version=1, **fields):
    return services.change_campaign(
        actor=world.users["standing_office"],
        campaign=campaign,
        version=version,
        units=[world.division],
        criteria=LINES,
        **fields,
    )


def test_a_change_replaces_criteria_and_raises_the_version(world):
    campaign = change(world, CampaignFactory(unit=world.office, criteria=3), title="Tên mới")
    campaign.refresh_from_db()
    assert (campaign.title, campaign.version, campaign.criteria.count()) == ("Tên mới", 2, 2)
    assert campaign.search_text.startswith("ten moi")


def test_the_second_of_two_editors_is_warned(world):
    campaign = CampaignFactory(unit=world.office)
    change(world, campaign, title="Bản của người thứ nhất")
    with pytest.raises(Refused, match="Người khác vừa lưu"):
        change(world, campaign, title="Bản của người thứ hai")
    campaign.refresh_from_db()
    assert campaign.title == "Bản của người thứ nhất"


def test_what_was_launched_is_not_changed(world):
    campaign = CampaignFactory(unit=world.office, launched=True)
    with pytest.raises(Refused, match="đã phát động"):
        change(world, campaign, title="Tên mới")


def test_the_state_cannot_be_set_past_the_steps(world):
    campaign = CampaignFactory(unit=world.office)
    with pytest.raises(AttributeError):
        campaign.state = Campaign.State.ENDED
