"""Lines of a PDF that holds text: words set by their place on the page, columns told apart by the gaps between
them, and tables found by their drawn rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from documents.previews import pdfium_lock
from plans.reading.characters import clean
from plans.reading.lines import Line, mark_indents, unmark
from plans.reading.refusals import refuse

MAX_PAGES = 300
_GAP = 2.2  # a gap wider than so many times the height of the letters parts two columns


@dataclass
class Piece:
    """A run of characters that stand close to one another on one line."""

    left: float
    right: float
    bottom: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """The height of the middle of its line on the page."""
        return (self.bottom + self.top) / 2


@dataclass
class Grid:
    """A ruled table: where its columns and rows part."""

    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)  # uprights: where, from, to

    def holds(self, piece: Piece) -> bool:
        """Say whether the piece stands inside the table."""
        centre = (piece.left + piece.right) / 2
        return self.xs[0] - 2 <= centre <= self.xs[-1] + 2 and self.ys[0] - 2 <= piece.middle <= self.ys[-1] + 2

    def undivided(self, height: float) -> bool:
        """Say whether no upright parts the row at that height: one cell lies over all columns."""
        inner = [x for x, low, high in self.rules if low <= height <= high and self.xs[0] + 4 < x < self.xs[-1] - 4]
        return not inner


def pdf_lines(name: str, data: bytes) -> list[Line]:
    """Return the lines of a PDF. Raises `Refused` when it is broken, locked, too long or a scan without text."""
    with pdfium_lock:
        lines = _all_lines(name, data)
    mark_indents(lines, least=12, most=70, share=0.05)
    if sum(len(line.text) for line in lines) < 20:
        refuse(name, "chỉ có ảnh quét, không có chữ; hãy chọn tệp Word, tệp văn bản hoặc PDF có chữ")
    return lines


def _all_lines(name: str, data: bytes) -> list[Line]:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            refuse(name, "được đặt mật khẩu; hãy bỏ mật khẩu rồi chọn lại")
        refuse(name, "bị hỏng, không mở được; hãy xuất lại tệp PDF rồi chọn lại")
    try:
        if count > MAX_PAGES:
            refuse(name, f"có {count} trang, quá dài so với một kế hoạch; hãy chỉ giữ phần kế hoạch")
        return [line for index in range(count) for line in _page_lines(document[index], first=index == 0)]
    except pypdfium2.PdfiumError:
        refuse(name, "bị hỏng, không đọc được hết các trang; hãy xuất lại tệp PDF rồi chọn lại")
    finally:
        document.close()


def _page_lines(page: Any, *, first: bool) -> list[Line]:
    grids = _grids(page)
    pieces = _pieces(page, [rule for grid in grids for rule in grid.rules])
    lines: list[Line] = []
    used: set[int] = set()
    rows: list[tuple[float, Line]] = []
    for grid in grids:
        inside = [piece for piece in pieces if grid.holds(piece)]
        used |= {id(piece) for piece in inside}
        rows += _rows(grid, inside)
    rows += _text_rows([piece for piece in pieces if id(piece) not in used])
    rows.sort(key=lambda row: -row[0])
    before = None
    for height, line in rows:
        if before is not None and not line.row and before - height > 26:
            line.gap = 1
        before = height
        lines.append(line)
    if lines:
        lines[0].new_page = not first
    return lines


def _pieces(page: Any, rules: list[tuple[float, float, float]]) -> list[Piece]:
    """Return the runs of characters of the page, each with its place; an upright rule ends a run."""
    textpage = page.get_textpage()
    pieces: list[Piece] = []
    current: Piece | None = None
    space = False
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage.raw, index)
        char = chr(code) if code else ""
        if not char.strip() or char in "\ufffe\uffff":
            space = space or bool(current)
            if char == "\ufffe" and current is not None:  # a hyphen that PDFium took for a soft one
                current.text += "-"
            continue
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        height = max(top - bottom, 1.0)
        if current is not None and abs(bottom - current.bottom) < 0.5 * height and (
            -1.5 * height < left - current.right < _GAP * height
        ) and not (space and _parted(current, left, rules)):
            gap = left - current.right
            current.text += (" " if space or gap > 0.28 * height else "") + char
            current.right, current.top = max(current.right, right), max(current.top, top)
        else:
            current = Piece(left, right, bottom, top, char)
            pieces.append(current)
        space = False
    textpage.close()
    return pieces


def _parted(before: Piece, left: float, rules: list[tuple[float, float, float]]) -> bool:
    return any(before.right - 2 <= x <= left + 2 and low <= before.middle <= high for x, low, high in rules)


def _text_rows(pieces: list[Piece]) -> list[tuple[float, Line]]:
    """Put pieces of the same height on one line; far apart they are two columns of it."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.middle, p.left)):
        if rows and abs(rows[-1][0].middle - piece.middle) < 0.45 * (piece.top - piece.bottom):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    found: list[tuple[float, Line]] = []
    for row in rows:
        row.sort(key=lambda p: p.left)
        texts = [" ".join(unmark(clean(piece.text)).split()) for piece in row]
        texts = [text for text in texts if text]
        if not texts:
            continue
        spaced = len(texts) > 1
        found.append((row[0].middle, Line(
            " ".join(texts), left=row[0].left, cells=tuple(texts) if spaced else None,
            starts=tuple(int(piece.left) for piece in row)[:len(texts)] if spaced else None,
        )))
    return found


