"""Two plans side by side: what was reworded, moved, added, removed is called by its name."""

import copy

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.exceptions import Refused
from plans.comparing import State, compare, word_diff
from plans.content import SectionContent, TaskContent, from_plan
from plans.reading import shapes
from units.tests.factories import make_world

from .factories import make_content, make_issued, make_plan

WATER = "Các bản giữ sạch đầu nguồn nước, mỗi tháng một lần cùng nhau khơi thông mương dẫn vào ruộng."
FOREST = "Tổ bảo vệ rừng đi tuần hai lần một tuần và ghi sổ theo dõi từng khoảnh rừng đã nhận khoán."
SCHOOL = "Nhà trường mở lớp học buổi tối cho phụ nữ chưa biết chữ ở các bản xa trung tâm xã."


def plan(*bodies, year=2025):
    """A plan whose sections are these (heading, body)."""
    content = make_content(subject=f"Kế hoạch mẫu năm {year}", year=year)
    content.sections = [
        SectionContent(level=1, numbering=shapes.ROMAN, heading=heading, body=body) for heading, body in bodies
    ]
    return content


def rows(comparison, state):
    """The rows of this state, as (old text, new text)."""
    return [("".join(run.text for run in row.old), "".join(run.text for run in row.new))
            for part in comparison.parts for row in part.rows if row.state is state and not row.gone]  # fmt: skip


def test_a_plan_is_the_same_as_itself():
    content = make_content()
    found = compare(content, copy.deepcopy(content))
    assert not found.differs
    assert set(found.counts()) == set(State)
    assert sum(number for state, number in found.counts().items() if state is not State.SAME) == 0


def test_words_added_and_removed_are_shown_inside_the_paragraph():
    old, new = word_diff("Trồng cây năm 2025 ở bản Mòng", "Trồng nhiều cây năm 2026 ở bản Mòng")
    assert [(run.kind, run.text) for run in old if run.kind != "same"] == [("removed", "2025 ")]
    assert [(run.kind, run.text) for run in new if run.kind != "same"] == [("added", "nhiều "), ("added", "2026 ")]
    assert "".join(run.text for run in new) == "Trồng nhiều cây năm 2026 ở bản Mòng"


def test_words_that_change_places_in_a_paragraph_are_moved_and_not_lost():
    first = "Ban quản lý chợ thu gom rác vào cuối mỗi buổi chiều thứ bảy"
    second = "mỗi nhà ở gần chợ góp một buổi công làm đường"
    old, new = word_diff(f"Năm nay {first}; {second}.", f"Năm nay {second}; {first}.")
    assert "".join(run.text for run in old if run.kind == "moved").strip() == second
    assert "".join(run.text for run in new if run.kind == "moved").strip(" ;") == second
    assert not any("góp một buổi" in run.text for run in old if run.kind == "removed")


def test_a_reworded_paragraph_is_never_removed_and_added():
    new = WATER.replace("mỗi tháng một lần", "mỗi quý hai lần").replace("Các bản", "Các bản, các xã")
    found = compare(plan(("NƯỚC", WATER)), plan(("NƯỚC", new)))
    assert rows(found, State.CHANGED) == [(WATER, new)]
    assert rows(found, State.ADDED) == rows(found, State.REMOVED) == []


def test_a_paragraph_that_moved_to_another_section_is_called_moved():
    old = plan(("NƯỚC", f"{WATER}\n{SCHOOL}"), ("RỪNG", FOREST))
    new = plan(("NƯỚC", WATER), ("RỪNG", f"{FOREST}\n{SCHOOL}"))
    found = compare(old, new)
    assert rows(found, State.MOVED) == [(SCHOOL, SCHOOL)]
    moved = next(row for part in found.parts for row in part.rows if row.state is State.MOVED and not row.gone)
    assert moved.note == "chuyển từ mục I"
    gone = next(row for part in found.parts for row in part.rows if row.gone)
    assert gone.note == "đã chuyển đến mục II"


def test_a_section_that_moved_is_one_section():
    old = plan(("NƯỚC", WATER), ("RỪNG", FOREST), ("TRƯỜNG HỌC", SCHOOL))
    new = plan(("TRƯỜNG HỌC", SCHOOL), ("NƯỚC", WATER), ("RỪNG", FOREST))
    found = compare(old, new)
    moved = [(part.title, part.note) for part in found.parts if part.state is State.MOVED]
    assert moved == [("I. TRƯỜNG HỌC", "trước đây là mục III")]
    assert found.counts()[State.ADDED] == found.counts()[State.REMOVED] == 0


