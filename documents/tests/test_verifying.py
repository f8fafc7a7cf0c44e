"""What the public is told of a file, and that it is told nothing personal."""

import io

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.services import signing, withdraw_document
from documents.tests import signing as make
from documents.tests.test_signing import changed, outside

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clean():
    make.trust()
    cache.clear()


@pytest.fixture
def document(world):
    make.give_key(world.users["leader"])
    make.give_key(world.office)
    document = make.issued(world)
    for kind, actor in (("signer", world.users["leader"]), ("agency", world.users["standing_office"])):
        signing.sign_document(document=document, kind=kind, actor=actor, key_password=make.PASSWORD)
    return document


def check(client, content, code=""):
    answer = client.post(reverse("public:verify_file"), {"file": SimpleUploadedFile("a.pdf", content), "code": code})
    return answer.content.decode()


def test_the_short_address_shows_signatures_and_no_person(client, document, world):
    page = client.get(f"/xac-minh/{document.verification_code}").content.decode()
    for shown in (document.code, document.sha256, document.signatures.last().sha256, "CHÁNH VĂN PHÒNG",
                  "thử nghiệm, không có giá trị pháp lý", "Còn hiệu lực"):  # fmt: skip
        assert shown in page
    assert world.users["leader"].full_name not in page
    withdraw_document(document=document, reason="Bí mật", actor=world.users["leader"])
    page = client.get(f"/xac-minh/{document.verification_code}").content.decode()
    assert "Đã thu hồi ngày" in page
    assert "Bí mật" not in page


def test_each_stored_file_is_recognised_without_its_code(client, document):
    files = [document.read_pdf(), *(row.read_pdf() for row in document.signatures.order_by("position"))]
    pages = [check(client, content) for content in files]
    assert all("Tệp nguyên vẹn" in page and document.code in page for page in pages)
    assert "khi chưa có chữ ký số" in pages[0]
    assert "có chữ ký số của người ký và chữ ký số của cơ quan" in pages[2]


def test_a_changed_file_is_named_as_changed(client, document, world):
    whole = document.read_current()
    touched = bytearray(whole)
    touched[len(whole) // 2] ^= 1
    with pikepdf.open(io.BytesIO(document.read_pdf())) as file:
        saved = io.BytesIO()
        file.save(saved)
    other = make.issued(world, subject="Văn bản khác hẳn").read_pdf()
    code = document.verification_code
    cases = [
        (bytes(touched), "", "không còn toàn vẹn"),
        (changed(whole), "", "đã bị thêm nội dung"),
        (outside(whole, name="Ai khác"), "", "có thêm 1 chữ ký số"),
        (saved.getvalue(), "", "Không phải tệp gốc"),
        (other, code, "Đây là văn bản khác"),
        (changed(other), code, "nội dung khác với bản lưu, chỗ khác đầu tiên ở trang 1"),
    ]
    for content, typed, sentence in cases:
        assert sentence in check(client, content, typed), sentence


def test_what_is_no_document_of_ours_or_no_pdf_gets_a_sentence(client, document):
    blank = pikepdf.new()
    blank.add_blank_page()
    strange = io.BytesIO()
    blank.save(strange)
    assert "Không nhận ra văn bản" in check(client, strange.getvalue())
    for rubbish in (b"%PDF-1.7 rac", b"\x00\xff" * 100, document.read_pdf()[:900]):
        assert "Không đọc được tệp" in check(client, rubbish)
    assert "đang trống" in check(client, b"")


def test_a_file_that_is_too_large_is_refused_and_none_is_kept(client, document, settings):
    settings.VERIFY_MAX_BYTES = 1000
    before = default_storage.listdir("documents/2026")
    assert "Tệp quá lớn" in check(client, document.read_pdf())
    assert default_storage.listdir("documents/2026") == before


def test_too_many_questions_of_one_address_are_refused(client, document, settings):
    settings.RATE_LIMITED = True
    url = f"/xac-minh/{document.verification_code}"
    answers = [client.get(url).status_code for _ in range(31)]
    assert answers[29:] == [200, 429]
