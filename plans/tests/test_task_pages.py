"""The pages of tasks: one task, the board, the year, the arrangement, the workbook."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from core.dates import today
from core.models import AuditEvent
from core.testing import same_queries
from core.worklist import waiting_for
from plans.models import PlanTask, TaskEvidence
from plans.queries import bar
from plans.services import add_note, arrange_task, report_progress, report_task
from units.models import User
from units.tests.factories import make_world

from .access_tasks import upload
from .factories import make_plan, make_recorded

BOARD, YEAR, EXPORT = "plans:task_board", "plans:task_year", "plans:task_export"


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
def as_user(client, world):
    def sign_in(name):
        client.force_login(world.users[name])
        return client

    return sign_in


def _page(client, view, **query):
    return client.get(reverse(view), query).content.decode()


def test_the_unit_reports_with_evidence_on_the_tasks_page(as_user, task):
    client = as_user("staff")
    url = reverse("plans:task_report", args=[task.pk])
    answer = client.post(
        url, {"on": "02/03/2026", "note": "Xong", "evidence": [upload(), upload("b.pdf")]}, follow=True
    )
    page = answer.content.decode()
    assert "Báo hoàn thành, chờ xác nhận" in page
    assert "b.pdf" in page
    task.refresh_from_db()
    assert (task.done_on, task.done_note) == (date(2026, 3, 2), "Xong")


def test_a_wrong_report_is_shown_again_with_what_was_typed(as_user, task):
    client = as_user("staff")
    url = reverse("plans:task_progress", args=[task.pk])
    answer = client.post(url, {"td-percent": "150", "td-text": "Đã cày một nửa"})
    assert answer.status_code == 422
    assert "từ 0 đến 100" in answer.content.decode()
    assert "Đã cày một nửa" in answer.content.decode()
    answer = client.post(url, {"td-text": "Giữ lại", "td-evidence": upload("a.exe", b"MZ" + b"x" * 30)})
    assert "không phải PDF" in answer.content.decode()
    assert "Giữ lại" in answer.content.decode()
    assert not task.reports.exists()


def test_a_unit_cannot_speak_for_another(as_user, task, world):
    client = as_user("staff")
    arrange_task(task=task, lead_units=[world.division, world.other_division], due_on=None,
                 actor=world.users["standing_office"])  # fmt: skip
    url = reverse("plans:task_progress", args=[task.pk])
    answer = client.post(url, {"td-unit": world.other_division.pk, "td-text": "x"})
    assert answer.status_code == 422
    assert not task.reports.exists()


def test_only_the_office_is_offered_to_confirm_at_once(as_user, task):
    url = reverse("plans:task_detail", args=[task.pk])
    assert "Xác nhận luôn" in as_user("standing_office").get(url).content.decode()
    assert "Xác nhận luôn" not in as_user("staff").get(url).content.decode()
    as_user("staff").post(reverse("plans:task_report", args=[task.pk]), {"confirm": "on"})
    task.refresh_from_db()
    assert task.state == PlanTask.State.REPORTED


def test_files_are_named_but_not_opened_by_the_rest_of_the_house(as_user, task, world):
    report_task(task=task, actor=world.users["staff"], files=[upload("so-lieu.pdf")])
    file_url = reverse("plans:task_evidence", args=[TaskEvidence.objects.get().pk])
    for name, status in (("staff", 200), ("council_member", 404), ("outsider", 404)):
        assert as_user(name).get(file_url).status_code == status
    page = as_user("council_member").get(reverse("plans:task_detail", args=[task.pk])).content.decode()
    assert "so-lieu.pdf" in page
    assert file_url not in page


def test_ticked_tasks_are_confirmed_with_a_result_each(as_user, plan, task, world):
    report_task(task=task, actor=world.users["staff"])
    other = plan.tasks.get(content="Trồng cây")
    client = as_user("standing_office")
    assert f'value="{task.pk}"' in client.get(reverse("plans:task_list", args=[plan.pk])).content.decode()
    url = reverse("plans:tasks_decide", args=[plan.pk])
    page = client.post(url, {"task": [task.pk, other.pk, "rac"], "act": "confirm"}).content.decode()
    assert "Đã xác nhận 1/2 nhiệm vụ" in page
    assert "trạng thái khác" in page
    task.refresh_from_db()
    assert task.state == PlanTask.State.CONFIRMED


def test_many_are_not_refused_without_a_reason(as_user, plan, task, world):
    report_task(task=task, actor=world.users["staff"])
    client, url = as_user("standing_office"), reverse("plans:tasks_decide", args=[plan.pk])
    assert client.post(url, {"task": [task.pk], "act": "refuse"}).status_code == 409
    assert client.post(url, {"act": "confirm"}).status_code == 409
    assert (
        "Đã gửi lại 1/1" in client.post(url, {"task": [task.pk], "act": "refuse", "reason": "Thiếu"}).content.decode()
    )


def test_tasks_of_another_plan_are_not_decided_here(as_user, plan, task, world):
    report_task(task=task, actor=world.users["staff"])
    url = reverse("plans:tasks_decide", args=[make_recorded(world).pk])
    as_user("standing_office").post(url, {"task": [task.pk], "act": "confirm"})
    task.refresh_from_db()
    assert task.state == PlanTask.State.REPORTED


def test_the_board_begins_with_the_tasks_of_the_own_unit(as_user, plan):
    page = _page(as_user("staff"), BOARD, nam=2026)
    assert "Làm đất" in page
    assert "Trồng cây" not in page
    assert "Trồng cây" in _page(as_user("staff"), BOARD, nam=2026, cua="tat-ca")
    assert "Trồng cây" in _page(as_user("standing_office"), BOARD, nam=2026)


FILTERS = [
    ({"q": "LAM DAT"}, {"Làm đất"}),
    ({"quy": "2"}, {"Trồng cây"}),
    ({"trang-thai": "dang-lam"}, {"Trồng cây"}),
    ({"trang-thai": "chua-bat-dau"}, {"Làm đất", "Thu hái"}),
    ({"trang-thai": "qua-han"}, {"Làm đất"}),
    ({"q": "hành chính"}, {"Trồng cây"}),
    ({"nam": "2025"}, set()),
    ({"nam": "999999999999"}, set()),
    ({"quy": "9", "trang-thai": "x", "don-vi": "²"}, {"Làm đất", "Trồng cây", "Thu hái"}),
    ({"don-vi": "999999"}, set()),
]


@pytest.mark.parametrize("view", [BOARD, YEAR])
def test_the_filters_of_board_and_year(as_user, plan, world, view):
    report_progress(task=plan.tasks.get(content="Trồng cây"), actor=world.users["standing_office"], percent=10)
    client = as_user("standing_office")
    with time_machine.travel("2026-05-05"):
        for query, wanted in FILTERS:
            page = _page(client, view, **{"nam": "2026", **query})
            shown = {name for name in ("Làm đất", "Trồng cây", "Thu hái") if f"{name}</a>" in page}
            assert shown == wanted, query


def test_a_unit_is_filtered_with_all_below_it_and_counts_once(as_user, plan, task, world):
    arrange_task(task=task, lead_units=[world.division, world.other_division], cooperating_units=[world.division],
                 due_on=None, actor=world.users["standing_office"])  # fmt: skip
    page = _page(as_user("standing_office"), YEAR, nam=2026, **{"don-vi": world.office.pk})
    assert page.count("Làm đất</a>") == 1
    assert "Thu hái</a>" not in page


def test_the_board_of_one_plan_and_of_one_that_may_not_be_read(as_user, plan, world):
    other = make_recorded(world, subject="Kế hoạch khác")
    page = _page(as_user("standing_office"), BOARD, **{"ke-hoach": plan.pk})
    assert page.count("Làm đất</a>") == 1
    assert other.subject not in page
    draft = make_plan(world)
    assert as_user("staff").get(reverse(BOARD), {"ke-hoach": draft.pk}).status_code == 404


def test_tasks_of_drafts_and_withdrawn_plans_are_not_followed(as_user, world):
    make_plan(world)
    assert "Làm đất" not in _page(as_user("standing_office"), BOARD, nam=2026)


def test_a_card_is_moved_by_its_button_and_the_board_comes_back_as_filtered(as_user, task):
    client = as_user("staff")
    url = reverse("plans:task_move", args=[task.pk])
    answer = client.post(url, {"to": "doing", "nam": "2026", "quy": "1", "cua": "toi"})
    assert answer.status_code == 302
    assert "quy=1" in answer.url
    assert "cua=toi" in answer.url
    page = client.post(url, {"to": "doing", "nam": "2026"}, HTTP_HX_REQUEST="true").content.decode()
    assert 'id="bang"' in page
    assert "trạng thái khác" in page
    task.refresh_from_db()
    assert task.state == PlanTask.State.DOING


def test_a_unit_does_not_confirm_on_the_board(as_user, task, world):
    report_task(task=task, actor=world.users["staff"])
    url = reverse("plans:task_move", args=[task.pk])
    assert as_user("staff").post(url, {"to": "confirmed"}).status_code == 403
    assert as_user("standing_office").post(url, {"to": "confirmed"}).status_code == 302


@pytest.mark.parametrize("view", [BOARD, YEAR, EXPORT])
def test_pages_of_tasks_cost_the_same_as_plans_grow(as_user, world, view):
    make_recorded(world)
    client = as_user("standing_office")
    same_queries(lambda: client.get(reverse(view), {"nam": 2026}), lambda: [make_recorded(world), make_recorded(world)])


def test_the_list_and_the_arrangement_cost_the_same_as_plans_grow(as_user, plan, world):
    client = as_user("standing_office")
    for view in ("plans:task_list", "plans:tasks_arrange"):
        same_queries(lambda view=view: client.get(reverse(view, args=[plan.pk])), lambda: make_recorded(world))


def test_the_history_of_a_task_costs_the_same_as_it_grows(as_user, task, world):
    client = as_user("staff")

    def grow():
        for number in range(3):
            add_note(task=task, actor=world.users["staff"], text=f"Lần {number}", files=[upload()])

    grow()
    same_queries(lambda: client.get(reverse("plans:task_detail", args=[task.pk])), grow)


def test_a_bar_lies_between_the_quarter_and_the_deadline(plan):
    task = plan.tasks.get(content="Trồng cây")
    found = bar(task, 2026)
    assert (found.x, round(found.x + found.width)) == (250, 500)
    task.due_on = date(2026, 5, 31)
    assert round(bar(task, 2026).x + bar(task, 2026).width) == 417
    assert not bar(task, 2027).drawn
    task.quarter = task.due_on = None
    assert not bar(task, 2026).drawn


def _sheets(answer):
    book = load_workbook(BytesIO(answer.content))
    assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def test_the_workbook_holds_what_is_filtered_and_who_took_it(as_user, plan, task, world):
    report_task(task=task, actor=world.users["staff"], note='=HYPERLINK("http://x")', files=[upload("so-lieu.pdf")])
    arrange_task(task=task, lead_units=[world.division], cooperating_units=[world.other_division], due_on=None,
                 deliverable="Biên bản", actor=world.users["standing_office"])  # fmt: skip
    tasks, evidence = _sheets(as_user("standing_office").get(reverse(EXPORT), {"nam": 2026, "quy": 1}))
    row = dict(zip(tasks[1], tasks[2], strict=True))
    assert len(tasks) == 3
    assert (row["Mục"], row["TT"], row["Nội dung"]) == ("II. NỘI DUNG", "1", "Làm đất")
    assert (row["Đơn vị chủ trì"], row["Đơn vị phối hợp"]) == ("Phòng Tổng hợp", "Phòng Hành chính")
    assert (row["Sản phẩm"], row["Trạng thái"]) == ("Biên bản", "Báo hoàn thành, chờ xác nhận")
    assert row["Kết quả"].startswith("=HYPERLINK")
    assert row["Chủ trì (ghi trong kế hoạch)"].startswith("- ")
    assert [line[5] for line in evidence[2:]] == ["so-lieu.pdf"]
    event = AuditEvent.objects.get(action="plans.export_tasks")
    assert (event.actor, event.after) == (world.users["standing_office"], {"tasks": 1, "evidence": 1})


def test_the_workbook_lists_no_evidence_that_may_not_be_opened(as_user, task, world):
    report_task(task=task, actor=world.users["staff"], files=[upload("so-lieu.pdf")])
    tasks, evidence = _sheets(as_user("council_member").get(reverse(EXPORT), {"nam": 2026}))
    assert len(tasks) == 5
    assert len(evidence) == 2


def _arranged(tasks, **changes):
    from plans.services import mark

    data = {}
    for task in tasks:
        data |= {f"v{task.pk}-seen": mark(task), f"v{task.pk}-deliverable": task.deliverable,
                 f"v{task.pk}-lead_units": [unit.pk for unit in task.lead_units.all()]}  # fmt: skip
    return data | changes


def test_many_are_arranged_on_one_page(as_user, plan, task, world):
    client, url = as_user("standing_office"), reverse("plans:tasks_arrange", args=[plan.pk])
    page = client.get(url).content.decode()
    assert page.count('id="cay-don-vi"') == 1
    prefix = f"v{task.pk}"
    data = _arranged(plan.tasks.all(), **{f"{prefix}-lead_units": [world.other_division.pk, world.other_office.pk],
                                          f"{prefix}-due_on": "15/02/2026"})  # fmt: skip
    assert "Đã lưu phân công của 1 nhiệm vụ" in client.post(url, data, follow=True).content.decode()
    assert list(task.lead_units.all()) == [world.other_division, world.other_office]
    task.refresh_from_db()
    assert task.due_on == date(2026, 2, 15)


def test_what_is_wrong_in_one_row_saves_no_row(as_user, plan, task, world):
    client, url = as_user("standing_office"), reverse("plans:tasks_arrange", args=[plan.pk])
    other = plan.tasks.get(content="Trồng cây")
    data = _arranged(plan.tasks.all(), **{f"v{task.pk}-due_on": "31/02/2026", f"v{other.pk}-deliverable": "Cây giống",
                                          f"v{other.pk}-lead_units": ["999999", "x"]})  # fmt: skip
    answer = client.post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "31/02/2026" in page
    assert "Cây giống" in page
    assert "không còn trong cây đơn vị" in page
    other.refresh_from_db()
    assert other.deliverable == ""


def test_what_waits_of_tasks(world):
    plan = make_recorded(world, year=today().year)
    task = plan.tasks.get(content="Làm đất")
    office = world.users["standing_office"]
    arrange_task(task=task, lead_units=[world.division], due_on=today(), actor=office)
    led_by_nobody = plan.tasks.get(content="Trồng cây")
    arrange_task(task=led_by_nobody, lead_units=[world.other_division], due_on=today(), actor=office)

    def waiting(name):
        user = User.objects.get(pk=world.users[name].pk)
        return [item.title for item in waiting_for(user) if item.kind == "Nhiệm vụ"]

    assert waiting("staff") == waiting("head") == ["Làm đất"]
    assert waiting("outsider") == []
    assert waiting("standing_office") == ["Trồng cây"]
    report_task(task=task, actor=world.users["staff"])
    assert waiting("staff") == []
    assert waiting("standing_office") == ["Trồng cây", f"1 báo cáo hoàn thành chờ xác nhận: {plan.subject}"]


def test_the_office_adds_a_note_in_its_own_voice_or_for_a_unit(as_user, task, world):
    report_task(task=task, actor=world.users["staff"])
    client, url = as_user("standing_office"), reverse("plans:task_note", args=[task.pk])
    client.post(url, {"yk-text": "Lưu ý số liệu"})
    client.post(url, {"yk-text": "Phòng gửi bổ sung", "yk-unit": world.division.pk})
    units = task.reports.filter(kind="note").order_by("pk").values_list("unit", flat=True)
    assert list(units) == [None, world.division.pk]


def test_the_editor_shows_whom_a_task_means_and_leads_to_its_row(as_user, world):
    plan = make_plan(world)
    task = plan.tasks.get(content="Làm đất")
    client = as_user("standing_office")
    page = client.get(reverse("plans:plan_edit", args=[plan.pk])).content.decode()
    address = f"{reverse('plans:tasks_arrange', args=[plan.pk])}?viec={task.pk}"
    assert address in page
    assert client.get(address).url.endswith(f"?page=1#viec-{task.pk}")
