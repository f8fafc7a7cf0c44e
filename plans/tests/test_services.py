"""Writing, issuing and following up a plan."""

from datetime import date

import pytest
import time_machine

from core.exceptions import Refused
from core.models import AuditEvent
from documents.models import Document
from plans.beginning import skeleton
from plans.content import PlanContent, TaskContent, from_plan
from plans.matching import UnitNames
from plans.models import Plan
from plans.services import (
    Conflict,
    arrange_task,
    create_plan,
    delete_plan,
    issue_plan,
    put_on_record,
    reopen_task,
    report_task,
    restore_version,
    return_plan,
    save_plan,
    submit_plan,
    take_back_plan,
)
from units.tests.factories import make_world

from .factories import make_content, make_issued, make_plan, make_submitted


@pytest.fixture
def world(db):
    return make_world()


def save(world, plan, content):
    return save_plan(plan=plan, content=content, version=plan.version, actor=world.users["standing_office"])


def test_a_plan_keeps_all_it_was_given(world):
    content = make_content()
    plan = create_plan(unit=world.office, content=content, actor=world.users["standing_office"])
    stored = from_plan(plan)
    assert stored.numbers() == ["I", "1", "II"]
    assert [task.content for task in stored.sections[2].tasks] == ["Làm đất", "Trồng cây", "Thu hái"]
    assert stored.opening == content.opening
    assert [basis.title for basis in plan.bases.all()] == ["Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"]


def test_content_goes_through_json_unchanged(world):
    content = make_content(issued_on=date(2026, 1, 5))
    content.sections[2].tasks[0].due_on = date(2026, 2, 1)
    assert PlanContent.from_json(content.to_json()) == content


def test_agencies_are_matched_with_units(world):
    plan = make_plan(world)
    leads = [list(task.lead_units.all()) for task in plan.tasks.order_by("position")]
    assert leads == [[world.division], [world.other_division], []]


def test_of_two_units_with_one_name_the_nearer_is_meant(world):
    from units.tests.factories import UnitFactory

    twin = UnitFactory(parent=world.other_office, name=world.division.name)
    names = UnitNames()
    assert names.leads(world.division.name, near=world.office) == [world.division]
    assert names.leads(world.division.name, near=world.other_office) == [twin]


def test_names_with_a_dash_or_a_comma_are_whole_names(world):
    from units.tests.factories import UnitFactory

    dashed = UnitFactory(parent=world.office, name="Phòng Tổ chức - Hành chính")
    comma = UnitFactory(parent=world.office, name="Phòng Công chức, viên chức")
    names = UnitNames()
    text = "- Phòng Tổ chức - Hành chính.\n- Phòng Công chức, viên chức;\nPhòng Tổng hợp, Phòng Hành chính"
    assert names.leads(text, near=world.office) == [dashed, comma, world.division, world.other_division]


def test_moving_a_section_keeps_its_tasks_and_what_was_reported(world):
    plan = make_plan(world)
    task = plan.tasks.get(content="Trồng cây")
    task.done_note = "đã trồng"
    task.save(update_fields=["done_note"])
    content = from_plan(plan)
    content.sections.reverse()
    content.sections[0].tasks.reverse()
    save(world, plan, content)
    stored = from_plan(plan)
    assert [section.heading for section in stored.sections] == ["NỘI DUNG", "Mục đích", "MỤC ĐÍCH, YÊU CẦU"]
    assert [found.content for found in stored.sections[0].tasks] == ["Thu hái", "Trồng cây", "Làm đất"]
    assert plan.tasks.get(pk=task.pk).done_note == "đã trồng"


def test_a_task_moves_to_another_section_when_its_own_is_removed(world):
    plan = make_plan(world)
    content = from_plan(plan)
    ids = {task.id for task in content.sections[2].tasks}
    content.sections[0].tasks = content.sections.pop(2).tasks
    save(world, plan, content)
    assert set(plan.tasks.values_list("pk", flat=True)) == ids
    assert plan.sections.count() == 2


