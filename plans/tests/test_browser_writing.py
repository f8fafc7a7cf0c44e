"""The plan's editor for people who know Word: keys, pasting, finding, dragging, two people at one plan."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.presence import seen
from plans.content import PlanContent, SectionContent, from_plan
from plans.editing import relevel
from plans.models import Plan
from plans.outline import section_numbers
from plans.services import save_plan
from plans.tests.editor import wait_until_saved
from plans.tests.factories import make_plan
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAMPLES = Path(__file__).parent / "samples"
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
OUTLINE = """() => Array.from(document.querySelectorAll("[data-sections] > section")).map(
  row => row.querySelector(".plan-number").textContent + " " + row.querySelector("[name=section_heading]").value)"""


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def open_editor(world, page, live_server, sign_in):
    def open_plan(plan):
        sign_in(world.users["standing_office"])
        page.goto(live_server.url + reverse("plans:plan_edit", args=[plan.pk]))
        expect(page.locator("form[data-ready]")).to_be_attached()
        return page

    return open_plan


def _stored(plan) -> PlanContent:
    return from_plan(Plan.objects.get(pk=plan.pk))


def _saved(page):
    page.keyboard.press("Control+s")
    wait_until_saved(page)


def test_a_small_plan_is_written_with_the_keyboard_alone(open_editor, world, page_problems):
    plan = make_plan(world, sections=[SectionContent(uid="moi1")])
    page = open_editor(plan)
    keys = page.keyboard
    page.locator("[name=section_heading]").focus()
    keys.type("MỤC ĐÍCH")
    keys.press("Enter")
    keys.type("- Vườn sạch;")
    keys.press("Enter")
    keys.type("Cây khỏe.")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("Hết danh sách.")
    keys.press("Control+Enter")
    keys.type("NỘI DUNG")
    keys.press("Control+Enter")
    keys.type("Trồng cây")
    keys.press("Alt+Shift+ArrowRight")
    assert page.evaluate(OUTLINE) == ["I MỤC ĐÍCH", "II NỘI DUNG", "1 Trồng cây"]
    keys.press("Control+Enter")
    keys.type("Làm đất")
    keys.press("Alt+Shift+ArrowUp")
    written = ["I MỤC ĐÍCH", "II NỘI DUNG", "1 Làm đất", "2 Trồng cây"]
    assert page.evaluate(OUTLINE) == written
    _saved(page)
    content = _stored(plan)
    assert [(s.numbering, s.level) for s in content.sections] == [("roman", 1)] * 2 + [("arabic", 2)] * 2
    assert content.sections[0].body == "- Vườn sạch;\n+ Cây khỏe.\nHết danh sách."

    for _ in range(4):  # the move, the words, the new section, the level
        keys.press("Control+z")
    assert page.evaluate(OUTLINE) == ["I MỤC ĐÍCH", "II NỘI DUNG", "III Trồng cây"]
    for _ in range(4):
        keys.press("Control+y")
    assert page.evaluate(OUTLINE) == written
    keys.press("Control+z")
    _saved(page)
    assert [s.heading for s in _stored(plan).sections][2:] == ["Trồng cây", "Làm đất"]
    assert page_problems == []


def test_word_is_pasted_with_its_structure_and_words_are_found_and_replaced_everywhere(open_editor, world):
    plan = make_plan(world)
    page = open_editor(plan)
    before = page.evaluate(OUTLINE)
    html = (SAMPLES / "dan-tu-word.html").read_text(encoding="utf-8")
    page.locator("[name=section_body]").nth(1).focus()
    page.evaluate(PASTE, [html, "II. NỘI DUNG\n1. Trồng cây đầu xuân"])
    expect(page.locator(".plan-paste")).to_contain_text("Dán 3 mục, 3 đoạn, 1 bảng 2 nhiệm vụ")
    page.get_by_role("button", name="Dán thành mục").click()
    pasted = [*before[:2], "II NỘI DUNG", "1 Trồng cây đầu xuân", "2 Tưới nước", "III NỘI DUNG"]
    assert page.evaluate(OUTLINE) == pasted
    page.keyboard.press("Control+z")
    assert page.evaluate(OUTLINE) == before
    page.keyboard.press("Control+y")
    assert page.evaluate(OUTLINE) == pasted

    page.keyboard.press("Control+h")
    page.locator("[data-find-text]").fill("TRONG CAY")
    page.locator("[data-find-fold]").check()
    expect(page.locator("[data-find-count]")).to_have_text("Có 2 chỗ")
    page.locator("[data-find-text]").press("Enter")
    expect(page.locator("[data-find-excerpt] mark")).to_have_text("Trồng cây")
    page.locator("[data-find-with]").fill("Gieo hạt")
    page.get_by_role("button", name="Thay tất cả").click()
    assert page.evaluate(OUTLINE)[3] == "1 Gieo hạt đầu xuân"
    page.keyboard.press("Control+z")
    assert page.evaluate(OUTLINE) == pasted
    page.keyboard.press("Control+y")
    _saved(page)
    content = _stored(plan)
    assert [task.content for task in content.sections[4].tasks] == ["Đào hố\nBón lót", "Trồng"]
    assert [task.extra for task in content.sections[4].tasks] == [{"result": "Hố"}, {"result": "Cây"}]
    assert content.sections[5].tasks[1].content == "Gieo hạt"


def test_two_people_at_one_plan_see_each_other_and_lose_nothing(open_editor, world):
    plan = make_plan(world)
    colleague = world.users["leader"]
    seen(target=plan, user=colleague)
    page = open_editor(plan)
    expect(page.locator("[data-presence]")).to_contain_text(f"{colleague.full_name} đang mở kế hoạch này (từ ")
    content = _stored(plan)
    content.subject, content.sections[1].body = "Trích yếu của đồng nghiệp", "Đồng nghiệp viết."
    content.sections.append(SectionContent(heading="MỤC CỦA ĐỒNG NGHIỆP"))
    save_plan(plan=plan, content=content, version=plan.version, actor=colleague)

    page.locator("[name=section_body]").nth(1).fill("Tôi viết.")
    page.locator("#id_closing").fill("Lời kết của tôi.")
    clashes = page.locator(".plan-clashes")
    expect(clashes).to_contain_text("Hai người cùng sửa 1 chỗ")
    expect(clashes.get_by_label(f"Của {colleague.full_name}")).to_have_value("Đồng nghiệp viết.")
    assert _stored(plan).sections[1].body == "Đồng nghiệp viết."
    page.get_by_role("button", name="Giữ cả hai").click()
    _saved(page)
    content = _stored(plan)
    assert (content.subject, content.closing) == ("Trích yếu của đồng nghiệp", "Lời kết của tôi.")
    assert content.sections[1].body == "Tôi viết.\nĐồng nghiệp viết."
    assert content.sections[-1].heading == "MỤC CỦA ĐỒNG NGHIỆP"

    page.context.set_offline(True)
    page.locator("#id_closing").fill("Gõ lúc mất mạng.")
    page.locator("summary", has_text=world.users["standing_office"].full_name).click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.locator(".leaving")).to_contain_text("chưa được lưu lên máy chủ")
    page.context.set_offline(False)
    page.get_by_role("button", name="Bỏ nội dung đó và đăng xuất").click()
    page.wait_for_url("**/dang-nhap/**")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ban-nhap'))") == []


def _drag(page, handle, target, *, below):
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 8)
    page.mouse.down()
    goal = target.bounding_box()
    page.mouse.move(box["x"] + 5, goal["y"] + (goal["height"] - 3 if below else 3), steps=4)
    expect(page.locator(".plan-drop")).to_be_visible()
    page.mouse.up()


def test_rows_are_dragged_and_the_page_numbers_them_as_the_server_does(open_editor, world):
    kinds = ["part", "roman", "arabic", "decimal", "letter", "letter", "roman", "plain", "annex", "roman", "annex"]
    plan = make_plan(world)
    page = open_editor(plan)
    page.set_viewport_size({"width": 1280, "height": 2400})
    tasks = page.locator(".plan-task")
    _drag(page, tasks.first.locator("[data-handle]"), tasks.nth(1), below=True)
    expect(page.locator("[name=task_content]").first).to_have_value("Trồng cây")
    sections = page.locator("[data-section]")
    _drag(page, page.locator("[data-handle=section]").last, sections.first, below=False)
    assert page.evaluate(OUTLINE) == ["I NỘI DUNG", "II MỤC ĐÍCH, YÊU CẦU", "1 Mục đích"]
    expect(page.locator("[data-said]")).to_contain_text("Đã chuyển mục “NỘI DUNG”.")
    page.keyboard.press("Control+z")
    assert page.evaluate(OUTLINE)[0] == "I MỤC ĐÍCH, YÊU CẦU"
    page.keyboard.press("Control+y")
    _saved(page)
    assert [s.heading for s in _stored(plan).sections] == ["NỘI DUNG", "MỤC ĐÍCH, YÊU CẦU", "Mục đích"]
    assert [task.content for task in _stored(plan).sections[0].tasks] == ["Trồng cây", "Làm đất", "Thu hái"]

    for some in (kinds, kinds[1:], ["arabic", "letter", "letter"], ["capital", "roman", "annex", "arabic"]):
        made = [SectionContent(numbering=kind) for kind in some]
        relevel(made)
        found = page.evaluate(
            """async kinds => { const outline = await import("/static/plans/editor/outline.js");
            const levels = outline.levels(kinds); return [levels, outline.numbers(kinds, levels)]; }""", some
        )  # fmt: skip
        assert found == [[section.level for section in made], section_numbers(made)]


MERGED = """async () => {
  const { mergeLines } = await import("/static/plans/editor/lines.js");
  return [["a\\nb\\nc", "A\\nb\\nc", "a\\nb\\nC"], ["a\\nb", "A\\nb", "a\\nB"], ["a\\nb", "a\\nb\\nx", "a\\nB"],
          ["a\\nb\\nc", "a\\nc", "a\\nb\\nc\\nd"], ["a\\nb", "a\\nb\\nx", "a\\nb\\ny"], ["a", "b", "c"]]
    .map(([base, mine, theirs]) => mergeLines(base, mine, theirs)).map(found => [found.text, found.clash]);
}"""


def test_two_people_in_one_text_keep_their_own_paragraphs_even_after_signing_in_anew(open_editor, world):
    """Each wrote in a paragraph of his own; undo takes back only one's own words, after signing in anew too."""
    plan = make_plan(world)
    content = _stored(plan)
    content.sections[1].body = "Đoạn một.\nĐoạn hai.\nĐoạn ba."
    plan = save_plan(plan=plan, content=content, version=plan.version, actor=world.users["leader"])
    page = open_editor(plan)
    assert page.evaluate(MERGED) == [
        ["A\nb\nC", False], ["A\nB", False], ["a\nB\nx", False], ["a\nc\nd", False], ["a\nb\nx\ny", True],
        ["b\nc", True],
    ]  # fmt: skip
    body = page.locator("[name=section_body]").nth(1)
    body.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Tôi thêm.")
    _saved(page)
    content = _stored(plan)
    content.sections[1].body = "Đồng nghiệp sửa.\nĐoạn hai.\nĐoạn ba. Tôi thêm."
    plan = save_plan(plan=plan, content=content, version=Plan.objects.get().version, actor=world.users["leader"])
    page.locator("#id_closing").fill("Lời kết của tôi.")
    _saved(page)
    expect(page.locator(".plan-clashes")).to_have_count(0)
    # Somebody signed in again in another tab: the token of this page counts no more.
    root = page.url.partition("/ke-hoach")[0]
    page.context.add_cookies([{"name": "csrftoken", "value": "m" * 32, "url": root}])
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    _saved(page)
    assert _stored(plan).sections[1].body == "Đồng nghiệp sửa.\nĐoạn hai.\nĐoạn ba."
