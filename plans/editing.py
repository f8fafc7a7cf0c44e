"""What the editor's form posts, as a plan's content (what its buttons do: see `acting`).

Rows carry no index: every field of a section or a task is posted once per row, in the order of the page, so
that moving a row is moving it on the page. Only what a table has of its own is named by its section:
`column-<uid>-<key>` is a column's name as printed, `extra-<uid>-<key>` that column's cell, once a task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import QueryDict

from core.exceptions import Refused
from core.text import nfc
from core.values import number as number_of
from core.values import plain, read_json

from .content import DEFAULT_COLUMNS, SectionContent, TaskContent
from .outline import level_of
from .reading import shapes

_SECTION_KEYS = ("uid", "numbering", "heading", "body", "after", "columns", "restart")
_TASK_KEYS = (
    "section",
    "id",
    "quarter",
    "group",
    "content",
    "agencies",
    "cooperating",
    "time",
    "label",
    "extra",
    "due",
)
NUMBERINGS = (shapes.PART, shapes.CAPITAL, shapes.ROMAN, shapes.ARABIC, shapes.DECIMAL, shapes.LETTER, shapes.ANNEX,
              shapes.PLAIN)  # fmt: skip


def read_sections(post: QueryDict) -> tuple[list[SectionContent], list[str]]:
    """Return the sections that the form posted, and a sentence for each thing in them that cannot be kept."""
    faults: list[str] = []
    rows = _rows(post, "section", _SECTION_KEYS)
    sections = [_section(row, number, faults) for number, row in enumerate(rows, start=1)]
    by_uid = {section.uid: section for section in sections}
    for number, row in enumerate(_rows(post, "task", _TASK_KEYS), start=1):
        if (section := by_uid.get(row["section"])) is not None:
            section.tasks.append(_task(row, number, faults))
    for section in sections:
        _read_own_columns(post, section)
    relevel(sections)
    return sections, faults


def _rows(post: QueryDict, prefix: str, keys: Sequence[str]) -> list[dict[str, str]]:
    columns = {key: post.getlist(f"{prefix}_{key}") for key in keys}
    count = len(columns[keys[0]])
    if any(len(values) != count for values in columns.values()):
        raise Refused("Biểu mẫu gửi lên bị thiếu dòng; hãy tải lại trang rồi thử lại, nội dung đã lưu vẫn còn.")
    return [{key: nfc(columns[key][row].replace("\r\n", "\n")) for key in keys} for row in range(count)]


def _section(row: dict[str, str], number: int, faults: list[str]) -> SectionContent:
    numbering = row["numbering"] if row["numbering"] in NUMBERINGS else shapes.ROMAN
    return SectionContent(
        numbering=numbering,
        heading=" ".join(row["heading"].split()),
        body=_tidy(row["body"]),
        body_after=_tidy(row["after"]),
        columns=_columns(row["columns"], number, faults),
        numbers_restart=row["restart"] == "1",
        uid=row["uid"],
        id=number_of(row["uid"]),
    )


def _columns(text: str, number: int, faults: list[str]) -> list[list[str]]:
    found = read_json(text) if text else []
    if isinstance(found, list) and all(isinstance(column, list) and len(column) == 2 for column in found):
        return [[plain(key), plain(label)] for key, label in found]
    faults.append(f"Không đọc được các cột của bảng nhiệm vụ ở mục thứ {number}; hãy tải lại trang rồi thử lại.")
    return []


def _read_own_columns(post: QueryDict, section: SectionContent) -> None:
    """Take the names of the columns and the cells that only this table has, where the page shows them."""
    shown = section.columns or ([list(column) for column in DEFAULT_COLUMNS] if section.tasks else [])
    named = False
    for column in shown:
        if (label := post.get(f"column-{section.uid}-{column[0]}")) is not None and label.strip() != column[1]:
            column[1], named = " ".join(nfc(label).split()), True
        cells = post.getlist(f"extra-{section.uid}-{column[0]}")
        if len(cells) == len(section.tasks):
            for task, cell in zip(section.tasks, cells, strict=True):
                _put_extra(task, column[0], _tidy(nfc(cell).replace("\r\n", "\n")))
    if named:
        section.columns = shown


def _put_extra(task: TaskContent, key: str, text: str) -> None:
    if text:
        task.extra[key] = text
    else:
        task.extra.pop(key, None)


def _task(row: dict[str, str], number: int, faults: list[str]) -> TaskContent:
    return TaskContent(
        content=_tidy(row["content"]),
        quarter=int(row["quarter"]) if row["quarter"] in ("1", "2", "3", "4") else None,
        group=" ".join(row["group"].split()),
        agencies=_tidy(row["agencies"]),
        cooperating=_tidy(row["cooperating"]),
        time=_tidy(row["time"]),
        label=row["label"].strip(),
        extra=_extra(row["extra"], number, faults),
        due_on=_day(row["due"], number, faults),
        id=number_of(row["id"]),
    )


def _extra(text: str, number: int, faults: list[str]) -> dict[str, str]:
    """What the task says in columns that its table has no more, or that the page does not show."""
    found = read_json(text) if text else {}
    if isinstance(found, dict):
        return {plain(key): plain(value) for key, value in found.items()}
    faults.append(f"Không đọc được các cột khác của nhiệm vụ thứ {number}; hãy tải lại trang rồi thử lại.")
    return {}


def _day(text: str, number: int, faults: list[str]) -> dt.date | None:
    text = text.strip()
    if not text:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    faults.append(f"Thời hạn “{text}” ở dòng nhiệm vụ thứ {number} không hợp lệ; hãy nhập dạng ngày/tháng/năm.")
    return None


def _tidy(text: str) -> str:
    """Each paragraph on its line, without blank lines: spaces between paragraphs are the layout's."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def relevel(sections: Sequence[SectionContent]) -> None:
    """Give each section the level that its kind of numbering has; in an annex one deeper."""
    start = 0
    for end in [*[i for i, s in enumerate(sections) if s.numbering == shapes.ANNEX], len(sections)]:
        part = sections[start:end]
        annexed = bool(part) and part[0].numbering == shapes.ANNEX
        present = [section.numbering for section in part]
        for section in part:
            if section.numbering == shapes.ANNEX:
                section.level = 1
            else:
                section.level = level_of(section.numbering, present) + (1 if annexed else 0)
        start = end
