import datetime as dt

import pytest
import time_machine

from campaigns import services
from campaigns.models import Registration
from campaigns.tests.factories import CampaignFactory, RegistrationFactory
from core.exceptions import Refused
from core.models import AuditEvent
from reminders.models import Message

pytestmark = pytest.mark.django_db
LAST_SECOND = dt.datetime(2026, 3, 20, 16, 59, 59, tzinfo=dt.UTC)  # 23:59:59 of the 20th in Vietnam
TOO_LATE = dt.datetime(2026, 3, 20, 17, 0, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def campaign(world):
    return CampaignFactory(unit=world.office, units=[world.division], launched=True)


TWO = ("Chỉ tiêu một", "Chỉ tiêu hai")


def save(world, campaign, *, version=0, pledge="Giao ước", targets=TWO, unit=None):
    return services.save_registration(
        actor=world.users["staff"],
        campaign=campaign,
        unit=unit or world.division,
        version=version,
        pledge=pledge,
        targets=list(targets),
    )


def send(world, registration):
    return services.send_registration(actor=world.users["head"], registration=registration)


def test_a_draft_keeps_pledge_and_targets_in_order(world, campaign):
    row = save(world, campaign)
    assert (row.pledge, row.version) == ("Giao ước", 1)
    assert list(row.targets.values_list("text", flat=True)) == ["Chỉ tiêu một", "Chỉ tiêu hai"]
    assert AuditEvent.objects.filter(action="campaigns.save_registration").count() == 1


def test_saving_the_same_again_changes_nothing(world, campaign):
    save(world, campaign)
    assert save(world, campaign, version=1).version == 1
    assert AuditEvent.objects.filter(action="campaigns.save_registration").count() == 1


def test_the_second_of_two_editors_is_warned(world, campaign):
    save(world, campaign)
    save(world, campaign, version=1, pledge="Bản của người thứ nhất")
    with pytest.raises(Refused, match="Người khác vừa lưu"):
        save(world, campaign, version=1, pledge="Bản của người thứ hai")
    assert Registration.objects.get().pledge == "Bản của người thứ nhất"


def test_a_unit_that_was_not_asked_does_not_register(world, campaign):
    with pytest.raises(Refused, match="không có trong danh sách"):
        save(world, campaign, unit=world.other_division)


def test_a_campaign_that_does_not_run_takes_no_registration(world):
    draft = CampaignFactory(unit=world.office, units=[world.division])
    with pytest.raises(Refused, match="chưa phát động"):
        save(world, draft)


def test_the_head_registers_the_unit(world, campaign):
    row = send(world, save(world, campaign))
    assert row.is_sent
    assert row.registered_by == world.users["head"]
    event = AuditEvent.objects.get(action="campaigns.send_registration")
    assert (event.before, event.after) == ({"state": "draft"}, {"state": "sent"})


def test_it_is_sent_once(world, campaign):
    row = send(world, save(world, campaign))
    with pytest.raises(Refused, match="đã gửi rồi"):
        send(world, row)


@pytest.mark.parametrize("lack", [{"pledge": ""}, {"targets": ()}])
def test_an_empty_registration_is_not_sent(world, campaign, lack):
    with pytest.raises(Refused, match="nội dung giao ước và ít nhất một chỉ tiêu"):
        send(world, save(world, campaign, **lack))


def test_what_was_sent_is_not_written_any_more(world, campaign):
    send(world, save(world, campaign))
    with pytest.raises(Refused, match="rút lại"):
        save(world, campaign, version=1, pledge="Khác")


def test_the_deadline_day_ends_at_its_last_second_in_vietnam(world, campaign, clock):
    row = save(world, campaign)
    clock.move_to(TOO_LATE)
    with pytest.raises(Refused, match="Hạn đăng ký 20/03/2026 đã qua"):
        send(world, row)
    clock.move_to(LAST_SECOND)
    assert send(world, row).is_sent


def test_after_the_deadline_the_draft_can_still_be_saved(world, campaign, clock):
    clock.move_to(TOO_LATE)
    assert save(world, campaign).version == 1


def test_a_late_registration_is_accepted_with_a_reason_and_the_unit_is_told(world, campaign, clock):
    row = save(world, campaign)
    clock.move_to(TOO_LATE)
    organiser = world.users["standing_office"]
    row = services.accept_late(actor=organiser, campaign=campaign, unit=world.division, reason="Mới sáp nhập")
    assert send(world, row).late_accepted_by == organiser
    assert set(Message.objects.values_list("recipient__username", flat=True)) == {"thu_staff", "thu_head"}
    assert AuditEvent.objects.get(action="campaigns.accept_late").reason == "Mới sáp nhập"


def test_a_unit_that_has_not_begun_can_be_accepted_late(world, campaign, clock):
    clock.move_to(TOO_LATE)
    services.accept_late(
        actor=world.users["standing_office"], campaign=campaign, unit=world.division, reason="Bão lũ"
    )
    assert send(world, save(world, campaign)).is_sent


@pytest.mark.parametrize(
    ("late", "reason", "sentence"),
    [(False, "Lý do", "Còn trong hạn đăng ký"), (True, " ", "lý do nhận muộn")],
)
def test_nobody_is_accepted_late_in_time_or_without_a_reason(world, campaign, clock, late, reason, sentence):
    if late:
        clock.move_to(TOO_LATE)
    with pytest.raises(Refused, match=sentence):
        services.accept_late(
            actor=world.users["standing_office"], campaign=campaign, unit=world.division, reason=reason
        )


def test_it_can_be_taken_back_before_the_deadline(world, campaign):
    row = send(world, save(world, campaign))
    row = services.withdraw_registration(actor=world.users["head"], registration=row)
    assert (row.state, row.registered_by) == (Registration.State.DRAFT, None)
    assert save(world, campaign, version=1, pledge="Sửa lại").version == 2


def test_it_cannot_be_taken_back_after_the_deadline(world, campaign, clock):
    row = send(world, save(world, campaign))
    clock.move_to(TOO_LATE)
    with pytest.raises(Refused, match="không rút lại được"):
        services.withdraw_registration(actor=world.users["head"], registration=row)


def test_a_draft_cannot_be_taken_back(world, campaign):
    row = RegistrationFactory(campaign=campaign, unit=world.division)
    with pytest.raises(Refused, match="chưa gửi"):
        services.withdraw_registration(actor=world.users["head"], registration=row)
