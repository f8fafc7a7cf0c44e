"""The paragraphs of a plan, each with a name by which its text can be put back."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from ..content import PlanContent
from ..outline import full_numbers

_LINES = ("opening", "closing", "recipients", "signer_authority")
_FIELDS = ("subject", "signer_title", "signer_name")
LABELS = {
    "subject": "Trích yếu", "opening": "Mở đầu và căn cứ", "closing": "Lời kết", "recipients": "Nơi nhận",
    "signer_authority": "Quyền hạn ký", "signer_title": "Chức vụ người ký", "signer_name": "Người ký",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One paragraph: which field, which line of it, and where a reader finds it."""

    key: str
    text: str
    label: str


def places(content: PlanContent) -> Iterator[Place]:
    """Return the paragraphs in the order in which they print."""
    yield Place("subject", content.subject, LABELS["subject"])
    yield from _lines("opening", content.opening, LABELS["opening"])
    for index, (section, number) in enumerate(zip(content.sections, full_numbers(content.sections), strict=True)):
        name = f"Mục {number}" if number else "Mục không đánh số"
        yield Place(f"s{index}.heading", section.heading, f"{name}, tiêu đề")
        yield from _lines(f"s{index}.body", section.body, name)
        for row, task in enumerate(section.tasks):
            for part in ("content", "agencies", "cooperating", "time", "group"):
                yield from _lines(f"s{index}.t{row}.{part}", getattr(task, part), f"{name}, nhiệm vụ {row + 1}")
        yield from _lines(f"s{index}.body_after", section.body_after, name)
    for field in ("closing", "recipients", "signer_authority"):
        yield from _lines(field, getattr(content, field), LABELS[field])
    for field in ("signer_title", "signer_name"):
        yield Place(field, getattr(content, field), LABELS[field])


def _lines(key: str, text: str, label: str) -> Iterator[Place]:
    for number, line in enumerate(text.splitlines()):
        yield Place(f"{key}:{number}", line, label)


def with_changes(content: PlanContent, changes: dict[str, str]) -> PlanContent:
    """Return the plan with these paragraphs (by key) in the stead of those that stood there."""
    changed = copy.deepcopy(content)
    for key, text in changes.items():
        path, _, line = key.partition(":")
        target: object = changed
        *parts, field = path.split(".")
        for part in parts:
            number = int(part[1:])
            target = target.sections[number] if part[0] == "s" else target.tasks[number]  # type: ignore[attr-defined]
        if line:
            lines = getattr(target, field).splitlines()
            lines[int(line)] = text
            text = "\n".join(lines)
        setattr(target, field, text)
    return changed
