"""What units report of their tasks, what the standing office confirms, and who is settled to do what."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.dates import today
from core.exceptions import Refused
from core.models import AuditEvent
from core.worklist import waiting_for
from documents.services import withdraw_document
from plans import permissions
from plans.content import PlanContent, from_plan
from plans.deadlines import tasks_due
from plans.models import Plan, PlanTask, TaskEvidence, TaskReport
from plans.queries import plan_progress, printed_places
from plans.services import (
    Arrangement,
    add_note,
    arrange_task,
    arrange_tasks,
    confirm_task,
    create_plan,
    decide_tasks,
    mark,
    move_task,
    refuse_task,
    remove_evidence,
    reopen_task,
    report_progress,
    report_task,
    save_plan,
)
from reminders.models import Message
from units.tests.factories import make_world

from .access_tasks import upload
from .factories import make_issued, make_plan, make_recorded


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def plan(world):
    return make_recorded(world)


@pytest.fixture
def task(plan):
    return plan.tasks.get(content="Làm đất")


@pytest.fixture
def office(world):
    return world.users["standing_office"]


@pytest.fixture
def staff(world):
    return world.users["staff"]


def test_a_task_goes_from_not_begun_to_confirmed(task, staff, office):
    report_progress(task=task, actor=staff, percent=30, text="Đã cày xong thửa một")
    task.refresh_from_db()
    assert (task.state, task.percent) == (PlanTask.State.DOING, 30)
    report_task(task=task, actor=staff, note="Xong cả ba thửa", on=date(2026, 3, 2))
    confirm_task(task=task, actor=office)
    task.refresh_from_db()
    assert (task.state, task.percent, task.confirmed_by) == (PlanTask.State.CONFIRMED, 100, office)
    kinds = list(task.reports.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["progress", "done", "confirmed"]


def test_what_is_refused_is_open_again_and_its_people_are_told_and_reminded_anew(task, staff, office, world):
    report_progress(task=task, actor=staff, percent=60)
    report_task(task=task, actor=staff)
    before = [due.key for due in tasks_due(date(2026, 3, 31))]
    refuse_task(task=task, actor=office, reason="Chưa có biên bản nghiệm thu")
    task.refresh_from_db()
    assert (task.state, task.done_on, task.percent) == (PlanTask.State.DOING, None, 60)
    assert task.returned_reason == "Chưa có biên bản nghiệm thu"
    told = Message.objects.filter(event_key=f"plans.refuse_task:{task.pk}:1")
    assert set(told.values_list("recipient", flat=True)) == {staff.pk, world.users["head"].pk}
    assert before == []
    assert [due.key for due in tasks_due(date(2026, 3, 31))] == [f"plans.task:{task.pk}:1"]
    PlanTask.objects.update(ends_on=today() + timedelta(days=90))
    assert [item.action for item in waiting_for(staff) if item.kind == "Nhiệm vụ"] == ["Báo cáo lại"]
    report_task(task=task, actor=staff)
    task.refresh_from_db()
    assert task.returned_reason == ""


def test_a_refusal_needs_a_reason(task, staff, office):
    report_task(task=task, actor=staff)
    with pytest.raises(Refused, match="lý do"):
        refuse_task(task=task, actor=office, reason="  ")
    task.refresh_from_db()
    assert task.state == PlanTask.State.REPORTED


def test_a_step_that_is_gone_is_refused(task, staff, office):
    with pytest.raises(Refused, match="trạng thái khác"):
        confirm_task(task=task, actor=office)
    report_task(task=task, actor=staff)
    with pytest.raises(Refused, match="trạng thái khác"):
        report_task(task=task, actor=staff)
    with pytest.raises(Refused, match="mở lại"):
        report_progress(task=task, actor=staff, percent=10)


def test_the_state_moves_only_by_its_steps(task):
    with pytest.raises(AttributeError):
        task.state = PlanTask.State.CONFIRMED


def test_the_office_may_confirm_what_it_reports_in_the_name_of_a_unit(task, office, world):
    report_task(task=task, actor=office, unit=world.division, confirm=True)
    task.refresh_from_db()
    assert task.state == PlanTask.State.CONFIRMED
    done = task.reports.get(kind=TaskReport.Kind.DONE)
    assert (done.unit, done.on_behalf) == (world.division, True)


def test_a_report_of_the_units_own_people_stands_in_its_name(task, staff, world):
    report_progress(task=task, actor=staff, text="Đang làm")
    report = task.reports.get()
    assert (report.unit, report.on_behalf) == (world.division, False)


def test_only_the_office_reopens_what_it_confirmed(task, staff, office):
    report_task(task=task, actor=staff)
    task.refresh_from_db()
    assert permissions.can_reopen(staff, task)
    confirm_task(task=task, actor=office)
    task.refresh_from_db()
    assert not permissions.can_reopen(staff, task)
    assert permissions.can_reopen(office, task)
    reopen_task(task=task, actor=office)
    task.refresh_from_db()
    assert (task.state, task.done_on) == (PlanTask.State.DOING, None)


def test_a_withdrawn_plan_takes_no_reports(world, staff, office):
    plan = make_issued(world)
    task = plan.tasks.get(content="Làm đất")
    withdraw_document(document=plan.document, actor=office, reason="Ban hành nhầm")
    with pytest.raises(Refused, match="thu hồi"):
        report_progress(task=task, actor=staff, percent=5)


@pytest.mark.parametrize("values", [{}, {"text": "  "}, {"percent": 101}, {"percent": -1}])
def test_an_empty_or_impossible_progress_is_refused(task, staff, values):
    with pytest.raises(Refused):
        report_progress(task=task, actor=staff, **values)
    assert not task.reports.exists()


def test_a_card_moves_between_not_begun_and_doing_only(task, staff):
    move_task(task=task, to="doing", actor=staff)
    move_task(task=task, to="not_begun", actor=staff)
    with pytest.raises(Refused, match="trang nhiệm vụ"):
        move_task(task=task, to="confirmed", actor=staff)
    assert task.reports.count() == 2


def test_of_many_each_stands_for_itself(plan, staff, office):
    tasks = list(plan.tasks.order_by("position"))
    report_task(task=tasks[0], actor=office)
    report_task(task=tasks[2], actor=office)
    outcomes = decide_tasks(tasks=tasks, actor=office)
    assert [bool(outcome.refusal) for outcome in outcomes] == [False, True, False]
    states = list(plan.tasks.order_by("position").values_list("state", flat=True))
    assert states == ["confirmed", "not_begun", "confirmed"]


def test_evidence_is_kept_with_its_report_or_not_at_all(task, staff, settings):
    with pytest.raises(Refused, match="không phải PDF"):
        report_progress(task=task, actor=staff, files=[upload(), upload("virus.exe", b"MZ" + b"x" * 40)])
    assert not task.reports.exists()
    assert [path for path in Path(settings.MEDIA_ROOT, "plans").rglob("*") if path.is_file()] == []
    report_task(task=task, actor=staff, files=[upload("Biên bản.pdf")])
    evidence = TaskEvidence.objects.get()
    assert (evidence.name, evidence.report.task) == ("Biên bản.pdf", task)
    assert "Bi" not in evidence.file.name


def test_evidence_is_opened_by_those_who_work_on_the_task_and_by_the_office(task, staff, world):
    report_task(task=task, actor=staff, files=[upload()])
    allowed = {name for name, user in world.users.items() if TaskEvidence.objects.visible_to(user).exists()}
    assert allowed == {"staff", "head", "standing_office", "leader"}


def test_evidence_stays_once_the_task_is_confirmed(task, staff, office):
    report_task(task=task, actor=staff, files=[upload(), upload("khac.pdf")])
    first, second = TaskEvidence.objects.order_by("pk")
    assert permissions.can_remove_evidence(staff, first)
    remove_evidence(evidence=first, actor=staff)
    confirm_task(task=task, actor=office)
    with pytest.raises(Refused, match="giữ nguyên"):
        remove_evidence(evidence=second, actor=office)


def test_a_cooperating_unit_elsewhere_reads_the_plan_and_adds_notes_but_does_not_report(task, office, world):
    outsider = world.users["outsider"]
    assert not Plan.objects.visible_to(outsider).exists()
    arrange_task(task=task, lead_units=[world.division], cooperating_units=[world.other_office], due_on=None,
                 actor=office)  # fmt: skip
    task.refresh_from_db()
    assert list(Plan.objects.visible_to(outsider)) == [task.plan]
    assert permissions.can_note(outsider, task)
    assert not permissions.can_report(outsider, task)
    report = add_note(task=task, actor=outsider, text="Sở cử hai người")
    assert report.unit == world.other_office
    task.refresh_from_db()
    assert task.state == PlanTask.State.NOT_BEGUN


def test_a_unit_named_in_a_draft_does_not_read_it(world, office):
    draft = make_plan(world)
    arrange_task(task=draft.tasks.first(), lead_units=[world.other_office], due_on=None, actor=office)
    assert not Plan.objects.visible_to(world.users["outsider"]).exists()


def _edited(plan, world, **changes):
    content = from_plan(plan)
    for name, value in changes.items():
        setattr(content.sections[2].tasks[0], name, value)
    save_plan(plan=plan, content=content, version=plan.version, actor=world.users["standing_office"])


def test_units_follow_the_words_until_somebody_chooses_them(world, office):
    plan = make_plan(world)
    _edited(plan, world, agencies="- Phòng Hành chính.", cooperating="Phòng Tổng hợp")
    task = plan.tasks.order_by("position").first()
    assert list(task.lead_units.all()) == [world.other_division]
    assert list(task.cooperating_units.all()) == [world.division]
    arrange_task(task=task, lead_units=[world.office], due_on=None, actor=office)
    plan.refresh_from_db()
    _edited(plan, world, agencies="- Phòng Tổng hợp.")
    assert list(task.lead_units.all()) == [world.office]


def test_a_new_day_alone_is_no_choice_of_units(world, office):
    task = make_plan(world).tasks.order_by("position").first()
    arrange_task(task=task, lead_units=[world.division], due_on=date(2026, 2, 2), actor=office)
    task.refresh_from_db()
    assert not task.units_chosen
    assert task.ends_on == date(2026, 2, 2)


def test_what_was_settled_comes_with_a_copy_and_back_with_a_version(world, office):
    plan = make_plan(world)
    task = plan.tasks.order_by("position").first()
    arrange_task(task=task, lead_units=[world.other_office], cooperating_units=[world.division], due_on=None,
                 deliverable="Biên bản", actor=office)  # fmt: skip
    kept = PlanContent.from_json(from_plan(plan).to_json())
    for section in kept.sections:
        section.id = None
        for row in section.tasks:
            row.id = None
    copied = create_plan(unit=world.office, content=kept, actor=office).tasks.order_by("position").first()
    assert list(copied.lead_units.all()) == [world.other_office]
    assert list(copied.cooperating_units.all()) == [world.division]
    assert (copied.deliverable, copied.units_chosen) == ("Biên bản", True)


def _row(task, **changes):
    values = {"lead_units": list(task.lead_units.all()), "cooperating_units": list(task.cooperating_units.all()),
              "due_on": task.due_on, "deliverable": task.deliverable, "seen": mark(task)}  # fmt: skip
    return Arrangement(task=task.pk, **{**values, **changes})


def test_many_are_settled_at_once_with_one_event(plan, office, world):
    first, second, third = plan.tasks.order_by("position")
    rows = [_row(first, lead_units=[world.other_division]), _row(second, deliverable="Vườn xanh"), _row(third)]
    events = AuditEvent.objects.count()
    assert arrange_tasks(plan=plan, rows=rows, actor=office) == 2
    assert AuditEvent.objects.count() == events + 1
    assert list(first.lead_units.all()) == [world.other_division]
    second.refresh_from_db()
    assert second.product == "Vườn xanh"
    assert arrange_tasks(plan=plan, rows=[_row(third)], actor=office) == 0


def test_what_a_colleague_settled_meanwhile_is_neither_lost_nor_overwritten(plan, office, world):
    first, second, _ = plan.tasks.order_by("position")
    stale = [_row(first), _row(second, deliverable="Cây xanh")]
    arrange_task(task=first, lead_units=[world.other_division], due_on=None, actor=office)
    arrange_tasks(plan=plan, rows=stale, actor=office)
    assert list(first.lead_units.all()) == [world.other_division]
    clash = [_row(second, due_on=date(2026, 5, 5), seen="cu")]
    with pytest.raises(Refused, match="Người khác vừa đổi"):
        arrange_tasks(plan=plan, rows=clash, actor=office)


def test_a_day_settled_in_a_draft_is_not_written_over_by_an_open_editor(world, office):
    plan = make_plan(world)
    arrange_task(task=plan.tasks.first(), lead_units=[], due_on=date(2026, 2, 2), actor=office)
    with pytest.raises(Refused, match="Có người khác"):
        save_plan(plan=plan, content=from_plan(plan), version=plan.version, actor=office)


def test_the_product_of_the_plans_own_table_counts(task):
    task.extra = {"result": "Vườn mẫu"}
    assert task.product == "Vườn mẫu"
    task.deliverable = "Vườn thuốc"
    assert task.product == "Vườn thuốc"


def test_a_late_task_is_one_that_nobody_reported(task, staff):
    task.due_on = date(2026, 1, 5)
    task.save(update_fields=["due_on"])
    assert task.is_late
    report_task(task=task, actor=staff)
    task.refresh_from_db()
    assert not task.is_late


@pytest.mark.parametrize(
    ("quarter", "due_on", "begins"),
    [(2, None, date(2026, 4, 1)), (2, date(2026, 3, 10), date(2026, 3, 1)), (None, date(2026, 8, 9), date(2026, 7, 1)),
     (None, None, None)],
)  # fmt: skip
def test_where_the_bar_of_a_task_begins(task, quarter, due_on, begins):
    task.quarter, task.due_on = quarter, due_on
    assert task.begins_on == begins


def test_progress_counts_states_and_quarters(plan, task, staff):
    report_task(task=task, actor=staff)
    found = plan_progress(plan)
    assert (found["total"], found["reported"], found["not_begun"]) == (3, 1, 2)
    assert [(row["quarter"], row["done"], row["total"]) for row in found["quarters"]] == [
        (1, 1, 1),
        (2, 0, 1),
        (4, 0, 1),
    ]
    assert sum(piece["width"] for piece in found["bars"]) == pytest.approx(1000, abs=1)


def test_places_are_those_of_the_printed_plan(plan):
    tasks = list(plan.tasks.order_by("position"))
    places = printed_places(tasks[1:])
    assert places[tasks[1].pk] == ("II. NỘI DUNG", "2")
