"""The printed page, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I (parts in brackets)."""

import datetime as dt
import io
import re
import unicodedata
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from documents.inline import literal
from documents.official import Annex, Article, GroupRow, Heading, ListItem, Paragraph, Row, Signer, Table
from documents.previews import page_count, page_image, page_images
from documents.rendering import _refuse, render
from documents.tests import samples
from documents.tests.reading import (
    MM,
    fonts,
    page_texts,
    pdf_text,
    phrase,
    rules,
    sizes,
    words,
)
from documents.word import docx
from documents.word.reading import read_document

MOTTO = "Độc lập - Tự do - Hạnh phúc"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TEXT_LEFT, TEXT_RIGHT = 30 * MM, 195 * MM
REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    {f"Liberation-Serif{style}"} for style in ("", "-Bold", "-Italic", "-Bold-Italic")
)


@pytest.fixture(scope="module")
def plan():
    return render(samples.plan())


@pytest.fixture(scope="module")
def decision():
    return render(samples.decision())


@pytest.fixture(scope="module")
def letter():
    return render(samples.letter())


@pytest.fixture(scope="module")
def submission():
    return render(samples.submission())


def style(pdf, text, page=1):
    """The size and the face of a text, Times New Roman or a font of its measures."""
    (size,) = sizes(pdf, text, page)
    same = "Liberation-Serif"
    return size, {re.sub("Times-New-Roman|Tinos", same, name) for name in fonts(pdf, text, page)}


def rule_below(pdf, last_word, page=1):
    """The drawn rule nearest below a word."""
    below = [
        (left, right, top)
        for left, right, top in rules(pdf, page)
        if 0 < top - last_word.bottom + 4 < 12 and left < last_word.right < right + 120
    ]
    assert below, f"no rule below {last_word.text}"
    return min(below, key=lambda rule: rule[2])


# ---------------------------------------------------------------- the file


def test_file_is_pdf_a_with_fonts_language_and_title(plan):
    with pikepdf.open(io.BytesIO(plan)) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert metadata["dc:title"] == "Kế hoạch Công tác thi đua, khen thưởng năm 2026"
        assert str(pdf.docinfo["/Title"]) == metadata["dc:title"]
        assert str(pdf.docinfo["/Author"]) == "Ủy ban nhân dân tỉnh An Sơn"
        assert str(pdf.Root.Lang) == "vi"
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                assert "/ToUnicode" in font


def test_text_comes_out_as_vietnamese_nfc(plan):
    text = pdf_text(plan)
    assert unicodedata.normalize("NFC", text) == text
    assert "Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:" in text


def test_decomposed_input_is_printed_composed():
    text = unicodedata.normalize("NFD", "Phường Hiệp Hòa gửi đề nghị đúng hạn")
    assert "Phường Hiệp Hòa gửi đề nghị đúng hạn./." in pdf_text(render(samples.plan(body=[Paragraph(text)])))


def test_same_document_gives_the_same_bytes(plan):
    assert render(samples.plan()) == plan
    assert render(samples.plan(number=6)) != plan


def test_nothing_is_loaded_from_outside():
    with pytest.raises(FatalURLFetchingError):
        HTML(string='<img src="file:///etc/passwd">', url_fetcher=_refuse).write_pdf()


def test_text_cannot_become_markup():
    pdf = render(samples.plan(body=[Paragraph('<img src="http://vidu.vn/a.png"> & <b>đậm</b>')]))
    assert '<img src="http://vidu.vn/a.png"> & <b>đậm</b>./.' in pdf_text(pdf)


def test_a_star_is_printed_as_a_star():
    pdf = render(samples.plan(subject=literal("Mức * và **"), body=[Paragraph(literal("Mức * và ** hết"))]))
    assert "Mức * và **" in page_texts(pdf)[0]
    assert "Mức * và ** hết./." in page_texts(pdf)[0]


# ---------------------------------------------------------------- page (I.1, I.3, I.7)


def test_pages_are_a4_within_the_margins(plan):
    with pypdfium2.PdfDocument(plan) as document:
        assert all(abs(page.get_width() - 210 * MM) < 1 and abs(page.get_height() - 297 * MM) < 1 for page in document)
    body = [word for word in words(plan) if word.top > 20 * MM]
    assert min(word.left for word in body) >= TEXT_LEFT - 1
    assert max(word.right for word in body) <= TEXT_RIGHT + 1
    assert max(word.bottom for word in body) <= 277 * MM + 1


