"""Evidence: what a file is, its bytes say."""

import io
import zipfile
from pathlib import Path

import pytest

from awards import services
from awards.models import Attachment
from core.exceptions import Refused

from . import factories as make

pytestmark = pytest.mark.django_db

JPG = b"\xff\xd8\xff\xe0" + b"x" * 50
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50


def office_file(part, *more):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<xml/>")
    return content.getvalue()


@pytest.fixture
def nomination(world):
    return make.make_nomination(world, make.make_round(world))


def attach(world, nomination, name, content):
    return services.attach(actor=world.users["staff"], nomination=nomination, file=make.upload(name, content))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", make.PDF, "pdf"),
        ("ảnh chụp.JPG", JPG, "jpg"),
        ("b.jpeg", JPG, "jpg"),
        ("c.png", PNG, "png"),
        ("d.docx", office_file("word/document.xml"), "docx"),
        ("e.xlsx", office_file("xl/workbook.xml"), "xlsx"),
    ],
)
def test_what_is_taken(world, nomination, name, content, kind):
    attachment = attach(world, nomination, name, content)
    assert (attachment.kind, attachment.name) == (kind, name)
    assert not attachment.file.name.endswith(f"/{name}")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("virus.exe", b"MZ" + b"x" * 40, "không phải PDF"),
        ("gia.pdf", b"MZ" + b"x" * 40, "không phải PDF"),
        ("gia.docx", make.PDF, "không khớp"),
        ("nen.zip", office_file("readme.txt"), "không phải PDF"),
        ("hong.docx", b"PK\x03\x04" + b"x" * 40, "bị hỏng"),
        ("cut.docx", office_file("word/document.xml")[:-30], "bị hỏng"),
        ("chu.docx", b"chi la chu" * 9, "bị hỏng hoặc không phải DOCX"),
        ("anh.jpeg", b"GIF89a" + b"x" * 40, "bị hỏng hoặc không phải JPG"),
        ("macro.docx", office_file("word/document.xml", "word/vbaProject.bin"), "có macro"),
        ("rong.pdf", b"", "rỗng"),
        ("trang.html", b"<script>alert(1)</script>", "không phải PDF"),
    ],
)
def test_what_is_refused_and_why(world, nomination, name, content, sentence):
    with pytest.raises(Refused, match=sentence):
        attach(world, nomination, name, content)
    assert not Attachment.objects.exists()


def test_a_file_too_large_is_refused(world, nomination, settings):
    settings.ATTACHMENT_MAX_BYTES = 100
    with pytest.raises(Refused, match="lớn hơn"):
        attach(world, nomination, "a.pdf", make.PDF)


def test_a_file_that_could_not_be_registered_is_not_left_behind(world, nomination, settings, monkeypatch):
    def fails(**kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("awards.services.attachments.record", fails)
    with pytest.raises(RuntimeError):
        attach(world, nomination, "a.pdf", make.PDF)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_a_path_in_the_name_is_cut_off(world, nomination):
    assert attach(world, nomination, "..\\..\\an.pdf", make.PDF).name == "an.pdf"


def test_a_file_is_handed_only_to_those_who_see_the_nomination(world, nomination, client):
    url = f"/khen-thuong/tep/{attach(world, nomination, 'a.pdf', make.PDF).pk}/"
    for role, status in [("staff", 200), ("outsider", 404), ("standing_office", 404), ("information_centre", 404)]:
        client.force_login(world.users[role])
        assert client.get(url).status_code == status, role


def test_upload_and_removal_by_page(world, nomination, client):
    client.force_login(world.users["staff"])
    url = f"/khen-thuong/de-nghi/{nomination.pk}/tep/"
    answer = client.post(url, {"files": [make.upload("a.pdf"), make.upload("b.exe", b"MZxx")]}, follow=True)
    assert "Đã đính kèm 1 tệp." in answer.content.decode()
    assert "b.exe không phải PDF" in answer.content.decode()
    attachment = Attachment.objects.get()
    client.post(f"/khen-thuong/tep/{attachment.pk}/bo/")
    assert not Attachment.objects.exists()
