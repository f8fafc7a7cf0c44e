"""The register as a workbook, with the columns of the book of outgoing documents.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục IV (sổ đăng ký văn bản đi).
"""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from core.dates import vn_date

from .models import Document

_COLUMNS = [
    ("Số, ký hiệu", 18),
    ("Ngày tháng", 12),
    ("Tên loại và trích yếu nội dung", 60),
    ("Người ký", 24),
    ("Nơi nhận", 40),
    ("Cơ quan ban hành", 32),
    ("Số trang", 9),
    ("Ghi chú", 30),
]
# A spreadsheet would run a cell that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def register_workbook(documents: Iterable[Document], *, title: str) -> bytes:
    """Return the documents as an .xlsx file; `title` stands in the first row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sổ đăng ký văn bản đi"
    sheet.append([_safe(title)])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append([name for name, _ in _COLUMNS])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for document in documents:
        sheet.append([_safe(value) for value in _row(document)])
    for index, (_, width) in enumerate(_COLUMNS):
        sheet.column_dimensions["ABCDEFGH"[index]].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _row(document: Document) -> list[str | int]:
    return [
        document.code,
        vn_date(document.issued_on),
        f"{document.get_kind_display()}: {document.subject}",
        document.signer_name,
        document.recipients,
        document.issuer.name,
        document.page_count,
        "Đã thu hồi" if document.withdrawn else "",
    ]


def _safe(value: str | int) -> str | int:
    if not isinstance(value, str):
        return value
    text = str(ILLEGAL_CHARACTERS_RE.sub("", value))  # a workbook cannot hold control characters
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
