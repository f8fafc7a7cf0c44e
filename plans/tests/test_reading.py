"""Reading plans of many shapes; each sample is our own text in a shape that real plans have."""

import re
import textwrap
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from core.exceptions import Refused
from core.text import fold
from plans.reading import read_text
from plans.reading.characters import words
from plans.reading.net import words_of

SAMPLES = Path(__file__).parent / "samples"
FULL = (SAMPLES / "so-day-du.txt").read_text(encoding="utf-8")


def read(name):
    return read_text((SAMPLES / name).read_text(encoding="utf-8"))


def children(plan):
    """How many sections of the second level each Roman section has."""
    return [len(section.children) for section in plan.sections if section.numbering == "roman"]


def codes(plan):
    return {warned.code for warned in plan.warnings}


def test_hard_line_breaks_and_lost_header():
    plan = read("van-phong-ngat-dong.txt")
    assert children(plan) == [2, 3, 2]
    assert plan.subject.endswith("năm 2024 của Trung tâm Phục vụ hành chính công tỉnh")
    assert [(basis.number, basis.date) for basis in plan.bases] == [("18/KH-UBND", date(2023, 12, 22))]
    assert len(plan.recipients) == 4
    assert (plan.signer.authority, plan.signer.title, plan.signer.name) == ("", "GIÁM ĐỐC", "Cầm Thị Thu Hoài")
    assert {"no-number", "no-date", "missing-annex"} <= codes(plan)


def test_code_broken_after_its_hyphen_is_joined():
    text = read("van-phong-ngat-dong.txt").sections[1].children[0].blocks[0].text
    assert "41-CT/TW" in text
    assert "152/2025/NĐ-CP" in text


def test_numbered_paragraph_without_title_is_one_section():
    section = read("van-phong-ngat-dong.txt").sections[1].children[1]
    assert section.heading.endswith("các quầy có lượng khách đông trong tuần.")


def test_markdown_leaves_no_mark():
    plan = read("danh-dau-markdown.txt")
    assert children(plan) == [2, 2, 2]
    assert plan.header.place == "An Sơn"
    assert plan.header.issued_on == date(2026, 1, 9)
    assert plan.recipients[0] == "Sở Y tế (để báo cáo);"
    assert plan.signer.name == "Quàng Văn Thịnh"
    assert not [word for word in words_of(plan) if "*" in word or "#" in word]
    assert "gửi về giáo viên" in plan.sections[1].children[1].blocks[0].text


