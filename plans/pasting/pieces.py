"""The pieces of a pasted text, from the clipboard's HTML: paragraphs, headings, items of lists, rows of tables.

HTML is only read; none of it goes on to a page. Word writes lists as paragraphs with the mark in a span of its own
("mso-list:Ignore"), LibreOffice as lists of paragraphs, Google Docs as lists whose items say their level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from core.exceptions import Refused
from core.text import fold

from ..reading.characters import clean
from ..reading.lines import bullet
from ..reading.numbering import POINTS, roman

MAX_LENGTH = 4_000_000
_BREAK = "\u2028"
_SKIPPED = {"style", "script", "head", "title", "meta", "link", "xml", "del", "template", "noscript", "iframe",
            "object"}  # fmt: skip
_GLYPHS = ("o", "§", "v", "q", "Ø", "ü")  # what Word's bullets are when their font is taken away
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "section",
           "article", "body", "html", "pre", "center", "form", "fieldset", "header", "footer", "main", "tbody", "tr",
           "td", "th"}  # fmt: skip
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL)
_MSO_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
# Word's comments, with their marks in the text: said between colleagues, no part of the document.
_COMMENT = ("mso-special-character:comment", "mso-element:comment")
_HELD = "\ufdd0"  # stands in a row for a cell that reaches down into it, until its column is known
# Columns whose merged cell counts for each row: who does it, until when, what comes of it.
_SHARED_COLUMN = re.compile(r"\b(chu tri|thuc hien|phoi hop|co quan|don vi|thoi gian|thoi han|san pham)\b")
_NUMBER_MARK = re.compile(r"[\w.]{1,12}[.):/]?")


@dataclass
class Piece:
    """One paragraph (`kind` para, heading, item, subitem) or one row of a table with its cells."""

    kind: str
    text: str = ""
    rank: int = 0  # of a heading: 1 to 6
    cells: tuple[str, ...] = ()

    def line(self) -> str:
        """The piece as a line of the plan's text."""
        if self.kind == "row":
            return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in self.cells) + " |"
        return {"item": "- ", "subitem": "+ "}.get(self.kind, "") + self.text


def html_pieces(html: str) -> list[Piece]:
    """Return the pieces of the clipboard's HTML. Raises `Refused` when it is far too long."""
    if len(html) > MAX_LENGTH:
        raise Refused("Nội dung dán quá dài; hãy dán từng phần.")
    if match := _FRAGMENT.search(html):
        html = match.group(1)
    html = re.sub(r"<\?xml[^>]*>|<!\[(?:if[^\]]*|endif)\]>", "", html).replace("\x00", "")
    try:
        root = lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):
        return []
    walker = _Walker()
    walker.walk(root)
    walker.flush()
    return walker.pieces


def text_pieces(text: str) -> list[Piece]:
    """Return the pieces of a plain text: a line each; lines of equally many cells between tabs are rows."""
    if len(text) > MAX_LENGTH:
        raise Refused("Nội dung dán quá dài; hãy dán từng phần.")
    lines = [line for line in clean(text).split("\n") if line.strip()]
    tabs = [line.strip("\n").count("\t") if line.strip().count("\t") else 0 for line in lines]
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        beside = {tabs[index - 1] if index else 0, tabs[index + 1] if index + 1 < len(lines) else 0}
        if tabs[index] and tabs[index] in beside:
            pieces.append(Piece("row", cells=tuple(" ".join(cell.split()) for cell in line.split("\t"))))
        else:
            pieces.append(_typed(" ".join(line.split())))
    return pieces


def _typed(text: str) -> Piece:
    """A paragraph whose list mark was typed by hand."""
    kind, rest = bullet(text)
    return Piece(kind, rest)


