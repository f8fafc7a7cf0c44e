"""The register as a workbook, with the ten columns of the book of outgoing documents."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .columns import COLUMNS, cells
from .models import Document

# A spreadsheet would run a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_TOP = Alignment(wrap_text=True, vertical="top")


def register_workbook(documents: Iterable[Document], *, title: str) -> bytes:
    """Return the documents as an .xlsx file; `title` stands in the first row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sổ đăng ký văn bản đi"
    sheet.append([_safe(title)])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append([column.head for column in COLUMNS])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for document in documents:
        sheet.append([_safe(value) for value in cells(document)])
    for index, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.characters
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = _TOP
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _safe(value: str | int) -> str | int:
    if not isinstance(value, str):
        return value
    text = str(ILLEGAL_CHARACTERS_RE.sub("", value))  # a workbook cannot hold control characters
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
