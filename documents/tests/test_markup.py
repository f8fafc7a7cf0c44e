"""The small markup of texts that people type."""

import pytest

from documents.markup import blocks, last_article, widest_table
from documents.official import Article, Division, Heading, ListItem, Paragraph, Table


def numbered(text):
    return blocks(text, numbered=True)


def test_a_text_without_numbers_of_its_own_keeps_them_as_words():
    assert blocks("1. Gửi hồ sơ.\nI. Nội dung") == [Paragraph("1. Gửi hồ sơ."), Paragraph("I. Nội dung")]


def test_lists_notes_and_stars():
    assert blocks("- một;\n+ hai*\n(Có phụ lục kèm theo)") == [
        ListItem("một;"),
        ListItem(r"hai\*", "+"),
        Paragraph("(Có phụ lục kèm theo)", italic=True),
    ]


def test_no_column_is_too_narrow_for_a_word_of_its_heading():
    long = "thông qua: 50,0% (cần 3/4; theo ý kiến của người chủ trì)"
    [table] = blocks(f"| TT | Họ và tên | Đồng ý | Kết quả |\n| 1 | {'A' * 40} | 2 | {long} |")
    ordinal, _, agreed, _ = table.widths
    assert agreed / sum(table.widths) > 0.11  # 18 mm of a page's 165
    assert ordinal < agreed


def test_rows_between_bars_make_one_table_whatever_is_missing():
    table = blocks("Trước:\n| TT | Tên | Số |\n| 1 | A | 12 |\n| 2 | B |\nSau.")[1]
    assert isinstance(table, Table)
    assert list(table.head) == ["TT", "Tên", "Số"]
    assert [list(row.cells) for row in table.rows] == [["1", "A", "12"], ["2", "B", ""]]
    assert list(table.aligns) == ["centre", "left", "centre"]
    assert blocks("|")[0] == Paragraph("|")


def test_headings_of_three_levels_with_and_without_title():
    text = (
        "I. Mục đích\n1. Yêu cầu\nThiết thực.\n2. Gửi trước ngày 20/01/2026.\n1.1. Đối tượng\na) Tập thể;\nđ) Cá nhân."
    )
    assert numbered(text) == [
        Heading(1, "I", "Mục đích"),
        Heading(2, "1", "Yêu cầu"),
        Paragraph("Thiết thực."),
        Heading(2, "2", "Gửi trước ngày 20/01/2026.", title=False),
        Heading(3, "1.1.", "Đối tượng"),
        Heading(3, "a", "Tập thể;", title=False),
        Heading(3, "đ", "Cá nhân.", title=False),
    ]  # fmt: skip


def test_a_numbered_list_of_names_has_no_titles():
    found = numbered("1. Trần Văn Bình\n\n2. Lò Thị Thu\nII. Kinh phí\n1. Nguồn\n- Ngân sách.\n2. Mức chi")
    assert [(block.text, block.title) for block in found if isinstance(block, Heading)] == [
        ("Trần Văn Bình", False), ("Lò Thị Thu", False), ("Kinh phí", True), ("Nguồn", True), ("Mức chi", False),
    ]  # fmt: skip


def test_articles_and_divisions():
    text = (
        "Chương I\nQuy định chung\nĐiều 1. Phạm vi điều chỉnh\nQuy chế này quy định.\nĐiều 2. Có hiệu lực từ ngày ký."
    )
    assert numbered(text) == [
        Division("Chương I", "Quy định chung"),
        Article("1", "", title="Phạm vi điều chỉnh"),
        Paragraph("Quy chế này quy định."),
        Article("2", "Có hiệu lực từ ngày ký."),
    ]
    assert numbered("Chương II. NHIỆM VỤ") == [Division("Chương II", "NHIỆM VỤ")]
    assert last_article(text) == "2"


@pytest.mark.parametrize(
    "line",
    [
        "Mục 2 của kế hoạch này được thực hiện theo hướng dẫn của Sở Nội vụ.",
        "Điều 5 Luật Thi đua, khen thưởng quy định nguyên tắc.",
        "C. Mác là nhà tư tưởng.",
        "15/01/2026 là hạn cuối.",
    ],
)
def test_a_sentence_that_begins_like_a_number_stays_a_sentence(line):
    assert numbered(line) == [Paragraph(line)]


def test_the_widest_table_is_counted():
    assert widest_table("| a | b |\n| 1 | 2 |\nVăn bản\n| a | b | c | d | e | g | h |") == 7
    assert widest_table("không có bảng") == 0
