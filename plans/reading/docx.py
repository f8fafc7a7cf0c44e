"""Lines of a Word file: paragraphs with their automatic numbers, tables row by row, two-celled layout tables
(the head with Quốc hiệu, recipients beside the signer) column by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.word.opening import WordFile, open_word
from documents.word.paragraphs import WordCell, WordParagraph, WordText, cells_of, rows_of
from documents.word.xml import W
from plans.reading.characters import clean, fold
from plans.reading.lines import Line, unmark
from plans.reading.refusals import refuse

_TABLE = f"{{{W}}}tbl"


def docx_lines(name: str, data: bytes) -> list[Line]:
    """Return the lines of a Word file. Raises `Refused` when it is broken, locked or far too big unpacked."""
    return lines_of_word(name, open_word(name, data))


def lines_of_word(name: str, file: WordFile) -> list[Line]:
    """Return the lines of an opened file. Raises `Refused` when it holds no words."""
    text = WordText(file)
    lines = [line for element in text.elements(file.body) for line in _element_lines(element, text)]
    if not any(line.text.strip() for line in lines):
        refuse(name, "không có chữ nào (có thể chỉ chứa ảnh quét); hãy chọn tệp có chữ")
    return lines


def _element_lines(element: Any, text: WordText) -> Iterator[Line]:
    if element.tag == _TABLE:
        yield from _table_lines(element, text)
        return
    for paragraph in text.paragraphs(element):
        yield from _paragraph_lines(paragraph)


def _paragraph_lines(paragraph: WordParagraph) -> Iterator[Line]:
    first = True
    for piece in clean(paragraph.text).replace("\f", "\n").split("\n"):
        flat = " ".join(unmark(piece).split("\t")).strip()
        if flat:
            cells = tuple(" ".join(cell.split()) for cell in piece.strip().split("\t"))
            yield Line(" ".join(flat.split()), whole=first, cells=cells if len(cells) > 1 else None,
                       strong=any(part.bold for part in paragraph.pieces), note=paragraph.note)  # fmt: skip
            first = False


def _table_lines(table: Any, text: WordText) -> Iterator[Line]:
    rows = [cells_of(row) for row in rows_of(table)]
    if _is_layout(rows):
        yield from _layout_lines(rows, text)
        return
    for row in rows:
        cells: list[str] = []
        for cell in row:
            cells += [_cell_text(cell, text), *[""] * (cell.span - 1)]
        if any(cells):
            yield Line(" ".join(cell for cell in cells if cell), whole=True, cells=tuple(cells), row=True)


def _layout_lines(rows: list[list[WordCell]], text: WordText) -> Iterator[Line]:
    placed = [_by_column(row) for row in rows]
    for column in range(max((len(row) for row in placed), default=0)):
        for row in placed:
            cell = row[column] if column < len(row) else None
            if cell is not None and not cell.goes_on:
                for child in text.elements(cell.element):
                    yield from _element_lines(child, text)


def _by_column(row: list[WordCell]) -> list[WordCell | None]:
    """Return the cells by column: one that is merged over several stands in the first of them."""
    placed: list[WordCell | None] = []
    for cell in row:
        placed += [cell, *[None] * (cell.span - 1)]
    return placed


def _cell_text(cell: WordCell, text: WordText) -> str:
    if cell.goes_on:
        return ""
    lines = [line.text for child in text.elements(cell.element) for line in _element_lines(child, text)]
    return " ".join(" ".join(unmark(line).split()) for line in lines).strip()


def _is_layout(rows: list[list[WordCell]]) -> bool:
    """Say whether the table only sets the head of the document or its end in two columns."""
    if not rows or len(rows) > 8 or max(len(row) for row in rows) > 3:
        return False
    first = fold(_words(rows[:1]))
    words = fold(_words(rows))
    return "cong hoa xa hoi chu nghia" in words or "noi nhan" in first or (len(rows) == 1 and len(words) < 300)


def _words(rows: list[list[WordCell]]) -> str:
    cells = [cell for row in rows for cell in row]
    return " ".join("".join(found.text or "" for found in cell.element.iter(f"{{{W}}}t")) for cell in cells)
