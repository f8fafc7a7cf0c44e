import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory, RegistrationFactory
from core.testing import same_queries
from units.tests.factories import UnitFactory

LIST = reverse("campaigns:campaign_list")
CREATE = reverse("campaigns:campaign_create")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def sign_in_as(world, client):
    def change_to(role):
        client.force_login(world.users[role])
        return client

    return change_to


@pytest.fixture
def typed(world):
    """A whole form as a browser sends it."""
    return {
        "unit": world.office.pk,
        "version": "1",
        "title": "Một cửa không chờ",
        "slogan": "",
        "kind": "thematic",
        "plan": "",
        "purpose": "Người dân không phải đi lại lần hai.",
        "starts_on": "15/03/2026",
        "ends_on": "30/11/2026",
        "register_by": "31/03/2026",
        "units": [world.division.pk],
        "criteria-count": "2",
        "criterion-0-text": "Hồ sơ đúng hạn",
        "criterion-0-max_points": "62,5",
        "criterion-1-text": "",
        "criterion-1-max_points": "",
    }


def text(answer):
    return answer.content.decode()


def detail(campaign):
    return campaign.get_absolute_url()


def test_the_list_shows_what_the_user_may_read(world, sign_in_as):
    CampaignFactory(unit=world.office, title="Đang chạy ở cơ quan", launched=True)
    CampaignFactory(unit=world.province, title="Đang chạy ở tỉnh", launched=True)
    CampaignFactory(unit=world.office, title="Còn là dự thảo")
    CampaignFactory(unit=world.other_office, title="Của nơi khác", launched=True)
    page = text(sign_in_as("staff").get(LIST))
    assert "Đang chạy ở cơ quan" in page
    assert "Đang chạy ở tỉnh" in page
    assert "Còn là dự thảo" not in page
    assert "Của nơi khác" not in page
    assert "Còn là dự thảo" in text(sign_in_as("standing_office").get(LIST))


def test_the_list_is_searched_without_marks_and_filtered(world, sign_in_as):
    CampaignFactory(unit=world.office, title="Nước rút về đích", launched=True)
    CampaignFactory(unit=world.office, title="Công sở xanh")
    client = sign_in_as("standing_office")
    found = text(client.get(LIST, {"q": "dich NUOC"}))
    assert "Nước rút về đích" in found
    assert "Công sở xanh" not in found
    drafts = text(client.get(LIST, {"state": "draft", "year": "2026"}))
    assert "Công sở xanh" in drafts
    assert "Nước rút về đích" not in drafts
    assert "Không có phong trào nào khớp" in text(client.get(LIST, {"year": "1999"}))
    assert client.get(LIST, {"year": "0000"}).status_code == 200


def test_the_list_says_how_many_units_have_registered(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, units=[world.division, world.other_division], launched=True)
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    RegistrationFactory(campaign=campaign, unit=world.other_division)
    assert ">1/2<" in text(sign_in_as("leader").get(LIST))


def test_the_list_needs_the_same_queries_for_one_campaign_and_for_three(world, sign_in_as):
    client = sign_in_as("standing_office")
    CampaignFactory(unit=world.office, units=[world.division], launched=True)

    def grow():
        CampaignFactory.create_batch(2, unit=world.office, units=[world.division], launched=True)

    same_queries(lambda: client.get(LIST), grow)


def test_a_campaign_is_made_and_launched_by_the_standing_office(world, sign_in_as, typed):
    client = sign_in_as("standing_office")
    answer = client.post(CREATE, typed)
    campaign = Campaign.objects.get()
    assert answer.url == detail(campaign)
    assert list(campaign.criteria.values_list("text", "max_points")) == [("Hồ sơ đúng hạn", 62.5)]
    assert campaign.created_by == world.users["standing_office"]
    assert "Phát động" in text(client.get(detail(campaign)))
    client.post(reverse("campaigns:campaign_launch", args=[campaign.pk]))
    campaign.refresh_from_db()
    assert campaign.is_launched


def test_a_draft_shows_what_it_lacks_and_where(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, criteria=0)
    page = text(sign_in_as("standing_office").get(detail(campaign)))
    assert "Còn thiếu 2 mục" in page
    assert f'{reverse("campaigns:campaign_edit", args=[campaign.pk])}#tieu-chi"' in page


def test_a_line_is_added_and_taken_away_without_losing_what_was_typed(world, sign_in_as, typed):
    client = sign_in_as("standing_office")
    typed["units"] = [world.division.pk, world.other_division.pk]
    more = text(client.post(CREATE, typed | {"act": "add", "starts_on": "nhầm"}))
    assert 'name="criteria-count" value="3"' in more
    assert 'value="Hồ sơ đúng hạn"' in more
    assert 'value="62,5"' in more
    assert 'value="nhầm"' in more
    assert more.count("checked") == 2
    assert "error-summary" not in more
    less = text(client.post(CREATE, typed | {"act": "remove-0"}))
    assert 'name="criteria-count" value="1"' in less
    assert "Hồ sơ đúng hạn" not in less
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Tên phong trào"),
        ({"ends_on": "01/03/2026"}, "Ngày kết thúc không được trước ngày bắt đầu."),
        ({"register_by": "01/12/2026"}, "Hạn đăng ký không được sau ngày kết thúc phong trào."),
        ({"criterion-1-max_points": "5"}, "Tiêu chí ở dòng 2: Hãy ghi tiêu chí, hoặc bỏ dòng này."),
        ({"criteria-count": "không"}, ""),
    ],
)
def test_a_wrong_form_says_what_and_keeps_what_was_typed(sign_in_as, typed, change, sentence):
    page = text(sign_in_as("standing_office").post(CREATE, typed | change, follow=True))
    assert sentence in page
    assert "Người dân không phải đi lại lần hai." in page
    assert Campaign.objects.exists() is (sentence == "")


