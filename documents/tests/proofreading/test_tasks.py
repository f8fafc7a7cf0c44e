"""agency-unknown, task-without-owner, deadline-outside."""

import datetime as dt
from dataclasses import replace

import pytest

from .plans import clean_plan, found, text_of, with_text


def with_task(place=0, *, text=None, **changes):
    text = text or clean_plan()
    tasks = list(text.tasks)
    tasks[place] = replace(tasks[place], **changes)
    for part in ("agencies", "time", "content"):
        if part in changes:
            text = with_text(text, f"task:{place + 1}:{part}", changes[part])
    return replace(text, tasks=tasks)


@pytest.mark.parametrize(
    ("agencies", "unknown"),
    [
        ("- Phòng Kế toán.", ["Phòng Kế toán"]),
        ("- Phòng Hành chính. - Hội Khuyến học.", ["Hội Khuyến học"]),
        ("Phòng Hành chính; Phòng Tổng hợp", []),
        ("UBND tỉnh, Sở Nội vụ", []),
        ("Ủy ban nhân dân tỉnh", []),
        ("- Các phòng, đơn vị liên quan.\n- Trưởng các bản.", []),
        ("Sở Nội vụ (Phòng Thi đua)", []),
        ("", []),
    ],
)
def test_agencies_that_nobody_will_remind(agencies, unknown):
    assert [each.words for each in found(with_task(agencies=agencies), "agency-unknown")] == unknown


def test_without_a_tree_no_agency_is_unknown_and_each_is_named_once():
    text = with_task(agencies="Phòng Kế toán")
    text = with_task(1, text=text, agencies="Phòng Kế toán")
    assert len(found(text, "agency-unknown")) == 1
    assert found(replace(text, units=[]), "agency-unknown") == []
    assert found(text, "agency-unknown")[0].severity == "note"
    assert found(replace(text, finished=False), "agency-unknown")[0].severity == "warning"


def test_a_task_without_owner():
    assert [each.field for each in found(with_task(agencies=" "), "task-without-owner")] == ["task:1:content"]
    assert found(with_task(agencies="", cooperating="Phòng Tổng hợp"), "task-without-owner") == []
    assert found(with_task(agencies="", wants_owner=False), "task-without-owner") == []
    assert found(with_task(agencies="", content=""), "task-without-owner") == []


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        ({"due_on": dt.date(2026, 1, 5)}, "error"),  # issued on the 12th
        ({"due_on": dt.date(2028, 5, 1)}, "warning"),
        ({"due_on": dt.date(2026, 8, 1)}, "warning"),  # its quarter is the first
        ({"time": "Quý III"}, "warning"),
        ({"time": "Tháng 02/2024"}, "warning"),
        ({"time": "Trước ngày 30/8/2026"}, "warning"),
    ],
)
def test_deadlines_outside(changes, severity):
    assert [each.severity for each in found(with_task(**changes), "deadline-outside")][0] == severity


@pytest.mark.parametrize(
    "changes",
    [
        {"due_on": dt.date(2026, 3, 31)},
        {"due_on": dt.date(2027, 1, 15), "quarter": 4, "time": ""},
        {"time": "Quý I, II, III"},
        {"time": "Thường xuyên"},
        {"time": "Tháng 3"},
        {"due_on": dt.date(2026, 8, 1), "quarter": None, "time": ""},
    ],
)
def test_deadlines_inside(changes):
    assert found(with_task(**changes), "deadline-outside") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gửi đăng ký trước ngày 20/01/2025.", ["20/01/2025"]),
        ("Báo cáo chậm nhất ngày 15 tháng 12 năm 2025.", ["15 tháng 12 năm 2025"]),
        ("Gửi đăng ký trước ngày 20/01/2026.", []),
        ("Hồ sơ tiếp nhận trước ngày 01/01/2025 thực hiện theo quy định cũ.", []),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 05/01/2025 của UBND tỉnh.", []),
        ("Kỷ niệm ngày 02/9/1945.", []),
    ],
)
def test_days_in_the_running_text(sentence, expected):
    text = with_text(clean_plan(), "section:9:body", sentence)
    assert [each.words for each in found(text, "deadline-outside")] == expected
    assert text_of(text, "section:9:body") == sentence
