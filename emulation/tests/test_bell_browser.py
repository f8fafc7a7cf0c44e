"""What moves without a reload: the bell rings and falls silent, a job's progress goes on to its result."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from core.models import Job
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


def test_the_progress_of_a_job_goes_on_to_its_result(page, live_server, sign_in, page_problems):
    user = RoleFactory(kind=RoleKind.STAFF).user
    sign_in(user)
    job = Job.objects.create(kind="x", title="In 10 giấy khen", created_by=user, done=1, total=10)
    running = Job.objects.filter(pk=job.pk)
    page.clock.install()
    page.goto(live_server.url + reverse("core:job_detail", args=[job.pk]))
    bar = page.get_by_role("progressbar", name="Đang chờ")
    expect(bar).to_have_attribute("value", "10")

    running.update(state=Job.State.RUNNING, done=7, message="đang vẽ")
    page.clock.fast_forward(6_000)
    expect(page.get_by_role("progressbar", name="Đang chạy: đang vẽ")).to_have_attribute("value", "70")
    expect(page.get_by_text("7/10.")).to_be_visible()

    running.update(state=Job.State.DONE, done=10, message="Đã in 10 tờ.", result_url="/don-vi/")
    page.clock.fast_forward(6_000)
    expect(page.get_by_role("status").get_by_text("Đã in 10 tờ.")).to_be_visible()
    expect(page.get_by_role("link", name="Xem kết quả")).to_be_visible()
    assert_accessible(page)

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(20_000)
    assert [url for url in asked if str(job.pk) in url] == [], "an ended job is asked for no more"
    assert page_problems == []
