"""What a spreadsheet would run, a cell of ours only says."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.sheets import add_sheet, content_of, new_book, safe


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@a", "\t=1", "=HYPERLINK(1)"])
def test_a_formula_is_shown_and_not_run(text):
    assert safe(text) == f"'{text}"


def test_control_characters_are_left_out_and_numbers_stay():
    assert safe("a\x0bb") == "ab"
    assert (safe(-5), safe(None)) == (-5, None)


def test_days_are_days_in_the_sheet():
    book = new_book()
    add_sheet(book, "Một", [("Ngày", 12), ("Chữ", 20)], [[dt.date(2026, 3, 2), "=1"]], title="=Tên")
    sheet = load_workbook(BytesIO(content_of(book)))["Một"]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=Tên", "s")
    assert sheet["A3"].value == dt.datetime(2026, 3, 2)
    assert (sheet["A3"].number_format, sheet["B3"].data_type) == ("DD/MM/YYYY", "s")


def test_text_that_looks_like_a_formula_is_text_and_keeps_its_own_words():
    book = new_book()
    add_sheet(book, "Một", [("Chữ", 20)], [["- Phòng Tổng hợp"], ["=1+1"]], title="Tên")
    sheet = load_workbook(BytesIO(content_of(book)))["Một"]
    for cell, text in ((sheet["A3"], "- Phòng Tổng hợp"), (sheet["A4"], "=1+1")):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
