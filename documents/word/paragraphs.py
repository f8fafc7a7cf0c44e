"""The words of a Word file, paragraph by paragraph, as a reader of the page sees them.

Kept insertions are in, deletions and comments out; automatic numbers are counted; text boxes and notes follow
the paragraph that they hang on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .names import MARK_BEFORE
from .numbers import Numbers
from .opening import WordFile, switched, value_of
from .xml import Element, W

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_SKIPPED = {_tag(name) for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent", "sdtPr",
                                    "comment", "tblPr", "tblGrid", "object")} | {f"{{{_MC}}}Fallback"}  # fmt: skip
_WRAPPERS = {_tag(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
_BREAKS = {_tag("br"), _tag("cr")}


@dataclass
class Piece:
    """A stretch of text in one form; `mark` is what stood before a mark that the layout set, None for plain text."""

    text: str
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    style: str = ""

    @property
    def own(self) -> str:
        """The text as its writer gave it: a mark that the layout set gives way to what stood there."""
        return MARK_BEFORE.get(self.style, self.text)


@dataclass
class WordParagraph:
    """A paragraph: the name of its style, its automatic number, its text."""

    style: str = ""
    number: str = ""
    pieces: list[Piece] = field(default_factory=list)
    note: bool = False

    @property
    def text(self) -> str:
        """The text as the page shows it, with its number."""
        return self.number + "".join(piece.text.upper() if piece.capitals else piece.text for piece in self.pieces)

    @property
    def own_text(self) -> str:
        """The text as its writer gave it, capitals and marks of the layout undone, with its automatic number."""
        return self.number + "".join(piece.own for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        worded = [piece for piece in self.pieces if piece.text.strip()]
        return bool(worded) and all(piece.bold for piece in worded)


@dataclass
class WordCell:
    """A cell of a table and how many columns it covers; `goes_on` is the rest of a cell from the row above."""

    element: Element
    span: int = 1
    goes_on: bool = False


class WordText:
    """Walks through a file; automatic numbers count on as it goes, so each element is read once."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._numbers = Numbers(file)
        self._open: WordParagraph | None = None  # its paragraph mark was deleted: the next one goes on with it
        self.note_count = 0

    def elements(self, parent: Element) -> Iterator[Element]:
        """Return the paragraphs and tables below an element, whatever wraps them."""
        for child in parent:
            if child.tag in (_tag("p"), _tag("tbl")):
                yield child
            elif child.tag in _WRAPPERS:
                yield from self.elements(child)

    def paragraphs(self, element: Element) -> Iterator[WordParagraph]:
        """Return a paragraph of the file, then what hangs on it: text boxes, notes."""
        found = WordParagraph(self.style_of(element), self._number_of(element))
        notes: list[tuple[int, Element]] = []
        found.pieces = list(self._pieces(element, notes))
        if self._open is not None:
            self._open.pieces += found.pieces
            found, self._open = self._open, None
        if _mark_deleted(element):
            self._open = found
        else:
            yield found
        for box in _boxes(element):
            for inner in self.elements(box):
                yield from self._inside(inner)
        for number, note in notes:
            yield from self._note(number, note)

    def _inside(self, element: Element) -> Iterator[WordParagraph]:
        if element.tag == _tag("p"):
            yield from self.paragraphs(element)
            return
        for row in rows_of(element):
            for cell in cells_of(row):
                for inner in self.elements(cell.element):
                    yield from self._inside(inner)

    def _note(self, number: int, note: Element) -> Iterator[WordParagraph]:
        prefix = f"({number}) "
        for element in self.elements(note):
            for paragraph in self.paragraphs(element) if element.tag == _tag("p") else self._inside(element):
                if paragraph.text.strip():
                    yield WordParagraph("", prefix, [Piece(paragraph.text.strip())], note=True)
                    prefix = ""

    def style_of(self, element: Element) -> str:
        """Return the name of a paragraph's style."""
        properties = element.find(_tag("pPr"))
        return self._file.style_name(value_of(properties, "pStyle")) if properties is not None else ""

    def _number_of(self, element: Element) -> str:
        worded = any((found.text or "").strip() for found in element.iter(_tag("t")))
        return self._numbers.next_for(element) if worded else ""

    def _pieces(self, element: Element, notes: list[tuple[int, Element]]) -> Iterator[Piece]:
        """Return the runs of a paragraph in its order."""
        properties = element.find(_tag("pPr")) if element.tag == _tag("p") else None
        facts = self._file.styles.get(value_of(properties, "pStyle")) if properties is not None else None
        own = (facts.bold, facts.capitals) if facts else (False, False)
        yield from self._runs(element, own, notes)

    def _runs(self, element: Element, form: tuple[bool, bool], notes: list[tuple[int, Element]]) -> Iterator[Piece]:
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == _tag("r"):
                if (piece := self._run(child, form, notes)) is not None:
                    yield piece
            else:
                yield from self._runs(child, form, notes)

    def _run(self, element: Element, form: tuple[bool, bool], notes: list[tuple[int, Element]]) -> Piece | None:
        properties = element.find(_tag("rPr"))
        if switched(properties, "vanish"):
            return None
        identifier = value_of(properties, "rStyle") if properties is not None else ""
        facts = self._file.styles.get(identifier)
        bold, capitals = switched(properties, "b"), switched(properties, "caps")
        text = self._text(element, notes)
        return Piece(
            text,
            bold=bool(bold) if bold is not None else form[0] or bool(facts and facts.bold),
            italic=bool(switched(properties, "i")),
            capitals=bool(capitals) if capitals is not None else form[1] or bool(facts and facts.capitals),
            style=facts.name if facts else "",
        ) if text else None  # fmt: skip

    def _text(self, element: Element, notes: list[tuple[int, Element]]) -> str:
        parts: list[str] = []
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == _tag("t"):
                parts.append((child.text or "").replace("\u2011", "-"))
            elif child.tag == _tag("tab"):
                parts.append("\t")
            elif child.tag in _BREAKS:
                parts.append("\n")
            elif child.tag == _tag("noBreakHyphen"):
                parts.append("-")
            elif child.tag == _tag("sym"):
                parts.append(_symbol(child.get(_tag("char"), "")))
            elif child.tag in (_tag("footnoteReference"), _tag("endnoteReference")):
                parts.append(self._cited(child, notes))
            else:
                parts.append(self._text(child, notes))
        return "".join(parts)

    def _cited(self, reference: Element, notes: list[tuple[int, Element]]) -> str:
        kind = reference.tag.rsplit("}", 1)[1].removesuffix("Reference")
        note = self._file.notes.get((kind, reference.get(_tag("id"), "")))
        if note is None:
            return ""
        self.note_count += 1
        notes.append((self.note_count, note))
        return f" ({self.note_count})"


