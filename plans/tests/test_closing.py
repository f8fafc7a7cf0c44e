"""The end of a plan's year: a stated end for what nobody finished, silence after it, and the way back."""

from datetime import date

import pytest

from core.exceptions import Refused
from core.models import AuditEvent
from plans.deadlines import tasks_due
from plans.models import PlanTask
from plans.permissions import can_report
from plans.queries import plan_list
from plans.services import close_year, reopen_year, report_progress, report_task
from reminders.models import Message
from reminders.services import plan_messages
from units.tests.factories import make_world

from .factories import make_recorded

LAST = date(2026, 12, 31)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def office(world):
    return world.users["standing_office"]


@pytest.fixture
def plan(world, time_machine):
    time_machine.move_to("2026-12-31 09:00+07:00", tick=False)
    plan = make_recorded(world)
    report_task(task=plan.tasks.get(content="Trồng cây"), actor=world.users["standing_office"])
    return plan


def open_of(on=LAST):
    return {due.title.split(" (")[0] for due in tasks_due(on, behind=365)}


def test_open_tasks_end_for_their_own_reason_or_the_common_one(world, office, plan):
    own = plan.tasks.get(content="Làm đất")
    assert open_of() == {"Làm đất", "Thu hái"}
    plan_messages(LAST)
    assert Message.objects.filter(kind="plans.task", state=Message.State.QUEUED).exists()
    assert close_year(plan=plan, actor=office, reason="Chuyển năm sau", own={own.pk: "Thiếu kinh phí"}) == 2
    assert dict(plan.tasks.filter(closed_on=LAST).values_list("content", "closed_reason")) == {
        "Làm đất": "Thiếu kinh phí",
        "Thu hái": "Chuyển năm sau",
    }
    assert open_of() == set()
    plan_messages(LAST)
    assert set(Message.objects.filter(kind="plans.task").values_list("state", flat=True)) == {Message.State.SILENCED}
    assert AuditEvent.objects.filter(action="plans.close_year").count() == 1


def test_what_ended_is_late_nowhere_and_takes_no_reports(world, office, plan, time_machine):
    close_year(plan=plan, actor=office, reason="Hết năm")
    time_machine.move_to("2027-03-01 09:00+07:00", tick=False)
    task = plan.tasks.get(content="Làm đất")
    assert not task.is_late
    assert plan_list(office).get(pk=plan.pk).late_count == 0
    assert not can_report(world.users["staff"], task)
    with pytest.raises(Refused, match="đã kết thúc ngày 31/12/2026 cùng năm kế hoạch"):
        report_progress(task=task, actor=office, text="Đang làm")


def test_a_year_needs_reasons_and_must_have_come(office, plan, time_machine):
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        close_year(plan=plan, actor=office, reason=" ")
    assert not PlanTask.objects.filter(closed_on__isnull=False).exists()
    time_machine.move_to("2025-12-31 09:00+07:00", tick=False)
    with pytest.raises(Refused, match="Năm 2026 chưa tới"):
        close_year(plan=plan, actor=office, reason="Hết năm")


def test_a_year_opens_again_and_its_tasks_remind_as_before(office, plan):
    with pytest.raises(Refused, match="chưa kết thúc"):
        reopen_year(plan=plan, actor=office, reason="Nhầm")
    close_year(plan=plan, actor=office, reason="Hết năm")
    assert reopen_year(plan=plan, actor=office, reason="Còn làm tiếp") == 2
    assert open_of() == {"Làm đất", "Thu hái"}
    plan.refresh_from_db()
    assert plan.closed_on is None


def test_the_page_keeps_what_was_typed_and_ends_the_year(world, office, plan, client):
    client.force_login(office)
    page = client.get(plan.get_absolute_url()).content.decode()
    address = f"/ke-hoach/{plan.pk}/ket-thuc-nam/"
    assert address in page
    own = plan.tasks.get(content="Làm đất")
    refused = client.post(address, {f"ly-do-{own.pk}": "Thiếu kinh phí"})
    assert refused.status_code == 422
    assert "Thiếu kinh phí" in refused.content.decode()
    assert client.post(address, {"reason": "Hết năm"}).status_code == 302
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Năm kế hoạch đã kết thúc ngày 31/12/2026" in page
    assert address not in page
