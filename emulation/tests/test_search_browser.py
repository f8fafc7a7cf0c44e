"""The search box by hand: the key that leads to it, what shows while typing, without a mouse."""

import pytest
from playwright.sync_api import expect

from core.testing import assert_accessible, assert_fits

from .browser import PHONE

pytestmark = pytest.mark.browser


def test_the_box_is_reached_and_left_by_keys(page, live_server, world, sign_in, page_problems):
    sign_in(world.users["head"])
    page.goto(f"{live_server.url}/tro-giup/")
    page.keyboard.press("/")
    page.keyboard.type("uu nguyen")
    panel = page.locator("#tim-kiem-nhanh")
    expect(panel.get_by_role("link", name="Đặng Thị Hồng Ưu-Nguyễn")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_empty()
    expect(page.get_by_role("searchbox", name="Tìm kế hoạch")).to_be_focused()
    page.keyboard.press("/")  # in a field it is a letter
    expect(page.get_by_role("searchbox", name="Tìm kế hoạch")).to_have_value("uu nguyen/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cá nhân")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Tắt phím này").click()
    page.keyboard.press("/")
    expect(page.get_by_role("button", name="Bật phím này")).to_be_focused()
    assert page_problems == []
