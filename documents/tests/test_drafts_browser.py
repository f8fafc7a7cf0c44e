"""A công văn from the first click to its number, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.testing import assert_accessible, assert_fits
from documents.models import Draft
from units.models import User
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "lanh-dao-ky-2026"


def look(page):
    for size in ({"width": 360, "height": 740}, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)
        assert_fits(page)
    assert_accessible(page)


def test_a_letter_is_written_sent_and_issued(page, live_server, sign_in, page_problems):
    world = make_world()
    sign_in(world.users["staff"])
    page.goto(live_server.url + reverse("documents:draft_list"))
    page.get_by_role("link", name="Soạn văn bản mới").first.click()
    look(page)
    page.get_by_label("Trích yếu").fill("đăng ký danh hiệu thi đua năm 2026")
    page.get_by_role("button", name="Tạo dự thảo").click()

    expect(page.get_by_role("heading", name="Soạn công văn")).to_be_visible()
    expect(page.get_by_text("Nơi kính gửi")).to_be_visible()  # the box of what is missing
    page.get_by_label("Kính gửi").fill("Các phòng chuyên môn\nTrung tâm Thông tin")
    page.get_by_role("textbox", name="Nội dung").first.fill("Đề nghị các đơn vị gửi đăng ký trước ngày 20/01/2026.")
    page.get_by_role("textbox", name="Nơi nhận").first.fill("Lãnh đạo Văn phòng")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    expect(page.get_by_text("Còn thiếu")).to_have_count(0)
    expect(page.locator(".draft-preview img.sheet")).to_have_count(1)
    look(page)
    page.get_by_role("button", name="Lưu và xem văn bản").click()
    page.get_by_role("button", name="Gửi ký ban hành").click()
    expect(page.get_by_text("Đã gửi văn bản để ký ban hành.")).to_be_visible()

    leader = User.objects.get(pk=world.users["leader"].pk)
    leader.set_password(PASSWORD)
    leader.save()
    sign_in(leader)
    page.goto(live_server.url + Draft.objects.get().get_absolute_url())
    look(page)
    page.get_by_role("button", name="Ký ban hành").click()
    page.get_by_label("Mật khẩu đăng nhập của bạn").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận và tiếp tục").click()
    expect(page.get_by_text("Đã ban hành Công văn số 01/VP-TH")).to_be_visible()
    page.get_by_role("link", name="Xem trong sổ đăng ký").click()
    expect(page.get_by_role("link", name="Sao văn bản")).to_be_visible()
    assert page_problems == []
