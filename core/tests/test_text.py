"""Vietnamese text: search forms and orders that a reader of lists would notice."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, name_key, nfc, vn_key


def test_fold_ignores_marks_case_and_knows_that_đ_is_d():
    assert fold("  ĐẶNG Thị Hồng   Ưu-Nguyễn ") == "dang thi hong uu-nguyen"


def test_fold_is_the_same_for_composed_and_decomposed_text():
    assert fold(unicodedata.normalize("NFD", "Quyết định số 05/QĐ-UBND")) == fold("Quyết định số 05/QĐ-UBND")


def test_names_sort_by_given_name_then_family_name():
    names = [
        "Trần Văn Bình",
        "Nguyễn Thị Ánh",
        "Lê Thị An",
        "Đỗ Văn Bình",
        "Phạm Thị Ân",
        "Lò Văn Đạt",
        "Vũ Văn Dũng",
    ]
    assert sorted(names, key=name_key) == [
        "Lê Thị An",
        "Nguyễn Thị Ánh",
        "Phạm Thị Ân",
        "Đỗ Văn Bình",
        "Trần Văn Bình",
        "Vũ Văn Dũng",
        "Lò Văn Đạt",
    ]


def test_tones_follow_the_order_of_dictionaries():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=vn_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@given(st.text())
def test_fold_of_anything_is_stable(text):
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)