def test_removed_rows_are_gone_and_blank_rows_wait_until_the_plan_is_sent(world):
    plan = make_plan(world)
    content = from_plan(plan)
    emptied = content.sections[2].tasks[1]
    content.sections[2].tasks[1] = TaskContent(id=emptied.id, quarter=2)
    content.sections.pop(1)
    save(world, plan, content)
    assert plan.sections.count() == 2
    # The row that "Thêm nhiệm vụ" has just made is blank; it must be there to be written in.
    assert [task.content for task in plan.tasks.order_by("position")] == ["Làm đất", "", "Thu hái"]
    submit_plan(plan=plan, actor=world.users["standing_office"])
    assert [task.content for task in plan.tasks.order_by("position")] == ["Làm đất", "Thu hái"]


def test_a_second_editor_is_told_and_nothing_is_overwritten(world):
    plan = make_plan(world)
    first, second = from_plan(plan), from_plan(plan)
    first.subject, second.subject = "Của người thứ nhất", "Của người thứ hai"
    save_plan(plan=plan, content=first, version=1, actor=world.users["standing_office"])
    with pytest.raises(Conflict, match="người khác vừa lưu"):
        save_plan(plan=plan, content=second, version=1, actor=world.users["standing_office"])
    assert Plan.objects.get().subject == "Của người thứ nhất"


def test_a_removal_can_be_undone(world):
    plan = make_plan(world)
    content = from_plan(plan)
    content.sections = content.sections[:1]
    plan = save(world, plan, content)
    restore_version(plan=plan, version=plan.versions.get(version=1), actor=world.users["standing_office"])
    assert [section.heading for section in from_plan(plan).sections] == ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG"]
    assert plan.tasks.count() == 3


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("subject", "  ", "chưa có trích yếu"), ("year", None, "năm hợp lệ"), ("year", 1200, "năm hợp lệ"),
    ("signer_name", "a" * 121, "dài quá 120"),
])  # fmt: skip
def test_what_cannot_be_saved_is_said(world, field, value, sentence):
    with pytest.raises(Refused, match=sentence):
        make_plan(world, **{field: value})


def test_the_way_to_an_issued_plan(world):
    plan = make_plan(world, stamp="dấu cũ")
    plan = submit_plan(plan=plan, actor=world.users["standing_office"])
    with pytest.raises(Refused, match="không sửa được"):
        save(world, plan, from_plan(plan))
    with time_machine.travel("2026-01-08 03:00:00+00:00"):
        plan = issue_plan(plan=plan, actor=world.users["leader"])
    document = Document.objects.get()
    assert plan.state == Plan.State.ISSUED
    assert (plan.code, plan.issued_on) == ("01/KH-VP", date(2026, 1, 8))
    assert document.read_pdf().startswith(b"%PDF")
    assert plan.signer_title == "CHÁNH VĂN PHÒNG"
    assert plan.signer_name == world.users["leader"].full_name
    assert plan.stamp == ""
    actions = AuditEvent.objects.filter(target_type="plans.plan").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["plans.create", "plans.submit", "plans.issue"]


def test_the_leader_and_the_writer_are_told(world):
    from reminders.models import Message

    plan = return_plan(plan=make_submitted(world), actor=world.users["leader"], reason="Thiếu quý III")
    told = {(message.recipient, message.subject.split(":")[0]) for message in Message.objects.all()}
    assert told == {
        (world.users["leader"], "Có kế hoạch chờ ký ban hành"),
        (world.users["standing_office"], "Kế hoạch được trả lại để sửa"),
    }
    assert plan.state == Plan.State.RETURNED


@pytest.mark.usefixtures("empty_pages")
def test_numbers_follow_one_another(world):
    assert [make_issued(world).code, make_issued(world).code] == ["01/KH-VP", "02/KH-VP"]


@pytest.mark.usefixtures("empty_pages")
def test_an_issued_plan_is_issued_once(world):
    plan = make_issued(world)
    with pytest.raises(Refused, match="bước khác"):
        issue_plan(plan=plan, actor=world.users["leader"])
    assert Document.objects.count() == 1


def test_a_plan_that_lacks_something_is_not_sent(world):
    plan = make_plan(world, recipients="", sections=[])
    with pytest.raises(Refused, match="Ít nhất một mục nội dung, Nơi nhận"):
        submit_plan(plan=plan, actor=world.users["standing_office"])


