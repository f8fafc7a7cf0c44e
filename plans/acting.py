"""What the editor's buttons do with sections, tasks and columns when no script does it on the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.values import number as number_of

from .columns import act_on_columns
from .content import DEFAULT_COLUMNS, SectionContent, TaskContent
from .editing import NUMBERINGS, relevel
from .reading import shapes


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
    if verb.startswith("column"):
        return sections, act_on_columns(sections[index], verb, place)
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
    if verb in ("promote", "demote"):
        return _shift(sections, index, end, verb)
    if verb in ("after", "below"):
        numbering = section.numbering if verb == "after" else _child_numbering(section.numbering)
        sections.insert(end, SectionContent(numbering=numbering, uid=_new_uid(sections)))
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


def _shift(sections: list[SectionContent], index: int, end: int, verb: str) -> str:
    """Give the section and all below it the next kind of numbering, as Word does with a heading in its outline."""
    present = {section.numbering for section in sections}
    block = sections[index:end]
    kinds = [shifted(section.numbering, present, down=verb == "demote") for section in block]
    if any(kind is None for kind in kinds):
        return "Mục này, hoặc mục con của nó, đã ở cấp sâu nhất." if verb == "demote" else "Mục này đã ở cấp cao nhất."
    for section, kind in zip(block, kinds, strict=True):
        section.numbering = kind or section.numbering
    return "Đã đưa mục xuống một cấp." if verb == "demote" else "Đã đưa mục lên một cấp."


def shifted(numbering: str, present: Collection[str], *, down: bool) -> str | None:
    """Return the kind of numbering one level deeper or higher in a plan with these kinds; None where there is none."""
    top = [kind for kind in (shapes.PART, shapes.CAPITAL) if kind in present][:1]
    middle = [shapes.DECIMAL] if shapes.DECIMAL in present else []
    ladder = [*top, shapes.ROMAN, shapes.ARABIC, *middle, shapes.LETTER]
    if numbering not in ladder:
        return numbering if numbering == shapes.PLAIN else None
    place = ladder.index(numbering) + (1 if down else -1)
    return ladder[place] if 0 <= place < len(ladder) else None


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
