"""Campaigns and the bell in a real browser, on a desktop and on a phone."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from campaigns.models import Registration
from campaigns.services import save_registration
from campaigns.tests.factories import CampaignFactory
from core.dates import today
from reminders.services import plan_messages
from reminders.tests.factories import working_day
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def campaign(world):
    soon = today() + dt.timedelta(days=5)
    return CampaignFactory(
        unit=world.office,
        units=[world.division, world.other_division],
        launched=True,
        starts_on=today(),
        register_by=soon,
        ends_on=soon + dt.timedelta(days=90),
    )


def test_a_registration_saves_itself_and_is_sent(world, campaign, page, live_server, sign_in, page_problems):
    sign_in(world.users["head"])
    page.goto(live_server.url + reverse("home"))
    page.get_by_role("link", name="Đăng ký").first.click()
    page.get_by_label("Nội dung giao ước thi đua").fill("Việc hôm nay không để ngày mai")
    page.get_by_label("Chỉ tiêu").fill("98% hồ sơ đúng hạn")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    assert Registration.objects.get().pledge == "Việc hôm nay không để ngày mai"
    page.get_by_role("button", name="Gửi đăng ký").click()
    expect(page.get_by_text("Đơn vị đã đăng ký thi đua")).to_be_visible()
    assert Registration.objects.get().is_sent
    assert page_problems == []


def test_a_line_of_criteria_is_added_where_the_eye_is(world, page, live_server, sign_in, page_problems):
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("campaigns:campaign_create"))
    page.get_by_label("Tên phong trào").fill("Một cửa không chờ")
    page.get_by_role("button", name="Thêm tiêu chí").click()
    expect(page.get_by_label("Tiêu chí 4")).to_be_in_viewport()
    expect(page.get_by_label("Tên phong trào")).to_have_value("Một cửa không chờ")
    assert page_problems == []


def test_a_reminder_in_the_bell_leads_to_the_registration(world, campaign, page, live_server, sign_in):
    plan_messages(working_day())
    sign_in(world.users["staff"])
    page.goto(live_server.url + reverse("home"))
    page.get_by_role("link", name="Thông báo").click()
    page.get_by_role("region", name="Thông báo mới nhất").get_by_role("button").first.click()
    address = reverse("campaigns:registration", args=[campaign.pk, world.division.pk])
    expect(page).to_have_url(live_server.url + address)
    expect(page.locator(".bell-count")).to_have_count(0)


def test_typing_goes_on_after_signing_in_again_in_another_tab(world, campaign, page, live_server, sign_in):
    sign_in(world.users["head"])
    address = reverse("campaigns:registration", args=[campaign.pk, world.division.pk])
    page.goto(live_server.url + address)
    page.context.clear_cookies()
    page.get_by_label("Chỉ tiêu").fill("98% hồ sơ đúng hạn")
    expect(page.locator("[data-autosave-status]")).to_contain_text("đăng nhập lại")
    world.users["head"].set_password("mat-khau-du-dai-9")
    world.users["head"].save()
    other = page.context.new_page()
    other.goto(live_server.url + reverse("core:login"))
    other.get_by_label("Tên đăng nhập").fill(world.users["head"].username)
    other.get_by_label("Mật khẩu").fill("mat-khau-du-dai-9")
    other.get_by_role("button", name="Đăng nhập").click()
    other.wait_for_url(live_server.url + reverse("home"))
    page.get_by_label("Nội dung giao ước thi đua").fill("Việc hôm nay không để ngày mai")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    assert Registration.objects.get().pledge == "Việc hôm nay không để ngày mai"


def test_what_a_refused_save_sent_back_is_offered_whole(world, campaign, page, live_server, sign_in):
    sign_in(world.users["staff"])
    address = live_server.url + reverse("campaigns:registration", args=[campaign.pk, world.division.pk])
    page.goto(address)
    save_registration(
        actor=world.users["head"],
        campaign=campaign,
        unit=world.division,
        version=0,
        pledge="",
        targets=["Của trưởng phòng"],
    )
    page.get_by_label("Nội dung giao ước thi đua").fill("Giao ước của tôi")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("alert").first).to_contain_text("Người khác vừa lưu")
    page.get_by_label("Chỉ tiêu").fill("Chỉ tiêu của tôi")
    page.goto(address)
    page.get_by_role("button", name="Lấy lại nội dung đó").click()
    expect(page.get_by_label("Nội dung giao ước thi đua")).to_have_value("Giao ước của tôi")
    expect(page.get_by_label("Chỉ tiêu")).to_have_value("Của trưởng phòng")
    expect(page.get_by_label("Nội dung đã gõ, chưa có chỗ")).to_have_value("Chỉ tiêu của tôi")
