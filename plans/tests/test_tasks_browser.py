"""A unit reports with evidence, the standing office confirms, the board shows it; units chosen by keyboard."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.testing import PDF, assert_accessible, assert_fits
from plans.models import PlanTask
from plans.tests.factories import make_recorded
from units.tests.factories import make_world

PHONE = {"width": 360, "height": 740}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def plan(world):
    return make_recorded(world)


def test_from_the_units_report_to_the_board(world, plan, page, live_server, sign_in, page_problems, tmp_path):
    evidence = Path(tmp_path, "bien-ban.pdf")
    evidence.write_bytes(PDF)
    task = plan.tasks.get(content="Làm đất")
    board = f"{live_server.url}{reverse('plans:task_board')}?ke-hoach={plan.pk}&cua=tat-ca"

    sign_in(world.users["staff"])
    page.goto(board)
    card = page.locator(f"#the-{task.pk}")
    card.get_by_role("button", name="Bắt đầu").press("Enter")
    expect(page.locator(".task-column-doing")).to_contain_text("Làm đất")
    expect(card.get_by_role("button")).to_be_focused()
    card.drag_to(page.locator(".task-column-not_begun"), target_position={"x": 60, "y": 20})
    expect(page.locator(".task-column-not_begun")).to_contain_text("Làm đất")
    card.get_by_role("link", name="Báo cáo").click()
    page.get_by_role("textbox", name="Kết quả").fill("Đã làm đất xong ba thửa")
    page.get_by_label("Minh chứng").last.set_input_files(evidence)
    page.get_by_role("button", name="Báo hoàn thành").click()
    expect(page.get_by_role("status")).to_contain_text("chờ xác nhận")
    assert_accessible(page)

    sign_in(world.users["standing_office"])
    page.goto(f"{live_server.url}{task.get_absolute_url()}")
    expect(page.get_by_role("link", name="bien-ban.pdf")).to_be_visible()
    page.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(page.get_by_role("status")).to_contain_text("Đã xác nhận")
    page.goto(board)
    expect(page.locator(".task-column-confirmed")).to_contain_text("Làm đất")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    for view in ("plans:task_board", "plans:task_year"):
        page.goto(f"{live_server.url}{reverse(view)}?ke-hoach={plan.pk}")
        assert_fits(page)
    task.refresh_from_db()
    assert task.state == PlanTask.State.CONFIRMED
    assert page_problems == []


def test_units_are_chosen_by_keyboard_on_one_page(world, plan, page, live_server, sign_in, page_problems):
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("plans:tasks_arrange", args=[plan.pk]))
    row = page.get_by_role("group", name="Trồng cây")
    box = row.get_by_role("combobox", name="Đơn vị phối hợp")
    box.fill("so vi du")
    expect(row.get_by_role("option")).to_have_count(1)
    box.press("Enter")
    box.press("Escape")
    expect(row.get_by_role("list", name="Đơn vị phối hợp đã chọn")).to_contain_text("Sở Ví dụ")
    lead = row.get_by_role("combobox", name="Đơn vị chủ trì")
    lead.press("Backspace")
    lead.press("ArrowDown")
    lead.press("Enter")
    expect(row.get_by_role("list", name="Đơn vị chủ trì đã chọn").get_by_role("listitem")).to_have_count(2)
    assert_accessible(page)
    page.get_by_role("button", name="Lưu phân công").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu phân công của 1 nhiệm vụ")
    task = plan.tasks.get(content="Trồng cây")
    assert set(task.lead_units.all()) == {world.division, world.other_division}
    assert list(task.cooperating_units.all()) == [world.other_office]
    assert page_problems == []