def test_page_number_is_centred_in_the_top_margin_and_hidden_on_page_one(plan):
    in_margin = [word for word in words(plan) if word.top < 20 * MM - 6]
    assert [word.text for word in in_margin] == [str(number) for number in range(2, page_count(plan) + 1)]
    for word in in_margin:
        assert abs((word.left + word.right) / 2 - (TEXT_LEFT + TEXT_RIGHT) / 2) < 1.5
    assert style(plan, "2", page=2) == (14, REGULAR)


# ---------------------------------------------------------------- head (II.1 to II.5)


def test_country_and_motto_on_one_line_each(plan):
    for text in (COUNTRY, MOTTO):
        assert len({round(word.top) for word in phrase(plan, text)}) == 1
    assert style(plan, COUNTRY) == (12, BOLD)
    assert style(plan, MOTTO) == (13, BOLD)


def test_rule_under_the_motto_is_as_long_as_the_motto(plan):
    motto = phrase(plan, MOTTO)
    left, right, _ = rule_below(plan, motto[-1])
    assert abs(left - motto[0].left) < 1.5
    assert abs(right - motto[-1].right) < 1.5


@pytest.mark.parametrize(
    ("sample", "last_line"),
    [
        ("plan", "TỈNH AN SƠN"),
        ("letter", "ỦY BAN NHÂN DÂN TỈNH"),
        ("submission", "CHỨC NĂNG TỈNH AN SƠN"),
        ("plan", "Công tác thi đua, khen thưởng năm 2026"),
        ("submission", "khen thưởng cho tập thể, cá nhân năm 2026"),
    ],
)
def test_short_rules_are_a_third_to_a_half_of_the_line_and_centred(request, sample, last_line):
    pdf = request.getfixturevalue(sample)
    line = phrase(pdf, last_line)
    left, right, _ = rule_below(pdf, line[-1])
    share = (right - left) / (line[-1].right - line[0].left)
    assert 1 / 3 <= share <= 1 / 2
    assert abs((left + right) / 2 - (line[0].left + line[-1].right) / 2) < 1.5


def test_long_names_wrap_in_the_left_cell(submission):
    name = phrase(submission, "CƠ SỞ ĐIỀU TRỊ NGHIỆN MA TÚY VÀ PHỤC HỒI CHỨC NĂNG TỈNH AN SƠN")
    assert max(word.right for word in name) < phrase(submission, COUNTRY)[0].left
    assert style(submission, "SỞ Y TẾ TỈNH AN SƠN") == (12, REGULAR)
    assert style(submission, "CHỨC NĂNG TỈNH") == (12, BOLD)


@pytest.mark.parametrize("sample", ["plan", "letter", "submission"])
def test_number_and_date_stand_on_one_baseline(request, sample):
    pdf = request.getfixturevalue(sample)
    number, date = phrase(pdf, "Số:")[0], next(word for word in words(pdf) if word.text == "ngày")
    assert abs(number.bottom - date.bottom) < 0.2
    assert style(pdf, "Số:") == (13, REGULAR)
    assert style(pdf, "ngày") == (13, ITALIC)


def test_head_of_an_issued_plan(plan):
    text = page_texts(plan)[0]
    assert "Số: 05/KH-UBND" in text
    assert "An Sơn, ngày 05 tháng 01 năm 2026" in text
    assert style(plan, "KẾ HOẠCH") == (14, BOLD)
    assert style(plan, "Công tác thi đua") == (14, BOLD)


def test_a_long_place_or_symbol_stays_in_its_cell():
    """The decree's own sample of a place is "Thành phố Hồ Chí Minh"; a ký hiệu may be longer than its cell."""
    symbol = "BQLDAĐTXDGTNNPTNT-KHTHĐNTĐKT"
    long = replace(samples.letter(), place="Thành phố Hồ Chí Minh", issued_on=dt.date(2026, 12, 28), symbol=symbol)
    pdf = render(long)
    date = phrase(pdf, "Thành phố Hồ Chí Minh, ngày 28 tháng 12 năm 2026")
    assert len({round(word.top) for word in date}) == 1
    assert date[-1].right <= 195 * MM + 0.5
    number = phrase(pdf, "Số:")[0]
    left = [word for word in words(pdf) if number.top - 3 < word.top < number.top + 50 and word.left < number.left + 90]
    assert max(word.right for word in left) < date[0].left