def test_table_of_quarters_with_rows_broken_over_pages():
    plan = read("bang-theo-quy.txt")
    tasks = plan.tasks()
    assert [task.no for task in tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert Counter(task.quarter for task in tasks) == {1: 2, 2: 2, 3: 1, 4: 2}
    assert tasks[1].content.endswith("bản Phiêng Pẻn, bản Nà Khi và khen các hộ hiến đất.")
    assert tasks[3].agencies.endswith("đoàn thể liên quan.")
    assert children(plan) == [2, 0, 2]
    assert (plan.signer.authority, plan.signer.title) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert [basis.date for basis in plan.bases] == [date(2022, 6, 15), date(2025, 6, 16)]


def test_blank_line_after_each_line_page_numbers_and_digital_stamp():
    plan = read("dong-trong-chu-ky-so.txt")
    assert children(plan) == [2, 2, 3]
    assert plan.sections[1].children[1].heading.endswith("giữa các trung tâm trong vùng")
    assert len(plan.recipients) == 3
    assert plan.signer.title == "GIÁM ĐỐC"
    assert plan.signer.name == "Hà Văn Pâng"
    assert {"numbering", "year-differs", "digital-stamp"} <= codes(plan)
    assert "2025-02-06" not in plan.stamp


def test_garbled_text_comes_in_as_it_is():
    plan = read("quet-mat-dau.txt")
    assert children(plan) == [2, 2, 2]
    assert "garbled-text" in codes(plan)
    assert plan.signer.title == "GIAM DOC"
    assert len(plan.recipients) == 3
    assert [basis.number for basis in plan.bases] == ["06/KH-UBND"]


def test_parts_and_a_signature_before_the_recipients():
    plan = read("phan-thu-chu-ky-truoc.txt")
    assert [section.number for section in plan.sections] == ["Phần thứ nhất", "Phần thứ hai"]
    assert plan.header.number == "105/KH-UBND"
    assert plan.signer.authority == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    assert plan.signer.name == "Lường Văn Toàn"
    assert len(plan.recipients) == 3
    assert plan.closing[0].text.startswith("Yêu cầu các cơ quan")


def test_full_plan_with_head_points_table_and_annex():
    plan = read_text(FULL)
    assert (plan.header.superior, plan.header.issuer) == ("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "SỞ NỘI VỤ")
    assert (plan.header.number, plan.header.issued_on) == ("27/KH-SNV", date(2026, 1, 12))
    assert [basis.number for basis in plan.bases] == [None, "152/2025/NĐ-CP", "86/2025/QĐ-UBND"]
    assert [task.quarter for task in plan.tasks()] == [1, 2, 3, 4]
    assert plan.tasks()[1].due_on == date(2026, 5, 30)
    assert [column.key for column in plan.sections[1].children[1].columns] == [
        "no", "content", "agencies", "cooperating", "time",
    ]  # fmt: skip
    assert [block.kind for block in plan.sections[0].children[0].children[1].blocks] == [
        "item", "item", "subitem", "subitem",
    ]  # fmt: skip
    assert plan.sections[-1].numbering == "annex"
    assert plan.sections[-1].heading == "DANH MỤC BIỂU MẪU"
    assert "missing-annex" not in codes(plan)


def wrapped(width):
    lines = []
    for line in FULL.split("\n"):
        lines += [line] if "\t" in line else textwrap.wrap(line, width, break_on_hyphens=False)
    return lines


def with_pages(lines):
    result = []
    for number, line in enumerate(lines, start=1):
        result.append(line)
        if number % 28 == 0:
            result += ["", str(number // 28 + 1), "\f"]
    return "\n".join(result)


WAYS = {
    "decomposed": unicodedata.normalize("NFD", FULL),
    "windows line ends and a byte order mark": "\ufeff" + FULL.replace("\n", "\r\n"),
    "hard spaces": FULL.replace(" ", "\u00a0"),
    "a blank line after each": FULL.replace("\n", "\n\n"),
    "lines of 70": "\n".join(wrapped(70)),
    "lines of 80 with blanks": "\n\n".join(wrapped(80)),
    "lines of 95 with pages": with_pages(wrapped(95)),
    "lines of 80 with pages": with_pages(wrapped(80)),
    "markdown": re.sub(r"(?m)^((?:I+|\d)\. .*)$", r"## **\1**", FULL).replace("\n", "\n\n"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_parts_do_not_depend_on_how_the_lines_were_broken(way):
    expected, plan = read_text(FULL), read_text(WAYS[way])
    outline = [(section.level, section.number, section.heading[:25], len(section.tasks)) for section in plan.walk()]
    assert outline == [(s.level, s.number, s.heading[:25], len(s.tasks)) for s in expected.walk()]
    assert plan.subject == expected.subject
    assert plan.recipients == expected.recipients
    assert plan.signer == expected.signer
    assert [basis.number for basis in plan.bases] == [basis.number for basis in expected.bases]
    assert "words-missing" not in codes(plan)


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_every_word_of_a_sample_is_kept(sample):
    assert "words-missing" not in codes(read(sample))


CELL_PER_LINE = """KẾ HOẠCH
Thi đua năm 2026
I. MỤC ĐÍCH
Làm việc tốt hơn.
II. NỘI DUNG
TT

Nội dung

Cơ quan thực hiện

QUÝ I

1

Dọn kho sách cũ và lập danh
mục.

- Phòng Đọc.
- Phòng Kho.

2

Đón bạn đọc nhỏ tuổi.

- Phòng Đọc.

QUÝ II

3

Kiểm kê.

- Phòng Kho.

III. TỔ CHỨC THỰC HIỆN
Các phòng thực hiện./.
"""


def test_a_table_with_each_cell_on_its_own_line():
    plan = read_text(CELL_PER_LINE)
    tasks = plan.tasks()
    assert [(task.no, task.quarter) for task in tasks] == [(1, 1), (2, 1), (3, 2)]
    assert tasks[0].content == "Dọn kho sách cũ và lập danh mục."
    assert tasks[0].agencies == "- Phòng Đọc. - Phòng Kho."


SPACED = """KẾ HOẠCH
Thi đua năm 2026
I. MỤC ĐÍCH
Làm việc tốt hơn.
II. NỘI DUNG
 TT          Nội dung                      Cơ quan thực hiện
                     QUÝ I
 1    Dọn kho sách cũ và lập        - Phòng Đọc.
      danh mục.                     - Phòng Kho.
 2    Đón bạn đọc nhỏ tuổi.         - Phòng Đọc.
III. TỔ CHỨC THỰC HIỆN
Các phòng thực hiện./.
"""


def test_a_table_whose_columns_are_kept_apart_by_spaces():
    tasks = read_text(SPACED).tasks()
    assert [(task.no, task.content) for task in tasks] == [
        (1, "Dọn kho sách cũ và lập danh mục."), (2, "Đón bạn đọc nhỏ tuổi."),
    ]  # fmt: skip
    assert tasks[0].agencies == "- Phòng Đọc. - Phòng Kho."


@pytest.mark.parametrize(
    ("text", "words_of_refusal"),
    [
        ("", "không có chữ"),
        ("   \n\n ", "không có chữ"),
        ("Xin chào các bạn.", "không phải là kế hoạch"),
        ("QUYẾT ĐỊNH\nVề việc khen thưởng\nĐiều 1. Tặng giấy khen.", "Quyết định"),
        ("KẾ HOẠCH\nNăm 2026", "không có mục nào"),
    ],
)
def test_what_is_not_a_plan_is_refused_in_one_sentence(text, words_of_refusal):
    with pytest.raises(Refused, match=words_of_refusal) as refusal:
        read_text(text)
    assert str(refusal.value).endswith(".")


def test_one_document_cited_with_two_dates_is_said():
    text = FULL.replace("ban hành Quy chế thi đua, khen thưởng.", "và Nghị định số 152/2025/NĐ-CP ngày 15/6/2025.")
    text = text.replace("ngày 14 tháng 6 năm 2025", "ngày 14/6/2025")
    assert "basis-dates" in codes(read_text(text))


def test_folding_is_never_lossy():
    assert [fold(word) for word in words("Ủy ban nhân dân")] == ["uy", "ban", "nhan", "dan"]


def test_a_number_of_the_party_keeps_its_hyphen_and_a_high_point_refers_to_no_item():
    plan = read_text(
        "Số 21-KH/ĐU\nYên Bái, ngày 03 tháng 02 năm 2026\nKẾ HOẠCH\nThi đua năm 2026\nI. NỘI DUNG\n"
        "1. Tổ chức 02 đợt thi đua cao điểm\na) Đợt 1 từ 20/3 đến 20/5.\nb) Đợt 2 từ 01/10 đến 22/12.\n"
    )
    assert plan.header.number == "21-KH/ĐU"
    assert [section.number for section in plan.walk()] == ["I", "1", "a", "b"]
