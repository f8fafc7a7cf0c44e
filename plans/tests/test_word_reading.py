"""What people do to a Word file: tracked changes, automatic numbers, boxes, notes; and files without any number."""

import io

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from plans.content import from_read
from plans.reading import read_text
from plans.reading.sources import read_file
from plans.word import content_docx
from units.models import Unit

from .factories import make_content

HEAD = ["KẾ HOẠCH", "Trồng cây năm 2026", "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;"]
UNIT = Unit(name="Sở Nội vụ", symbol="SNV", place="An Sơn", issues_documents=True)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document):
    return read_file("ke-hoach.docx", saved(document))


def document(*lines):
    made = Document()
    for line in [*HEAD, *lines]:
        made.add_paragraph(line)
    return made


def wrapped(paragraph, tag, text_tag="w:t"):
    """Wrap the paragraph's run in a tracked change."""
    run = paragraph.runs[0]._r
    change = OxmlElement(tag)
    run.addprevious(change)
    change.append(run)
    for text in run.findall(qn("w:t")):
        text.tag = qn(text_tag)


def test_kept_insertions_are_in_and_deletions_out():
    made = document(
        "I. MỤC ĐÍCH", "Trồng nhiều cây.", "Bỏ đoạn này đi.", "Thêm đoạn này vào.", "II. NỘI DUNG", "Làm đất."
    )
    paragraphs = made.paragraphs
    wrapped(paragraphs[5], "w:del", "w:delText")
    wrapped(paragraphs[6], "w:ins")
    plan = read(made)
    assert [block.text for block in plan.sections[0].blocks] == ["Trồng nhiều cây.", "Thêm đoạn này vào."]


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next():
    made = document("I. MỤC ĐÍCH", "Trồng nhiều ", "cây hơn.", "II. NỘI DUNG", "Làm đất.")
    properties = made.paragraphs[4]._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del w:id='1' w:author='a'/></w:rPr>"))
    assert [block.text for block in read(made).sections[0].blocks] == ["Trồng nhiều cây hơn."]


NUMBERING = """<w:abstractNum {0} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl></w:abstractNum>"""


def test_lists_that_word_numbers_become_sections_and_items():
    made = document()
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(nsdecls("w"))))
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    letters = [(2, f"Việc thứ {place}") for place in range(6)]
    for depth, text in [(0, "MỤC ĐÍCH"), (1, "Mục đích"), *letters, (1, "Yêu cầu"), (3, "Đúng hạn;"), (4, "Đủ số."),
                        (0, "NỘI DUNG"), (1, "Làm đất")]:  # fmt: skip
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{depth}'/><w:numId w:val='90'/></w:numPr>")
        )
    plan = read(made)
    assert [section.heading for section in plan.sections] == ["MỤC ĐÍCH", "NỘI DUNG"]
    first, second = plan.sections[0].children
    assert [point.number for point in first.children] == ["a", "b", "c", "d", "đ", "e"]
    assert [(block.kind, block.text) for block in second.blocks] == [("item", "Đúng hạn;"), ("subitem", "Đủ số.")]


def test_a_soft_line_break_begins_a_line_and_hidden_words_are_not_read():
    made = document("I. MỤC ĐÍCH", "Trồng cây.", "II. NỘI DUNG")
    paragraph = made.add_paragraph("- Làm đất;")
    paragraph.add_run().add_break()
    paragraph.add_run("- Gieo hạt.")
    hidden = paragraph.add_run(" Chữ ẩn.")
    hidden.font.hidden = True
    assert [block.text for block in read(made).sections[1].blocks] == ["Làm đất;", "Gieo hạt."]


