"""What the public is told of a file, and that it is told nothing personal."""

import io
import zlib
from urllib.parse import quote

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.queries.public import without_names
from documents.services import signing, withdraw_document
from documents.tests import signing as make
from documents.tests.drafting import copied
from documents.tests.test_signed_outside import shown
from documents.tests.test_signing import changed, outside
from units.services import change_unit
from units.tests.factories import PersonFactory

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
    for words in (document.code, document.sha256, document.signatures.last().sha256, "CHÁNH VĂN PHÒNG",
                  "thử nghiệm, không có giá trị pháp lý", "Còn hiệu lực"):  # fmt: skip
        assert words in page
    assert world.users["leader"].full_name not in page
    withdraw_document(document=document, reason="Bí mật", actor=world.users["leader"])
    page = client.get(f"/xac-minh/{document.verification_code}").content.decode()
    assert "Đã thu hồi ngày" in page
    assert "Bí mật" not in page


def test_a_paper_is_of_the_office_as_it_was_called_then(client, world, empty_pages):
    document, old = make.issued(world), world.office.name
    change_unit(actor=world.users["administrator"], unit=world.office, name="Văn phòng Điều phối")
    page = client.get(f"/xac-minh/{document.verification_code}").content.decode()
    assert f"<dd>{old} <span" in page
    assert "(nay là Văn phòng Điều phối)" in page


def test_a_code_with_too_much_around_it_is_found(client, document):
    for typed in ("{code}/", " {code} ", "{code}//"):
        answer = client.get("/xac-minh/" + quote(typed.format(code=document.verification_code)))
        assert answer.status_code == 200, typed
        assert document.code in answer.content.decode()


def test_a_code_that_is_none_gets_the_page_of_verification(client, db):
    for typed in ("khong-co", "a/b/c", "<script>", "%00", "Đ" * 300):
        answer = client.get("/xac-minh/" + quote(typed))
        assert answer.status_code == 404, typed
        assert "Không có văn bản nào mang mã này" in answer.content.decode()


@pytest.mark.parametrize(
    ("subject", "shown_as"),
    [
        ("Tặng Giấy khen cho ông Nguyễn Văn Ổn, bà Lò Thị Ưu-Bình", "Tặng Giấy khen cho ông N.V.Ổ., bà L.T.Ư.B."),
        ("Khen thưởng đồng chí Cầm Bá Thước (Phòng Tổng hợp)", "Khen thưởng đồng chí C.B.T. (Phòng Tổng hợp)"),
        ("Khen thưởng Lê Thị Lãnh Đạo có thành tích", "Khen thưởng L.T.L.Đ. có thành tích"),
        ("Công tác thi đua của Văn phòng Ủy ban nhân dân tỉnh", "Công tác thi đua của Văn phòng Ủy ban nhân dân tỉnh"),
        ("", ""),
    ],
)
def test_a_person_named_in_the_subject_is_known_to_the_public_by_initials_only(db, subject, shown_as):
    PersonFactory(full_name="Lê Thị Lãnh Đạo")
    assert without_names(subject) == shown_as


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
        (
            outside(whole, name="Ai khác"),
            "",
            "không do hệ thống này ghi nhận. Chứng thư số dùng để ký là chứng thư thử",
        ),
        (saved.getvalue(), "", "Không phải tệp gốc"),
        (other, code, "Đây là văn bản khác"),
        (changed(other), code, "Đây là văn bản khác"),
        (blank(), code, "nội dung khác với bản lưu, chỗ khác đầu tiên ở trang 1"),
        (changed(document.read_pdf()), "", "đã bị thêm nội dung"),
        (whole + b"% them", "", "đã bị thêm nội dung"),
        (outside(whole, make.stranger()), "", "Có chữ ký số không được tin cậy"),
        (shown(whole, "Ai khác", (0, 0, 595, 842)), "", "che chữ ở trang 1"),
    ]
    for content, typed, sentence in cases:
        assert sentence in check(client, content, typed), sentence


def blank():
    file, saved = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    file.save(saved)
    return saved.getvalue()


def test_a_byte_that_no_signature_covers_is_found_too(client, document):
    """The room that is left behind a signature in its own place is covered by nothing."""
    for row in document.signatures.order_by("position"):
        touched = bytearray(row.read_pdf())
        padding = touched.rindex(b"0000000000>")
        touched[padding] = ord("1")
        assert "không trùng từng byte" in check(client, bytes(touched))


def test_a_withdrawn_document_is_said_to_be_withdrawn_whatever_was_added(client, document):
    whole = document.read_current()
    withdraw_document(document=document, reason="Sai.", actor=document.issued_by)
    for content in (whole, outside(whole, name="Ai khác")):
        assert "nguyên vẹn nhưng văn bản đã thu hồi" in check(client, content)


def test_a_copy_is_known_by_its_file_and_a_changed_one_by_its_code(client, document):
    copy = copied(document)
    said = check(client, copy.read_pdf(), document.verification_code)
    assert "Tệp nguyên vẹn" in said
    assert f"Sao y số {copy.code}" in said
    assert "Không phải tệp bản sao gốc" in check(client, copy.read_pdf() + b"% them")


def test_a_file_that_unfolds_to_gigabytes_is_turned_away_soon(client):
    packer = zlib.compressobj(1)
    page = b"".join([*(packer.compress(b" " * 2**20) for _ in range(450)), packer.flush()])
    file, saved = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    file.pages[0].Contents = pikepdf.Stream(file, zlib.compress(page), Filter=[pikepdf.Name.FlateDecode] * 2)
    file.save(saved, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert len(saved.getvalue()) < 100_000
    assert "quá phức tạp" in check(client, saved.getvalue())


def test_what_is_no_document_of_ours_or_no_pdf_gets_a_sentence(client, document):
    assert "Không nhận ra văn bản" in check(client, blank())
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
