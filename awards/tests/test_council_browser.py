"""A secret vote in a browser: opened by the office, cast by each member, counted, written down."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from awards.models import Nomination
from core.testing import assert_accessible, assert_fits
from units.tests.factories import make_world

from .councils import attend, make_council, make_meeting
from .factories import make_appraised, make_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_council_votes_in_secret(transactional_db, page, live_server, sign_in, page_problems):
    world = make_world()
    make_appraised(world, make_round(world))
    meeting = make_meeting(world, make_council(world, size=3), starts_at=timezone.now())
    attend(world, meeting)
    address = live_server.url + meeting.get_absolute_url()
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("awards:meeting_agenda", args=[meeting.pk]))
    page.get_by_label("Tỷ lệ phải đạt").fill("2/3")
    page.get_by_role("button", name="Đưa vào chương trình").click()
    page.get_by_role("button", name="Khai mạc").click()
    page.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(page.get_by_text("Đã có 0/3 phiếu trong hòm")).to_be_visible()
    assert_accessible(page)

    for seat, choice in zip(meeting.council.members.all(), ["Đồng ý", "Không đồng ý", "Đồng ý"], strict=True):
        sign_in(seat.user)
        page.goto(address)
        page.get_by_role("link", name=re.compile("^Bỏ phiếu")).click()
        page.get_by_label(choice, exact=True).check()
        assert_fits(page)
        page.get_by_role("button", name="Bỏ phiếu vào hòm").click()
        expect(page.get_by_text("Bạn đã bỏ phiếu")).to_be_visible()

    sign_in(world.users["standing_office"])
    page.goto(address)
    page.locator("summary", has_text="Đóng hòm, kiểm phiếu").click()
    page.get_by_role("button", name="Đồng ý đóng hòm").click()
    expect(page.get_by_text("Thông qua", exact=True)).to_be_visible()
    page.locator("summary", has_text="Kết thúc phiên họp").click()
    page.get_by_role("button", name="Đồng ý kết thúc").click()
    page.get_by_role("button", name="Lập biên bản họp").click()
    expect(page.get_by_role("heading", name="Phiên họp xét khen thưởng")).to_be_visible()
    assert Nomination.objects.get().state == Nomination.State.APPRAISED
    assert page_problems == []
