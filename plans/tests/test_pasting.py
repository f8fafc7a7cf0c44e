"""What is pasted keeps its structure, loses its looks, and no word of it is lost."""

from pathlib import Path

import lxml.html
import pytest

from core.exceptions import Refused
from plans.pasting import read_pasted
from plans.reading import shapes
from plans.reading.characters import words

SAMPLES = Path(__file__).parent / "samples"
WORD, GOOGLE, OFFICE = (
    (SAMPLES / f"dan-tu-{program}.html").read_text(encoding="utf-8") for program in ("word", "google", "libreoffice")
)


def test_word_with_lists_numbers_and_a_task_table():
    found = read_pasted(WORD, "")
    assert [(s.numbering, s.heading) for s in found.sections] == [
        (shapes.ROMAN, "NỘI DUNG"),
        (shapes.ARABIC, "Trồng cây đầu xuân"),
        (shapes.ARABIC, "Tưới nước"),
    ]
    assert found.sections[1].body == "Các phòng cùng làm.\n- Chọn giống khỏe;\n+ Đủ rễ."
    table = found.sections[2]
    assert [task.content for task in table.tasks] == ["Đào hố\nBón lót", "Trồng"]
    assert [task.quarter for task in table.tasks] == [1, 2]
    assert [task.extra for task in table.tasks] == [{"result": "Hố"}, {"result": "Cây"}]
    assert found.summary() == "3 mục, 3 đoạn, 1 bảng 2 nhiệm vụ"
    assert "| 1 | Đào hố Bón lót | Phòng Tổng hợp | Quý I | Hố |" in found.text


def test_google_docs_headings_and_lists():
    found = read_pasted(GOOGLE, "")
    assert [(s.numbering, s.heading) for s in found.sections] == [
        (shapes.ARABIC, "Mục đích"),
        (shapes.LETTER, "Làm sạch sân;"),
        (shapes.LETTER, "Quét vôi."),
    ]
    assert found.sections[2].body == "- Một\n+ Một nhỏ"


def test_libreoffice_lists_and_a_table_that_holds_no_tasks():
    found = read_pasted(OFFICE, "")
    assert found.sections[0].heading == "MỤC TIÊU"
    assert found.sections[0].body.splitlines() == [
        "Đoạn đầu", "đoạn sau", "- Ý lớn", "+ Ý nhỏ", "| Tên |  |", "| A | b/c |", "|  | d |",
    ]  # fmt: skip
    assert found.tasks == 0


def test_plain_text_keeps_its_lines_lists_and_tabbed_rows():
    found = read_pasted("", "Đoạn một\r\n• ý thứ nhất\n– ý thứ hai\n\nA\tB\nC\tD\nhết")
    assert found.text == "Đoạn một\n- ý thứ nhất\n- ý thứ hai\n| A | B |\n| C | D |\nhết"
    assert found.sections == []
    assert found.summary() == "4 đoạn, 1 bảng"


@pytest.mark.parametrize("html", [WORD, GOOGLE, OFFICE])
def test_no_word_is_lost_either_way(html):
    text = " ".join(lxml.html.document_fromstring(html).body.itertext())
    source = {word for word in words(text) if len(word) > 2}
    found = read_pasted(html, "")
    parts = [found.opening]
    for section in found.sections:
        parts += [section.heading, section.body, section.body_after, *(label for _, label in section.columns)]
        for task in section.tasks:
            parts += [task.content, task.agencies, task.time, *task.extra.values()]
    assert source <= set(words(found.text))
    assert source <= set(words(" ".join(parts)))


@pytest.mark.parametrize(
    "html", ["<", "<p>", "<table><tr><td>", "<!--StartFragment--><!--EndFragment-->", "<script>alert(1)</script>",
             "<div>" * 3000 + "sâu" + "</div>" * 3000, "<td colspan=99999 rowspan=x>a", "\x00<p>a</p>",
             "<ol start=²><li>x"],
)  # fmt: skip
def test_broken_html_is_read_or_left_out_and_never_fails(html):
    assert "alert" not in read_pasted(html, "").text


def test_what_is_far_too_long_is_refused():
    with pytest.raises(Refused, match="quá dài"):
        read_pasted("<p>" + "a" * 4_000_001, "")


def test_comments_of_colleagues_stay_out_of_the_plan():
    anchor = "<span style='mso-special-character:comment'><a class=msocomanchor href='#_msocom_1'>[A1]</a></span>"
    note = "<div style='mso-element:comment-list'><div id='_com_1' class=msocomtxt><p>Bỏ câu này đi.</p></div></div>"
    assert read_pasted(f"<p>Thi đua là yêu nước{anchor}.</p>{note}", "").text == "Thi đua là yêu nước."


def test_a_cell_merged_downwards_names_the_unit_of_each_of_its_tasks():
    found = read_pasted(
        "<table><tr><td>TT</td><td>Nội dung</td><td>Đơn vị chủ trì</td><td>Ghi chú</td></tr>"
        "<tr><td>1</td><td>Chấm điểm</td><td rowspan=2>Phòng Tổng hợp</td><td rowspan=2>Chung</td></tr>"
        "<tr><td>2</td><td>Trao thưởng</td></tr></table>", "",
    )  # fmt: skip
    tasks = [task for section in found.sections for task in section.tasks]
    assert [(task.content, task.agencies) for task in tasks] == [
        ("Chấm điểm", "Phòng Tổng hợp"),
        ("Trao thưởng", "Phòng Tổng hợp"),
    ]
    assert [task.extra for task in tasks] == [{"note": "Chung"}, {}]
