"""The rows of an .xlsx workbook: shown results of formulas (never computed here), dates as days, hidden parts said."""

import re
import warnings
import zipfile
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from core.exceptions import Refused
from core.text import fold, nfc

from .files import EMPTY, EMPTY_IN_A_ROW, SAVE_AS, Cell, Table, refuse_too_many

SPOILT = "Ô này là công thức nhưng tệp không lưu kết quả. Hãy mở tệp, lưu lại, hoặc dán giá trị thay cho công thức."
MERGED = "Ô này nằm trong vùng gộp ô (merge) nên trống. Hãy bỏ gộp và điền giá trị vào từng dòng."
_MERGES = re.compile(rb'<mergeCell[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_HIDDEN_ROW = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")
_FORMULA = re.compile(rb"<f[ >/]")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ZEROS = re.compile(r"^0{2,}$")
_SHEET_COLUMNS = 60
EXAMPLES = "Ví dụ"  # the template's sheet of filled rows: never read where another one fits as well


def read_workbook(file: BinaryIO, name: str, wanted: frozenset[str]) -> Table:
    """Return the rows of the sheet that carries the wanted headings. Raises Refused for a workbook that is broken."""
    broken = Refused(f"Tệp {name} bị hỏng, không đọc được. {SAVE_AS}")
    refuse_entities(file, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (styles, pictures, rules) we do not read
            return _read(file, name, wanted)
    except Refused:
        raise
    except MemoryError:
        raise broken from None
    except Exception:  # a broken workbook fails inside the reader in a hundred ways, all of them the file's fault
        raise broken from None


def refuse_entities(file: BinaryIO, name: str) -> None:
    """Raise Refused for a workbook whose XML defines entities: no spreadsheet program writes them, a bomb does."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")):
                try:
                    with archive.open(part) as content:
                        head = content.read(65_536)
                except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
                    raise Refused(f"Tệp {name} bị hỏng, không mở được. {SAVE_AS}") from None
                if _DOCTYPE.search(head):
                    raise Refused(f"Tệp {name} có nội dung lạ (khai báo DOCTYPE) nên không nhận. {SAVE_AS}")
    file.seek(0)


def _read(file: BinaryIO, name: str, wanted: frozenset[str]) -> Table:
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = len(book.worksheets) - len(visible)
    if not visible:
        raise Refused(f"Mọi trang tính của tệp {name} đều bị ẩn. Hãy cho hiện (Unhide) trang dữ liệu rồi gửi lại.")
    sheet = _right_sheet(visible, wanted) if len(visible) > 1 else visible[0]
    raw = _xml_of(file, book, sheet)
    formulas = _formulas(file, sheet.title) if _FORMULA.search(raw) else {}
    merged = _merged(raw)
    sheet.reset_dimensions()  # some programs write that the sheet is one cell large
    rows = _rows(sheet, name, formulas, merged)
    book.close()
    if not rows:
        raise Refused(f"Trang “{sheet.title}” của tệp {name} không có dòng dữ liệu nào.")
    return Table(rows=rows, sheet=sheet.title, notes=_notes(sheet.title, len(visible), hidden, raw))


def _notes(title: str, visible: int, hidden: int, raw: bytes) -> list[str]:
    notes = []
    if visible > 1:
        notes.append(f"Tệp có {visible} trang tính; chỉ đọc trang “{title}”.")
    if hidden:
        notes.append(f"Tệp có {hidden} trang bị ẩn; các trang đó không được đọc.")
    if rows := len(_HIDDEN_ROW.findall(raw)):
        notes.append(f"Trang “{title}” có {rows} dòng bị ẩn; các dòng đó vẫn được đọc.")
    return notes


def _right_sheet(sheets: list[Any], wanted: frozenset[str]) -> Any:
    """The sheet whose first rows carry the most wanted headings; the first one when none does."""

    def found(sheet: Any) -> int:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=20, max_col=_SHEET_COLUMNS, values_only=True)
        return len({heading_key(value) for row in rows for value in row if isinstance(value, str)} & wanted)

    return max(sheets, key=lambda sheet: (found(sheet), sheet.title != EXAMPLES))


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """Return a heading as it is compared: no diacritics, no signs, no star for "required"."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(nfc(text))).split())


def _xml_of(file: BinaryIO, book: Any, sheet: Any) -> bytes:
    with zipfile.ZipFile(file) as archive:
        path = getattr(sheet, "_worksheet_path", "")
        return archive.read(path) if path in archive.namelist() else b""


def _merged(raw: bytes) -> dict[tuple[int, int], bool]:
    """The cells below the first row of a merged area, by row and column (from 1)."""
    from openpyxl.utils import column_index_from_string

    covered: dict[tuple[int, int], bool] = {}
    for left, top, right, bottom in _MERGES.findall(raw):
        columns = range(column_index_from_string(left.decode()), column_index_from_string(right.decode()) + 1)
        rows = range(int(top) + 1, min(int(bottom), int(top) + 5000) + 1)
        if len(columns) <= _SHEET_COLUMNS:
            covered |= {(row, column): True for row in rows for column in columns}
        if len(covered) > 200_000:
            break
    return covered


def _formulas(file: BinaryIO, title: str) -> dict[tuple[int, int], bool]:
    """Where the sheet has formulas, by row and column."""
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    sheet = book[title]
    sheet.reset_dimensions()
    found = {
        (cell.row, cell.column): True
        for row in sheet.iter_rows(max_col=_SHEET_COLUMNS)
        for cell in row
        if getattr(cell, "data_type", "") == "f"
    }
    book.close()
    return found


def _rows(sheet: Any, name: str, formulas: dict[Any, bool], merged: dict[Any, bool]) -> list[tuple[int, list[Cell]]]:
    rows: list[tuple[int, list[Cell]]] = []
    empty = 0
    filled = not formulas and not merged  # then a cell that is not in the file is nothing to look at
    for number, cells in enumerate(sheet.iter_rows(max_col=None if filled else _SHEET_COLUMNS), start=1):
        kept = [
            EMPTY if filled and cell is EMPTY_CELL else _cell(cell, number, index, formulas, merged)
            for index, cell in enumerate(cells[:_SHEET_COLUMNS], start=1)
        ]
        if any(cell.value is not None or cell.fault == SPOILT for cell in kept):
            rows.append((number, kept))
            refuse_too_many(len(rows), name)
            empty = 0
        else:
            empty += 1
            if empty > EMPTY_IN_A_ROW:
                break
    return rows


def _cell(cell: Any, row: int, column: int, formulas: dict[Any, bool], merged: dict[Any, bool]) -> Cell:
    value = cell.value
    if value is None:
        if formulas and (row, column) in formulas:
            return Cell(None, fault=SPOILT)
        return Cell(None, fault=MERGED) if merged and (row, column) in merged else EMPTY
    if cell.data_type == "e":
        return Cell(str(value), fault=f"Ô này đang báo lỗi {value} trong bảng tính. Hãy sửa công thức hoặc gõ giá trị.")
    if isinstance(value, str):
        text = clean(value)
        return Cell(text) if text else EMPTY
    if isinstance(value, datetime):
        return Cell(value.date())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shown = cell.number_format or ""
        return Cell(value, zeros=len(shown) if _ZEROS.match(shown) else 0)
    return Cell(value) if isinstance(value, (bool, date, time)) else Cell(str(value))


_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Return a cell's text composed, without invisible signs, with single spaces."""
    return " ".join(nfc(_INVISIBLE.sub("", text.replace("_x000D_", " "))).split())
