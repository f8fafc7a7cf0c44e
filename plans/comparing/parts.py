"""A plan taken apart for comparison: its parts in order, and in each the pieces of text that are matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.dates import vn_date

from ..content import PlanContent, SectionContent, TaskContent
from ..outline import full_numbers, task_numbers
from ..reading.numbering import roman
from .words import LEAST_SHARED, Vocabulary

HEAD, OPENING, SECTION, CLOSING, RECIPIENTS, SIGNER = "head", "opening", "section", "closing", "recipients", "signer"
NAMES = {HEAD: "Phần đầu", OPENING: "Mở đầu và căn cứ", CLOSING: "Lời kết", RECIPIENTS: "Nơi nhận", SIGNER: "Người ký"}


@dataclass(eq=False)
class Piece:
    """A heading, a paragraph, a task or a field."""

    kind: str
    text: str
    code: str
    part: int
    order: int
    label: str = ""
    alone: bool = False  # a heading that is all its section says: a paragraph with a number

    @cached_property
    def runs(self) -> frozenset[str]:
        """Its words in rows of as many as count as shared."""
        return frozenset(self.code[at:at + LEAST_SHARED] for at in range(len(self.code) - LEAST_SHARED + 1))


@dataclass(eq=False)
class Part:
    """A section, or one of the parts that every plan has."""

    kind: str
    index: int
    number: str = ""
    heading: str = ""
    level: int = 1
    parent: int | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many words it has, without what stands below it."""
        return sum(len(piece.code) for piece in self.pieces)


def parts_of(content: PlanContent, vocabulary: Vocabulary) -> list[Part]:
    """Return the parts of the plan in the order in which they print."""
    parts = [Part(HEAD, 0), Part(OPENING, 1)]
    fields = (
        ("Trích yếu", content.subject), ("Số, ký hiệu", content.number_text),
        ("Ngày ban hành", vn_date(content.issued_on)), ("Địa danh", content.place),
        ("Cơ quan ban hành", content.header_issuer), ("Cơ quan chủ quản", content.header_superior),
    )  # fmt: skip
    writer = _Writer(vocabulary)
    writer.fields(parts[0], fields)
    writer.lines(parts[1], content.opening)
    above: dict[int, int] = {}
    for section, number in zip(content.sections, full_numbers(content.sections), strict=True):
        part = Part(SECTION, len(parts), number, section.heading, section.level)
        part.parent = next((above[level] for level in sorted(above, reverse=True) if level < section.level), None)
        above = {level: index for level, index in above.items() if level < section.level} | {section.level: part.index}
        parts.append(part)
        writer.section(part, section)
    for kind, text in ((CLOSING, content.closing), (RECIPIENTS, content.recipients)):
        parts.append(Part(kind, len(parts)))
        writer.lines(parts[-1], text)
    parts.append(Part(SIGNER, len(parts)))
    writer.fields(parts[-1], (("Quyền hạn ký", content.signer_authority), ("Chức vụ", content.signer_title),
                              ("Họ tên", content.signer_name)))  # fmt: skip
    for part in parts:
        part.heading = part.heading or NAMES.get(part.kind, "")
    return parts


class _Writer:
    """Adds pieces to parts, in order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._order = 0

    def _add(self, part: Part, kind: str, text: str, label: str = "") -> None:
        if text.strip():
            piece = Piece(kind, text.strip(), self._vocabulary.encode(text), part.index, self._order, label)
            part.pieces.append(piece)
            self._order += 1

    def fields(self, part: Part, fields: Sequence[tuple[str, str]]) -> None:
        """Single values, each with its name."""
        for label, text in fields:
            self._add(part, "field", " ".join(text.split()), label)

    def lines(self, part: Part, text: str) -> None:
        """Paragraphs, one a line."""
        for line in text.splitlines():
            self._add(part, "para", line)

    def section(self, part: Part, section: SectionContent) -> None:
        """Heading, text, tasks, text after the tasks."""
        self._add(part, "heading", section.heading)
        if part.pieces:
            part.pieces[0].alone = not (section.body or section.tasks)
        self.lines(part, section.body)
        numbers = task_numbers(section.tasks, restart=section.numbers_restart)
        for task, number in zip(section.tasks, numbers, strict=True):
            self._add(part, "task", task_text(task), f"Nhiệm vụ {number}")
        self.lines(part, section.body_after)


def task_text(task: TaskContent) -> str:
    """Return a task as a few lines of text: what, when, who."""
    quarter = f"Quý {roman(task.quarter)}" if task.quarter else ""
    when = "; ".join(part for part in (task.group, quarter, task.time, vn_date(task.due_on)) if part)
    who = "; ".join(_flat(part) for part in (task.agencies, task.cooperating) if part.strip())
    return "\n".join(line for line in (_flat(task.content), when, who, *map(_flat, task.extra.values())) if line)


def _flat(text: str) -> str:
    return " ".join(text.split())