def _symbol(code: str) -> str:
    """Return a letter of a symbol font by its code, as bullets are often set."""
    return chr(int(code, 16)) if len(code) == 4 and all(char in "0123456789abcdefABCDEF" for char in code) else ""


def _mark_deleted(paragraph: Element) -> bool:
    """Whether somebody deleted the end of this paragraph, so that the next one goes on with it."""
    mark = paragraph.find(f"{_tag('pPr')}/{_tag('rPr')}")
    return mark is not None and mark.find(_tag("del")) is not None


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Return the text boxes that hang on a paragraph; each is in the file twice, for new and for old programs."""
    for box in paragraph.iter(_tag("txbxContent")):
        above, copied = box.getparent(), False
        while above is not None and above is not paragraph:
            copied = copied or above.tag in (f"{{{_MC}}}Fallback", _tag("txbxContent"))
            above = above.getparent()
        if not copied:
            yield box


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table; those of tables inside its cells are theirs."""
    return [row for row in table.iter(_tag("tr")) if _owner(row, "tbl") is table and not _deleted(row)]


def cells_of(row: Element) -> list[WordCell]:
    """Return the cells of a row."""
    cells: list[WordCell] = []
    for cell in row.iter(_tag("tc")):
        if _owner(cell, "tr") is not row:
            continue
        properties = cell.find(_tag("tcPr"))
        span, merge = "1", None
        if properties is not None:
            span, merge = value_of(properties, "gridSpan", "1"), properties.find(_tag("vMerge"))
        goes_on = merge is not None and merge.get(_tag("val")) != "restart"
        columns = int(span) if span.isascii() and span.isdigit() and len(span) < 3 else 1
        cells.append(WordCell(cell, max(columns, 1), goes_on))
    return cells


def _deleted(row: Element) -> bool:
    properties = row.find(_tag("trPr"))
    return properties is not None and properties.find(_tag("del")) is not None


def _owner(element: Element, tag: str) -> Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag != _tag(tag):
        parent = parent.getparent()
    return parent
