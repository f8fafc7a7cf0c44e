"""The middle pages of a long list, put together from its rows without laying out a page.

Between its first page and its last a long list is the same page again and again: the head, rows of words, lines
between them. One such page, set by WeasyPrint, shows how all of them are drawn; the others are written from it with
their own words. Pango shapes the words as it does for WeasyPrint, so that the drawing is the same, byte for byte.

Nothing is taken on trust: a page that was really set is put together as well, and only when both are the same is
any other page made so. Whatever is more than words in a cell is left to `parts`, which sets it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.formatting_structure import boxes

from ..layout import CellView, RowView
from .foretelling import table_rows
from .words import Line, Unlike, Words

_STYLED = re.compile(r"<([bi])>([^<]*)</\1>")  # a whole line in bold or italic
# What is not laid out as plain words: markup, spaces that collapse, places where a line may or must break by itself.
_NOT_PLAIN = re.compile("[<\t\n\r\f\v\u00ad\u200b\u0085\u2028\u2029]|  |^ | $")
_FONT = re.compile(rb"^/\S+ \S+ Tf$", re.MULTILINE)
_BORDER = b"q\nq\n/A1.0 gs\n0 0 0 RG\n%s w\n%s m\n%s l\nS\nQ\nQ"


@dataclass(frozen=True)
class Place:
    """Where the words of a cell stand: from its left, how wide, the first base line below the top of the row."""

    style: Any
    left: float
    room: float
    base: float


@dataclass(frozen=True)
class SetPage:
    """A page that was laid out, the rows of the list that stand on it, and how to get its drawing."""

    page: Any
    rows: Sequence[RowView]
    draw: Callable[[], bytes]

    @property
    def body(self) -> list[Any]:
        """The boxes of the rows."""
        return list(table_rows(self.page))[-len(self.rows) :]


@dataclass
class Stamp:
    """One list's page: what all pages share, and where the rows' words and lines stand."""

    words: Words
    places: dict[tuple[str, int, int, str, str], Place]
    heights: dict[str, float]  # of a row of one line, by its classes
    pitch: float
    columns: list[float]
    head: list[tuple[float, float]]
    top: float
    rule: float
    numeral: Any = None
    before: list[bytes] = field(default_factory=list)
    middle: bytes = b""
    after: bytes = b""
    font: bytes = b""  # in which the head ends

    @classmethod
    def learn(cls, pages: Sequence[SetPage], number: int) -> Stamp:
        """Learn from pages that were set, the first of them one in the middle that carries this number.

        The others show kinds of rows that it has not. Raises Unlike when one of them is not drawn as foreseen.
        """
        model, *others = pages
        page = model.page
        table, head = _table(page)
        stamp = cls(
            words=Words((page.width, page.height)),
            places={},
            heights={},
            pitch=0.0,
            columns=[*table.column_positions, table.column_positions[-1] + table.column_widths[-1]],
            head=head,
            top=model.body[0].position_y,
            rule=table.collapsed_border_grid[1][0][0][1][1],
        )
        stamp._learn_places(model)
        stamp._learn_rest(page, model.rows, model.draw(), number)
        for other in others:
            if stamp._learn_places(other):
                there = replace(stamp, top=other.body[0].position_y, head=_table(other.page)[1])
                there._find(other.rows, other.draw())
        return stamp

    def _learn_places(self, seen: SetPage) -> bool:
        """Take over where the words of the page's rows stand; return whether there was anything new."""
        known = len(self.places), len(self.heights)
        for view, row in zip(seen.rows, seen.body, strict=True):
            for place, (cell, box) in enumerate(zip(view.cells, row.children, strict=True)):
                text = next((found for found in box.descendants() if isinstance(found, boxes.TextBox)), None)
                if text is None:
                    continue
                base = text.position_y + text.baseline - row.position_y
                self.pitch = self.pitch or text.margin_height()
                at = Place(text.style, box.content_box_x(), box.width, base)
                style = _plain(next(content for content in cell.lines if content))[0]
                self.places.setdefault((view.classes, place, cell.span, cell.align, style), at)
            if view.classes not in self.heights:
                self.heights[view.classes] = row.height - (self.count(view) - 1) * self.pitch
        return known != (len(self.places), len(self.heights))

    def _find(self, rows: Sequence[RowView], drawn: bytes) -> tuple[bytes, bytes]:
        """Return the lines and the words of the rows, each of which the drawing has once."""
        borders = self._borders(rows)
        if drawn.count(borders) != 1:
            raise Unlike("the page is drawn in another way")
        head = drawn[drawn.index(borders) + len(borders) :]
        for font in dict.fromkeys([b"", *_FONT.findall(head)]):  # a font goes on from the head into the first row
            words = self._words(rows, font)
            if head.count(words) == 1 and font == _last_font(head[: head.index(words)]):
                return borders, words
        raise Unlike("the page is drawn in another way")

    def _learn_rest(self, page: Any, rows: Sequence[RowView], drawn: bytes, number: int) -> None:
        borders, words = self._find(rows, drawn)
        front, rest = drawn.split(borders)
        self.middle, self.after = rest.split(words)
        self.font = _last_font(self.middle)
        self.numeral = next((box for box in _texts(page) if box.text == str(number)), None)
        if self.numeral is None:
            raise Unlike("a page without a number")
        said = self._number(number)
        if front.count(said) != 1:
            raise Unlike("a number that is drawn in another way")
        self.before = front.split(said)
        if self.page(rows, number) != drawn:
            raise Unlike("the page is drawn in another way")

    def count(self, row: RowView) -> int:
        """Return on how many lines the row stands."""
        return max((sum(1 for _ in self._lines(row, place)) for place in range(len(row.cells))), default=1) or 1

    def height(self, row: RowView) -> float:
        """Return how high the row is. Raises Unlike for one of a kind that was not seen or that a page may break."""
        try:
            if "long" in row.classes.split():
                raise Unlike("a row that a page may break")
            return self.heights[row.classes] + (self.count(row) - 1) * self.pitch
        except KeyError as error:
            raise Unlike("a row of another kind") from error

    def page(self, rows: Sequence[RowView], number: int) -> bytes:
        """Return the drawing of the page with these rows and this number. Raises Unlike for letters no font has."""
        front = self._number(number).join(self.before)
        made = b"".join([front, self._borders(rows), self.middle, self._words(rows, self.font), self.after])
        if any(font.missing or font.bitmap for font in self.words.fonts.values()):
            raise Unlike("a letter that the font lacks")
        return made

    # -------------------------------------------------------- parts of a page

    def _lines(self, row: RowView, place: int) -> Iterator[tuple[Place, CellView, Line]]:
        cell = row.cells[place]
        for content in cell.lines:
            if not content:
                continue
            style, words = _plain(content)
            at = self.places.get((row.classes, place, cell.span, cell.align, style))
            if at is None or _NOT_PLAIN.search(words):
                raise Unlike("a cell of another kind")
            lines = self.words.lines(html.unescape(words), at.style, at.room)
            if cell.align == "justify" and len(lines) > 1:
                raise Unlike("words set to both sides")
            for line in lines:
                yield at, cell, line

    def _words(self, rows: Sequence[RowView], font: bytes) -> bytes:
        """Return the rows' words after something in that font."""
        said, top = [], self.top
        for row in rows:
            for place in range(len(row.cells)):
                for index, (at, cell, line) in enumerate(self._lines(row, place)):
                    left = at.left + _shift(cell.align, at.room - line.width)
                    said.append(b"1 0 0 -1 %s %s Tm" % (_number(left), _number(top + at.base + index * self.pitch)))
                    if line.begins != font:
                        said.append(line.begins)
                    said.append(line.glyphs)
                    font = line.ends
            top += self.height(row)
        return b"\n".join(said)

    def _number(self, number: int) -> bytes:
        box = self.numeral
        (line,) = self.words.lines(str(number), box.style, float("inf"))
        left = box.position_x + (box.width - line.width) / 2
        return b"1 0 0 -1 %s %s Tm\n%s\n%s" % (
            _number(left),
            _number(box.position_y + box.baseline),
            line.begins,
            line.glyphs,
        )

    def _borders(self, rows: Sequence[RowView]) -> bytes:
        tops, walls = self._grid(rows)
        half, last = self.rule / 2, len(self.columns) - 1
        lines: list[bytes] = []

        def across(place: int, line: int) -> None:
            near = walls[max(0, line - 1) : line + 1]
            before = half if any(place in row for row in near) else 0.0
            after = half if any(place + 1 in row for row in near) else 0.0
            left, right, level = self.columns[place] - before, self.columns[place + 1] + after, tops[line]
            lines.append(self._border(left, level, right, level))

        def down(place: int, row: int) -> None:
            if place in walls[row]:
                side = self.columns[place]
                lines.append(self._border(side, tops[row] - half, side, tops[row + 1] + half))

        for place in range(last):
            across(place, 0)
        for row in range(len(walls)):
            down(0, row)
            for place in range(last):
                down(place + 1, row)
                across(place, row + 1)
        return b"\n".join(lines)

    def _grid(self, rows: Sequence[RowView]) -> tuple[list[float], list[set[int]]]:
        """Return the levels of the lines across, and for each row the columns at which it has a wall."""
        tops = [top for top, _ in self.head]
        walls = [set(range(len(self.columns))) for _ in self.head]
        level = self.top
        for row in rows:
            tops.append(level)
            level += self.height(row)
            at, sides = 0, {0}
            for cell in row.cells:
                at += cell.span
                sides.add(at)
            walls.append(sides)
        return [*tops, level], walls

    def _border(self, left: float, top: float, right: float, bottom: float) -> bytes:
        start, end = b"%s %s" % (_number(left), _number(top)), b"%s %s" % (_number(right), _number(bottom))
        return _BORDER % (_number(self.rule), start, end)