BOX = """<w:r {0} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>Chữ trong khung.</w:t></w:r></w:p></w:txbxContent>
</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Chữ trong khung.</w:t></w:r></w:p>
</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_words_of_a_text_box_are_read_once():
    made = document("I. MỤC ĐÍCH", "Trồng cây.", "II. NỘI DUNG", "Làm đất.")
    made.paragraphs[4]._p.append(parse_xml(BOX.format(nsdecls("w"))))
    assert [block.text for block in read(made).sections[0].blocks] == ["Trồng cây.", "Chữ trong khung."]


def test_the_words_of_a_table_inside_a_table_stay_in_their_cell():
    made = document("I. MỤC ĐÍCH", "Trồng cây.", "II. NỘI DUNG")
    table = made.add_table(3, 3)
    for place, text in enumerate(["TT", "Nội dung", "Cơ quan thực hiện"]):
        table.cell(0, place).text = text
    for row in (1, 2):
        table.cell(row, 0).text, table.cell(row, 1).text, table.cell(row, 2).text = (
            str(row),
            "Làm đất",
            "Phòng Tổng hợp",
        )
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "bằng máy"
    tasks = read(made).tasks()
    assert [task.content for task in tasks] == ["Làm đất bằng máy", "Làm đất"]


def test_what_somebody_adds_to_our_own_file_is_read_too():
    made = Document(io.BytesIO(content_docx(make_content(), UNIT)))
    heading = next(p for p in made.paragraphs if p.text == "II. NỘI DUNG")
    heading.insert_paragraph_before("2. Yêu cầu", style="Heading 2")
    heading.insert_paragraph_before("Đoạn dán từ nơi khác.", style="Normal")
    heading.insert_paragraph_before("– Gạch của Word;", style="Normal")
    content = from_read(read(made))
    assert [section.heading for section in content.sections] == ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "Yêu cầu", "NỘI DUNG"]
    assert content.sections[2].body == "Đoạn dán từ nơi khác.\n- Gạch của Word;"


def test_parts_in_capitals_without_a_number_are_parts():
    text = "\n".join([*HEAD, "MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "Trồng cây.", "2. Yêu cầu", "Đúng hạn.",
                      "NỘI DUNG THỰC HIỆN",
                      "1. Làm đất", "Cuốc.", "2. Gieo hạt", "Tưới.", "Nơi nhận:", "- Các phòng;", "+ Tổ vườn;",
                      "- Lưu: VT.", "GIÁM ĐỐC", "Lò Văn Thử"])  # fmt: skip
    plan = read_text(text)
    assert [(section.numbering, section.heading) for section in plan.sections] == [
        ("plain", "MỤC ĐÍCH, YÊU CẦU"), ("plain", "NỘI DUNG THỰC HIỆN"),
    ]  # fmt: skip
    assert [len(section.children) for section in plan.sections] == [2, 2]
    assert plan.recipients == ["Các phòng;", "+ Tổ vườn;", "Lưu: VT."]
    assert from_read(plan).numbers() == ["", "1", "2", "", "1", "2"]


FLAT = """TT
Nội dung
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian
1
Dọn kho sách cũ.
Phòng Đọc
Phòng Kho
Các phòng khác
Quý I
2
Đón bạn đọc nhỏ tuổi.
Văn phòng
Phòng Đọc
Quý II
"""


def test_a_flat_table_of_five_columns_tells_who_leads_from_who_helps():
    plan = read_text("\n".join([*HEAD, "I. MỤC ĐÍCH", "Trồng cây.", "II. NỘI DUNG", FLAT, "III. TỔ CHỨC", "Làm."]))
    assert [(task.agencies, task.cooperating, task.quarter) for task in plan.tasks()] == [
        ("Phòng Đọc", "Phòng Kho Các phòng khác", 1), ("Văn phòng", "Phòng Đọc", 2),
    ]  # fmt: skip


FOOTNOTES = b"""<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>Theo s\xe1\xbb\x91 li\xe1\xbb\x87u n\xc4\x83m 2025.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_a_footnote_stands_below_the_paragraph_that_cites_it():
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = document("I. MỤC ĐÍCH", "Trồng cây.", "II. NỘI DUNG", "Làm đất.")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, FOOTNOTES, made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    made.paragraphs[4]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"))
    plan = read(made)
    assert [block.text for block in plan.sections[0].blocks] == ["Trồng cây. (1)", "(1) Theo số liệu năm 2025."]
    assert "notes-moved" in {warned.code for warned in plan.warnings}
