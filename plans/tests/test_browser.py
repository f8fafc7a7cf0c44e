"""The editor in a real browser: it saves by itself, and no text of anybody is lost."""

from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.urls import reverse
from playwright.sync_api import expect

from plans.content import from_plan
from plans.models import Plan
from plans.services import save_plan
from plans.tests.editor import wait_until_saved
from plans.tests.factories import make_plan
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def plan(world):
    return make_plan(world)


@pytest.fixture
def editor(world, plan, page, live_server, sign_in):
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("plans:plan_edit", args=[plan.pk]))
    return page


def _save_as_a_colleague(world, plan, **changes):
    fresh = Plan.objects.get(pk=plan.pk)
    content = from_plan(fresh)
    for name, value in changes.items():
        setattr(content, name, value)
    save_plan(plan=fresh, content=content, version=fresh.version, actor=world.users["standing_office"])


def test_typing_saves_itself_and_a_button_right_after_waits_for_it(editor, plan, page_problems):
    status = editor.locator("[data-autosave-status]")
    editor.locator("#id_subject").fill("Công tác thi đua của những người vội")
    with editor.expect_request(lambda request: "luu" in request.url and request.method == "POST"):
        pass
    editor.get_by_role("button", name="Thêm mục I, II, III ở cuối").click()
    expect(editor.locator("[data-section]")).to_have_count(4)
    wait_until_saved(editor)
    expect(status).to_contain_text("Đã lưu lúc")
    assert len(from_plan(Plan.objects.get(pk=plan.pk)).sections) == 4
    assert Plan.objects.get(pk=plan.pk).subject == "Công tác thi đua của những người vội"
    assert editor.get_by_text("Có người khác").count() == 0
    assert page_problems == []


def _type_and_leave_before_it_is_saved(editor, text):
    """The network goes, the text stays on this machine, the page is opened again.

    Only saving is cut off: emulated offline ends with the page, whose last moment would then save the text.
    """
    editor.route("**/luu/", lambda route: route.abort())
    editor.locator("textarea[name=section_body]").first.fill(text)
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Chưa lưu được")
    address = editor.url
    editor.goto("about:blank")
    editor.unroute("**/luu/")
    editor.goto(address)


def test_kept_text_goes_back_to_its_own_row_beside_what_a_colleague_saved(editor, world, plan):
    content = from_plan(plan)
    _type_and_leave_before_it_is_saved(editor, "Của mục đích, yêu cầu")
    moved = [content.sections[2], *content.sections[:2]]
    _save_as_a_colleague(world, plan, sections=moved, subject="Trích yếu của đồng nghiệp")
    editor.reload()
    editor.get_by_role("button", name="Lấy lại nội dung đó").click()
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    content = from_plan(Plan.objects.get(pk=plan.pk))
    assert content.subject == "Trích yếu của đồng nghiệp"
    assert [s.body for s in content.sections if s.heading == "MỤC ĐÍCH, YÊU CẦU"] == ["Của mục đích, yêu cầu"]
    assert content.sections[0].heading == "NỘI DUNG"


def test_text_whose_row_is_gone_is_shown_until_somebody_decides(editor, world, plan):
    content = from_plan(plan)
    _type_and_leave_before_it_is_saved(editor, "Đoạn này không còn chỗ")
    _save_as_a_colleague(world, plan, sections=content.sections[1:])
    for _ in range(2):
        editor.reload()
        editor.get_by_role("button", name="Lấy lại nội dung đó").click()
        homeless = editor.get_by_label("Nội dung đã gõ, chưa có chỗ")
        expect(homeless).to_have_value("MỤC ĐÍCH, YÊU CẦU\nĐoạn này không còn chỗ")
    editor.get_by_role("button", name="Đưa mục trở lại").click()
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    assert from_plan(Plan.objects.get(pk=plan.pk)).sections[-1].body == "Đoạn này không còn chỗ"


def test_what_is_typed_offline_is_saved_when_the_network_is_back(editor, plan):
    editor.context.set_offline(True)
    editor.locator("#id_subject").fill("Gõ lúc mất mạng")
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Mất kết nối")
    editor.context.set_offline(False)
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    assert Plan.objects.get(pk=plan.pk).subject == "Gõ lúc mất mạng"


