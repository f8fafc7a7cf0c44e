"""Files: Word with automatic numbers and tables, PDF, and what is refused."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from core.exceptions import Refused
from documents.previews import pdfium_lock
from documents.rendering import render
from plans.content import from_read
from plans.printing import official_document
from plans.reading import read_lines, read_text
from plans.reading.sources import lines_of
from units.models import Unit

FULL = (Path(__file__).parent / "samples" / "so-day-du.txt").read_text(encoding="utf-8")


def word_file():
    """The full sample as an office would have written it in Word."""
    document = Document()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN TỈNH AN SƠN\nSỞ NỘI VỤ"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 27/KH-SNV"
    head.cell(1, 1).text = "An Sơn, ngày 12 tháng 01 năm 2026"
    lines = FULL.split("\n")[6:]
    index = 0
    while index < len(lines):
        line = lines[index]
        if "\t" in line:
            rows = [text.split("\t") for text in lines[index : index + 5]]
            table = document.add_table(len(rows) + 1, 5)
            rows.insert(1, ["Việc đầu năm", "", "", "", ""])
            for row, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    table.cell(row, column).text = text
            table.cell(1, 0).merge(table.cell(1, 4))
            index += 5
        elif line.startswith("Nơi nhận"):
            end = document.add_table(1, 2)
            end.cell(0, 0).text = "\n".join(lines[index : index + 5])
            end.cell(0, 1).text = "\n".join([*lines[index + 5 : index + 7], "", "", lines[index + 7]])
            index += 8
        else:
            style = "List Bullet" if line.startswith("- ") else None
            document.add_paragraph(line.removeprefix("- "), style=style)
            index += 1
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_gives_the_same_plan_as_its_text():
    expected, plan = read_text(FULL), read_lines(lines_of("ke-hoach.docx", word_file()))
    assert [(s.level, s.number, s.heading) for s in plan.walk()] == [
        (s.level, s.number, s.heading) for s in expected.walk()
    ]
    assert plan.header == expected.header
    assert plan.recipients == expected.recipients
    assert plan.signer == expected.signer
    assert [task.content for task in plan.tasks()] == [task.content for task in expected.tasks()]
    assert {task.group for task in plan.tasks()} == {"Việc đầu năm"}
    points = plan.sections[0].children[0].children[1].blocks
    assert [block.kind for block in points] == ["item", "item", "subitem", "subitem"]


def test_automatic_numbers_of_word_are_counted():
    document = Document()
    for text in ("KẾ HOẠCH", "Trồng cây năm 2026", "I. MỤC ĐÍCH"):
        document.add_paragraph(text)
    for text in ("Mục đích", "Yêu cầu"):
        document.add_paragraph(text, style="List Number")
    file = io.BytesIO()
    document.save(file)
    plan = read_lines(lines_of("a.docx", file.getvalue()))
    assert [child.heading for child in plan.sections[0].children] == ["Mục đích", "Yêu cầu"]


@pytest.mark.parametrize("sample", ["so-day-du.txt", "bang-theo-quy.txt", "van-phong-ngat-dong.txt"])
def test_our_own_pdf_is_read_back(sample):
    text = (Path(__file__).parent / "samples" / sample).read_text(encoding="utf-8")
    expected = read_text(text)
    unit = Unit(name="Sở Ví dụ", symbol="SVD", place="An Sơn", issues_documents=True)
    pdf = render(official_document(from_read(expected), unit))
    plan = read_lines(lines_of("ke-hoach.pdf", pdf))
    # The layout closes each part with its own "./.".
    assert [(s.level, s.number, s.heading.rstrip("./")) for s in plan.walk()] == [
        (s.level, s.number, s.heading.rstrip("./")) for s in expected.walk()
    ]
    assert [(task.no, task.quarter, task.content) for task in plan.tasks()] == [
        (task.no, task.quarter, task.content) for task in expected.tasks()
    ]
    assert plan.signer == expected.signer
    assert len(plan.recipients) == len(expected.recipients)


def scanned_pdf():
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(file, "PDF")
    return file.getvalue()


def locked_pdf():
    import pikepdf

    file = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(file, encryption=pikepdf.Encryption(user="mat-khau", owner="mat-khau"))
    return file.getvalue()


def zip_of(names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb():
    return zip_of({"word/document.xml": b"0" * (121 * 1024 * 1024)})


@pytest.mark.parametrize(
    ("name", "make", "fault"),
    [
        ("rong.txt", lambda: b"", "không có nội dung"),
        ("trang.txt", lambda: b" \n\t", "không có nội dung"),
        ("cu.txt", lambda: "Kế hoạch".encode("utf-16"), "UTF-8"),
        ("cp1258.txt", lambda: b"K\xea\xec ho\xf2ach", "UTF-8"),
        ("nhi-phan.txt", lambda: b"\x00\x01abc", "không phải tệp văn bản"),
        ("hong.docx", lambda: b"PK\x03\x04hong", "bị hỏng"),
        ("khac.docx", lambda: zip_of({"a.txt": b"a"}), "không phải tệp Word"),
        ("xml.docx", lambda: zip_of({"word/document.xml": b"<a>", "[Content_Types].xml": b"<b"}), "bị hỏng"),
        ("bom.docx", bomb, "quá lớn"),
        ("cu.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"a" * 100, "Word cũ"),
        ("hong.pdf", lambda: b"%PDF-1.7 hong", "bị hỏng"),
        ("quet.pdf", scanned_pdf, "ảnh quét"),
        ("khoa.pdf", locked_pdf, "mật khẩu"),
        ("to.txt", lambda: b"a" * (20 * 1024 * 1024 + 1), "lớn hơn"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name, make, fault):
    with pytest.raises(Refused, match=fault) as refusal:
        lines_of(name, make())
    assert name in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert ". " not in str(refusal.value)


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a"])
def test_a_picture_is_refused_as_a_picture(head):
    with pytest.raises(Refused, match="là ảnh"):
        lines_of("quet.png", head + bytes(range(256)))


def test_a_pdf_is_read_under_the_lock_that_previews_take(monkeypatch):
    taken_by_others = []

    def opened(data):
        with ThreadPoolExecutor(1) as other:
            taken_by_others.append(other.submit(pdfium_lock.acquire, blocking=False).result())
        raise pypdfium2.PdfiumError("broken")

    monkeypatch.setattr("plans.reading.pdf.pypdfium2.PdfDocument", opened)
    with pytest.raises(Refused):
        lines_of("ke-hoach.pdf", b"%PDF-1.7")
    assert taken_by_others == [False]


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000])
def test_a_strange_number_of_a_task_is_kept_as_text(number):
    task = read_text(FULL.replace("\n1\t", f"\n{number}\t", 1)).tasks()[0]
    assert task.no is None
    assert task.extra["no"] == number
