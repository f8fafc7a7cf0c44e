"""What is typed and what is found by it, compared as offices write: with and without diacritics, numbers, codes."""

import unicodedata

import pytest

from core.search.words import Query, bare_code, marked, number_of, words_of


@pytest.mark.parametrize(
    "typed",
    ["Đặng Thị Hồng Ưu-Nguyễn", "dang thi hong uu nguyen", "ĐẶNG  THỊ\tHỒNG ƯU NGUYỄN",
     unicodedata.normalize("NFD", "Đặng Thị Hồng Ưu-Nguyễn")],
)  # fmt: skip
def test_a_name_is_the_same_words_however_it_is_typed(typed):
    assert Query.of(typed).words == ["dang", "thi", "hong", "uu", "nguyen"]


def test_a_code_is_found_whole_in_parts_and_without_zeros():
    assert list(words_of("05/KH-VP")) == ["5/kh-vp", "05", "5", "kh", "vp"]
    assert bare_code(" 05/KH-VP ") == bare_code("5/kh-vp") == "5/kh-vp"
    assert number_of("05/KH-VP") == "5"
    assert number_of("HS2026-00012") == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("86/2025/QĐ-UBND", ["86/2025/qd-ubnd"]),
        ("005/KH-VP", ["5/kh-vp"]),
        ("số 01/KH-VP ngày 08/01/2026", ["1/kh-vp", "8/1/2026"]),
        ("ngày 8/1/2026", ["8/1/2026"]),
        ("QĐ-UBND", ["qd", "ubnd"]),
        ("kế hoạch số 86", ["ke", "hoach", "86"]),
        ("số hóa", ["so", "hoa"]),
        ("an an AN", ["an"]),
        ("@van-ban.h:00001.", ["van", "ban", "h", "00001"]),
        ("#86 =x", ["86", "x"]),
        ("  ", []),
        ("%_'\\&|!:*()", []),
        ("//--..", []),
    ],
)
def test_the_words_of_what_is_typed(typed, words):
    assert Query.of(typed).words == words


def test_what_is_typed_without_end_is_cut():
    query = Query.of("từ " * 5000 + "x" * 5000)
    assert len(query.text) <= 200
    assert len(Query.of(" ".join(f"a{n}" for n in range(100))).words) == 10
    assert len(Query.of("x" * 5000).words[0]) == 60


def test_found_words_are_marked_and_nothing_else():
    pieces = marked("Đặng Thị Hồng Ưu-Nguyễn", Query.of("nguyen uu").words)
    assert [text for text, found in pieces if found] == ["Ưu", "Nguyễn"]
    assert "".join(text for text, _ in pieces) == "Đặng Thị Hồng Ưu-Nguyễn"
    assert [text for text, found in marked("Uyên Nguyễn", Query.of("uy").words) if found] == ["Uyên"]
    assert [text for text, found in marked("05/KH-VP", Query.of("5/kh-vp").words) if found] == ["05", "KH", "VP"]
