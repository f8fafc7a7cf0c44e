"""Next year's plan in a real browser: one change accepted, one declined, the rest of a kind at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import Plan, ProposedChange
from units.tests.factories import make_world

from .factories import make_issued

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_changes_are_accepted_one_by_one_and_by_kind(page, live_server, sign_in, page_problems):
    world = make_world()
    source = make_issued(world, subject="Thi đua trồng cây năm 2026", closing="Tổng kết năm 2026, làm tiếp năm 2027.",
                         opening="Văn phòng ban hành kế hoạch, gửi trước ngày 15/10/2026.")  # fmt: skip
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("plans:plan_create") + f"?tu={source.pk}")
    expect(page.get_by_label("Kế hoạch năm trước", exact=True)).to_be_visible()
    expect(page.get_by_label("Kế hoạch của cơ quan khác", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Tạo dự thảo").click()
    expect(page.get_by_role("heading", name="Thay đổi được đề xuất")).to_be_visible()
    plan = Plan.objects.latest("pk")

    first = page.get_by_role("listitem").filter(has_text="Ngày, tháng trong lời văn")
    first.get_by_role("button", name="Nhận").click()
    expect(page.locator(".change-accepted")).to_have_count(1)
    closing = page.locator(".change").filter(has_text="làm tiếp").filter(has=page.locator("del", has_text="năm 2026"))
    closing.get_by_role("button", name="Bỏ qua").click()
    expect(page.locator(".change-declined")).to_have_count(1)
    page.get_by_role("button", name="Năm (").click()
    expect(page.get_by_text("thay đổi loại “Năm”")).to_be_visible()

    plan.refresh_from_db()
    assert plan.opening == "Văn phòng ban hành kế hoạch, gửi trước ngày 15/10/2027."
    assert plan.subject == "Thi đua trồng cây năm 2027"
    assert plan.closing == "Tổng kết năm 2026, làm tiếp năm 2028."
    assert set(ProposedChange.objects.values_list("state", flat=True)) == {"accepted", "declined"}
    assert page_problems == []
