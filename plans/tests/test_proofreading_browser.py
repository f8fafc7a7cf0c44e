"""Findings beside the editor: they lead to their words, and one press mends what the page shows too."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.models import Plan
from plans.tests.factories import make_plan
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_finding_leads_to_its_words_and_is_mended(transactional_db, page, live_server, sign_in, page_problems):
    world = make_world()
    plan = make_plan(world, closing="Trên đây là Kế hoạch chăm sóc vườn; đề nghị các các phòng thực hiện.")
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("plans:plan_edit", args=[plan.pk]))
    page.get_by_role("tab", name="Soát lỗi").click()
    panel = page.locator("[data-findings]")
    panel.get_by_role("link", name="Lời kết").click()
    closing = page.get_by_label("Lời kết")
    expect(closing).to_be_focused()
    assert closing.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "các các"
    panel.get_by_role("button", name="Sửa thành “các”").click()
    expect(closing).to_have_value("Trên đây là Kế hoạch chăm sóc vườn; đề nghị các phòng thực hiện.")
    expect(panel.get_by_text("viết hai lần")).to_have_count(0)
    assert "các các" not in Plan.objects.get(pk=plan.pk).closing
    assert page_problems == []
