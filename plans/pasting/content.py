"""From the pieces of a pasted text to sections, paragraphs and tasks; and to plain lines, for who wants only these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..content import SectionContent, TaskContent, from_read
from ..reading import shapes
from ..reading.joining import Paragraph
from ..reading.lines import Line
from ..reading.numbering import Mark, mark_of
from ..reading.shapes import ReadPlan
from ..reading.tree import grow
from .pieces import Piece, html_pieces, text_pieces

_BY_RANK = (shapes.ROMAN, shapes.ARABIC, shapes.LETTER)


@dataclass
class Pasted:
    """A pasted text: as plain lines, and as sections with what stands before the first of them."""

    text: str = ""
    opening: str = ""
    sections: list[SectionContent] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    @property
    def tasks(self) -> int:
        """How many tasks its tables hold."""
        return sum(len(section.tasks) for section in self.sections)

    def summary(self) -> str:
        """What would be pasted: "3 mục, 12 đoạn, 1 bảng 8 nhiệm vụ"."""
        headed = sum(bool(section.heading) for section in self.sections)
        counts = [(headed, f"{headed} mục"), (self.paragraphs, f"{self.paragraphs} đoạn")]
        table = f"{self.tables} bảng" + (f" {self.tasks} nhiệm vụ" if self.tasks else "")
        return ", ".join(words for count, words in [*counts, (self.tables, table)] if count)

    def to_json(self) -> dict[str, Any]:
        """Return it as the editor's script takes it."""
        return {
            "summary": self.summary(),
            "text": self.text,
            "opening": self.opening,
            "sections": [_section_json(section) for section in self.sections],
        }


def _section_json(section: SectionContent) -> dict[str, Any]:
    return {
        "numbering": section.numbering,
        "heading": section.heading,
        "body": section.body,
        "after": section.body_after,
        "restart": "1" if section.numbers_restart else "",
        "columns": section.columns,
        "tasks": [_task_json(task) for task in section.tasks],
    }


def _task_json(task: TaskContent) -> dict[str, Any]:
    names = ("label", "content", "agencies", "cooperating", "time", "group")
    return {
        **{name: getattr(task, name) for name in names},
        "quarter": str(task.quarter or ""),
        "due": f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
        "extra": task.extra,
    }


def read_pasted(html: str, text: str) -> Pasted:
    """Read what was pasted; the plain text counts only where there is no HTML. Raises `Refused` when it is too long."""
    pieces = html_pieces(html) if html.strip() else []
    pieces = pieces or text_pieces(text)
    read = ReadPlan()
    tree = grow([_paragraph(piece) for piece in pieces])
    read.opening, read.sections = tree.opening, tree.sections
    content = from_read(read)
    rows = [piece.kind == "row" for piece in pieces]
    return Pasted(
        text="\n".join(piece.line() for piece in pieces),
        opening=content.opening,
        sections=content.sections,
        paragraphs=sum(piece.kind in ("item", "subitem") or (piece.kind == "para" and mark_of(piece.text) is None)
                       for piece in pieces),
        tables=sum(row and not before for row, before in zip(rows, [False, *rows], strict=False)),
    )  # fmt: skip


def _paragraph(piece: Piece) -> Paragraph:
    if piece.kind == "row":
        cells = tuple(piece.cells)
        return Paragraph("row", " ".join(cells), line=Line(" ".join(cells), whole=True, cells=cells, row=True))
    if piece.kind in ("item", "subitem"):
        return Paragraph(piece.kind, piece.text)
    mark = mark_of(piece.text)
    if mark is not None and mark.sure and mark.rest.strip():
        return Paragraph("head", mark.rest.strip(), mark)
    if piece.kind == "heading":
        kind = _BY_RANK[min(piece.rank, len(_BY_RANK)) - 1]
        return Paragraph("head", piece.text, Mark(kind, "", 0, piece.text))
    return Paragraph("para", piece.text)