@dataclass
class _Walker:
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: str = ""  # the list mark of the paragraph that is being read
    depth: int = 0  # how deep its list is
    rank: int = 0  # of the heading that is being read

    def walk(self, element: lxml.html.HtmlElement) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        style = (element.get("style") or "").replace(" ", "").lower()
        if not tag or tag in _SKIPPED or "display:none" in style or "mso-hide:all" in style:
            return
        if any(sign in style for sign in _COMMENT) or (element.get("class") or "").lower().startswith("msocom"):
            return
        if "mso-list:ignore" in style:
            self.mark = " ".join(element.text_content().split())
            return
        if tag == "br":
            self.words.append(_BREAK)
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag in _BLOCKS:
            self._block(element, tag)
        else:
            self._inside(element)

    def _inside(self, element: lxml.html.HtmlElement) -> None:
        self.words.append(element.text or "")
        for child in element:
            self.walk(child)
            self.words.append(child.tail or "")

    def _block(self, element: lxml.html.HtmlElement, tag: str) -> None:
        self.flush()
        if tag == "li":
            self.mark, self.depth = _item_mark(element)
        elif match := _MSO_LEVEL.search(element.get("style") or ""):
            self.depth = int(match.group(1))
        self.rank = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else self.rank
        self._inside(element)
        self.flush()
        if tag == "li":
            self.mark = ""
        self.rank = 0 if re.fullmatch(r"h[1-6]", tag) else self.rank

    def flush(self) -> None:
        """End the paragraph."""
        for part in "".join(self.words).split(_BREAK):
            if text := " ".join(clean(part).split()):
                self.pieces.append(self._piece(text))
                self.mark = ""
        self.words = []

    def _piece(self, text: str) -> Piece:
        mark = clean(self.mark).strip()
        if mark and (kind := _kind_of(mark, self.depth)):
            return Piece(kind, text)
        if mark:
            text = f"{mark} {text}"
        if self.rank:
            return Piece("heading", text, rank=self.rank)
        return Piece("para", text) if mark else _typed(text)

    def _table(self, table: lxml.html.HtmlElement) -> None:
        rows = [row for row in table.iter("tr") if _owner(row) is table]
        if _is_frame(table, rows):
            for row in rows:
                for cell in row.iterchildren("td", "th"):
                    self._inside(cell)
                    self.flush()
            return
        hanging: dict[int, int] = {}  # cells of earlier rows that reach down: column -> rows left
        for cells in _settled([list(_cells(row, hanging)) for row in rows]):
            if any(cells):
                self.pieces.append(Piece("row", cells=tuple(cells)))


def _owner(element: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _is_frame(table: lxml.html.HtmlElement, rows: list[lxml.html.HtmlElement]) -> bool:
    """Whether the table only sets a document's head, or one text, in columns."""
    cells = sum(len(list(row.iterchildren("td", "th"))) for row in rows)
    return cells <= 1 or "cong hoa xa hoi chu nghia" in fold(table.text_content()[:2000])


def _settled(rows: list[list[str]]) -> list[list[str]]:
    """Give the places of merged cells their text: again in the columns that each task has, nothing elsewhere."""
    head = [fold(cell) if len(cell) < 40 else "" for cell in rows[0]] if rows else []
    above: list[str] = []
    for row in rows:
        for place, cell in enumerate(row):
            if cell == _HELD:
                shared = place < len(head) and _SHARED_COLUMN.search(head[place]) and place < len(above)
                row[place] = above[place] if shared else ""
        above = row
    return rows


def _cells(row: lxml.html.HtmlElement, hanging: dict[int, int]) -> Iterator[str]:
    place = 0

    def held() -> Iterator[str]:
        nonlocal place
        while hanging.get(place, 0) > 0:
            hanging[place] -= 1
            place += 1
            yield _HELD

    for cell in row.iterchildren("td", "th"):
        yield from held()
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(place, place + wide):
            hanging[column] = high - 1
        place += wide
        yield _cell_text(cell)
        yield from [""] * (wide - 1)
    yield from held()


def _span(cell: lxml.html.HtmlElement, name: str) -> int:
    text = cell.get(name) or "1"
    return min(max(int(text), 1), 60) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _cell_text(cell: lxml.html.HtmlElement) -> str:
    walker = _Walker()
    walker._inside(cell)
    walker.flush()
    return "\n".join(" ".join(filter(None, piece.cells)) if piece.kind == "row" else piece.line()
                     for piece in walker.pieces)  # fmt: skip


def _kind_of(mark: str, depth: int) -> str:
    """The kind of item that a mark makes; nothing when the mark is a number that belongs to the text."""
    if mark == "+":
        return "subitem"
    if mark in ("-", "–", "—"):
        return "item"
    if mark not in _GLYPHS and _NUMBER_MARK.fullmatch(mark) and re.search(r"[^\W_]", mark):
        return ""
    return "subitem" if depth > 1 else "item"


def _item_mark(item: lxml.html.HtmlElement) -> tuple[str, int]:
    """The mark and the depth of an item of an HTML list."""
    lists = list(item.iterancestors("ul", "ol"))
    level = item.get("aria-level") or ""
    depth = int(level) if level.isascii() and level.isdigit() and len(level) == 1 else max(len(lists), 1)
    if not lists or lists[0].tag == "ul":
        return "•", depth
    siblings = list(lists[0].iterchildren("li"))
    start = lists[0].get("start") or "1"
    number = siblings.index(item) + (int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1)
    style = f"{item.get('style') or ''};{lists[0].get('style') or ''}".replace(" ", "").lower()
    kind = lists[0].get("type") or ""
    if kind in ("I", "i") or "roman" in style:
        return f"{roman(number)}.", depth
    if kind in ("a", "A") or "alpha" in style or "latin" in style:
        return f"{POINTS[(number - 1) % len(POINTS)]})", depth
    return f"{number}.", depth
