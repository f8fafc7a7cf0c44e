"""The bell in a real browser: it rings without a reload, and stays quiet when the session is over."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from core.testing import assert_accessible
from reminders.models import Message
from reminders.services import mark_all_read
from reminders.tests.factories import MessageFactory
from units.models import RoleKind
from units.tests.factories import RoleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_bell_rings_lists_the_newest_and_falls_silent(page, live_server, sign_in, page_problems):
    user = RoleFactory(kind=RoleKind.STAFF).user
    sign_in(user)
    page.clock.install()
    page.goto(live_server.url)
    number = page.locator(".bell-count")
    expect(number).to_have_count(0)

    MessageFactory(recipient=user, subject="Có văn bản chờ ký", url="/don-vi/")
    MessageFactory(recipient=user, subject="Kế hoạch đã ban hành")
    page.clock.fast_forward(31_000)
    expect(number).to_contain_text("2")

    page.get_by_role("link", name="Thông báo").first.click()
    panel = page.get_by_role("region", name="Thông báo mới nhất")
    expect(panel.get_by_role("button")).to_have_count(2)
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)

    mark_all_read(user=user)  # in another tab
    page.clock.fast_forward(31_000)
    expect(number).to_have_count(0)

    Session.objects.all().delete()
    Message.objects.update(read_at=None)
    with page.expect_response("**/chuong/*") as told:
        page.clock.fast_forward(31_000)
    assert told.value.status == 286
    page.clock.fast_forward(120_000)
    assert page.url == live_server.url + "/"
    assert page_problems == []
