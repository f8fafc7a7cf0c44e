"""What an uploaded file really is, and its rows; whatever cannot be read is refused with what to do instead."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from core.exceptions import Refused
from core.text import nfc

MOST_BYTES = 15 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS = 20_000
EMPTY_IN_A_ROW = 2_000  # formatted but empty rows below the data
SAVE_AS = "Hãy mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) loại “Excel Workbook (*.xlsx)” rồi gửi lại."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of such a file by their names: what Excel puts a protected workbook into, and Word's text.
_ENCRYPTED, _WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
_OLD_FONT = "µ¸¶·¹¨»¾¼½Æ©ÊÇÈÉËÌÐÎÏ"  # letters that an old Vietnamese font (TCVN3) shows as others

CellValue = object


class Cell(NamedTuple):
    """One cell as the file holds it. `zeros`: to how many digits a number is shown with leading zeros."""

    value: CellValue = None
    zeros: int = 0
    fault: str = ""

    @property
    def empty(self) -> bool:
        return self.value is None and not self.fault


EMPTY = Cell()


@dataclass
class Table:
    """The rows of one sheet, each with its number in the file (the first is 1), and what is worth saying about it."""

    rows: list[tuple[int, list[Cell]]]
    sheet: str = ""
    notes: list[str] = field(default_factory=list)


def read_table(file: BinaryIO, name: str, *, wanted: frozenset[str] = frozenset()) -> Table:
    """Return the rows of an .xlsx or .csv file. `wanted`: folded headings, by which the right sheet is found.

    Raises Refused for anything else, with what to do.
    """
    refuse_unreadable(file, name)
    if file.read(4) == b"PK\x03\x04":
        from .workbooks import read_workbook

        return read_workbook(file, name, wanted)
    file.seek(0)
    return _text_table(file.read(), name)


def refuse_unreadable(file: BinaryIO, name: str) -> None:
    """Raise Refused for what cannot be a table, by its size and its first bytes; leaves the file at its start."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    if not size:
        raise Refused(f"Tệp {name} rỗng (0 byte). Hãy kiểm tra lại tệp rồi gửi lại.")
    if size > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise Refused(f"Tệp {name} lớn hơn {most} MB. Hãy bỏ hình ảnh, định dạng thừa, hoặc tách thành nhiều tệp.")
    head = file.read(4096)
    file.seek(0)
    if head.startswith(_OLE):
        reason = _bad_compound(file.read(), name)
    else:
        reason = _bad_workbook(file, name) if head.startswith(b"PK\x03\x04") else _not_a_table(head, name)
    if reason:
        raise Refused(reason)
    file.seek(0)


def _not_a_table(head: bytes, name: str) -> str:
    """Return why the file is neither a zip nor a text table, "" when it may be one."""
    extension = PurePath(name).suffix.lower()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        return f"Tệp {name} thực ra là trang web (HTML, XML) được đổi đuôi. {SAVE_AS}"
    if head.startswith(b"%PDF-"):
        return f"Tệp {name} là PDF. Hãy nhập dữ liệu vào tệp mẫu Excel rồi gửi tệp đó."
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")):
        return f"Tệp {name} không phải bảng tính. Chỉ nhận .xlsx hoặc .csv theo tệp mẫu."
    if extension not in (".csv", ".txt", ".tsv"):
        return f"Tệp {name} bị hỏng hoặc không phải bảng tính thật. {SAVE_AS}"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"Tệp {name} không phải văn bản CSV. Chỉ nhận .xlsx hoặc .csv theo tệp mẫu."
    return ""


def _bad_compound(content: bytes, name: str) -> str:
    """Return what an OLE file is: its directory, anywhere in the file, names the streams that tell."""
    if _ENCRYPTED in content:
        return f"Tệp {name} được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu mở tệp, lưu lại rồi gửi."
    if _WORD in content:
        return f"Tệp {name} là tệp Word đời cũ (.doc). Hãy chép bảng sang tệp mẫu Excel rồi gửi lại."
    renamed = "" if PurePath(name).suffix.lower() == ".xls" else ", được đổi đuôi"
    return f"Tệp {name} là Excel đời cũ (.xls){renamed}. {SAVE_AS}"


def _bad_workbook(file: BinaryIO, name: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            return _bad_archive(archive.infolist(), name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return f"Tệp {name} bị hỏng, không mở được. {SAVE_AS}"


def _bad_archive(parts: list[zipfile.ZipInfo], name: str) -> str:
    """Return why a zip is no workbook that we open, "" when it is one."""
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return f"Tệp {name} giải nén ra quá lớn nên không đọc. Hãy chép dữ liệu sang tệp mẫu mới rồi gửi lại."
    if any(part.flag_bits & 1 for part in parts):
        return f"Tệp {name} được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi gửi."
    if any(part.endswith("vbaProject.bin") for part in names):
        return f"Tệp {name} có macro nên không nhận. {SAVE_AS}"
    if "xl/workbook.xml" in names:
        return ""
    if "content.xml" in names:
        return f"Tệp {name} là OpenDocument (.ods). {SAVE_AS}"
    if "xl/workbook.bin" in names:
        return f"Tệp {name} là Excel nhị phân (.xlsb). {SAVE_AS}"
    if "word/document.xml" in names:
        return f"Tệp {name} là tệp Word. Hãy chép bảng sang tệp mẫu Excel rồi gửi lại."
    return f"Tệp {name} là tệp nén, không phải bảng tính. Hãy giải nén và gửi tệp .xlsx bên trong."


def _text_table(content: bytes, name: str) -> Table:
    text, encoding = _decoded(content, name)
    notes = [] if encoding.startswith("utf") else ["Tệp CSV theo bảng mã Windows-1258; hãy xem kỹ dấu ở bản xem trước."]
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[Cell]]] = []
    try:
        for cells in reader:
            kept = [Cell(found) if (found := nfc(cell).strip()) else EMPTY for cell in cells]
            if any(not cell.empty for cell in kept):
                rows.append((reader.line_num, kept))
            refuse_too_many(len(rows), name)
    except csv.Error:
        raise Refused(f"Tệp {name} có dòng không đọc được (dòng {reader.line_num}). {SAVE_AS}") from None
    if not rows:
        raise Refused(f"Tệp {name} không có dòng dữ liệu nào.")
    return Table(rows=rows, notes=notes)


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    guesses = [encoding for mark, encoding in marks.items() if content.startswith(mark)] or ["utf-8", "cp1258"]
    for encoding in guesses:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Refused(f"Không nhận ra bảng mã của tệp {name}. Hãy lưu thành .xlsx hoặc “CSV UTF-8” rồi gửi lại.")


def refuse_too_many(rows: int, name: str) -> None:
    """Raise Refused when a file has more rows than are read at once."""
    if rows > MOST_ROWS + 50:
        raise Refused(f"Tệp {name} có hơn {MOST_ROWS} dòng. Hãy tách thành nhiều tệp nhỏ hơn.")


def looks_like_old_font(text: str) -> bool:
    """Whether a heading is written for a font of before Unicode (TCVN3)."""
    return sum(char in _OLD_FONT for char in text) >= 2