def _table(page: Any) -> tuple[Any, list[tuple[float, float]]]:
    """Return the last table that begins or goes on there, and the top and height of each row of its head."""
    table = [box for box in page._page_box.descendants() if isinstance(box, boxes.TableBox)][-1]
    head = [row for group in table.children if group.is_header for row in group.children]
    return table, [(row.position_y, row.height) for row in head]


def _plain(content: str) -> tuple[str, str]:
    """Return how the whole line is styled ("b", "i" or not at all) and its words."""
    found = _STYLED.fullmatch(content)
    return (found[1], found[2]) if found else ("", content)


def _last_font(drawn: bytes) -> bytes:
    found = _FONT.findall(drawn)
    return found[-1] if found else b""


def _texts(page: Any) -> Iterator[Any]:
    """Yield the words of the page's margins."""
    for margin in page._page_box.children:
        if isinstance(margin, boxes.MarginBox):
            yield from (box for box in margin.descendants() if isinstance(box, boxes.TextBox))


def _shift(align: str, room: float) -> float:
    return {"centre": room / 2, "right": room}.get(align, 0.0)


def _number(value: float) -> bytes:
    """Write a number as pydyf does."""
    if float(value).is_integer():
        return str(int(value)).encode()
    return f"{value:f}".rstrip("0").encode()
