"""Drafts go out as Word files and come in from them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from documents.models import Draft
from documents.tests.drafting import LETTER, write, written_letter
from documents.word import docx
from units.tests.factories import make_world

from .samples import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def post(client, world, data, **fields):
    given = {"file": SimpleUploadedFile("van-ban.docx", data), "drafting_unit": world.division.pk} | fields
    return client.post(reverse("documents:draft_from_docx"), given)


def test_a_draft_goes_out_and_comes_in_as_the_same_draft(client, world):
    draft = written_letter(world, urgency="HỎA TỐC", drafter_initials="PL", copies=30)
    client.force_login(world.users["staff"])
    data = client.get(reverse("documents:draft_docx", args=[draft.pk])).getvalue()
    response = post(client, world, data)
    copy = Draft.objects.exclude(pk=draft.pk).get()
    assert response.url == reverse("documents:draft_edit", args=[copy.pk])
    assert copy.kind == "CV"
    for name in ("subject", "addressees", "body"):
        assert getattr(copy, name) == LETTER[name]
    assert (copy.urgency, copy.drafter_initials, copy.copies) == ("HỎA TỐC", "PL", 30)
    assert copy.recipients.splitlines()[:2] == ["Như trên", "Lãnh đạo Văn phòng"]


def test_a_decision_keeps_its_bases_and_its_articles(client, world):
    draft = write(world, "QĐ", subject="Khen thưởng", bases="Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022",
                  body="Điều 1. Tặng Giấy khen cho 02 cá nhân.\nĐiều 2. Các phòng thi hành.")  # fmt: skip
    client.force_login(world.users["staff"])
    post(client, world, client.get(reverse("documents:draft_docx", args=[draft.pk])).getvalue())
    copy = Draft.objects.exclude(pk=draft.pk).get()
    assert (copy.bases, copy.body, copy.authority_line) == (draft.bases, draft.body, draft.authority_line)


def test_what_is_no_draft_is_said_and_nothing_is_made(client, world):
    client.force_login(world.users["staff"])
    assert "hãy nhập ở phần Kế hoạch" in post(client, world, docx(plan())).content.decode()
    assert "không phải tệp Word" in post(client, world, b"%PDF-1.4").content.decode()
    untitled = io.BytesIO()
    document = Document()
    document.add_paragraph("Một đoạn văn không có tên loại.")
    document.save(untitled)
    assert "hãy chọn loại văn bản" in post(client, world, untitled.getvalue()).content.decode()
    assert not Draft.objects.exists()
    assert post(client, world, untitled.getvalue(), kind="TB").status_code == 302
    assert Draft.objects.get().body.endswith("Một đoạn văn không có tên loại.")
