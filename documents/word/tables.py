"""Tables: those with rules, and those without that only set cells beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from documents import inline
from documents.official import GroupRow, Row, Table

from . import names
from .names import Style
from .text import paragraph, runs
from .xml import Element, points, w

_ALIGNS = {"left": "left", "centre": "center", "right": "right", "justify": "both"}
_ORDINAL_HEADS = {"tt", "stt", "số tt"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LONG = 900  # letters in one cell: such a row may go over a page


def layout_table(widths: Sequence[int], rows: Sequence[Sequence[Sequence[Element]]]) -> Element:
    """Return a table without rules; each cell is its paragraphs, each row stays on one page."""
    table = w("tbl", _properties(sum(widths), ruled=False), _grid(widths))
    for row in rows:
        cells = [w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *(cell or [paragraph(names.GAP)]))
                 for width, cell in zip(widths, row, strict=True)]  # fmt: skip
        table.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return table


def boxed(text: Element, width: int, height: int, *, colour: str = "000000") -> Element:
    """Return a rectangle of a single line around a paragraph, as for marks of urgency (Phụ lục I, III.2)."""
    borders = w("tblBorders", *(w(side, val="single", sz=6, space=0, color=colour) for side in _SIDES[:4]))
    width_element = w("tblW", w=width, type="dxa")
    properties = w("tblPr", width_element, w("jc", val="center"), borders, w("tblLayout", type="fixed"))
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), text)
    row = w("tr", w("trPr", w("trHeight", val=height, hRule="exact")), cell)
    return w("tbl", properties, _grid([width]), row)


def ruled_table(block: Table, width: int) -> list[Element]:
    """Return a table whose head is repeated on each page, with the space before it."""
    columns = len(block.head) or max((len(row.cells) for row in block.rows if isinstance(row, Row)), default=1)
    shares = (list(block.widths) or [1.0] * columns)[:columns]
    shares += [min(shares, default=1.0)] * (columns - len(shares))
    widths = [round(width * share / sum(shares)) for share in shares]
    aligns = [_align(block, place) for place in range(columns)]
    table = w("tbl", _properties(width, ruled=True), _grid(widths))
    if block.head:
        heads = [*block.head, *[""] * (columns - len(block.head))]
        cells = [_cell([text], size, names.CELL_HEAD, middle=True) for text, size in zip(heads, widths, strict=True)]
        table.append(w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells))
    last = len(block.rows) - 1
    for place, row in enumerate(block.rows):
        table.append(_row(row, widths, aligns, keep=place == last))
    space = w("spacing", before=points(6), line=points(2), lineRule="exact")
    return [paragraph(names.GAP, properties=[w("keepNext"), space]), table]


def _align(block: Table, place: int) -> str:
    if place < len(block.aligns):
        return _ALIGNS.get(block.aligns[place], "left")
    head = inline.plain(block.head[place]).strip().casefold() if place < len(block.head) else ""
    return "center" if head in _ORDINAL_HEADS else "left"


def _properties(width: int, *, ruled: bool) -> Element:
    properties = w("tblPr", w("tblW", w=width, type="dxa"), w("tblInd", w=0, type="dxa"))
    if ruled:
        properties.append(w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in _SIDES)))
    properties.append(w("tblLayout", type="fixed"))
    inside = (("top", 3), ("left", 4), ("bottom", 3), ("right", 4))
    properties.append(w("tblCellMar", *(w(side, w=points(size) if ruled else 0, type="dxa") for side, size in inside)))
    return properties


def _grid(widths: Sequence[int]) -> Element:
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def _row(row: Row | GroupRow, widths: list[int], aligns: list[str], *, keep: bool) -> Element:
    if isinstance(row, GroupRow):
        return w("tr", w("trPr", w("cantSplit")), *_group_cells(row, widths))
    texts = [*row.cells, *[""] * (len(widths) - len(row.cells))][: len(widths)]
    cells = [_cell(text.split("\n"), width, names.CELL, align=align, bold=row.bold, keep=keep)
             for text, width, align in zip(texts, widths, aligns, strict=True)]  # fmt: skip
    long = max((len(text) for text in texts), default=0) > _LONG
    return w("tr", None if long else w("trPr", w("cantSplit")), *cells)


def _group_cells(row: GroupRow, widths: list[int]) -> list[Element]:
    if not row.number or len(widths) < 2:
        text = f"{row.number} {row.text}".strip()
        return [_cell([text], sum(widths), names.CELL_GROUP, span=len(widths))]
    return [
        _cell([row.number], widths[0], names.CELL_GROUP),
        _cell([row.text], sum(widths[1:]), names.CELL_GROUP, span=len(widths) - 1, align="left"),
    ]


def _cell(lines: Sequence[str], width: int, style: Style, *, span: int = 1, align: str = "", bold: bool = False,
          keep: bool = False, middle: bool = False) -> Element:  # fmt: skip
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("vAlign", val="center") if middle else None,
    )
    paragraphs = []
    for line in lines:
        own = [w("keepNext")] if keep else []
        own += [w("jc", val=align)] if align and align != "left" or style is names.CELL_GROUP and align else []
        found = runs(line.strip())
        if bold:
            _embolden(found)
        paragraphs.append(paragraph(style, *found, properties=own))
    return w("tc", properties, *paragraphs)


def _embolden(found: list[Element]) -> None:
    for one in found:
        marks = one.find(w("rPr").tag)
        if marks is None:
            marks = w("rPr")
            one.insert(0, marks)
        if marks.find(w("b").tag) is None:
            marks.insert(0, w("b"))
