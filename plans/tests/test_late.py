"""Late tasks for the standing office's letters, and what a task's page says of them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from core.testing import count_queries
from documents.services import issue_draft, submit_draft
from plans.late import tasks_late
from plans.services import report_task
from reminders import late
from reminders.services.urging import draft_urging
from units.models import RoleKind, User
from units.tests.factories import RoleFactory

from .factories import make_issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]
SUMMER = date(2026, 7, 5)


def late_titles(user, on=SUMMER):
    return [work.title for work in tasks_late(user, on)]


def test_a_task_is_late_from_the_day_after_for_the_office_that_runs_the_plan(world):
    plan = make_issued(world)
    office = world.users["standing_office"]
    assert late_titles(office, date(2026, 3, 31)) == []
    assert late_titles(office) == ["Làm đất", "Trồng cây"]
    report_task(task=plan.tasks.get(content="Làm đất"), actor=world.users["staff"])
    assert late_titles(office) == ["Trồng cây"]
    stranger = RoleFactory(unit=world.other_office, kind=RoleKind.STANDING_OFFICE).user
    assert late_titles(stranger) == late_titles(world.users["staff"]) == []


def test_a_long_list_is_read_in_two_turns_and_nothing_is_left_out_or_twice(world, monkeypatch):
    make_issued(world)
    office, end = world.users["standing_office"], date(2027, 1, 5)
    whole = late_titles(office, end)
    assert len(whole) > 2
    for first in (1, 2, len(whole)):
        monkeypatch.setattr("plans.late.READ_AT_ONCE", first)
        assert late_titles(office, end) == whole


def test_the_letter_cites_the_plan_and_names_the_units_that_lead(world):
    plan = make_issued(world)
    works = {work.title: work for work in tasks_late(world.users["standing_office"], date(2027, 1, 5))}
    done = works["Làm đất"]
    assert done.units == (world.division,)
    assert done.subject == f"đôn đốc thực hiện nhiệm vụ theo Kế hoạch số {plan.code}"
    assert f"Kế hoạch số {plan.code} ngày" in done.opening
    assert "của Văn phòng UBND tỉnh An Sơn về thi đua chăm sóc vườn thuốc nam" in done.opening
    assert "Phòng Tổng hợp được giao chủ trì nhiệm vụ: “Làm đất”; thời hạn" in done.opening
    assert "Chưa chọn đơn vị chủ trì" in works["Thu hái"].note


def test_the_page_of_the_task_leads_to_the_letter_and_says_that_it_went(world, client):
    task = make_issued(world).tasks.get(content="Làm đất")
    office, key = world.users["standing_office"], f"plans.task:{task.pk}"
    with time_machine.travel(datetime(2026, 7, 5, 3, tzinfo=UTC), tick=False):
        client.force_login(office)
        assert f"{reverse('reminders:late_list')}?viec={key}".replace(":", "%3A") in _page(client, task)
        letter = draft_urging(actor=office, key=key, units=[world.division.pk], answer_by=date(2026, 7, 10))
        client.force_login(world.users["staff"])
        assert "đôn đốc" not in _page(client, task), "a draft is not known to the unit, and only the office urges"
        draft = submit_draft(draft=letter.draft, actor=office)
        issue_draft(draft=draft, actor=User.objects.get(pk=world.users["leader"].pk))
        page = _page(client, task)
    assert "Công văn số 01/VP, ngày 05/07/2026" in page
    assert "Gửi: Phòng Tổng hợp. Trả lời trước hết ngày 10/07/2026." in page


def test_the_pages_of_the_plan_lead_to_its_part_of_the_list(world, client):
    plan = make_issued(world)
    other = make_issued(world)
    with time_machine.travel(datetime(2026, 7, 5, 3, tzinfo=UTC), tick=False):
        client.force_login(world.users["standing_office"])
        address = f"{reverse('reminders:late_list')}?nhom=plans.plan:{plan.pk}"
        for page in (plan.get_absolute_url(), reverse("plans:task_list", args=[plan.pk])):
            assert f'href="{address}">Đôn đốc việc quá hạn (2)' in client.get(page).content.decode()
        shown = client.get(address).content.decode()
        client.force_login(world.users["staff"])
        assert "Đôn đốc" not in client.get(plan.get_absolute_url()).content.decode()
    assert plan.tasks.get(content="Làm đất").get_absolute_url() in shown
    assert other.tasks.get(content="Làm đất").get_absolute_url() not in shown


def _page(client, task):
    return client.get(task.get_absolute_url()).content.decode()


def test_the_list_costs_the_same_for_many_plans(world):
    make_issued(world)
    office = world.users["standing_office"]
    office.held_roles  # noqa: B018 read once a request
    before = count_queries(lambda: late.late_for(office, SUMMER))
    make_issued(world)
    make_issued(world)
    assert count_queries(lambda: late.late_for(office, SUMMER)) == before
