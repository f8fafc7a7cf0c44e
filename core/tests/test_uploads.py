"""What an upload is, its content says: it must open, whole, within bounds."""

import io
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from core import soundness, uploads
from core.exceptions import Refused
from core.testing import PDF, PNG

WORD, SHEET = ("word/document.xml", "<document/>"), ("xl/workbook.xml", '<x:workbook xmlns:x="urn:x"/>')


def picture(kind="JPEG", size=(60, 60)):
    content = io.BytesIO()
    Image.effect_noise(size, 90).save(content, kind)
    return content.getvalue()


def archive(*parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (("[Content_Types].xml", "<Types/>"), *parts):
            file.writestr(name, text)
    return content.getvalue()


def pdf(pages, **saving):
    content = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(content, **saving)
    return content.getvalue()


def wide_png():
    """A picture of a gigabyte in a few bytes."""
    header = b"IHDR" + (30_000).to_bytes(4) * 2 + b"\x08\x06\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + header + zlib.crc32(header).to_bytes(4) + PNG[33:]


def flipped(content):
    """The same with one byte changed in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def check(name, content):
    return uploads.check(SimpleUploadedFile(name, content))


@pytest.fixture
def here(monkeypatch):
    """Files are opened in this process: a process for each would take longer than the tests."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # what draws our pages is more patient
    monkeypatch.setattr(soundness, "limit", lambda: None)
    monkeypatch.setattr(soundness, "_verdicts", {})
    monkeypatch.setattr(soundness, "ask", lambda _, sent: (soundness.judge(sent[:4].decode().strip(), sent[4:]), b""))


TAKEN = [
    ("a.pdf", PDF, "pdf"),
    ("ảnh chụp.JPG", picture(), "jpg"),
    ("b.jpeg", picture(), "jpg"),
    ("c.png", PNG, "png"),
    ("d.docx", archive(WORD), "docx"),
    ("e.xlsx", archive(SHEET), "xlsx"),
    ("chi-khoa-sua.pdf", pdf(1, encryption=pikepdf.Encryption(owner="chu", user="")), "pdf"),
]


@pytest.mark.parametrize(("name", "content", "kind"), TAKEN, ids=[name for name, _, _ in TAKEN])
@pytest.mark.usefixtures("here")
def test_what_is_taken(name, content, kind):
    assert check(name, content).kind == kind


REFUSED = [
    ("virus.exe", b"MZ" + b"x" * 40, "không phải PDF"),
    ("gia.pdf", b"MZ" + b"x" * 40, "không phải PDF"),
    ("trang.html", b"<script>alert(1)</script>", "không phải PDF"),
    ("nen.zip", archive(), "không phải PDF"),
    ("rong.pdf", b"", "rỗng"),
    ("chi-dau.pdf", b"%PDF-1.7\n" + b"x" * 200, "bị hỏng hoặc không phải PDF"),
    ("cut.pdf", pdf(1)[:300], "bị hỏng hoặc không phải PDF"),
    ("khoa.pdf", pdf(1, encryption=pikepdf.Encryption(owner="chu", user="moi")), "có mật khẩu"),
    ("khong-trang.pdf", pdf(0), "không có trang nào"),
    ("chi-dau.png", PNG[:8] + b"x" * 50, "bị hỏng hoặc không phải PNG"),
    ("cut.png", picture("PNG")[:-900], "bị hỏng hoặc không phải PNG"),
    ("cut.jpg", picture()[:-900], "bị hỏng hoặc không phải JPG"),
    ("anh.jpeg", b"GIF89a" + b"x" * 40, "bị hỏng hoặc không phải JPG"),
    ("lon.png", wide_png(), "40 triệu điểm ảnh"),
    ("gia.docx", PDF, "không khớp"),
    ("bang.docx", archive(SHEET), "không khớp"),
    ("hong.docx", b"PK\x03\x04" + b"x" * 40, "bị hỏng"),
    ("cut.docx", archive(WORD)[:-30], "bị hỏng"),
    ("loi.docx", flipped(archive(WORD, ("a.bin", bytes(range(256)) * 20))), "bị hỏng"),
    ("trong.docx", archive(("word/document.xml", "")), "bị hỏng"),
    ("khac.xlsx", archive(("xl/workbook.xml", "<html/>")), "bị hỏng"),
    ("chu.docx", b"chi la chu" * 9, "bị hỏng hoặc không phải DOCX"),
    ("khoa.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 40, "có mật khẩu hoặc"),
    ("macro.docx", archive(WORD, ("word/vbaProject.bin", "x")), "có macro"),
    ("macro.xlsm", archive(SHEET), "có macro"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED, ids=[name for name, _, _ in REFUSED])
@pytest.mark.usefixtures("here")
def test_what_is_refused_and_why(name, content, sentence):
    with pytest.raises(Refused, match=sentence):
        check(name, content)


@pytest.mark.usefixtures("here")
def test_what_unfolds_too_far_is_not_unfolded(monkeypatch):
    monkeypatch.setattr(soundness, "MOST_UNPACKED", 2**20)
    with pytest.raises(Refused, match="quá phức tạp"):
        check("bom.xlsx", archive(SHEET, ("xl/0", bytes(2**20))))


def test_a_file_is_opened_in_a_process_of_its_own_and_the_same_file_once(monkeypatch):
    monkeypatch.setattr(soundness, "_verdicts", {})
    assert check("a.png", PNG).size == len(PNG)
    monkeypatch.setattr(soundness, "ask", lambda *asked: pytest.fail("a file that is known was opened again"))
    assert check("b.png", PNG).name == "b.png"


def test_a_file_that_takes_too_much_is_refused_and_may_be_tried_again(monkeypatch):
    monkeypatch.setattr(soundness, "_verdicts", {})
    monkeypatch.setattr(soundness, "ask", lambda module, sent: (-9, b""))
    with pytest.raises(Refused, match="quá phức tạp"):
        check("a.png", PNG)
    monkeypatch.setattr(soundness, "ask", lambda module, sent: (0, b""))
    assert check("a.png", PNG).kind == "png"


def test_a_quotation_mark_in_a_name_is_one_again():
    assert uploads.own_name(SimpleUploadedFile("Kế hoạch %22Xanh%22.pdf", b"x")) == 'Kế hoạch "Xanh".pdf'
