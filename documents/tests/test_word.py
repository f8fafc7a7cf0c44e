"""Word files: what stands in them, how they look to Word, what they say when they come back."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from core.exceptions import Refused
from documents import official
from documents.tests import samples
from documents.word import docx
from documents.word.reading import read_document

OURS = ["plan", "decision", "letter", "minutes", "submission"]


def opened(document):
    return Document(io.BytesIO(docx(document)))


def texts(word, style):
    """The texts of the paragraphs in a style, those in table cells too."""
    found = []
    for element in word.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, word)
        if paragraph.style.name == style:
            found.append(paragraph.text)
    return found


@pytest.mark.parametrize("name", OURS)
def test_the_same_document_gives_the_same_bytes(name):
    document = getattr(samples, name)()
    assert docx(document) == docx(document)


def test_the_page_is_that_of_the_decree():
    word = opened(samples.submission())
    main, wide, narrow = word.sections
    assert (round(main.page_width.mm), round(main.page_height.mm)) == (210, 297)
    for section in word.sections:
        margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer
    assert wide.page_width > wide.page_height
    assert narrow.page_width < narrow.page_height
    starts = [s._sectPr.find(qn("w:pgNumType")) for s in word.sections]
    assert all(start.get(qn("w:start")) == "1" for start in starts)


def test_the_number_of_the_page_is_above_from_the_second_page_on():
    section = opened(samples.plan()).sections[0]
    assert "PAGE" in section.header._element.xml
    assert section.header.paragraphs[0].alignment is None  # centred by its style
    assert "PAGE" not in section.first_page_header._element.xml


def test_headings_show_in_the_navigation_pane():
    word = opened(samples.plan())
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "I. Mục đích, yêu cầu")
    assert ("Heading 2", "1. Mục đích") in headings
    assert word.styles["Heading 1"].font.all_caps
    assert word.styles["Heading 1"].font.name in (None, "Times New Roman")
    assert word.styles["Heading 1"].font.size == Pt(14)


def test_the_closing_mark_is_glued_and_stands_once():
    words = "\n".join(paragraph.text for paragraph in opened(samples.plan()).paragraphs)
    assert words.count("./.") == 1
    assert "kết quả thực hiện./." in words


def test_no_closing_mark_stands_alone_below_the_list_of_an_annex():
    table = official.Table(("TT", "Tên"), [official.Row(("1", "An"))])
    closing = official.Paragraph("Danh sách gồm 01 cá nhân.")
    annexes = [official.Annex("Biểu", [table]), official.Annex("Hai", [table, closing])]
    word = opened(samples.submission(annexes=annexes))
    said = [paragraph.text for paragraph in word.paragraphs]
    assert "Danh sách gồm 01 cá nhân./." in said
    assert "./." not in said


def test_a_table_repeats_its_head_and_merges_its_groups():
    table = next(table for table in opened(samples.plan()).tables if table.cell(0, 0).text == "TT")
    xml = table.rows[0]._tr.xml
    assert "w:tblHeader" in xml
    assert table.rows[1]._tr.tc_lst[0].grid_span == 3
    assert table.rows[1].cells[0].text == "QUÝ I"
    assert table.rows[2].cells[2].text.split("\n")[0] == "- Văn phòng UBND tỉnh."


def test_minutes_have_two_signatures_and_the_recipients_below():
    word = opened(samples.minutes())
    assert texts(word, "NĐ30 Chức vụ") == ["Thư ký", "Chủ tọa"]
    assert [p.text for p in word.paragraphs if p.style.name == "NĐ30 Mục nơi nhận"] == [
        "- Thành viên Hội đồng;", "- Lưu: VT, Hồ sơ.",
    ]  # fmt: skip


def test_a_letter_has_its_subject_below_the_number_and_its_addressees():
    word = opened(samples.letter(urgency="Hỏa tốc", circulation="Lưu hành nội bộ"))
    assert texts(word, "NĐ30 Trích yếu công văn")[0].startswith("V/v đăng ký")
    assert texts(word, "NĐ30 Kính gửi") == [
        "Kính gửi:", "- Các phòng chuyên môn;", "- Các đơn vị trực thuộc Văn phòng.",
    ]  # fmt: skip
    assert texts(word, "NĐ30 Dấu chỉ mức độ") == ["HỎA TỐC"]
    assert "LƯU HÀNH NỘI BỘ" in word.sections[0].first_page_header._element.xml
    assert "Hùng Vương" in word.sections[0].first_page_footer.paragraphs[0].text


def test_what_xml_cannot_hold_and_markup_do_no_harm():
    body = [samples.Paragraph("Chữ\x00 lạ\x0b & <thẻ> và **đậm** với *nghiêng*, số 34-CT/TW.")]
    word = opened(samples.plan(body=body, subject="A & <B>"))
    paragraph = next(p for p in word.paragraphs if p.text.startswith("Chữ"))
    assert paragraph.text.startswith("Chữ lạ & <thẻ> và đậm với nghiêng")
    assert [run.text for run in paragraph.runs if run.bold] == ["đậm"]
    assert [run.text for run in paragraph.runs if run.italic] == ["nghiêng"]
    assert "w:noBreakHyphen" in paragraph._p.xml
    assert word.core_properties.title == "Kế hoạch A & <B>"
    assert word.core_properties.language == "vi-VN"


def test_a_letter_comes_back_in_its_parts():
    found = read_document("a.docx", docx(samples.letter()))
    assert (found.kind, found.subject) == ("CV", ["đăng ký danh hiệu thi đua năm 2026"])
    assert found.addressees == ["Các phòng chuyên môn", "Các đơn vị trực thuộc Văn phòng"]
    assert found.body == [samples.LONG, "Đề nghị các đơn vị thực hiện."]
    assert found.recipients == ["Như trên", "Lưu: VT, TCHC"]


def test_a_decision_comes_back_in_its_parts():
    found = read_document("a.docx", docx(samples.decision(people=3)))
    assert found.kind == "QĐ"
    assert found.authority_line == ["Chủ tịch Ủy ban nhân dân tỉnh An Sơn"]
    assert len(found.bases) == 3
    assert [line[:7] for line in found.body] == ["Điều 1.", "Điều 2."]
    assert [annex.label for annex in found.annexes] == ["Danh sách"]
    assert found.annexes[0].lines[0] == "| TT | Họ và tên | Chức vụ, đơn vị |"


def typed(lines):
    """A Word file as somebody types it, without any style of ours."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_file_from_elsewhere_is_told_by_its_words():
    found = read_document(
        "cv.docx",
        typed([
            "SỞ NỘI VỤ", "Số: 12/SNV-TĐKT", "V/v đăng ký thi đua năm 2026", "An Sơn, ngày 05 tháng 01 năm 2026",
            "Kính gửi:", "- Các phòng;", "- Các đơn vị trực thuộc.",
            "Sở Nội vụ đề nghị:", "1. Đăng ký trước ngày 20/01/2026.", "– Gửi bản giấy;", "Trân trọng./.",
            "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Lò Thị Bích Hằng",
        ]),
    )  # fmt: skip
    assert (found.kind, found.subject) == ("CV", ["đăng ký thi đua năm 2026"])
    assert found.addressees == ["Các phòng", "Các đơn vị trực thuộc"]
    assert found.body == [
        "Sở Nội vụ đề nghị:", "1. Đăng ký trước ngày 20/01/2026.", "- Gửi bản giấy;", "Trân trọng.",
    ]  # fmt: skip
    assert found.recipients == ["Như trên;", "Lưu: VT."]


