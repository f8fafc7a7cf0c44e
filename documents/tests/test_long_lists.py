"""A long list set on several cores is, byte for byte, the list set in one piece."""

import datetime as dt
import os
from dataclasses import replace

import pytest

from documents.long_lists import cutting, foretelling, forks, parts, render_in_parts, stamping
from documents.official import Annex, GroupRow, OfficialDocument, Paragraph, Row, Signer, Table, Verification
from documents.rendering import render

ALIGNS = ["right", "left", "centre", "justify"]
CLOSING = Paragraph("Danh sách gồm 05 tập thể và 60 cá nhân.")  # the last words pull the list's last rows along
WORDS = ["Hoàn", "thành", "xuất", "sắc", "nhiệm", "vụ,", "có", "sáng", "kiến", "được", "công", "nhận"]


@pytest.fixture(autouse=True)
def short_lists_are_long(monkeypatch):
    """Show with a few pages what is meant for fifty."""
    monkeypatch.setattr(cutting, "LONG", 40)
    monkeypatch.setattr(foretelling, "SHARE", 20)


@pytest.fixture
def in_parts(monkeypatch):
    """Set in parts side by side, or fail: nothing may fall back to the whole without being seen."""

    def refuse(document):
        raise AssertionError("set in one piece")

    def act(document, cores=2):
        with monkeypatch.context() as patch:
            patch.setattr(parts, "render", refuse)
            patch.setattr(parts, "_stamped", lambda *args: None)
            return render_in_parts(document, cores=cores)

    return act


@pytest.fixture
def stamped(monkeypatch):
    """Put the middle pages together from their rows, or fail."""

    def refuse(*args):
        raise AssertionError("pages were set")

    def act(document):
        with monkeypatch.context() as patch:
            patch.setattr(parts, "render", refuse)
            patch.setattr(parts, "_set_shares", refuse)
            return render_in_parts(document, cores=1)

    return act


def names(count, *, groups=False, uneven=False, bold=False):
    rows = []
    for number in range(1, count + 1):
        if groups and number % 17 == 1:
            rows.append(GroupRow(f"Cụm thi đua số {number}"))
        merit = " ".join(WORDS[: 1 + number * 7 % 11]) if uneven else "Lao động tiên tiến"
        name = f"Đặng Thị Hồng Ưu-Nguyễn {number}"
        rows.append(
            Row([str(number), f"**{name}**" if bold else name, "*Chuyên viên*" if bold else "Công chức", merit])
        )
    return Table(["TT", "Họ và tên", "Chức vụ", "Thành tích"], rows, widths=[1, 5, 3, 5])


def decision(**fields):
    facts = {
        "kind": "QĐ",
        "symbol": "QĐ-VP",
        "number": 5,
        "issuer_name": "VĂN PHÒNG",
        "place": "An Sơn",
        "issued_on": dt.date(2026, 1, 5),
        "subject": "Về việc tặng danh hiệu **Lao động tiên tiến** năm *2025*",
        "body": [Paragraph("Tặng danh hiệu cho các cá nhân trong danh sách kèm theo.")],
        "recipients": ["Như trên;", "Lưu: VT."],
        "signer": Signer([], "CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"),
        "verification": Verification(url="https://vidu.vn/xac-minh/K7WD", code="K7WD-4M2P-XQ9T"),
    }
    return OfficialDocument(**(facts | fields))


def listed(table, **fields):
    return Annex(title="Danh sách cá nhân", label="DANH SÁCH", blocks=[table, CLOSING], **fields)


@pytest.mark.parametrize(
    "document",
    [
        decision(annexes=[listed(names(110, uneven=True, groups=True))]),
        decision(annexes=[listed(names(120), landscape=True), Annex(title="Tập thể", blocks=[Paragraph("Hai.")])]),
        decision(body=[Paragraph("Danh sách:"), names(100), Paragraph("Hết.")]),
    ],
    ids=["uneven rows under headings", "landscape with an annex after it", "in the body, before the signatures"],
)  # fmt: skip
def test_parts_make_the_same_bytes(in_parts, document):
    assert in_parts(document) == render(document)


def test_a_break_foretold_wrongly_is_set_again(monkeypatch, in_parts):
    document = decision(annexes=[listed(names(110))])
    learn = foretelling.PageBreaks.learn.__func__

    def too_high(cls, *args):
        breaks = learn(cls, *args)
        breaks.heights = [height * 1.3 for height in breaks.heights]
        return breaks

    monkeypatch.setattr(foretelling.PageBreaks, "learn", classmethod(too_high))
    assert in_parts(document) == render(document)


def test_a_copy_that_dies_or_never_ends_loses_nothing(monkeypatch, in_parts):
    document = decision(annexes=[listed(names(110))])
    whole = render(document)
    monkeypatch.setattr(forks, "_answer", lambda work, index, writer: os._exit(1))
    assert in_parts(document) == whole


def test_letters_that_only_a_share_knows_are_in_the_font(in_parts):
    rows = [*names(110).rows, Row(["111", "ZŽ № Ø", "Ưu tú", "Ỷ Ỹ"])]
    document = decision(annexes=[listed(Table(["TT", "Tên", "Chức vụ", "Ghi chú"], rows))])
    assert in_parts(document) == render(document)


def test_a_short_document_is_set_in_one_piece(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a fork for a short document"))
    document = decision()
    assert render_in_parts(document, cores=4) == render(document)


# ---------------------------------------------------------------- middle pages put together from their rows


@pytest.mark.parametrize(
    "document",
    [
        decision(annexes=[listed(names(225, uneven=True, groups=True)), Annex("Khác", [])]),
        decision(annexes=[listed(replace(names(150, bold=True), aligns=ALIGNS), landscape=True)]),
        decision(body=[Paragraph("Danh sách:"), replace(names(150, groups=True), head=[]), Paragraph("Hết.")]),
    ],
    ids=["many pages under headings", "landscape, every alignment, bold, italic", "in the body, no head"],
)  # fmt: skip
def test_pages_put_together_are_the_pages_that_would_be_set(stamped, document):
    assert stamped(document) == render(document)


@pytest.mark.parametrize(
    "odd",
    [
        Row(["171", "Nguyễn **Văn** A", "Chuyên viên", "Giỏi"]),
        Row(["171", "Nguyễn Văn A", "Chuyên viên", "Theo Quyết định số 152/QĐ-UBND"], bold=True),
        Row(["171", "Nguyễn Văn A", "Chuyên viên", "Giỏi " * 190]),
        Row(["171", "ZŽ \u2603", "Chuyên viên", "Giỏi"]),
    ],
    ids=["markup", "a kind that the first pages have not", "a row over two pages", "a letter of another font"],
)
def test_what_is_more_than_words_in_a_cell_is_set(monkeypatch, odd):
    monkeypatch.setattr(parts, "render", lambda document: b"set in one piece")
    rows = names(130).rows
    document = decision(annexes=[listed(replace(names(1), rows=[*rows[:95], odd, *rows[95:]]))])
    assert render_in_parts(document, cores=1) == b"set in one piece"


def test_a_page_drawn_in_another_way_is_not_put_together(monkeypatch):
    monkeypatch.setattr(parts, "render", lambda document: b"set in one piece")
    monkeypatch.setattr(stamping, "_BORDER", stamping._BORDER.replace(b"0 0 0 RG", b"1 0 0 RG"))
    assert render_in_parts(decision(annexes=[listed(names(130))]), cores=1) == b"set in one piece"