def test_place_and_date_are_centred_under_the_country(plan):
    country, date = phrase(plan, COUNTRY), phrase(plan, "An Sơn, ngày 05 tháng 01 năm 2026")
    middle = (country[0].left + country[-1].right) / 2
    assert abs((date[0].left + date[-1].right) / 2 - middle) < 1.5


def test_draft_keeps_its_blanks(letter):
    slash = next(word for word in words(letter) if word.text.startswith("/VP-TCHC") or "/VP-TCHC" in word.text)
    assert slash.right - phrase(letter, "Số:")[0].left > 70
    ngay, thang = (next(word for word in words(letter) if word.text == text) for text in ("ngày", "tháng"))
    assert thang.left - ngay.right > 10
    assert "năm 2026" in page_texts(letter)[0]


def test_draft_mark_only_when_asked(letter):
    assert "DỰ THẢO" not in pdf_text(letter)
    assert "DỰ THẢO" in pdf_text(render(samples.letter(), draft=True))


def test_official_letter_has_its_subject_under_the_number(letter):
    text = page_texts(letter)[0]
    assert "V/v đăng ký danh hiệu" in text
    assert "CÔNG VĂN" not in text
    subject, number = phrase(letter, "V/v")[0], phrase(letter, "Số:")[0]
    assert 5 <= subject.top - number.bottom <= 9
    assert style(letter, "V/v") == (12, REGULAR)


# ---------------------------------------------------------------- body (II.6)


def test_bases_are_italic_and_closed(decision):
    text = page_texts(decision)[0]
    assert "ngày 16 tháng 6 năm 2025;" in text
    assert "ngày 18/10/2026. QUYẾT ĐỊNH:" in text
    assert style(decision, "Căn cứ Luật Tổ chức") == (14, ITALIC)


