"""The workbook to fill in: a sheet of data, the columns explained, the lists that cells choose from."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
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

_HEAD = PatternFill("solid", fgColor="F1EADB")
_MOST_UNITS = 2000
_LIST_ROWS = 1000
_MOST = f"{MOST_ROWS:,}".replace(",", ".")
_GUIDE = [("Cột", 30), ("Bắt buộc", 10), ("Cách ghi", 70), ("Ví dụ", 30)]


def blank_workbook(kind: Kind, scope: Scope) -> bytes:
    """Return the .xlsx to fill in for this kind, with the units of the importer's scope."""
    columns = kind.columns()
    book = new_book()
    _data_sheet(book, columns)
    _guide_sheet(book, kind, columns)
    _lists_sheet(book, columns, scope)
    return content_of(book)


def _data_sheet(book: Workbook, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet("Nhập")
    for index, column in enumerate(columns, start=1):
        letter = get_column_letter(index)
        head = sheet.cell(1, index, f"{column.heading} *" if column.required else column.heading)
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        if hint := _hint(column):
            head.comment = Comment(hint, "Mẫu", height=90, width=260)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "@"  # text: zeros in front and days stay as typed
        for row in range(2, 102):
            sheet.cell(row, index).number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32
    sheet.print_title_rows = "1:1"
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
        "Cột có dấu * là bắt buộc. Ô để trống giữ nguyên giá trị đang lưu. Gửi lại cùng một tệp không làm thay đổi gì.",
        f"Mỗi tệp nhiều nhất {_MOST} dòng. Chỉ trang “Nhập” được đọc; giữ nguyên tên các cột.",
    ):
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[sheet.max_row].height = 32
    sheet.append([])
    sheet.append([name for name, _ in _GUIDE])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for column in columns:
        choices = f"Chọn: {'; '.join(column.choices)}" if column.choices else ""
        words = " ".join(part for part in (column.help, choices) if part)
        sheet.append([safe(column.heading), "Có" if column.required else "", safe(words), safe(column.example)])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for index, (_, width) in enumerate(_GUIDE, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _wide(sheet)


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
    widest = max((len(value) for value in values), default=0)
    sheet.column_dimensions[get_column_letter(column)].width = min(60, max(14, widest + 2))


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
