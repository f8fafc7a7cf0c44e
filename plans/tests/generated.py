"""Plans of random sections and tasks, as an office could have written them (Hypothesis)."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from plans.content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent
from plans.editing import relevel
from plans.reading import shapes

WORDS = [
    "thi", "đua", "khen", "thưởng", "Phòng", "Sở", "đơn", "vị", "đăng", "ký", "2026", "01/CT-UBND", "(kèm", "theo)",
    "công", "Văn", "UBND", "tỉnh", "quý", "ngày", "15/6/2026", "–", "&", "<b>", "*sao*", "C:\\tệp", "50%", "“ngoặc”",
    "Đặng Thị Hồng Ưu-Nguyễn", "34-CT/TW", "152/2025/NĐ-CP", "nghiêng" * 9, "https://vidu.vn/" + "a" * 70, "a_b_c",
]  # fmt: skip
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạẵữịộABĐƯ0123456789"

word = st.one_of(st.sampled_from(WORDS), st.text(LETTERS, min_size=1, max_size=12))
ends = st.sampled_from(["", ".", ";", ":", ","])


def sentence(least: int = 1, most: int = 14) -> st.SearchStrategy[str]:
    """Words that begin with a letter, ended as typists end them."""
    texts = st.lists(word, min_size=least, max_size=most).map(lambda words: "Việc " + " ".join(words))
    return st.tuples(texts, ends).map("".join)


heading = st.lists(word, min_size=1, max_size=9).map(lambda words: "Nội dung " + " ".join(words))
long_paragraph = sentence(60, 400)
item = st.tuples(st.sampled_from(["- ", "+ "]), sentence()).map("".join)


@st.composite
def rows(draw) -> str:
    """A small table in the text, some of its cells empty."""
    width = draw(st.integers(2, 7))
    cell = st.one_of(st.just(""), sentence(1, 4))
    lines = [["Cột", *draw(st.lists(cell, min_size=width - 1, max_size=width - 1))]]
    lines += draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=4))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


table = st.tuples(rows(), sentence()).map("\n".join)  # two tables one after the other would print as one
line = st.one_of(sentence(), sentence(), item, item, table, long_paragraph)
body = st.lists(line, max_size=4).map("\n".join)

COLUMNS = [
    DEFAULT_COLUMNS,
    [["no", "STT"], ["content", "Nội dung"], ["agencies", "Chủ trì"], ["cooperating", "Phối hợp"],
     ["time", "Thời gian"]],
    [["content", "Nội dung công việc"], ["agencies", "Đơn vị thực hiện"]],
    [["no", "TT"], ["content", "Nhiệm vụ"], ["agencies", "Đơn vị chủ trì"], ["cooperating", "Đơn vị phối hợp"],
     ["time", "Thời hạn"], ["result", "Sản phẩm"], ["note", "Ghi chú"]],
]  # fmt: skip


@st.composite
def task_lists(draw) -> tuple[list[list[str]], list[TaskContent]]:
    """The columns of a task table and its tasks: by quarter, by groups of their own, or in one row after another."""
    columns = [list(column) for column in draw(st.sampled_from(COLUMNS))]
    keys = {key for key, _ in columns}
    grouping = draw(st.sampled_from(["", "quarter", "group"])) if "time" not in keys else ""
    groups = {"": [""], "quarter": [1, 2, 3, 4], "group": ["KHỐI TRƯỜNG", "Việc đầu năm", "I Tập thể"]}[grouping]
    tasks = []
    for group in groups:
        for _ in range(draw(st.integers(1, 3))):
            cell = st.one_of(
                st.just(""), sentence(1, 6), st.lists(sentence(1, 4), min_size=2, max_size=3).map("\n- ".join)
            )
            tasks.append(
                TaskContent(
                    content=draw(sentence(1, 20)),
                    agencies=draw(cell) if "agencies" in keys else "",
                    cooperating=draw(cell) if "cooperating" in keys else "",
                    quarter=group if grouping == "quarter" else None,
                    group=group if grouping == "group" else "",
                    label=draw(st.sampled_from(["", "", "", "7a"])) if "no" in keys else "",
                    extra={"note": draw(sentence(1, 3))} if "note" in keys else {},
                )
            )
    return columns, tasks


@st.composite
def sections(draw, numbering: str, below: tuple[str, ...], *, tables: bool = True) -> list[SectionContent]:
    """A section and those below it."""
    section = SectionContent(numbering=numbering, heading=draw(heading), body=draw(body))
    if tables and draw(st.integers(0, 3)) == 0:
        section.columns, section.tasks = draw(task_lists())
        section.body_after = draw(body)
    found = [section]
    if below:
        for _ in range(draw(st.integers(0, 3))):
            found += draw(sections(below[0], below[1:]))
    return found


SHAPES = [
    (shapes.ROMAN, shapes.ARABIC, shapes.LETTER),
    (shapes.ROMAN, shapes.ARABIC, shapes.DECIMAL, shapes.LETTER),
    (shapes.PART, shapes.ROMAN, shapes.ARABIC),
    (shapes.CAPITAL, shapes.ROMAN, shapes.ARABIC),
    (shapes.ARABIC, shapes.LETTER),
    (shapes.PLAIN, shapes.ARABIC),
]


@st.composite
def plans(draw) -> PlanContent:
    """A whole plan."""
    first, *below = draw(st.sampled_from(SHAPES))
    found: list[SectionContent] = []
    for _ in range(draw(st.integers(1, 4))):
        found += draw(sections(first, tuple(below)))
    for _ in range(draw(st.integers(0, 2))):
        found += [SectionContent(numbering=shapes.ANNEX, heading=draw(heading), body=draw(body))]
        found += draw(sections(shapes.ROMAN, (shapes.ARABIC,)))
    relevel(found)
    signed = draw(st.booleans())
    bases = draw(st.lists(sentence(2, 20).map("Căn cứ {}".format), max_size=3))
    return PlanContent(
        year=2026,
        subject=draw(heading) + " năm 2026",
        header_superior="ỦY BAN NHÂN DÂN TỈNH AN SƠN",
        header_issuer=draw(st.sampled_from(["SỞ NỘI VỤ", "CƠ SỞ ĐIỀU TRỊ NGHIỆN MA TÚY VÀ PHỤC HỒI CHỨC NĂNG TỈNH"])),
        place="Sông Lam",
        number_text="27/KH-SNV" if signed else "/KH-SNV",
        issued_on=dt.date(2026, 1, 12) if signed else None,
        opening="\n".join([*(f"{text.rstrip('.;:,')};" for text in bases), *draw(st.lists(sentence(), max_size=2))]),
        closing="\n".join(draw(st.lists(sentence(), max_size=2))),
        recipients="\n".join(draw(st.lists(sentence(1, 8), min_size=1, max_size=12))),
        signer_authority=draw(st.sampled_from(["", "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"])),
        signer_title="PHÓ GIÁM ĐỐC",
        signer_name=draw(st.sampled_from(["Lò Thị Bích Hằng", "Đặng Thị Hồng Ưu-Nguyễn"])),
        stamp=draw(st.sampled_from(["", "CỤC CHỨNG THỰC SỐ"])),
        sections=found,
    )
