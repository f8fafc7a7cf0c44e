"""What the editor's form posts, as a plan's content; and what its buttons do with sections and tasks.

Rows carry no index: every field of a section or a task is posted once per row, in the order of the page, so
that moving a row is moving it on the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import QueryDict

from core.exceptions import Refused

from .content import DEFAULT_COLUMNS, SectionContent, TaskContent
from .outline import level_of
from .reading import shapes
from .values import number as number_of
from .values import plain, read_json

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
    relevel(sections)
    return sections, faults


def _rows(post: QueryDict, prefix: str, keys: Sequence[str]) -> list[dict[str, str]]:
    columns = {key: post.getlist(f"{prefix}_{key}") for key in keys}
    count = len(columns[keys[0]])
    if any(len(values) != count for values in columns.values()):
        raise Refused("Biểu mẫu gửi lên bị thiếu dòng; hãy tải lại trang rồi thử lại, nội dung đã lưu vẫn còn.")
    return [{key: columns[key][row].replace("\r\n", "\n") for key in keys} for row in range(count)]


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
    """What the task says in columns that the editor does not show."""
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
    faults.append(f"Thời hạn “{text}” ở dòng nhiệm vụ thứ {number} không hợp lệ; hãy nhập dạng dd/mm/yyyy.")
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


def act_on(sections: list[SectionContent], act: str) -> tuple[list[SectionContent], str]:
    """Do what a button of the editor says ("up:12", "remove:12", "task-up:12:3"); return a sentence about it."""
    verb, _, rest = act.partition(":")
    if verb == "append":
        sections.append(SectionContent(numbering=rest if rest in NUMBERINGS else shapes.ROMAN, uid=_new_uid(sections)))
        relevel(sections)
        return sections, "Đã thêm một mục ở cuối."
    uid, _, place = rest.partition(":")
    index = next((i for i, section in enumerate(sections) if section.uid == uid), None)
    if index is None:
        return sections, ""
    if verb.startswith("task"):
        return sections, _act_on_tasks(sections[index], verb, number_of(place))
    sentence = _act_on_sections(sections, verb, index)
    relevel(sections)
    return sections, sentence


def _act_on_sections(sections: list[SectionContent], verb: str, index: int) -> str:
    end = _end_of(sections, index)
    section = sections[index]
    if verb == "remove":
        del sections[index:end]
        name = f"“{section.heading[:60]}”" if section.heading else "chưa có tiêu đề"
        below = f" cùng {end - index - 1} mục con" if end - index > 1 else ""
        return f"Đã bỏ mục {name}{below}."
    if verb in ("up", "down"):
        return _move(sections, index, end, verb)
    if verb in ("after", "below"):
        numbering = section.numbering if verb == "after" else _child_numbering(section.numbering)
        place = end if verb == "after" else end
        sections.insert(place, SectionContent(numbering=numbering, uid=_new_uid(sections)))
        return "Đã thêm một mục mới."
    if verb == "table":
        section.columns = section.columns or [list(column) for column in DEFAULT_COLUMNS]
        section.tasks.append(TaskContent())
        return "Đã thêm bảng nhiệm vụ."
    return ""


def _end_of(sections: Sequence[SectionContent], index: int) -> int:
    """The place after the section and all below it."""
    end = index + 1
    while end < len(sections) and sections[end].level > sections[index].level:
        end += 1
    return end


def _move(sections: list[SectionContent], index: int, end: int, verb: str) -> str:
    level = sections[index].level
    block = sections[index:end]
    if verb == "up":
        before = next((i for i in range(index - 1, -1, -1) if sections[i].level <= level), None)
        if before is None or sections[before].level < level:
            return "Mục này đã ở đầu phần của nó."
        del sections[index:end]
        sections[before:before] = block
        return "Đã chuyển mục lên."
    if end >= len(sections) or sections[end].level < level:
        return "Mục này đã ở cuối phần của nó."
    after = _end_of(sections, end)
    sections[after:after] = block
    del sections[index:end]
    return "Đã chuyển mục xuống."


def _child_numbering(numbering: str) -> str:
    return {shapes.PART: shapes.ROMAN, shapes.CAPITAL: shapes.ROMAN, shapes.ROMAN: shapes.ARABIC,
            shapes.ANNEX: shapes.ROMAN, shapes.DECIMAL: shapes.LETTER}.get(numbering, shapes.LETTER)  # fmt: skip


def _new_uid(sections: Sequence[SectionContent]) -> str:
    used = {section.uid for section in sections}
    number = len(sections) + 1
    while f"moi{number}" in used:
        number += 1
    return f"moi{number}"


def _act_on_tasks(section: SectionContent, verb: str, place: int | None) -> str:
    tasks = section.tasks
    if verb == "task-add":
        last = tasks[-1] if tasks else TaskContent()
        tasks.append(TaskContent(quarter=last.quarter, group=last.group))
        return "Đã thêm một nhiệm vụ."
    if place is None or place >= len(tasks):
        return ""
    if verb == "task-remove":
        gone = tasks.pop(place)
        return f"Đã bỏ nhiệm vụ “{gone.content[:60]}”." if gone.content else "Đã bỏ một nhiệm vụ trống."
    other = place - 1 if verb == "task-up" else place + 1
    if not 0 <= other < len(tasks):
        return "Nhiệm vụ này đã ở đầu hoặc cuối bảng."
    tasks[place], tasks[other] = tasks[other], tasks[place]
    # A task that crosses into another quarter belongs to it from now on.
    tasks[other].quarter, tasks[other].group = tasks[place].quarter, tasks[place].group
    return "Đã chuyển nhiệm vụ."