def test_the_second_of_two_editors_keeps_what_was_typed(world, sign_in_as, typed):
    campaign = CampaignFactory(unit=world.office, version=4)
    address = reverse("campaigns:campaign_edit", args=[campaign.pk])
    page = text(sign_in_as("standing_office").post(address, typed | {"version": "3"}))
    assert "Người khác vừa lưu phong trào này" in page
    assert 'value="Một cửa không chờ"' in page


def test_a_draft_is_changed(world, sign_in_as, typed):
    campaign = CampaignFactory(unit=world.office, units=[world.other_division])
    address = reverse("campaigns:campaign_edit", args=[campaign.pk])
    client = sign_in_as("standing_office")
    assert campaign.title in text(client.get(address))
    client.post(address, typed)
    campaign.refresh_from_db()
    assert (campaign.title, campaign.version) == ("Một cửa không chờ", 2)
    assert list(campaign.units.all()) == [world.division]


def test_a_launched_campaign_is_not_edited(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, launched=True)
    answer = sign_in_as("standing_office").get(reverse("campaigns:campaign_edit", args=[campaign.pk]))
    assert answer.status_code == 409


def test_the_deadline_is_moved_on_the_campaigns_page(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, launched=True)
    client = sign_in_as("standing_office")
    address = reverse("campaigns:campaign_move_deadline", args=[campaign.pk])
    assert client.post(address, {"register_by": "mai", "reason": "Lý do"}).status_code == 409
    page = client.post(address, {"register_by": "27/03/2026", "reason": "Lý do"}, follow=True)
    assert "27/03/2026" in text(page)


def test_a_campaign_is_ended_on_its_page(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, launched=True)
    client = sign_in_as("standing_office")
    client.post(reverse("campaigns:campaign_end", args=[campaign.pk]), {"reason": "Đã tổng kết"})
    assert "Đã tổng kết" in text(client.get(detail(campaign)))


def test_the_board_shows_who_has_registered_and_who_has_not(world, sign_in_as):
    third = UnitFactory(parent=world.office, name="Phòng Kinh tế")
    units = [world.division, world.other_division, third]
    campaign = CampaignFactory(unit=world.office, units=units, launched=True)
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    RegistrationFactory(campaign=campaign, unit=world.other_division)
    client = sign_in_as("leader")
    address = reverse("campaigns:board", args=[campaign.pk])
    shown = {
        state: [unit.name for unit, _ in client.get(address, {"state": state}).context["rows"]]
        for state in ("sent", "draft", "none", "")
    }
    assert shown == {
        "sent": ["Phòng Tổng hợp"],
        "draft": ["Phòng Hành chính"],
        "none": ["Phòng Kinh tế"],
        "": ["Phòng Tổng hợp", "Phòng Hành chính", "Phòng Kinh tế"],
    }
    assert [unit for unit, _ in client.get(address, {"q": "kinh te"}).context["rows"]] == [third]


def test_the_board_needs_the_same_queries_for_one_unit_and_for_three(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, units=[world.division], launched=True)
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    client = sign_in_as("standing_office")
    late = {"late_reason": "Bão", "late_accepted_by": world.users["standing_office"]}

    def grow():
        for _ in range(2):
            unit = UnitFactory(parent=world.office)
            campaign.units.add(unit)
            RegistrationFactory(campaign=campaign, unit=unit, sent=True, **late)

    same_queries(lambda: client.get(reverse("campaigns:board", args=[campaign.pk])), grow)


def test_a_unit_is_accepted_late_from_the_board(world, sign_in_as, clock):
    campaign = CampaignFactory(unit=world.office, units=[world.division], launched=True)
    client = sign_in_as("standing_office")
    board = reverse("campaigns:board", args=[campaign.pk])
    assert "Cho nhận muộn" not in text(client.get(board))
    clock.move_to(dt.datetime(2026, 3, 21, 3, tzinfo=dt.UTC))
    client = sign_in_as("standing_office")
    assert "Cho nhận muộn" in text(client.get(board))
    address = reverse("campaigns:accept_late", args=[campaign.pk, world.division.pk])
    page = text(client.post(address, {"reason": "Đơn vị mới sáp nhập"}, follow=True))
    assert "Đơn vị mới sáp nhập" in page


def test_a_campaign_needs_the_same_queries_for_one_own_unit_and_for_three(world, sign_in_as):
    campaign = CampaignFactory(unit=world.office, units=[world.division], launched=True)
    client = sign_in_as("head")

    def grow():
        for _ in range(2):
            unit = UnitFactory(parent=world.division)
            campaign.units.add(unit)
            RegistrationFactory(campaign=campaign, unit=unit)

    same_queries(lambda: client.get(detail(campaign)), grow)
