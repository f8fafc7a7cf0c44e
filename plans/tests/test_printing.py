"""What is printed carries every word of what was read, in its order."""

import difflib
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from documents.official import GroupRow, Heading, Table
from documents.rendering import render
from plans.content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent, from_read
from plans.printing import official_document, split_number
from plans.reading import read_text, shapes
from plans.reading.characters import words
from units.models import Unit

SAMPLES = Path(__file__).parent / "samples"
UNIT = Unit(name="Sở Ví dụ", symbol="SVD", place="An Sơn", superior_name="Ủy ban nhân dân tỉnh", issues_documents=True)


def folded(text):
    text = re.sub(r"-\s*\n\s*(?=[A-ZĐ])", "-", unicodedata.normalize("NFC", text))
    return [word.casefold() for word in words(re.sub(r"[*#_]", " ", text))]


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_printed_words_are_the_words_of_the_source(sample, tmp_path):
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    file = tmp_path / "a.pdf"
    file.write_bytes(render(official_document(from_read(read_text(text)), UNIT)))
    printed = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True).stdout
    want = folded(
        "\n".join(
            line
            for line in text.split("\n")
            if not re.match(r"^\s*\d{1,2}\s*$|^TT\t|^\s*\d{4}-\d\d-\d\dT|^\s*Tỉnh An Sơn|.*đã ký lên", line)
        )
    )
    matcher = difflib.SequenceMatcher(None, want, folded(printed), autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    # Signature and recipients may change sides, misread labels are written anew.
    assert same >= 0.93 * len(want)
    missing = [word for word in set(want) - set(folded(printed)) if word not in {"i1i", "nhin", "ke", "đã", "ký"}]
    assert missing == []


def tables(content):
    return [block for block in official_document(content, UNIT).body if isinstance(block, Table)]


def one_table(*tasks, columns=DEFAULT_COLUMNS):
    section = SectionContent(numbering=shapes.ROMAN, heading="NỘI DUNG", columns=columns, tasks=list(tasks))
    return tables(PlanContent(year=2026, subject="Thử", sections=[section]))[0]


def test_quarters_are_rows_over_the_table_and_numbers_follow():
    table = one_table(TaskContent(content="Một", quarter=1), TaskContent(content="Hai", quarter=3))
    assert [row.text for row in table.rows if isinstance(row, GroupRow)] == ["QUÝ I", "QUÝ III"]
    assert [row.cells[0] for row in table.rows if not isinstance(row, GroupRow)] == ["1", "2"]


def test_a_table_with_a_time_column_has_no_quarter_rows():
    columns = [*DEFAULT_COLUMNS, [shapes.TIME, "Thời gian"]]
    table = one_table(TaskContent(content="Một", quarter=1, time="Quý I"), columns=columns)
    assert not [row for row in table.rows if isinstance(row, GroupRow)]


def test_items_inside_a_cell_stand_on_lines_of_their_own():
    table = one_table(TaskContent(content="Một", agencies="- Sở A. - Sở B."))
    assert table.rows[0].cells[2] == "- Sở A.\n- Sở B."


def test_an_empty_task_row_is_not_printed():
    content = PlanContent(
        year=2026,
        subject="Thử",
        sections=[SectionContent(numbering=shapes.ROMAN, heading="NỘI DUNG", tasks=[TaskContent(quarter=1)])],
    )
    assert tables(content) == []


def test_stars_in_a_text_are_printed_and_not_read_as_markup():
    body = official_document(
        PlanContent(year=2026, subject="Thử", sections=[SectionContent(heading="A *b* c", body="**đậm**")]), UNIT
    ).body
    assert isinstance(body[0], Heading)
    assert body[0].text == r"A \*b\* c"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("289/KH-UBND", (289, "KH-UBND")),
        ("05/KH-VP", (5, "KH-VP")),
        ("12", (12, "")),
        ("/KH-VP", (None, "KH-VP")),
        ("", (None, "")),
    ],
)
def test_number_and_symbol(text, parts):
    assert split_number(text) == parts


@pytest.mark.parametrize("label", ["TT", "STT", "Số TT"])
def test_the_head_of_the_number_column_is_not_broken_however_many_columns(label, tmp_path):
    columns = [[shapes.NO, label], [shapes.CONTENT, "Nội dung"], [shapes.AGENCIES, "Chủ trì"],
               [shapes.COOPERATING, "Phối hợp"], [shapes.TIME, "Thời gian"], [shapes.NOTE, "Ghi chú"]]
    tasks = [TaskContent(content="Một"), TaskContent(content="Hai")]
    section = SectionContent(numbering=shapes.ROMAN, heading="NỘI DUNG", columns=columns, tasks=tasks)
    content = PlanContent(year=2026, subject="Thử", sections=[section])
    file = tmp_path / "a.pdf"
    file.write_bytes(render(official_document(content, UNIT)))
    printed = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert label.split()[-1] in printed.split()