def test_styles_that_every_file_has_do_not_make_it_ours():
    """LibreOffice and WPS name the style of each paragraph, also when it is "Normal"."""
    document = Document(
        io.BytesIO(typed(["THÔNG BÁO", "Về lịch nghỉ Tết", "Văn phòng thông báo:", "Nội dung", "Một."]))
    )
    for paragraph, style in zip(
        document.paragraphs, ["Normal", "Normal", "Normal", "Heading 1", "Normal"], strict=True
    ):
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = document.styles[style].style_id
    file = io.BytesIO()
    document.save(file)
    found = read_document("tb.docx", file.getvalue())
    assert (found.kind, found.subject) == ("TB", ["Về lịch nghỉ Tết"])
    assert found.body == ["Văn phòng thông báo:", "Nội dung", "Một."]


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def with_part(name, content):
    file = io.BytesIO(docx(samples.letter()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


BAD = {
    "empty": (b"", "không có nội dung"),
    "old Word or locked": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "mật khẩu"),
    "a PDF": (b"%PDF-1.7 ...", "không phải tệp Word"),
    "a broken archive": (b"PK\x03\x04 broken", "bị hỏng"),
    "a workbook": (packed(**{"xl/workbook.xml": "<a/>"}), "không phải tệp Word"),
    "broken XML": (packed(**{"word/document.xml": "<w:document"}), "bị hỏng"),
    "no words": (typed([""]), "không có chữ"),
    "macros": (with_part("word/vbaProject.bin", b"x"), "macro"),
    "entities": (
        packed(**{
            "word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document xmlns:w="x"><w:body>&a;</w:body>'
                                 "</w:document>"
        }),
        "không phải tệp Word",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_read_is_refused_in_one_sentence(fault):
    data, words = BAD[fault]
    with pytest.raises(Refused, match=words) as refusal:
        read_document("tệp.docx", data)
    assert str(refusal.value).startswith("Tệp “tệp.docx”")


def test_a_file_that_unpacks_to_far_more_is_refused(monkeypatch):
    monkeypatch.setattr("documents.word.opening.MAX_UNPACKED", 1_000_000)
    with pytest.raises(Refused, match="quá lớn"):
        read_document("a.docx", with_part("word/media/a.bin", b"\0" * 2_000_000))
