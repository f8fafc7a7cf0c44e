"""What the editor's form and its buttons do."""

import unicodedata

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from core.exceptions import Refused
from plans.acting import act_on
from plans.editing import read_sections
from plans.reading import shapes

from .factories import make_content
from .posting import posted


def query(content, **changes):
    return QueryDict(urlencode({**posted(content), **changes}, doseq=True))


def sections():
    found, faults = read_sections(query(make_content()))
    assert faults == []
    return found


def headings(found):
    return [section.heading for section in found]


def test_the_form_gives_back_what_it_showed():
    content = make_content()
    found, _ = read_sections(query(content))
    assert [(s.level, s.numbering, s.heading, s.body) for s in found] == [
        (s.level, s.numbering, s.heading, s.body) for s in content.sections
    ]
    assert [task.content for task in found[2].tasks] == ["Làm đất", "Trồng cây", "Thu hái"]


def test_letters_whose_marks_were_typed_apart_are_composed():
    content = make_content()
    apart = unicodedata.normalize("NFD", "Đặng Thị Hồng Ưu-Nguyễn")
    fields = {"section_body": [apart, "", ""], "task_content": [apart, "", ""]}
    found, _ = read_sections(query(content, **fields))
    assert found[0].body == found[2].tasks[0].content == "Đặng Thị Hồng Ưu-Nguyễn"


def test_a_date_that_is_none_is_said_with_its_row():
    content = make_content()
    data = query(content, task_due=["", "31/02/2026", ""])
    assert read_sections(data)[1] == [
        "Thời hạn “31/02/2026” ở dòng nhiệm vụ thứ 2 không hợp lệ; hãy nhập dạng ngày/tháng/năm."
    ]


def test_a_form_with_rows_missing_is_refused():
    with pytest.raises(Refused, match="thiếu dòng"):
        read_sections(query(make_content(), section_body=["một"]))


def test_levels_follow_the_kind_of_numbering():
    content = make_content()
    content.sections[0].numbering = shapes.ANNEX
    found, _ = read_sections(query(content))
    assert [section.level for section in found] == [1, 3, 2]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("up:moi3", ["NỘI DUNG", "MỤC ĐÍCH, YÊU CẦU", "Mục đích"]),
        ("down:moi1", ["NỘI DUNG", "MỤC ĐÍCH, YÊU CẦU", "Mục đích"]),
        ("up:moi1", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG"]),
        ("down:moi2", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG"]),
        ("remove:moi1", ["NỘI DUNG"]),
        ("after:moi1", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "", "NỘI DUNG"]),
        ("below:moi3", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG", ""]),
        ("append:annex", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG", ""]),
        ("up:khong-co", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG"]),
        ("gi-do", ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "NỘI DUNG"]),
    ],
)
def test_sections_are_moved_with_what_stands_below_them(act, expected):
    found, _ = act_on(sections(), act)
    assert headings(found) == expected


def test_a_child_is_numbered_as_children_are():
    found, _ = act_on(sections(), "below:moi3")
    assert (found[-1].numbering, found[-1].level) == (shapes.ARABIC, 2)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("task-up:moi3:1", ["Trồng cây", "Làm đất", "Thu hái"]),
        ("task-down:moi3:1", ["Làm đất", "Thu hái", "Trồng cây"]),
        ("task-up:moi3:0", ["Làm đất", "Trồng cây", "Thu hái"]),
        ("task-remove:moi3:2", ["Làm đất", "Trồng cây"]),
        ("task-add:moi3", ["Làm đất", "Trồng cây", "Thu hái", ""]),
        ("task-remove:moi3:9", ["Làm đất", "Trồng cây", "Thu hái"]),
        ("task-remove:moi3:²", ["Làm đất", "Trồng cây", "Thu hái"]),
    ],
)
def test_tasks_are_moved_and_removed(act, expected):
    found, _ = act_on(sections(), act)
    assert [task.content for task in found[2].tasks] == expected


def test_a_task_that_crosses_into_another_quarter_belongs_to_it():
    found, _ = act_on(sections(), "task-up:moi3:1")
    assert [task.quarter for task in found[2].tasks] == [1, 1, 4]


def test_a_section_gets_a_table():
    found, sentence = act_on(sections(), "table:moi2")
    assert sentence == "Đã thêm bảng nhiệm vụ."
    assert len(found[1].tasks) == 1


@pytest.mark.parametrize("digits", ["²", "٣", "9" * 5000, "9" * 25])
def test_what_python_calls_digits_names_no_stored_row(digits):
    found, faults = read_sections(query(make_content(), section_uid=["a", "b", digits], task_section=[digits] * 3,
                                        task_id=[digits] * 3))  # fmt: skip
    assert faults == []
    assert found[2].id is None
    assert [task.id for task in found[2].tasks] == [None, None, None]


NESTED = "[" * 50_000 + "]" * 50_000


@pytest.mark.parametrize("text", [NESTED, '{"a":' * 3000 + "1" + "}" * 3000, "[1, 2", "[" + "1," * 60_000 + "1]", "7"])
def test_columns_that_cannot_be_read_are_said(text):
    first = query(make_content(), section_columns=["", "", text])
    second = query(make_content(), task_extra=["", "", text])
    assert read_sections(first)[1] == [
        "Không đọc được các cột của bảng nhiệm vụ ở mục thứ 3; hãy tải lại trang rồi thử lại."
    ]
    assert "nhiệm vụ thứ 3" in read_sections(second)[1][0]


def test_long_names_of_columns_and_texts_beside_a_task_are_kept_whole():
    content = make_content()
    content.sections[2].columns = [["content", "Nội dung công việc " * 9], ["cột của riêng bảng này", "x"]]
    content.sections[2].tasks[0].extra = {"note": "Ghi chú " * 500}
    found, _ = read_sections(query(content))
    assert found[2].columns == content.sections[2].columns
    assert found[2].tasks[0].extra == content.sections[2].tasks[0].extra


def test_half_letters_hidden_in_json_are_left_out():
    found, _ = read_sections(query(make_content(), task_extra=['{"note": "a\\ud83d\\u0000b"}', "", ""]))
    assert found[2].tasks[0].extra == {"note": "ab"}
