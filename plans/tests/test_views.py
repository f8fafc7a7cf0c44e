"""Pages of plans as their users meet them."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from core.testing import same_queries, step_up
from documents.tests.reading import pdf_text as read_pdf
from plans.content import from_plan
from plans.models import Plan
from units.tests.factories import make_world

from .factories import make_content, make_issued, make_plan, make_submitted
from .posting import posted

SAMPLE = (Path(__file__).parent / "samples" / "bang-theo-quy.txt").read_text(encoding="utf-8")


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def writer(client, world):
    client.force_login(world.users["standing_office"])
    return client


def test_pasted_text_is_shown_for_correction_and_saved_only_then(writer, world):
    page = writer.post(reverse("plans:plan_import"), {"unit": world.office.pk, "text": SAMPLE})
    text = page.content.decode()
    assert "Xem lại trước khi lưu" in text
    assert "Họp dân các bản" in text
    assert "Văn bản không ghi số, ký hiệu" in text
    assert not Plan.objects.exists()
    from plans.importing import read_plan_file

    content = read_plan_file("", SAMPLE.encode(), unit=world.office).content
    content.subject = "Đã sửa trích yếu"
    answer = writer.post(reverse("plans:import_save"), {**posted(content), "unit": world.office.pk,
                         "warnings": '[{"code": "no-number", "message": "Thiếu số."}]'})  # fmt: skip
    plan = Plan.objects.get()
    assert answer.url == plan.get_absolute_url()
    assert plan.subject == "Đã sửa trích yếu"
    assert plan.warnings == [{"code": "no-number", "message": "Thiếu số."}]
    assert plan.tasks.count() == 7


def test_a_file_that_is_no_plan_leaves_the_form_as_it_was(writer, world):
    file = io.BytesIO("Xin chào".encode())
    file.name = "chao.txt"
    page = writer.post(reverse("plans:plan_import"), {"unit": world.office.pk, "file": file})
    assert "không phải là kế hoạch" in page.content.decode()
    page = writer.post(reverse("plans:plan_import"), {"unit": world.office.pk, "text": "Chữ tôi đã gõ"})
    assert "Chữ tôi đã gõ" in page.content.decode()


def test_nothing_given_is_said(writer, world):
    page = writer.post(reverse("plans:plan_import"), {"unit": world.office.pk})
    assert page.content.decode().count("Chưa có gì để đọc") == 1


def test_a_preview_that_cannot_be_saved_keeps_what_was_typed(writer, world):
    content = from_plan(make_plan(world))
    content.subject = ""
    content.sections[1].body = "Đoạn tôi vừa sửa"
    page = writer.post(reverse("plans:import_save"), {**posted(content), "unit": world.office.pk})
    text = page.content.decode()
    assert "Hãy nhập trích yếu" in text
    assert "Đoạn tôi vừa sửa" in text
    assert Plan.objects.count() == 1


def test_autosave_answers_with_time_and_version(writer, world):
    plan = make_plan(world)
    content = from_plan(plan)
    content.sections[0].heading = "MỤC TIÊU"
    answer = writer.post(reverse("plans:plan_autosave", args=[plan.pk]), posted(content, version=1))
    assert answer.json()["version"] == 2
    assert plan.sections.first().heading == "MỤC TIÊU"
    answer = writer.post(reverse("plans:plan_autosave", args=[plan.pk]), posted(content, version=1))
    assert answer.status_code == 409
    assert "người khác vừa lưu" in answer.json()["error"]
    content.year = None
    answer = writer.post(reverse("plans:plan_autosave", args=[plan.pk]), posted(content, version=2))
    assert answer.status_code == 422
    assert "year" in answer.json()["errors"]


def test_without_javascript_the_same_button_posts_the_whole_form(writer, world):
    plan = make_plan(world)
    content = from_plan(plan)
    act = f"up:{content.sections[2].uid}"
    answer = writer.post(reverse("plans:plan_edit", args=[plan.pk]), posted(content, version=1, act=act))
    assert answer.status_code == 302
    assert [section.heading for section in from_plan(plan).sections][0] == "NỘI DUNG"


def test_the_page_shows_the_sheet_and_what_is_missing(writer, world):
    plan = make_plan(world, recipients="")
    text = writer.get(plan.get_absolute_url()).content.decode()
    assert reverse("plans:plan_page", args=[plan.pk, 1]) in text
    assert "Còn thiếu" in text
    image = writer.get(reverse("plans:plan_page", args=[plan.pk, 1]))
    assert image.content.startswith(b"\x89PNG")
    assert writer.get(reverse("plans:plan_page", args=[plan.pk, 99])).status_code == 404


def test_the_leader_issues_and_everyone_of_the_house_reads(client, world):
    plan = make_submitted(world)
    client.force_login(world.users["leader"])
    assert "Ký ban hành" in client.get(plan.get_absolute_url()).content.decode()
    step_up(client, world.users["leader"])
    client.post(reverse("plans:plan_issue", args=[plan.pk]))
    client.force_login(world.users["staff"])
    assert "01/KH-VP" in client.get(plan.get_absolute_url()).content.decode()
    pdf = client.get(reverse("plans:plan_pdf", args=[plan.pk]))
    assert pdf.getvalue() == Plan.objects.get().document.read_pdf()
    assert pdf["X-Content-Type-Options"] == "nosniff"
    assert pdf["Content-Disposition"].startswith("inline")


def test_a_draft_is_nobody_elses_business(client, world):
    plan = make_plan(world)
    for name in ("staff", "head", "leader", "outsider", "administrator"):
        client.force_login(world.users[name])
        assert client.get(plan.get_absolute_url()).status_code == 404


def test_the_leader_looks_at_the_sheet_that_the_signature_will_issue(client, world):
    plan = make_submitted(world, year=2024)
    client.force_login(world.users["leader"])
    seen = read_pdf(client.get(reverse("plans:plan_pdf", args=[plan.pk])).getvalue())
    assert world.users["leader"].full_name in seen
    assert "Lò Văn Thử" not in seen
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "lấy số tiếp theo của sổ" in page
    assert "Đây là kế hoạch của năm 2024" in page


def test_a_leader_above_does_not_sign_for_the_house_below(client, world):
    from units.models import RoleKind
    from units.tests.factories import RoleFactory, UserFactory

    chairman = RoleFactory(user=UserFactory(), unit=world.province, kind=RoleKind.LEADER).user
    client.force_login(chairman)
    plan = make_submitted(world)
    assert client.post(reverse("plans:plan_issue", args=[plan.pk])).status_code == 403


@pytest.mark.usefixtures("empty_pages")
def test_the_list_is_filtered(writer, world):
    make_plan(world, subject="Giữ rừng", year=2024)
    make_issued(world, subject="Làm đường")
    text = writer.get(reverse("plans:plan_list"), {"q": "giu rung"}).content.decode()
    assert "Giữ rừng" in text
    assert "Làm đường" not in text
    text = writer.get(reverse("plans:plan_list"), {"trang-thai": "issued", "nam": "2026"}).content.decode()
    assert "Làm đường" in text
    assert "Giữ rừng" not in text
    assert "Không có kế hoạch nào khớp" in writer.get(reverse("plans:plan_list"), {"q": "xyz"}).content.decode()


def test_the_list_needs_the_same_queries_for_one_and_three(writer, world):
    make_plan(world)
    same_queries(lambda: writer.get(reverse("plans:plan_list")), lambda: [make_plan(world), make_plan(world)])


@pytest.mark.usefixtures("empty_pages")
def test_the_tasks_need_the_same_queries_for_few_and_many(writer, world):
    plan = make_issued(world)
    address = reverse("plans:task_list", args=[plan.pk])
    section = plan.sections.last()

    def grow():
        for place in (11, 12, 13):
            task = plan.tasks.create(section=section, position=place, content=f"Việc {place}", quarter=1)
            task.lead_units.add(world.division)

    same_queries(lambda: writer.get(address), grow)


@pytest.mark.usefixtures("empty_pages")
def test_a_task_is_reported_by_the_unit_that_leads_it(client, world):
    plan = make_issued(world)
    mine, other = plan.tasks.get(content="Làm đất"), plan.tasks.get(content="Trồng cây")
    client.force_login(world.users["staff"])
    assert client.post(reverse("plans:task_report", args=[mine.pk]), {"note": "Xong"}).status_code == 302
    assert client.post(reverse("plans:task_report", args=[other.pk])).status_code == 403
    mine.refresh_from_db()
    assert mine.done_note == "Xong"


@pytest.mark.usefixtures("empty_pages")
def test_a_plan_begins_from_another_year(writer, world):
    earlier = make_issued(world, subject="Thi đua năm 2026")
    answer = writer.post(reverse("plans:plan_create"), {"unit": world.office.pk, "year": 2027, "source": earlier.pk})
    plan = Plan.objects.get(year=2027)
    assert answer.url == reverse("plans:change_list", args=[plan.pk])
    assert plan.subject == "Thi đua năm 2026"  # until somebody accepts that it moves on
    assert plan.tasks.count() == 3


def test_the_preview_is_printed_without_saving(writer, world):
    content = from_plan(make_plan(world))
    answer = writer.post(reverse("plans:import_pdf"), {**posted(content), "unit": world.office.pk})
    assert answer.getvalue().startswith(b"%PDF")
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("text", ["²", "٣", "9" * 5000, "9" * 25, "9" * 17])
def test_digits_that_are_no_number_do_no_harm(writer, world, text):
    plan = make_plan(world)
    content = from_plan(plan)
    assert writer.get(reverse("plans:plan_list"), {"nam": text, "don-vi": text}).status_code == 200
    saved = writer.post(reverse("plans:plan_autosave", args=[plan.pk]), {**posted(content), "version": text})
    assert saved.status_code == 409
    assert writer.post(reverse("plans:import_save"), {**posted(content), "unit": text}).status_code == 403


@pytest.mark.parametrize(
    "text", ["[" * 50_000 + "]" * 50_000, '"\\ud83d"', '[{"code": "a", "message": "\\ud83d\\u0000"}]']
)
def test_warnings_that_no_page_of_ours_sends_do_no_harm(writer, world, text):
    content = make_content()
    answer = writer.post(reverse("plans:import_save"), {**posted(content), "unit": world.office.pk, "warnings": text})
    assert answer.status_code == 302
    assert writer.get(answer.url).status_code == 200


def test_an_issued_plan_whose_file_is_lost_says_so(client, world):
    plan = make_issued(world)
    default_storage.delete(plan.document.pdf.name)
    client.force_login(world.users["staff"])
    page = client.get(plan.get_absolute_url())
    assert "Không tìm thấy tệp của văn bản" in page.content.decode()
    assert client.get(reverse("plans:plan_sheet", args=[plan.pk])).status_code == 200
    assert client.get(reverse("plans:plan_pdf", args=[plan.pk])).status_code == 404
    assert client.get(reverse("plans:plan_page", args=[plan.pk, 1])).status_code == 404


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_a_plan_is_not_returned_or_deleted_without_a_reason_of_some_lines(client, world, reason):
    submitted, draft = make_submitted(world), make_plan(world)
    client.force_login(world.users["leader"])
    client.post(reverse("plans:plan_return", args=[submitted.pk]), {"reason": reason})
    client.force_login(world.users["standing_office"])
    client.post(reverse("plans:plan_delete", args=[draft.pk]), {"reason": reason})
    assert Plan.objects.get(pk=submitted.pk).state == Plan.State.SUBMITTED
    assert Plan.objects.filter(pk=draft.pk).exists()