def test_a_paragraph_joined_to_another_is_merged():
    found = compare(plan(("CHUNG", f"{WATER}\n{FOREST}")), plan(("CHUNG", f"{WATER} {FOREST}")))
    assert len(rows(found, State.CHANGED)) == 1
    assert rows(found, State.MERGED)[0][0] in (WATER, FOREST)
    assert rows(found, State.REMOVED) == []


def test_a_numbered_paragraph_that_became_text_of_a_section_is_found():
    old = plan(("NƯỚC", WATER), (SCHOOL, ""))
    new = plan(("NƯỚC", f"{WATER}\n{SCHOOL}"))
    found = compare(old, new)
    assert rows(found, State.MOVED) == [(SCHOOL, SCHOOL)]
    assert rows(found, State.REMOVED) == []


def test_what_is_new_and_what_is_gone_stand_in_their_places():
    old = plan(("CHUNG", f"{WATER}\n{FOREST}"))
    new = plan(("CHUNG", f"{WATER}\n{SCHOOL}"), ("RIÊNG", "Bản Pá Nó dựng lại nhà văn hóa."))
    found = compare(old, new)
    assert rows(found, State.REMOVED) == [(FOREST, "")]
    assert [new for _, new in rows(found, State.ADDED)] == [SCHOOL, "RIÊNG", "Bản Pá Nó dựng lại nhà văn hóa."]
    assert [part.state for part in found.parts if part.title.startswith("II")] == [State.ADDED]
    state_of = [row.state for part in found.parts if part.title == "I. CHUNG" for row in part.rows]
    assert state_of == [State.SAME, State.SAME, State.REMOVED, State.ADDED]


def test_tasks_are_matched_by_what_they_say():
    old, new = make_content(), make_content()
    new.sections[2].tasks.reverse()
    new.sections[2].tasks[0].agencies = "Phòng Kế toán"
    new.sections[2].tasks.append(TaskContent(content="Sấy khô và đóng gói", quarter=4))
    found = compare(old, new)
    tasks = {row.state: "".join(run.text for run in row.new) for part in found.parts for row in part.rows
             if row.kind == "task" and not row.gone}  # fmt: skip
    assert tasks[State.ADDED].startswith("Sấy khô và đóng gói")
    assert State.REMOVED not in tasks


def test_two_long_plans_are_compared_within_a_second():
    import time

    def long(year):
        bodies = []
        for number in range(60):
            lines = [f"{WATER} Bản số {number} đoạn {line} giao tổ {line * number % 7} và {SCHOOL[:40 + line]}."
                     for line in range(5)]  # fmt: skip
            bodies.append((f"PHẦN VIỆC {number} CỦA TỔ {number % 9}", "\n".join(lines)))
        return plan(*bodies, year=year)

    old, new = long(2025), long(2026)
    new.sections[3:5] = reversed(new.sections[3:5])
    started = time.process_time()
    compare(old, new)
    assert time.process_time() - started < 3  # a second on an idle machine


def test_two_long_plans_that_share_nothing_are_compared_as_fast():
    import random
    import time

    def long(seed, words):
        chance = random.Random(seed)
        texts = (" ".join(chance.choices(words, k=60)) for _ in range(300))
        return plan(*((f"PHẦN {number}", "\n".join(next(texts) for _ in range(5))) for number in range(60)))

    words = [f"{word}{number}" for word in (WATER + SCHOOL).split() for number in range(20)]
    started = time.process_time()
    compare(long(1, words), long(2, words))
    assert time.process_time() - started < 3


@pytest.fixture
def world(db, empty_pages):
    return make_world()


def test_the_page_shows_two_plans(client, world):
    client.force_login(world.users["standing_office"])
    before = make_issued(world, subject="Giữ nguồn nước", year=2025, closing="Các bản cùng làm.")
    after = make_plan(world, subject="Giữ nguồn nước sạch", year=2026, closing="Các bản cùng làm.")
    page = client.get(reverse("plans:plan_compare", args=[after.pk]), {"cu": f"p{before.pk}"})
    text = page.content.decode()
    assert "<ins>sạch</ins>" in text
    assert "Các bản cùng làm." in text
    only = client.get(reverse("plans:plan_compare", args=[after.pk]), {"cu": f"p{before.pk}", "khac": "1"})
    assert "<ins>sạch</ins>" in only.content.decode()
    assert "Các bản cùng làm." not in only.content.decode()


