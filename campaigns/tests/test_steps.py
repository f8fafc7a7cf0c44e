import datetime as dt

import pytest
import time_machine
from django.core import mail

from campaigns import services
from campaigns.models import Campaign
from campaigns.tests.factories import DEADLINE, END, CampaignFactory, RegistrationFactory
from core.exceptions import Refused
from core.models import AuditEvent
from reminders.models import Message
from units.models import RoleKind
from units.tests.factories import RoleFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def before_the_deadline():
    with time_machine.travel(dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def organiser(world):
    return world.users["standing_office"]


@pytest.fixture
def draft(world):
    return CampaignFactory(unit=world.office, units=[world.division, world.other_division])


@pytest.fixture
def running(world):
    return CampaignFactory(unit=world.office, units=[world.division, world.other_division], launched=True)


def told(subject):
    rows = Message.objects.filter(subject__startswith=subject)
    return set(rows.values_list("recipient__username", flat=True))


def test_launching_tells_the_staff_and_heads_of_its_units(
    organiser, draft, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.launch_campaign(actor=organiser, campaign=draft)
    draft.refresh_from_db()
    assert draft.is_launched
    assert draft.launched_at is not None
    assert told("Phát động phong trào") == {"thu_staff", "thu_head"}
    assert len(mail.outbox) == 2
    assert "20/03/2026" in mail.outbox[0].body
    assert AuditEvent.objects.filter(action="campaigns.launch").count() == 1


def test_a_unit_without_people_of_its_own_is_told_through_the_one_above(world, organiser):
    above = RoleFactory(unit=world.office, kind=RoleKind.STAFF).user
    campaign = CampaignFactory(unit=world.office, units=[world.other_division])
    services.launch_campaign(actor=organiser, campaign=campaign)
    assert told("Phát động phong trào") == {above.username}


def test_a_campaign_is_launched_once(organiser, draft):
    services.launch_campaign(actor=organiser, campaign=draft)
    with pytest.raises(Refused, match="đã phát động rồi"):
        services.launch_campaign(actor=organiser, campaign=draft)


@pytest.mark.parametrize(
    ("lack", "sentence"),
    [
        ({"criteria": 0}, "Chưa có tiêu chí"),
        ({"units": []}, "Chưa chọn đơn vị"),
        ({"register_by": dt.date(2026, 3, 9)}, "Hạn đăng ký 09/03/2026 đã qua"),
    ],
)
def test_a_draft_that_lacks_something_says_what(world, organiser, lack, sentence):
    campaign = CampaignFactory(**{"unit": world.office, "units": [world.division], **lack})
    with pytest.raises(Refused, match=sentence):
        services.launch_campaign(actor=organiser, campaign=campaign)
    assert not Message.objects.exists()


def test_moving_the_deadline_tells_those_who_have_not_registered(world, organiser, running):
    other = RoleFactory(unit=world.other_division, kind=RoleKind.HEAD).user
    RegistrationFactory(campaign=running, unit=world.division, sent=True)
    services.move_deadline(
        actor=organiser, campaign=running, register_by=DEADLINE + 5 * DAY, reason="Thêm tuần"
    )
    running.refresh_from_db()
    assert running.register_by == DEADLINE + 5 * DAY
    assert told("Đổi hạn đăng ký đến 25/03/2026") == {other.username}
    assert "Thêm tuần" in Message.objects.get().body
    event = AuditEvent.objects.get(action="campaigns.move_deadline")
    assert (event.before, event.after) == ({"register_by": "2026-03-20"}, {"register_by": "2026-03-25"})


@pytest.mark.parametrize("day", [dt.date(2026, 3, 9), END + DAY])
def test_a_deadline_lies_between_today_and_the_end(organiser, running, day):
    with pytest.raises(Refused, match="từ hôm nay đến hết phong trào"):
        services.move_deadline(actor=organiser, campaign=running, register_by=day, reason="Lý do")


def test_a_deadline_is_not_moved_without_a_reason(organiser, running):
    with pytest.raises(Refused, match="lý do đổi hạn"):
        services.move_deadline(actor=organiser, campaign=running, register_by=DEADLINE, reason="  ")


def test_a_draft_has_no_deadline_to_move(organiser, draft):
    with pytest.raises(Refused, match="đang diễn ra"):
        services.move_deadline(actor=organiser, campaign=draft, register_by=DEADLINE, reason="Lý do")


def test_ending_early_needs_a_reason(organiser, running):
    with pytest.raises(Refused, match="lý do kết thúc sớm"):
        services.end_campaign(actor=organiser, campaign=running)
    services.end_campaign(actor=organiser, campaign=running, reason="Hoàn thành sớm")
    running.refresh_from_db()
    assert running.state == Campaign.State.ENDED


def test_after_its_last_day_it_ends_without_a_reason(organiser, running, before_the_deadline):
    before_the_deadline.move_to(dt.datetime(2026, 12, 1, 3, tzinfo=dt.UTC))
    assert services.end_campaign(actor=organiser, campaign=running).ended_at is not None