def _rows(grid: Grid, pieces: list[Piece]) -> list[tuple[float, Line]]:
    """Return the rows of a ruled table, each cell's lines joined from top to bottom."""
    found: list[tuple[float, Line]] = []
    for low, high in zip(grid.ys, grid.ys[1:], strict=False):
        whole = grid.undivided((low + high) / 2)
        cells: list[list[Piece]] = [[] for _ in range(len(grid.xs) - 1)]
        for piece in pieces:
            if low <= piece.middle < high:
                column = 0 if whole else max((i for i, x in enumerate(grid.xs[:-1]) if x <= piece.left + 3), default=0)
                cells[column].append(piece)
        texts = tuple(_cell(cell) for cell in cells)
        if any(texts):
            found.append(((low + high) / 2, Line(" ".join(t for t in texts if t), cells=texts, row=True)))
    return found


def _cell(pieces: list[Piece]) -> str:
    text = ""
    for _, line in _text_rows(pieces):
        glued = text.endswith("-") and not text.endswith(" -")
        text = f"{text}{line.text}" if glued or not text else f"{text} {line.text}"
    return text


def _grids(page: Any) -> list[Grid]:
    """Find ruled tables by the thin lines and boxes drawn on the page."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for shape in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = shape.get_bounds() if hasattr(shape, "get_bounds") else shape.get_pos()
        if right - left > 12 and top - bottom < 3:
            across.append(((top + bottom) / 2, left, right))
        elif top - bottom > 6 and right - left < 3:
            down.append(((left + right) / 2, bottom, top))
        elif right - left > 12 and top - bottom > 6:
            across += [(bottom, left, right), (top, left, right)]
            down += [(left, bottom, top), (right, bottom, top)]
    return _tables(across, down)


def _tables(across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]) -> list[Grid]:
    if len(down) < 2:
        return []
    grids: list[Grid] = []
    # Uprights that touch or overlap in height belong to one table.
    groups: list[tuple[float, float, list[tuple[float, float, float]]]] = []
    for x, low, high in sorted(down, key=lambda rule: rule[1]):
        for index, (g_low, g_high, rules) in enumerate(groups):
            if low <= g_high + 6 and high >= g_low - 6:
                groups[index] = (min(low, g_low), max(high, g_high), [*rules, (x, low, high)])
                break
        else:
            groups.append((low, high, [(x, low, high)]))
    for low, high, rules in groups:
        columns = _distinct([x for x, _, _ in rules])
        rows = _distinct([y for y, left, right in across
                          if low - 6 <= y <= high + 6 and right > columns[0] and left < columns[-1]])
        if len(columns) >= 3 and len(rows) >= 2:
            grids.append(Grid(columns, rows, rules))
    return grids


def _distinct(values: list[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > 4:
            result.append(value)
    return result
