"""Files as offices really send them: each bad one gets a sentence that says what to do, each odd one is read right."""

import datetime as dt
import io
import re
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from awards.importing import columns as reading
from awards.importing import files
from awards.importing.columns import read_lines, wanted
from awards.importing.files import read_table
from awards.importing.people import columns
from core.exceptions import Refused

from .sheets import HEAD, book_of, with_part, zip_of

ROW = ["00123", "Lê Thị Hoa", "05/01/1985", "TH"]
GOOD = book_of([HEAD, ROW])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def read(content, name="tep.xlsx"):
    return read_table(io.BytesIO(content), name, wanted=wanted(columns()))


def lines_of(content, name="tep.xlsx"):
    return read_lines(read(content, name), columns())


def part_of(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def locked_zip():
    """A workbook whose parts say that they are encrypted."""
    return re.sub(rb"PK\x01\x02(....)..", lambda m: b"PK\x01\x02" + m[1] + b"\x01\x00", GOOD, flags=re.DOTALL)


def hidden_book():
    workbook = part_of(GOOD, "xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
    return with_part(GOOD, "xl/workbook.xml", workbook)


def entities():
    sheet = part_of(GOOD, "xl/worksheets/sheet1.xml")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return with_part(GOOD, "xl/worksheets/sheet1.xml", bomb + sheet[sheet.index(b"<worksheet") :])


BAD_FILES = {
    "zero bytes": (b"", "tep.xlsx", "rỗng"),
    "old excel": (OLE, "tep.xls", "Excel đời cũ"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "tep.xlsx", "mật khẩu"),
    "password far in the file": (OLE + bytes(9000) + "EncryptedPackage".encode("utf-16-le"), "t.xlsx", "mật khẩu"),
    "old excel renamed": (OLE + bytes(6000) + "Workbook".encode("utf-16-le"), "tep.xlsx", "Excel đời cũ (.xls), được"),
    "old word": (OLE + bytes(6000) + "WordDocument".encode("utf-16-le"), "tep.xls", "Word đời cũ"),
    "password of the zip": (locked_zip(), "tep.xlsx", "mật khẩu"),
    "macro": (with_part(GOOD, "xl/vbaProject.bin", b"x"), "tep.xlsm", "macro"),
    "opendocument": (zip_of({"mimetype": "x", "content.xml": "<x/>"}), "tep.ods", "OpenDocument"),
    "binary workbook": (zip_of({"xl/workbook.bin": "x"}), "tep.xlsb", "nhị phân"),
    "word": (zip_of({"word/document.xml": "<x/>"}), "tep.xlsx", "tệp Word"),
    "zip": (zip_of({"danh-sach.xlsx": GOOD}), "tep.zip", "giải nén"),
    "html renamed": (b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "tep.xls", "trang web"),
    "xml spreadsheet": (b'<?xml version="1.0"?><Workbook/>', "tep.xlsx", "trang web"),
    "pdf": (b"%PDF-1.7 ...", "tep.xlsx", "là PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "tep.xlsx", "không phải bảng tính"),
    "rar": (b"Rar!\x1a\x07....", "tep.csv", "không phải bảng tính"),
    "rtf": (b"{\\rtf1 ...}", "tep.csv", "không phải bảng tính"),
    "cut in the middle": (GOOD[: len(GOOD) // 2], "tep.xlsx", "bị hỏng"),
    "noise": (bytes(range(1, 256)) * 4, "tep.xlsx", "bị hỏng"),
    "entities": (entities(), "tep.xlsx", "DOCTYPE"),
    "broken sheet": (with_part(GOOD, "xl/worksheets/sheet1.xml", b"<worksheet><oops"), "tep.xlsx", "bị hỏng"),
    "sheet is missing": (zip_of({"xl/workbook.xml": part_of(GOOD, "xl/workbook.xml")}), "tep.xlsx", "bị hỏng"),
    "only hidden sheets": (hidden_book(), "tep.xlsx", "bị ẩn"),
    "empty sheet": (book_of([]), "tep.xlsx", "không có dòng dữ liệu"),
    "csv of zeros": (b"\0\0\0\0", "tep.csv", "không phải văn bản"),
    "csv without rows": (b"\n \n;;\n", "tep.csv", "không có dòng dữ liệu"),
    "csv in no encoding": (b"\xff\xfeH\x00\xd8", "tep.csv", "bảng mã"),
    "no headings": (book_of([["Một", "Hai"], [1, 2]]), "tep.xlsx", "dòng tiêu đề"),
    "old font": (book_of([["M· c¸n bé", "Hä vµ tªn", "§¬n vÞ"], ["1", "Lª", "TH"]]), "tep.xlsx", "phông cũ"),
    "a column is missing": (book_of([HEAD[:3], ROW[:3]]), "tep.xlsx", "thiếu cột: Đơn vị"),
    "a column stands twice": (book_of([[*HEAD, "Ngày sinh"], [*ROW, "1"]]), "tep.xlsx", "hai cột cùng là “Ngày sinh”"),
    "headings alone": (book_of([HEAD]), "tep.xlsx", "không có dòng dữ liệu"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_cannot_be_read_is_told_why(case):
    content, name, sentence = BAD_FILES[case]
    with pytest.raises(Refused, match=re.escape(sentence)):
        lines_of(content, name)


def test_a_hundred_megabytes_are_not_even_opened(tmp_path):
    path = tmp_path / "to.xlsx"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with path.open("rb") as file, pytest.raises(Refused, match="lớn hơn 15 MB"):
        read_table(file, "to.xlsx")


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Refused, match="giải nén ra quá lớn"):
        read(with_part(GOOD, "xl/media/image1.bmp", b"\0" * 2_000_000))
    monkeypatch.setattr(files, "MOST_PARTS", 3)
    with pytest.raises(Refused, match="giải nén ra quá lớn"):
        read(GOOD)


@pytest.mark.parametrize("name", ["tep.xlsx", "tep.csv"])
def test_too_many_rows_are_asked_to_be_split(monkeypatch, name):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    rows = [HEAD, *([ROW] * 5)]
    content = book_of(rows) if name.endswith("xlsx") else "\n".join(";".join(row) for row in rows).encode()
    with pytest.raises(Refused, match="hơn 3 dòng"):
        lines_of(content, name)


def cell(column, value, **format_):
    """A workbook whose only row has this value in the column."""

    def change(sheet):
        sheet.cell(2, column).value = value
        for name, wanted_value in format_.items():
            setattr(sheet.cell(2, column), name, wanted_value)

    return book_of([HEAD, ROW], change=change)


def more(heading, value):
    return book_of([[*HEAD, heading], [*ROW, value]])


def merged():
    def change(sheet):
        sheet.append(["00124", "Vũ Văn Nam", None, None])
        sheet.merge_cells("D2:D3")

    return book_of([HEAD, ROW], change=change)


TOMORROW = dt.date.today() + dt.timedelta(days=400)
BAD_CELLS = {
    "no such day": (cell(3, "31/02/1985"), "C2", "Không có ngày 31/02/1985"),
    "two digits of a year": (cell(3, "05/01/85"), "C2", "không đủ 4 chữ số"),
    "month before day": (cell(3, "01/25/1985"), "C2", "ghi tháng trước ngày"),
    "only a year": (cell(3, 1985), "C2", "Chỉ có năm 1985"),
    "only a year as text": (cell(3, "1985"), "C2", "Chỉ có năm 1985"),
    "words for a day": (cell(3, "mùng năm Tết"), "C2", "không phải ngày"),
    "a number that is no day": (cell(3, 15031985), "C2", "không phải ngày"),
    "a day to come": (cell(3, TOMORROW), "C2", "chưa đến"),
    "a day too long ago": (cell(3, "05/01/1085"), "C2", "quá xa"),
    "error of a formula": (cell(4, "#REF!", data_type="e"), "D2", "đang báo lỗi #REF!"),
    "formula without its result": (cell(2, "=A2&B2"), "B2", "không lưu kết quả"),
    "merged cell": (merged(), "D3", "gộp ô"),
    "nothing where something is needed": (cell(2, "   "), "B2", "Thiếu họ và tên"),
    "code that became a day": (cell(1, dt.date(2025, 1, 2)), "A2", "đổi mã này thành ngày"),
    "code with a fraction": (cell(1, 12.5), "A2", "số lẻ"),
    "code in short form": (cell(1, "1.2E+11"), "A2", "rút gọn mã"),
    "code of two words": (cell(1, "CB 01"), "A2", "dấu cách"),
    "name too long": (cell(2, "Lê " * 60), "B2", "Dài quá: nhiều nhất 120"),
    "unknown choice": (more("Giới tính", "Khác"), "E2", "không phải giới tính"),
    "neither yes nor no": (more("Lao động trực tiếp", "có lẽ"), "E2", "Hãy ghi Có hoặc Không"),
}


@pytest.mark.parametrize("case", BAD_CELLS)
def test_a_bad_cell_is_told_with_its_place(case):
    content, place, sentence = BAD_CELLS[case]
    found = {f"{fault.column}{line.number}": fault.message for line in lines_of(content) for fault in line.faults}
    assert list(found) == [place]
    assert sentence in found[place]


def values(content, name="tep.xlsx"):
    [line] = lines_of(content, name)
    assert line.faults == []
    return line.values


def old_calendar():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(HEAD)
    book.active.append([*ROW[:2], dt.datetime(1985, 1, 5), "TH"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def decomposed():
    return book_of([[unicodedata.normalize("NFD", text) for text in row] for row in (HEAD, ROW)])


def result_kept():
    """A formula whose result the spreadsheet program has saved."""
    sheet = part_of(GOOD, "xl/worksheets/sheet1.xml")
    done = re.sub(rb'<c r="B2"[^>]*>.*?</c>', '<c r="B2" t="str"><f>A2</f><v>Lê Thị Hoa</v></c>'.encode(), sheet)
    assert done != sheet
    return with_part(GOOD, "xl/worksheets/sheet1.xml", done)


def wrong_size():
    sheet = part_of(GOOD, "xl/worksheets/sheet1.xml")
    return with_part(
        GOOD, "xl/worksheets/sheet1.xml", re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', sheet)
    )


def two_storeys():
    def change(sheet):
        sheet.insert_rows(1, 4)
        sheet["A1"] = "DANH SÁCH CÁN BỘ"
        sheet.merge_cells("A1:D1")
        sheet["A4"], sheet["D4"] = "Thông tin cá nhân", "Đơn vị"
        sheet.merge_cells("A4:C4")
        sheet["D5"] = None
        sheet.merge_cells("D4:D5")
        sheet.insert_rows(6)
        for column in range(1, 5):
            sheet.cell(6, column).value = f"({column})"

    return book_of([HEAD, ROW], change=change)


CSV = "Mã cán bộ{0}Họ và tên{0}Ngày sinh{0}Đơn vị\r\n00123{0}Lê Thị Hoa{0}05/01/1985{0}TH\r\n"
# In Windows-1258 the tone marks stand behind their letters.
MARKS = "\u0300\u0301\u0303\u0309\u0323"


def for_1258(text):
    kept = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        kept += unicodedata.normalize("NFC", "".join(part for part in parts if part not in MARKS))
        kept += [part for part in parts if part in MARKS]
    return "".join(kept).encode("cp1258")


ODD = {
    "zeros by format": (cell(1, 123, number_format="00000"), "tep.xlsx"),
    "day as a number": (cell(3, 31052), "tep.xlsx"),
    "day as a moment": (cell(3, dt.datetime(1985, 1, 5, 7, 30)), "tep.xlsx"),
    "day written otherwise": (cell(3, " 5-1-1985 "), "tep.xlsx"),
    "day in ISO": (cell(3, "1985-01-05 00:00:00"), "tep.xlsx"),
    "other calendar": (old_calendar(), "tep.xlsx"),
    "decomposed letters": (decomposed(), "tep.xlsx"),
    "blanks and invisible signs": (cell(2, " \u200bLê\u00a0 Thị\nHoa "), "tep.xlsx"),
    "formula with its result": (result_kept(), "tep.xlsx"),
    "size written wrongly": (wrong_size(), "tep.xlsx"),
    "title, merged heads, numbered columns": (two_storeys(), "tep.xlsx"),
    "csv with semicolons": (CSV.format(";").encode(), "tep.csv"),
    "csv with a mark": (CSV.format(",").encode("utf-8-sig"), "tep.csv"),
    "csv in utf-16": (CSV.format("\t").encode("utf-16"), "tep.csv"),
    "csv in windows-1258": (for_1258(CSV.format(",")), "tep.csv"),
    "empty rows between": (book_of([[], HEAD, [], [None, "  "], ROW, []]), "tep.xlsx"),
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_file_is_read_as_it_is_meant(case):
    content, name = ODD[case]
    born = {"staff_code": "00123", "full_name": "Lê Thị Hoa", "birth_date": dt.date(1985, 1, 5), "unit": "TH"}
    assert values(content, name) == born


def test_what_else_a_workbook_holds_is_said():
    book = Workbook()
    book.active.append(["Ghi chú", "chung"])
    data = book.create_sheet("Dữ liệu")
    for row in (["STT", *HEAD, "Ghi chú thêm"], [1, *ROW, "x"]):
        data.append(row)
    data.row_dimensions[2].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    table = read(content.getvalue())
    read_lines(table, columns())
    said = " ".join(table.notes)
    assert "chỉ đọc trang “Dữ liệu”" in said
    assert "1 trang bị ẩn" in said
    assert "1 dòng bị ẩn" in said
    assert "Các cột không dùng đến: Ghi chú thêm." in said
