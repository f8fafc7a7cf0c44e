"""numbering: headings of a file, items typed in a text, tasks."""

from dataclasses import replace

import pytest

from documents.proofreading import HeadingFact, Passage, ProofText
from documents.proofreading.shapes import HEADING

from .plans import clean_plan, found, paragraph


def outline(*numbers, numbering="arabic"):
    passages = [Passage(f"section:{place}:heading", "Mục I", "Việc chung", HEADING) for place in range(len(numbers))]
    headings = [HeadingFact(each.field, "Mục I", numbering, number, "I")
                for each, number in zip(passages, numbers, strict=True)]  # fmt: skip
    return ProofText(passages=passages, headings=headings, recipients=["Lưu: VT"], ends_with_mark=True)


@pytest.mark.parametrize(
    ("numbers", "numbering", "said"),
    [
        ("122", "arabic", ["Mục 2 đứng hai lần; theo thứ tự phải là 3."]),
        ("1224", "arabic", ["Mục 2 đứng hai lần; theo thứ tự phải là 3.", "Mục 4 đứng ngay sau"]),
        ("124", "arabic", ["thiếu 3"]),
        ("132", "arabic", ["Mục 3 sai thứ tự"]),
        ("23", "arabic", ["thiếu 1"]),
        (("I", "II", "II", "III"), "roman", ["Mục II đứng hai lần"]),
        ("abd", "letter", ["thiếu c"]),
        (("Phần thứ nhất", "Phần thứ nhất"), "part", ["đứng hai lần"]),
    ],
)
def test_twins_gaps_and_wrong_order(numbers, numbering, said):
    findings = found(outline(*numbers, numbering=numbering), "numbering")
    assert len(findings) >= 1
    assert all(any(part in each.message for each in findings) for part in said)


@pytest.mark.parametrize(
    ("numbers", "numbering"),
    [("1234", "arabic"), (("I", "II", "III", "IV", "V"), "roman"), ("abcdđeg", "letter"), (("1.1", "1.2"), "decimal"),
     (("Phần thứ nhất", "Phần thứ hai"), "part"), ("ABCDEGH", "capital")],
)  # fmt: skip
def test_numbers_in_order(numbers, numbering):
    assert found(outline(*numbers, numbering=numbering), "numbering") == []


def test_numbers_that_run_on_through_all_parts_are_in_order():
    first, second = outline("1", "2"), outline("3", "4")
    passages = [*first.passages, *(replace(each, field=f"x{each.field}") for each in second.passages)]
    headings = [*first.headings, *(replace(each, field=f"x{each.field}", above="II") for each in second.headings)]
    assert found(replace(first, passages=passages, headings=headings), "numbering") == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a) Rà soát;\nb) Vận động;\nb) Nghiệm thu.", "Điểm b đứng hai lần"),
        ("a) Rà soát;\nb) Vận động;\nd) Nghiệm thu.", "thiếu c"),
        ("1. Việc một.\n2. Việc hai.\n4. Việc bốn.", "thiếu 3"),
    ],
)
def test_items_typed_in_a_text(body, said):
    [finding] = found(paragraph(body), "numbering")
    assert said in finding.message
    assert finding.severity != "error"


@pytest.mark.parametrize(
    "body",
    [
        "a) Rà soát;\nb) Vận động;\nc) Nghiệm thu;\nd) Bàn giao;\nđ) Báo cáo;\ne) Lưu hồ sơ.",
        "1. Việc một:\na) Rà soát;\nb) Vận động.\n2. Việc hai:\na) Rà soát;\nb) Vận động.",
        "Có 2. phòng",
        "- Việc một;\n- Việc hai.",
    ],
)
def test_items_in_order(body):
    assert found(paragraph(body), "numbering") == []


def test_a_task_number_twice_is_an_error():
    text = clean_plan()
    tasks = [text.tasks[0], text.tasks[1], replace(text.tasks[2], number="2")]
    [finding] = found(replace(text, tasks=tasks), "numbering")
    assert (finding.severity, finding.field) == ("error", "task:3:content")


def test_a_number_typed_into_a_heading_is_told_where_the_layout_numbers():
    assert found(paragraph("1. Mục đích", kind=HEADING), "numbering")
    assert found(paragraph("Mục đích", kind=HEADING), "numbering") == []
