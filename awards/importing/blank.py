"""The workbook to fill in: a sheet of data, an example, the columns explained, the lists that cells choose from."""

import math
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.sheets import content_of, new_book, safe

from .columns import Column
from .files import MOST_ROWS
from .kinds import Kind
from .lines import ACTIONS, FAULTY, Line
from .scope import Scope
from .workbooks import EXAMPLES

_HEAD, _NEEDED = PatternFill("solid", fgColor="F1EADB"), PatternFill("solid", fgColor="E3D3AE")
_LINE = Border(*[Side(style="thin", color="CFC6B4")] * 4)
_MOST_UNITS = 2000
_LIST_ROWS = 1000
_MOST = f"{MOST_ROWS:,}".replace(",", ".")
_GUIDE = [("Cột", 32), ("Bắt buộc", 11), ("Cách ghi", 72), ("Ví dụ", 34)]


def blank_workbook(kind: Kind, scope: Scope) -> bytes:
    """Return the .xlsx to fill in for this kind, with the units of the importer's scope."""
    columns = kind.columns()
    book = new_book()
    _data_sheet(book, columns)
    _examples_sheet(book, columns)
    _guide_sheet(book, kind, columns)
    _lists_sheet(book, columns, scope)
    return content_of(book)


def _data_sheet(book: Workbook, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet("Nhập")
    _headings(sheet, 1, columns)
    for index, column in enumerate(columns, start=1):
        letter = get_column_letter(index)
        head = sheet.cell(1, index)
        if hint := _hint(column):
            head.comment = Comment(hint, "Mẫu", height=90, width=260)
        sheet.column_dimensions[letter].number_format = "@"  # text: zeros in front and days stay as typed
        for row in range(2, 102):
            sheet.cell(row, index).number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _wide(sheet)


def _headings(sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """The row of headings: those that must be filled with a star and on a deeper ground."""
    for index, column in enumerate(columns, start=1):
        head = sheet.cell(row, index, f"{column.heading} *" if column.required else column.heading)
        head.font, head.fill, head.border = Font(bold=True), _NEEDED if column.required else _HEAD, _LINE
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[row].height = 34


def _examples_sheet(book: Workbook, columns: Sequence[Column]) -> None:
    """One row as somebody would fill it in; it is never read."""
    sheet = book.create_sheet(EXAMPLES)
    sheet.append(["Một dòng đã điền để tham khảo; trang này không được đọc. Hãy điền vào trang “Nhập”."])
    sheet["A1"].font = Font(italic=True)
    _headings(sheet, 2, columns)
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(3, index, safe(column.example))
        cell.number_format, cell.border = "@", _LINE
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"
    _wide(sheet)


def _hint(column: Column) -> str:
    """What a reader sees over a heading: how to write, and an example."""
    example = f"Ví dụ: {column.example}" if column.example else ""
    return "\n".join(part for part in (column.help, example) if part)


def _wide(sheet: Worksheet) -> None:
    """Print on A4 across, all columns on one page's width."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _guide_sheet(book: Workbook, kind: Kind, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet("Hướng dẫn")
    sheet.append([kind.title])
    sheet["A1"].font = Font(bold=True, size=13)
    for text in (
        kind.matching,
        "Cột có dấu * và nền đậm là bắt buộc. Ô để trống giữ nguyên giá trị đang lưu; gửi lại cùng một tệp không làm "
        "thay đổi gì.",
        f"Mỗi tệp nhiều nhất {_MOST} dòng. Chỉ trang “Nhập” được đọc; giữ nguyên tên các cột.",
    ):
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[sheet.max_row].height = _height(len(text) / sum(width for _, width in _GUIDE))
    sheet.append([])
    sheet.append([name for name, _ in _GUIDE])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
    for column in columns:
        words = " ".join(part for part in (column.help, column.choices_said) if part)
        row = [
            column.heading,
            "Bắt buộc" if column.required else "",
            words or "Ghi như trong hồ sơ, văn bản.",
            column.example,
        ]
        sheet.append([safe(text) for text in row])
        for cell in sheet[sheet.max_row]:
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _LINE
        lines = max(len(text) / width for text, (_, width) in zip(row, _GUIDE, strict=True))
        sheet.row_dimensions[sheet.max_row].height = _height(lines)
    for index, (_, width) in enumerate(_GUIDE, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _wide(sheet)


def _height(lines: float) -> int:
    """How high a row must be for so many lines, in points: not every program finds it by itself."""
    return 4 + 15 * math.ceil(max(lines * 1.05, 1))


def _lists_sheet(book: Workbook, columns: Sequence[Column], scope: Scope) -> None:
    sheet = book.create_sheet("Danh mục")
    data = book["Nhập"]
    at = 1
    for index, column in enumerate(columns, start=1):
        if column.choices:
            _list(sheet, at, column.heading, column.choices)
            _choose_from(data, index, at, len(column.choices))
            at += 1
    units = [unit for unit in scope.units if unit.dissolved_on is None][:_MOST_UNITS]
    _list(sheet, at, "Mã đơn vị", [unit.code for unit in units])
    _list(sheet, at + 1, "Tên đơn vị", [f"{'    ' * unit.depth}{unit.name}" for unit in units])
    for index, column in enumerate(columns, start=1):
        if column.key in ("unit", "parent") and units:
            _choose_from(data, index, at, len(units), strict=False)
    sheet.freeze_panes = "A2"


def _list(sheet: Worksheet, column: int, heading: str, values: Sequence[str]) -> None:
    head = sheet.cell(1, column, heading)
    head.font, head.fill = Font(bold=True), _HEAD
    for row, value in enumerate(values, start=2):
        cell = sheet.cell(row, column, safe(value))
        cell.number_format = "@"
    widest = max(len(value) for value in (heading, *values))
    sheet.column_dimensions[get_column_letter(column)].width = min(60, max(14, widest + 3))


def _choose_from(sheet: Worksheet, index: int, at: int, count: int, *, strict: bool = True) -> None:
    letter = get_column_letter(at)
    rule = DataValidation(
        type="list", formula1=f"'Danh mục'!${letter}$2:${letter}${count + 1}", allow_blank=True, showErrorMessage=strict
    )
    rule.errorTitle, rule.error = "Không có trong danh sách", "Hãy chọn một giá trị trong danh sách."
    sheet.add_data_validation(rule)
    own = get_column_letter(index)
    rule.add(f"{own}2:{own}{_LIST_ROWS}")


def faults_workbook(lines: Sequence[Line], *, title: str) -> bytes:
    """Return the faults as an .xlsx file: row, column, what stands there, what is wrong."""
    from core.sheets import add_sheet

    heads = [("Dòng", 8), ("Cột", 8), ("Tên cột", 26), ("Đang ghi", 34), ("Lỗi và cách sửa", 80)]
    rows = (
        (line.number, fault.column, fault.heading, fault.text, fault.message)
        for line in lines
        if line.action == FAULTY
        for fault in line.faults
    )
    book = new_book()
    add_sheet(book, ACTIONS[FAULTY], heads, rows, title=title)
    return content_of(book)