def test_a_plan_is_returned_with_a_reason_and_taken_back(world):
    plan = make_submitted(world)
    with pytest.raises(Refused, match="lý do"):
        return_plan(plan=plan, actor=world.users["leader"], reason="  ")
    plan = return_plan(plan=plan, actor=world.users["leader"], reason="Thiếu quý III")
    assert (plan.state, plan.returned_reason) == (Plan.State.RETURNED, "Thiếu quý III")
    plan = submit_plan(plan=plan, actor=world.users["standing_office"])
    assert plan.returned_reason == ""
    assert take_back_plan(plan=plan, actor=world.users["standing_office"]).state == Plan.State.DRAFT


def test_a_plan_issued_before_is_put_on_record_without_a_number_of_ours(world):
    plan = make_plan(world, number_text="17/KH-VP", issued_on=date(2025, 1, 9))
    plan = put_on_record(plan=plan, actor=world.users["standing_office"])
    assert plan.in_force
    assert plan.code == "17/KH-VP"
    assert not Document.objects.exists()
    with pytest.raises(Refused, match="số hoặc ngày"):
        put_on_record(plan=make_plan(world), actor=world.users["standing_office"])


@pytest.mark.usefixtures("empty_pages")
def test_only_a_draft_is_deleted(world):
    delete_plan(plan=make_plan(world), actor=world.users["standing_office"], reason="nhầm")
    assert not Plan.objects.exists()
    with pytest.raises(Refused, match="Chỉ xóa được"):
        delete_plan(plan=make_issued(world), actor=world.users["standing_office"], reason="nhầm")


@pytest.mark.usefixtures("empty_pages")
def test_a_task_is_reported_and_reopened(world):
    task = make_issued(world).tasks.first()
    report_task(task=task, actor=world.users["staff"], note="Xong")
    task.refresh_from_db()
    assert (task.done_by, task.done_note) == (world.users["staff"], "Xong")
    reopen_task(task=task, actor=world.users["staff"])
    task.refresh_from_db()
    assert task.done_on is None


@pytest.mark.usefixtures("empty_pages")
def test_a_task_is_not_reported_early(world):
    with pytest.raises(Refused, match="chưa ban hành"):
        report_task(task=make_plan(world).tasks.first(), actor=world.users["staff"])
    with pytest.raises(Refused, match="tương lai"):
        report_task(task=make_issued(world).tasks.first(), actor=world.users["staff"], on=date(2999, 1, 1))


@pytest.mark.usefixtures("empty_pages")
def test_a_deadline_is_the_own_day_or_the_end_of_the_quarter(world):
    task = make_issued(world).tasks.get(content="Trồng cây")
    assert task.deadline == date(2026, 6, 30)
    task = arrange_task(task=task, lead_units=[world.division], due_on=date(2026, 5, 2), actor=world.users["leader"])
    assert task.deadline == date(2026, 5, 2)
    assert list(task.lead_units.all()) == [world.division]


def test_a_skeleton_is_ready_to_be_written(world):
    content = skeleton(world.office, 2027)
    assert content.numbers() == ["I", "1", "2", "II", "III"]
    assert "2027" in content.subject


def test_the_type_typed_into_the_subject_does_not_stand_twice(world):
    content = skeleton(world.office, 2027, "Kế hoạch kiểm tra công tác thi đua")
    assert content.subject == "Kiểm tra công tác thi đua"
    assert "Kế hoạch kiểm tra công tác" in content.opening


def test_two_rows_with_the_id_of_one_task_are_two_tasks(world):
    plan = make_plan(world)
    content = from_plan(plan)
    tasks = content.sections[2].tasks
    content.sections[0].tasks.append(TaskContent(content="Việc gõ ở cửa sổ khác", id=tasks[0].id))
    save(world, plan, content)
    stored = from_plan(plan)
    assert [task.content for task in stored.sections[0].tasks] == ["Việc gõ ở cửa sổ khác"]
    assert [task.content for task in stored.sections[2].tasks] == ["Làm đất", "Trồng cây", "Thu hái"]


def test_long_groups_and_numbers_are_kept_whole(world):
    content = make_content()
    content.sections[2].tasks[0].group = "Nhóm việc của các phòng, đơn vị " * 20
    content.sections[2].tasks[0].label = "Số 1 của nhóm việc thứ nhất"
    task = from_plan(create_plan(unit=world.office, content=content, actor=None)).sections[2].tasks[0]
    assert (task.group, task.label) == (content.sections[2].tasks[0].group, "Số 1 của nhóm việc thứ nhất")