def test_a_plan_is_first_compared_with_the_one_it_was_written_from(world):
    from plans.models import ChangeSet
    from plans.queries.comparing import usual_other

    source = make_plan(world, year=2025)
    make_plan(world, year=2025)
    plan = make_plan(world, year=2026)
    assert usual_other(world.users["standing_office"], plan) != f"p{source.pk}"
    ChangeSet.objects.create(plan=plan, kind=ChangeSet.Kind.ROLL, source_plan=source)
    assert usual_other(world.users["standing_office"], plan) == f"p{source.pk}"


@pytest.mark.parametrize("code", ["p999999", "v1", "x", "p", "p²", "p" + "9" * 30])
def test_what_may_not_be_read_is_not_compared(client, world, code):
    client.force_login(world.users["standing_office"])
    plan = make_plan(world)
    page = client.get(reverse("plans:plan_compare", args=[plan.pk]), {"cu": code})
    assert page.status_code == 200
    assert "hãy chọn bản khác" in page.content.decode()


def test_a_draft_of_another_office_is_no_choice(client, world):
    secret = make_plan(world, subject="Dự thảo kín")
    issued = make_issued(world)
    client.force_login(world.users["staff"])
    page = client.get(reverse("plans:plan_compare", args=[issued.pk]), {"cu": f"p{secret.pk}"})
    assert "Dự thảo kín" not in page.content.decode()
    assert "hãy chọn bản khác" in page.content.decode()


def test_the_command_takes_files_and_ids(world, tmp_path, capsys):
    stored = make_plan(world, subject="Giữ nguồn nước năm 2026")
    file = tmp_path / "ke-hoach.txt"
    file.write_text("KẾ HOẠCH\nGiữ nguồn nước năm 2025\n\nCăn cứ nhiệm vụ năm 2025, xã ban hành kế hoạch sau:\n\n"
                    "I. MỤC ĐÍCH\n\nGiữ nước sạch.\n\nII. NỘI DUNG\n\nKhơi mương.\n\nNơi nhận:\n- Lưu: VT.\n",
                    encoding="utf-8")  # fmt: skip
    call_command("compare_plans", str(file), str(stored.pk))
    said = capsys.readouterr().out
    assert "[-2025-]" in said
    assert "{+2026+}" in said
    assert "Tổng cộng" in said
    with pytest.raises(SystemExit):
        call_command("compare_plans", str(file), "999999")


def test_a_name_that_is_nothing_is_refused():
    from plans.management.sources import content_of

    with pytest.raises(Refused, match="Không có tệp"):
        content_of("khong-co.txt")


def test_sent_returned_and_sent_again_are_three_versions_to_read_and_compare(client, world):
    from plans.services import return_plan, save_plan, submit_plan

    writer, leader = world.users["standing_office"], world.users["leader"]
    stored = submit_plan(plan=make_plan(world, closing="Khơi mương trước mùa mưa."), actor=writer, reason="thử")
    stored = return_plan(plan=stored, actor=leader, reason="Ghi rõ ngày")
    content = from_plan(stored)
    content.closing = "Khơi mương trước ngày 20/4."
    stored = save_plan(plan=stored, content=content, version=stored.version, actor=writer)
    submit_plan(plan=stored, actor=writer, reason="thử")
    first, returned, last = stored.versions.exclude(kind="saved").order_by("pk")
    assert [one.kind for one in (first, returned, last)] == ["sent", "returned", "sent"]
    client.force_login(leader)
    listed = client.get(reverse("plans:version_list", args=[stored.pk])).content.decode()
    assert f"cu=v{returned.pk}&amp;moi=v{last.pk}" in listed
    assert "Ghi rõ ngày" in listed
    for kept in (first, returned, last):
        assert client.get(reverse("plans:version_detail", args=[stored.pk, kept.pk])).status_code == 200
    page = client.get(reverse("plans:plan_compare", args=[stored.pk]), {"cu": f"v{first.pk}", "moi": f"v{last.pk}"})
    assert "<ins>ngày 20/4</ins>" in page.content.decode()
    same = client.get(reverse("plans:plan_compare", args=[stored.pk]), {"cu": f"v{first.pk}", "moi": f"v{returned.pk}"})
    assert "Hai bản giống nhau từng chữ" in same.content.decode()
    client.force_login(world.users["staff"])
    assert client.get(reverse("plans:version_detail", args=[stored.pk, first.pk])).status_code == 404
