"""Workbooks: cells that no spreadsheet runs as a formula, one look for every export."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | date | None
# A spreadsheet would run a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000  # characters that a cell may hold


def _clean(value: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", value))[:_LONGEST]


def safe(value: Value) -> Value:
    """Return what a cell may hold: no control characters, nothing that a spreadsheet would run."""
    if not isinstance(value, str):
        return value
    text = _clean(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def put(cell: Cell, value: Value) -> None:
    """Write a value as what it is: text is text for the spreadsheet too, and stands there without a mark.

    The cell is marked as text ("quote prefix"), so that nothing runs even after somebody edits it.
    """
    if not isinstance(value, str):
        cell.value = value
        return
    text = _clean(value)
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True  # type: ignore[assignment]


def add_sheet(
    book: Workbook, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]], *, title: str
) -> Worksheet:
    """Add a sheet: the title, the head (name and width in characters of each column), the rows."""
    sheet = book.create_sheet(name)
    put(sheet["A1"], title)
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append([head for head, _ in columns])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for place, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=1):
            put(sheet.cell(place, column), value)
    for index, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{max(sheet.max_row, 2)}"
    return sheet


def new_book() -> Workbook:
    """Return a workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def content_of(book: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
