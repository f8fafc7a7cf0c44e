"""Inline markup, and the mark that closes a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.inline import END_MARK, Run, html, literal, parse, plain, with_end_mark


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("trước ngày **20/01/2022** để", [Run("trước ngày "), Run("20/01/2022", bold=True), Run(" để")]),
        ("*Nơi nhận*", [Run("Nơi nhận", italic=True)]),
        ("**a *b* c**", [Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True)]),
        ("3 * 4 = 12", [Run("3 * 4 = 12")]),
        ("lẻ **một bên", [Run("lẻ **một bên")]),
        (r"mức \* và \*\*", [Run("mức * và **")]),
    ],
)
def test_markup(text, runs):
    assert parse(text) == runs


@given(st.text(alphabet="ab *\\ắ\n", max_size=40))
def test_words_are_never_lost(text):
    assert [char for char in plain(text) if char not in "*\\"] == [char for char in text if char not in "*\\"]


@given(st.text(alphabet="ab *ắ./", max_size=30))
def test_literal_text_comes_out_as_it_went_in(text):
    assert plain(literal(text)) == text


def test_text_is_escaped():
    assert html("a < b & <script>") == "a &lt; b &amp; &lt;script&gt;"


def test_numbers_of_documents_stay_on_one_line():
    assert html("Chỉ thị số 41-CT/TW ngày") == 'Chỉ thị số <span class="unbroken">41-CT/TW</span> ngày'
    assert '<span class="unbroken">152/2025/NĐ-CP</span>' in html("Nghị định số 152/2025/NĐ-CP của")
    assert "unbroken" not in html("giai đoạn kinh tế - xã hội")


@pytest.mark.parametrize(
    "text",
    [
        "quyết định thi hành",
        "quyết định thi hành.",
        "quyết định thi hành;",
        "quyết định thi hành./.",
        "quyết định thi hành ./.",
        "quyết định thi hành/.",
        "quyết định thi hành. /. ",
        "quyết định thi hành.\u2060/.",
    ],
)
def test_exactly_one_mark_glued_to_the_last_word(text):
    assert with_end_mark(text) == "quyết định thi hành./."


def test_mark_keeps_what_is_not_a_full_stop():
    assert with_end_mark("(có danh sách kèm theo)") == "(có danh sách kèm theo)./."
    assert with_end_mark("v.v...") == "v.v.../."
    assert with_end_mark("trước **20/01/2022**") == "trước **20/01/2022./.**"
    assert with_end_mark("") == END_MARK
    assert with_end_mark(r"họp \*kín\*") == r"họp \*kín\*./."


def test_mark_stands_with_the_last_word_in_one_piece():
    assert html(with_end_mark("xem xét, quyết định.")).endswith('<span class="unbroken">định./.</span>')


@given(st.text(alphabet="abắ ./;*", max_size=25))
def test_marking_twice_is_marking_once(text):
    once = with_end_mark(text)
    assert with_end_mark(once) == once
    assert plain(once).count(END_MARK) >= 1
