"""Even lines of names and subjects."""

import pytest

from documents.measure import balanced_lines, text_width


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ TƯ PHÁP", ["SỞ TƯ PHÁP"]),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH"]),
        ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"]),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", ["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"]),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH AN SƠN", ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "TỈNH AN SƠN"]),
        (
            "BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA",
            ["BAN CHỈ ĐẠO", "CÁC CHƯƠNG TRÌNH", "MỤC TIÊU QUỐC GIA"],
        ),
    ],
)
def test_names_of_offices_break_where_one_would_break_them(name, lines):
    assert balanced_lines(name, 183, 12, bold=True) == lines


def test_lines_fit_and_keep_every_word():
    name = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH GIAO THÔNG TỈNH QUẢNG NAM"
    lines = balanced_lines(name, 183, 12, bold=True)
    assert " ".join(lines) == name
    assert all(text_width(line, 12, bold=True) <= 183 for line in lines)


def test_line_feeds_of_the_text_are_kept():
    assert balanced_lines("Công tác thi đua năm 2026\ncủa Văn phòng", 400, 14) == [
        "Công tác thi đua năm 2026",
        "của Văn phòng",
    ]


def test_date_is_not_torn():
    lines = balanced_lines("(Kèm theo Quyết định số 5/QĐ-UBND ngày 24 tháng 10 năm 2026 của Chủ tịch)", 250, 14)
    assert not any(line.endswith(("ngày", "tháng", "năm", "số")) for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "thành tích xuất sắc trong phong trào thi đua yêu nước giai đoạn 2021 - 2025 và công tác năm 2025",
            340,
            ["thành tích xuất sắc trong phong trào thi đua yêu nước", "giai đoạn 2021 - 2025 và công tác năm 2025"],
        ),
        ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", 183, ["ỦY BAN NHÂN DÂN", "TỈNH BÀ RỊA - VŨNG TÀU"]),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH AN SƠN", 190, ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG TỈNH AN SƠN"]),
    ],
)
def test_a_span_or_a_double_name_is_not_torn_at_its_dash(text, width, lines):
    assert balanced_lines(text, width, 12) == lines


def test_width_of_vietnamese_letters_is_that_of_the_font():
    # Liberation Serif Bold: Ủ as U 722, Ơ 778, space 250 thousandths.
    assert text_width("Ủ Ơ", 1000, bold=True) == 722 + 250 + 778
    assert text_width("", 12) == 0


def test_a_word_too_wide_goes_on_below_or_stands_alone():
    lines = balanced_lines("A BBBBBBBBBBBBBBBBBBBB C", 60, 12)
    assert "".join(lines).replace(" ", "") == "A" + "B" * 20 + "C"
    assert all(text_width(line, 12) <= 60 for line in lines)
    whole = balanced_lines("A BBBBBBBBBBBBBBBBBBBB C", 60, 12, whole_words=True)
    assert whole == ["A", "BBBBBBBBBBBBBBBBBBBB", "C"]