def test_parts_of_a_decision_stand_in_the_order_of_the_model(decision):
    text = page_texts(decision)[0]
    parts = [
        "QUYẾT ĐỊNH Về việc",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN",
        "Căn cứ",
        "QUYẾT ĐỊNH: Điều 1.",
        "Điều 2.",
        "Nơi nhận:",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert style(decision, "Điều 1.") == (14, BOLD)
    assert style(decision, "Tặng Bằng khen cho") == (14, REGULAR)


def test_three_levels(plan):
    assert style(plan, "I. MỤC ĐÍCH, YÊU CẦU") == (14, BOLD)
    assert style(plan, "1. Mục đích") == (14, BOLD)
    assert style(plan, "a) Đối với tập thể") == (14, REGULAR)
    last = page_count(plan)
    assert style(plan, "2. Sở Nội vụ theo dõi", page=last) == (14, REGULAR)
    assert style(plan, "20/01/2026", page=last - 1 if "20/01/2026" in page_texts(plan)[-2] else last) == (
        14,
        BOLD,
    )


def test_paragraphs_and_items_share_the_first_line_indent(plan):
    starts = [phrase(plan, text)[0].left for text in ("Ủy ban nhân dân tỉnh ban hành", "- Thiết", "+ Bình", "I. MỤC")]
    assert all(abs(start - TEXT_LEFT - 12.7 * MM) < 1 for start in starts)


def test_body_is_justified_with_lawful_spacing(plan):
    lines = sorted({round(word.top, 1): word for word in words(plan) if word.page == 1}.values(), key=lambda w: w.top)
    first = phrase(plan, "Các phòng, đơn vị quán triệt")[0]
    paragraph = [word for word in lines if first.top - 1 <= word.top <= first.top + 45]
    steps = [b.top - a.top for a, b in zip(paragraph, paragraph[1:], strict=False)]
    assert all(14 * 1.15 - 0.2 <= step <= 14 * 1.725 for step in steps[:2])  # single to 1.5 lines
    end = max(word.right for word in words(plan) if word.page == 1 and abs(word.top - first.top) < 1)
    assert abs(end - TEXT_RIGHT) < 1
    assert phrase(plan, "Ủy ban nhân dân tỉnh ban hành")[0].top - phrase(plan, "của Chính phủ.")[0].bottom >= 5


def test_headings_are_never_last_on_a_page():
    for lines in range(12, 30):
        body = [Paragraph("Một dòng.")] * lines
        body += [Heading(1, "II", "Tổ chức"), Heading(2, "1", "Phân công"), Paragraph(samples.LONG)]
        pdf = render(samples.plan(body=body))
        heading, clause = phrase(pdf, "II. TỔ CHỨC")[0], phrase(pdf, "1. Phân công")[0]
        assert heading.page == clause.page == phrase(pdf, "Các phòng, đơn vị quán")[0].page


def test_nothing_of_the_text_is_lost(plan):
    text = pdf_text(plan)
    for word in f"{samples.LONG} {samples.TASK}".split():
        assert word in text
    assert text.count("Tổng hợp đăng ký thi đua") == 26


@pytest.mark.parametrize("closing", ["thi hành", "thi hành.", "thi hành./.", "thi hành /."])
def test_closing_mark_once_and_glued(closing):
    text = pdf_text(render(samples.plan(body=[Paragraph(f"Các đơn vị {closing}")])))
    assert text.count("./.") == 1
    assert "thi hành./." in text


def test_closing_mark_never_leaves_its_word():
    for extra in range(1, 12):
        pdf = render(samples.plan(body=[Paragraph(samples.LONG + " x" * extra + " hành")]))
        assert any(word.text == "hành./." for word in words(pdf))


def test_text_that_is_not_complete_gets_no_mark():
    assert "./." not in pdf_text(render(samples.plan(body=[Paragraph("Còn viết.")], ends_with_mark=False)))


# ---------------------------------------------------------------- tables


def test_table_head_on_each_page_and_quarters_in_bold(plan):
    pages = [text for text in page_texts(plan) if samples.TASK[:20] in text]
    assert len(pages) >= 3
    assert all("TT Nội dung Cơ quan thực hiện" in text for text in pages)
    assert all(pdf_text(plan).count(f"{quarter} ") >= 1 for quarter in samples.QUARTERS)
    assert style(plan, "QUÝ I")[1] == BOLD


def test_quarter_row_is_never_left_alone_at_the_foot():
    for lines in range(0, 15, 2):
        pdf = render(samples.plan(body=[Paragraph("Một dòng.")] * lines + [samples.task_table(12)]))
        found = words(pdf)
        for heading in (index for index, word in enumerate(found) if word.text == "QUÝ"):
            after = [word for word in found[heading:] if word.text.isdigit() and word.left < 125 and word.top > 60]
            assert after[0].page == found[heading].page


def test_a_row_taller_than_a_page_is_printed_whole():
    tall = "\n".join(f"- Việc số {number}." for number in range(1, 91))
    text = pdf_text(render(samples.plan(body=[Table(["TT", "Nội dung"], [GroupRow("QUÝ I"), Row(["1", tall])])])))
    assert all(f"Việc số {number}." in text for number in range(1, 91))


# ---------------------------------------------------------------- signature and recipients (II.7, II.9)


def test_recipients_beside_the_signer(plan):
    last = page_count(plan)
    label, authority = phrase(plan, "Nơi nhận:")[0], phrase(plan, "KT. CHỦ TỊCH")[0]
    assert label.page == authority.page == last
    assert abs(label.bottom - authority.bottom) < 4
    assert abs(label.left - TEXT_LEFT) < 1
    assert style(plan, "Nơi nhận:", last) == (12, BOLD_ITALIC)
    assert style(plan, "- Thường trực Tỉnh ủy;", last) == (11, REGULAR)
    assert style(plan, "KT. CHỦ TỊCH", last) == (14, BOLD)
    assert style(plan, "Nguyễn Thị Yến", last) == (14, BOLD)
    assert "- Lưu: VT, TCHC (Minh 02b)." in page_texts(plan)[-1]


def test_name_is_centred_under_the_post(plan):
    post, name = phrase(plan, "PHÓ CHỦ TỊCH"), phrase(plan, "Nguyễn Thị Yến")
    assert abs((post[0].left + post[-1].right) / 2 - (name[0].left + name[-1].right) / 2) < 1.5
    assert name[0].top - post[-1].bottom > 60  # room for a signature


@pytest.mark.parametrize("paragraph", ["Một dòng ngắn.", samples.LONG])
def test_signature_is_never_alone_on_a_page(paragraph):
    counts = range(15, 34) if len(paragraph) < 100 else range(4, 14)
    for count in counts:
        pdf = render(samples.plan(body=[Paragraph(paragraph)] * count, recipients=["Như trên", "Lưu: VT"]))
        label = phrase(pdf, "Nơi nhận:")[0]
        above = {round(w.top) for w in words(pdf) if w.page == label.page and 19 * MM < w.top < label.top - 5}
        assert len(above) >= 2, f"{count} paragraphs"
        assert phrase(pdf, "Nguyễn Thị Yến")[0].page == label.page


def test_a_list_of_recipients_longer_than_a_page_leaves_the_signature_with_its_text():
    agencies = [f"Ủy ban nhân dân xã số {place}" for place in range(1, 91)]
    document = replace(samples.letter(), recipients=[*agencies, "Lưu: VT, TCHC"])
    pages = page_texts(render(document))
    text = "Đề nghị các đơn vị thực hiện./."
    assert all(words in pages[0] for words in (text, "Nơi nhận:", document.signer.name))
    said = [int(number) for page in pages for number in re.findall(r"xã số (\d+);", page)]
    assert said == list(range(1, 91))
    assert pages[-1].endswith("- Lưu: VT, TCHC.")
    assert read_document("a.docx", docx(document)).recipients == [*agencies, "Lưu: VT, TCHC"]


def test_signature_after_a_table_keeps_rows_with_it():
    for lines in range(0, 12):
        body = [Paragraph("Một dòng.")] * lines + [samples.task_table(4)]
        pdf = render(samples.plan(body=body, recipients=["Lưu: VT"]))
        label = phrase(pdf, "Nơi nhận:")[0]
        above = [w for w in words(pdf) if w.page == label.page and 19 * MM < w.top < label.top - 5]
        assert len({round(word.top) for word in above}) >= 2


def test_document_without_recipients_and_without_signer():
    pdf = render(samples.plan(recipients=[], signer=None))
    assert "Nơi nhận" not in pdf_text(pdf)
    pdf = render(samples.plan(recipients=[]))
    assert "Nơi nhận" not in pdf_text(pdf)
    assert phrase(pdf, "PHÓ CHỦ TỊCH")[0].left > (TEXT_LEFT + TEXT_RIGHT) / 2


def test_post_above_the_name():
    signer = Signer(["TM. Hội đồng"], "Chủ tịch", "Hoàng Văn Ích", post_above_name="Phó Chủ tịch UBND tỉnh")
    pdf = render(samples.plan(signer=signer))
    assert phrase(pdf, "Phó Chủ tịch UBND tỉnh")[0].bottom <= phrase(pdf, "Hoàng Văn Ích")[0].top + 2
    assert "TM. HỘI ĐỒNG CHỦ TỊCH" in pdf_text(pdf)


def test_addressees(letter, submission):
    assert "Kính gửi: Văn phòng Ủy ban nhân dân tỉnh An Sơn" in page_texts(submission)[0]
    text = page_texts(letter)[0]
    assert "- Các phòng chuyên môn; - Các đơn vị trực thuộc Văn phòng." in text
    dashes = [phrase(letter, text)[0] for text in ("- Các phòng chuyên", "- Các đơn vị trực")]
    colon = next(word for word in words(letter) if word.text.startswith("gửi"))
    assert dashes[0].left == pytest.approx(dashes[1].left, abs=0.1)
    assert abs(dashes[0].left - (colon.right - 4)) < 4


def test_minutes_have_two_signatures_and_no_date_line():
    pdf = render(samples.minutes())
    text = page_texts(pdf)[0]
    assert "ngày 20" not in text
    secretary, chair = phrase(pdf, "THƯ KÝ")[0], phrase(pdf, "CHỦ TỌA")[0]
    assert secretary.left < chair.left
    assert abs(secretary.top - chair.top) < 1
    assert phrase(pdf, "Nơi nhận:")[0].top > phrase(pdf, "Vũ Thị Sáu")[0].bottom


def test_contact_stands_at_the_foot_of_page_one_under_a_full_rule(letter):
    contact = phrase(letter, "Địa chỉ:")[0]
    assert contact.page == 1
    assert contact.top > 270 * MM
    left, right, _ = max(rules(letter), key=lambda rule: rule[2])
    assert right - left == pytest.approx(TEXT_RIGHT - TEXT_LEFT, abs=1.5)


def test_urgency_and_circulation_stand_in_their_boxes():
    pdf = render(samples.letter(urgency="Khẩn", circulation="Lưu hành nội bộ"))
    assert style(pdf, "KHẨN") == (13, BOLD)
    assert style(pdf, "LƯU HÀNH NỘI BỘ") == (13, BOLD)
    assert phrase(pdf, "LƯU HÀNH")[0].bottom < phrase(pdf, COUNTRY)[0].top
    assert phrase(pdf, "KHẨN")[0].left < phrase(pdf, COUNTRY)[0].left


# ---------------------------------------------------------------- annexes (III.1)


def test_list_of_the_awarded_is_an_annex_with_its_own_page_numbers(decision):
    pages = page_texts(decision)
    start = next(index for index, text in enumerate(pages) if text.startswith("DANH SÁCH"))
    assert "(Kèm theo Quyết định số 287/QĐ-UBND" in pages[start]
    assert "ngày 24 tháng 10 năm 2026 của Chủ tịch UBND tỉnh)" in pages[start]
    assert pages[start + 1].startswith("2 TT Họ và tên Chức vụ, đơn vị")
    assert pages[start + 2].startswith("3 TT")
    assert style(decision, "(Kèm theo Quyết định", start + 1) == (14, ITALIC)
    assert "Ông Trần Văn Bình 100" in pages[-1]


def test_several_annexes_are_numbered_and_may_be_landscape(submission):
    pages = page_texts(submission)
    assert pages[1].startswith("Phụ lục I BIỂU TỔNG HỢP (Kèm theo Tờ trình số 12/TTr-CSĐT")
    assert pages[2].startswith("Phụ lục II DANH SÁCH ĐỀ NGHỊ")
    assert pages[3].startswith("2 ")
    with pypdfium2.PdfDocument(submission) as document:
        widths = [round(page.get_width() / MM) for page in document]
    assert widths == [210, 297, 210, 210]


def test_one_annex_carries_no_number():
    pdf = render(samples.submission(annexes=[Annex("Biểu", [Paragraph("Nội dung")])]))
    assert page_texts(pdf)[1].startswith("Phụ lục BIỂU (Kèm theo")


def test_annex_may_leave_out_or_write_its_own_note():
    annexes = [
        Annex("Biểu", [Paragraph("A")], note=""),
        Annex("Biểu hai", [Paragraph("B")], note="(Theo mẫu)"),
    ]
    pages = page_texts(render(samples.submission(annexes=annexes)))
    assert pages[1] == "Phụ lục I BIỂU A./."
    assert pages[2] == "Phụ lục II BIỂU HAI (Theo mẫu) B./."


def test_the_closing_mark_stands_after_the_last_words_of_a_list_and_never_alone():
    table = Table(("TT", "Tên"), [Row(("1", "An"))])
    closing = Paragraph("Danh sách gồm 01 cá nhân.")
    annexes = [Annex("Biểu", [table], note=""), Annex("Hai", [table, closing], note="", label="DANH SÁCH")]
    pages = page_texts(render(samples.submission(annexes=annexes)))
    assert pages[1].endswith("1 An")
    assert pages[2].endswith("1 An Danh sách gồm 01 cá nhân./.")


# ---------------------------------------------------------------- the rest


def test_verification_code_stands_at_the_foot_of_page_one(decision):
    code = phrase(decision, "Mã xác minh:")[0]
    assert code.page == 1
    assert code.top > 277 * MM - 4


def test_every_later_page_carries_the_code_in_its_bottom_margin(decision):
    codes = [word for word in words(decision) if word.text == "K7WD-4M2P-XQ9T"]
    assert [word.page for word in codes] == list(range(1, len(page_texts(decision)) + 1))
    assert all(word.top > 277 * MM - 4 for word in codes)


def test_article_with_a_title_and_division():
    body = [Article("3", "Các đơn vị thi hành.", title="Hiệu lực"), ListItem("một"), ListItem("hai")]
    pdf = render(samples.plan(body=body))
    assert style(pdf, "Điều 3. Hiệu lực") == (14, BOLD)
    assert style(pdf, "Các đơn vị thi hành") == (14, REGULAR)


def test_division_is_centred(submission):
    label = phrase(submission, "Phần I")
    assert abs((label[0].left + label[-1].right) / 2 - (TEXT_LEFT + TEXT_RIGHT) / 2) < 1.5
    assert style(submission, "KẾT QUẢ") == (14, BOLD)


def test_previews(letter):
    assert [image[:8] for image in page_images(letter, scale=0.5)] == [b"\x89PNG\r\n\x1a\n"]
    assert page_image(letter, 1)[:4] == b"\x89PNG"
    with pytest.raises(IndexError):
        page_image(letter, 2)