def test_what_is_typed_while_the_database_is_gone_is_saved_when_it_is_back(editor, plan, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("could not connect to server: Connection refused")

    editor.clock.install()
    status, subject = editor.locator("[data-autosave-status]"), editor.locator("#id_subject")
    with monkeypatch.context() as away:
        away.setattr(CursorWrapper, "execute", gone)
        subject.fill("Gõ lúc cơ sở dữ liệu ngừng")
        editor.clock.fast_forward(2_000)
        expect(status).to_have_text(
            "Chưa lưu được: Hệ thống đang tạm ngừng. Nội dung đang gõ được giữ trên máy này và tự lưu khi có kết nối."
        )
        expect(subject).to_have_value("Gõ lúc cơ sở dữ liệu ngừng")
    assert Plan.objects.get(pk=plan.pk).subject != "Gõ lúc cơ sở dữ liệu ngừng"
    editor.clock.fast_forward(9_000)
    expect(status).to_contain_text("Đã lưu lúc")
    assert Plan.objects.get(pk=plan.pk).subject == "Gõ lúc cơ sở dữ liệu ngừng"


def test_corrections_of_an_import_survive_a_reload(world, page, live_server, sign_in):
    sign_in(world.users["standing_office"])
    page.goto(live_server.url + reverse("plans:plan_import"))
    sample = (Path(__file__).parent / "samples" / "van-phong-ngat-dong.txt").read_text(encoding="utf-8")
    page.locator("textarea[name=text]").fill(sample)
    page.get_by_role("button", name="Đọc kế hoạch").click()
    page.locator("textarea[name=section_heading]").first.fill("MỤC ĐÍCH ĐÃ SỬA TAY")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã giữ trên máy này")
    page.reload()
    page.get_by_role("button", name="Lấy lại nội dung đó").click()
    expect(page.locator("textarea[name=section_heading]").first).to_have_value("MỤC ĐÍCH ĐÃ SỬA TAY")
    page.get_by_role("button", name="Lưu thành dự thảo").click()
    expect(page.get_by_text("MỤC ĐÍCH ĐÃ SỬA TAY").first).to_be_visible()


def test_a_task_is_added_written_and_printed(editor, plan, page_problems):
    before = editor.locator(".plan-task").count()
    editor.get_by_role("button", name="Thêm nhiệm vụ").last.click()
    expect(editor.locator(".plan-task")).to_have_count(before + 1)
    editor.locator("textarea[name=task_content]").last.fill("Tổng kết phong trào cuối năm")
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    assert Plan.objects.get(pk=plan.pk).tasks.filter(content="Tổng kết phong trào cuối năm").count() == 1
    assert page_problems == []


def test_the_buttons_work_without_the_network_and_all_is_saved_when_it_is_back(editor, plan):
    sections = editor.locator("[data-section]")
    expect(sections).to_have_count(3)
    editor.context.set_offline(True)
    sections.first.get_by_role("button", name="Mục con").click()
    editor.keyboard.type("Yêu cầu lúc mất mạng")
    sections.last.get_by_role("button", name="Bỏ nhiệm vụ 2").click()
    expect(editor.get_by_text("Đã bỏ nhiệm vụ “Trồng cây”.")).to_be_visible()
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Mất kết nối")
    editor.context.set_offline(False)
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    content = from_plan(Plan.objects.get(pk=plan.pk))
    assert [section.heading for section in content.sections][2] == "Yêu cầu lúc mất mạng"
    assert [task.content for task in content.sections[-1].tasks] == ["Làm đất", "Thu hái"]


def test_what_the_buttons_bring_keeps_to_the_policy_against_inline_styles(editor, page_problems):
    editor.get_by_role("button", name="Thêm phụ lục").click()
    expect(editor.get_by_text("Đã thêm một mục ở cuối.")).to_be_visible()
    editor.locator("select[name=section_numbering]").first.select_option("capital")
    expect(editor.locator(".plan-number").first).to_have_text("A")
    expect(editor.locator("[style]")).to_have_count(0)
    assert [problem for problem in page_problems if "Security Policy" in problem] == []
