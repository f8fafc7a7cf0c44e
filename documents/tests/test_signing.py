"""Digital signatures on issued documents: put, taken over, refused, found broken."""

import hashlib
import io
import os
import random
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper

from core.exceptions import Refused
from core.models import AuditEvent
from documents.models import Document, Signature, SigningMeans
from documents.queries import verify_file
from documents.services import signing, withdraw_document
from documents.signing import accepting, checking, keys, placing, sealing
from documents.signing.keys import WrongSecret
from documents.tests import signing as make
from documents.tests.drafting import copied

pytestmark = pytest.mark.django_db
SIGNER, AGENCY = Signature.Kind.SIGNER, Signature.Kind.AGENCY


@pytest.fixture(autouse=True)
def _trust(settings):
    make.trust()


@pytest.fixture
def document(world):
    make.give_key(world.users["leader"])
    make.give_key(world.office)
    return make.issued(world)


def sign(document, kind=SIGNER, actor=None, password=make.PASSWORD):
    actor = actor or document.issued_by
    return signing.sign_document(document=document, kind=kind, actor=actor, key_password=password)


def outside(pdf, content=None, name="Lê Thị Lãnh đạo ký ban hành", field="KyNgoai"):
    """What a tool outside makes of a file."""
    signer = keys.open_pkcs12(content or make.key_of(name), make.PASSWORD)
    return sealing.add_signature(pdf, signer=signer, field=field, label="ngoài")


def changed(pdf):
    """The file with words written over page 1 by an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    words = generic.StreamObject(stream_data=b"0 0 m 100 100 l S")
    writer.add_stream_to_page(0, writer.add_object(words))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def accept(document, pdf, kinds=(SIGNER,)):
    return signing.accept_signed(document=document, actor=document.issued_by, uploaded=pdf, kinds=list(kinds))


def test_the_signer_then_the_agency_add_to_the_same_bytes(document, world):
    first = sign(document)
    second = sign(document, AGENCY, world.users["standing_office"])
    issued, one, two = document.read_pdf(), first.read_pdf(), second.read_pdf()
    assert one.startswith(issued)
    assert two.startswith(one)
    assert document.read_current() == two
    assert hashlib.sha256(two).hexdigest() == second.sha256
    found = checking.signatures_in(two)
    assert [(row.good, row.last) for row in found] == [(True, False), (True, True)]
    assert verify_file(document).ok
    acts = AuditEvent.objects.filter(action="documents.sign", target_id=str(document.pk))
    assert [event.after["kinds"] for event in acts.order_by("pk")] == [["signer"], ["agency"]]


def test_pictures_stand_between_office_and_name_and_the_seal_covers_a_third(document, world):
    make.give_picture(world.users["leader"])
    make.give_picture(world.office)
    one = sign(document).read_pdf()
    space, picture = placing.signing_space(document.read_pdf()), placing.signed_place(one)
    assert space.left <= picture.left < picture.right <= space.right
    assert space.bottom - 1 <= picture.bottom < picture.top <= space.top + 1
    assert abs((picture.left + picture.right) - (space.left + space.right)) <= 2
    seal = placing.signed_place(sign(document, AGENCY, world.users["standing_office"]).read_pdf())
    assert abs(seal.right - (picture.left + picture.width / 3)) <= 1
    assert abs(seal.width - 36 * placing.MM) <= 1.5


def test_the_room_is_found_by_the_name_where_a_page_has_no_anchor(document):
    pdf = document.read_pdf()
    by_anchor, by_name = placing.signing_space(pdf), placing._above_name(pdf, document.signer_name)
    assert abs(by_anchor.bottom - by_name.bottom) < 6
    assert abs((by_anchor.left + by_anchor.right) - (by_name.left + by_name.right)) < 6


def test_without_a_picture_the_signature_is_there_and_shows_nothing(document):
    assert placing.signed_place(sign(document).read_pdf()) is None


def test_the_order_and_the_turns_are_kept(document, world):
    clerk = world.users["standing_office"]
    with pytest.raises(Refused, match="Chưa có chữ ký số của người ký"):
        sign(document, AGENCY, clerk)
    sign(document)
    with pytest.raises(Refused, match="đã có chữ ký số của người ký"):
        sign(document)
    withdraw_document(document=document, reason="Sai.", actor=clerk)
    with pytest.raises(Refused, match="đã thu hồi"):
        sign(document, AGENCY, clerk)


def test_the_key_must_open_be_in_force_be_trusted_and_be_the_signers(document, world):
    leader = world.users["leader"]
    with pytest.raises(WrongSecret, match="Mật khẩu của tệp khóa"):
        sign(document, password="sai")
    make.give_key(leader, make.key_of(leader.full_name, days=-3))
    with pytest.raises(Refused, match="không còn hiệu lực"):
        sign(document)
    make.give_key(leader, make.key_of("Trần Văn Khác"))
    with pytest.raises(Refused, match="mang tên Trần Văn Khác"):
        sign(document)
    make.give_key(leader)
    (Path(settings.TRUST_ROOTS) / "goc.pem").unlink()
    with pytest.raises(Refused, match="chưa được hệ thống tin cậy"):
        sign(document)
    SigningMeans.objects.all().delete()
    with pytest.raises(Refused, match="chưa đặt khóa ký"):
        sign(document)
    assert document.signatures.count() == 0
    assert document.read_current() == document.read_pdf()


def test_a_document_signed_outside_is_taken_over(document):
    signed = outside(document.read_pdf(), name=document.signer_name)
    row = accept(document, signed)[0]
    assert (row.kind, row.method, row.trial) == (SIGNER, "outside", True)
    assert document.read_current() == signed


def test_both_signatures_may_come_in_one_file(document):
    one = outside(document.read_pdf(), name=document.signer_name)
    both = outside(one, name="Văn phòng UBND", field="Dau")
    rows = accept(document, both, (SIGNER, AGENCY))
    assert [(row.kind, row.position) for row in rows] == [(SIGNER, 1), (AGENCY, 2)]
    assert {row.sha256 for row in rows} == {hashlib.sha256(both).hexdigest()}


def test_what_is_not_the_same_document_well_signed_is_not_taken_over(document, world):
    issued, name = document.read_pdf(), document.signer_name
    other = make.issued(world, subject="Kế hoạch khác").read_pdf()
    signed = outside(issued, name=name)
    cases = {
        "giống hệt": issued,
        "không phải tệp PDF": b"xin ch\xc3\xa0o",
        "không nối tiếp": outside(other, name=name),
        "chưa có thêm chữ ký": changed(issued),
        "đã bị sửa ngoài phần chữ ký": outside(changed(issued), name=name),
        "bị sửa": changed(signed),
        "chưa được hệ thống tin cậy": outside(issued, make.stranger()),
        "không phải người ký": outside(issued, name="Trần Văn Khác"),
    }
    for sentence, pdf in cases.items():
        with pytest.raises(Refused, match=sentence):
            accept(document, pdf)
    broken = bytearray(signed)
    broken[len(issued) + 40] ^= 1
    with pytest.raises(Refused):
        accept(document, bytes(broken))
    both = outside(outside(issued, name=name), name=name, field="Hai")
    with pytest.raises(Refused, match="nhiều hơn"):
        accept(document, both)
    with pytest.raises(Refused, match="cùng một chứng thư"):
        accept(document, both, (SIGNER, AGENCY))
    assert Signature.objects.count() == 0


def test_a_changed_byte_anywhere_in_a_signed_file_is_found(document, world):
    sign(document)
    sign(document, AGENCY, world.users["standing_office"])
    pdf = document.read_current()
    chance = random.Random(20260105)
    for _ in range(12):
        bad = bytearray(pdf)
        bad[chance.randrange(len(pdf))] ^= chance.randrange(1, 256)
        try:
            found = checking.signatures_in(bytes(bad))
        except Refused:
            continue
        assert len(found) < 2 or not all(row.good for row in found)


def test_the_command_finds_a_signed_file_that_was_changed(document):
    row = sign(document)
    call_command("verify_documents", stdout=io.StringIO())
    path = Path(default_storage.path(row.pdf.name))
    content = bytearray(path.read_bytes())
    content[-10] ^= 1
    path.write_bytes(content)
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 văn bản"):
        call_command("verify_documents", stdout=io.StringIO(), stderr=said)
    assert "chữ ký số của người ký" in said.getvalue()
    with pytest.raises(Refused, match="không còn khớp"):
        sign(document, AGENCY)


def test_a_copy_is_not_swept_away_and_is_checked(document):
    copy = copied(document)
    path = Path(default_storage.path(copy.pdf.name))
    os.utime(path, (0, 0))
    call_command("verify_documents", "--sweep", stdout=io.StringIO())
    assert copy.read_pdf()
    path.write_bytes(path.read_bytes() + b" ")
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 văn bản"):
        call_command("verify_documents", stdout=io.StringIO(), stderr=said)
    assert copy.code in said.getvalue()


def test_a_signed_file_is_not_swept_away_and_a_signature_never_changes(document):
    row = sign(document)
    os.utime(default_storage.path(row.pdf.name), (0, 0))
    call_command("verify_documents", "--sweep", stdout=io.StringIO())
    assert row.read_pdf()
    row.certificate_holder = "Ai khác"
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        Signature.objects.update(trial=False)
    with pytest.raises(TypeError):
        row.delete()


def test_who_signs_second_at_the_same_moment_is_told(document, monkeypatch):
    real = signing._checked

    def meanwhile(pdf):
        monkeypatch.setattr(signing, "_checked", real)
        sign(Document.objects.get(pk=document.pk))
        return real(pdf)

    monkeypatch.setattr(signing, "_checked", meanwhile)
    with pytest.raises(Refused, match="đã có chữ ký số của người ký"):
        sign(document)
    assert document.signatures.count() == 1


def test_words_stand_in_the_corner_of_a_copy_with_fonts_inside(document):
    pdf = document.read_pdf()
    signer = keys.open_pkcs12(make.key_of("Văn phòng"), make.PASSWORD)
    place, words = placing.corner(pdf), "SAO Y; Văn phòng; 17/04/2026 10:39:42 +07:00"
    signed = sealing.add_signature(pdf, signer=signer, field="Dau", label="Dấu", place=place, words=words)
    assert placing.signed_place(signed).page == 0
    assert accepting.added_signatures(pdf, signed)


def test_a_time_stamp_makes_the_time_certain(document, monkeypatch):
    """PAdES B-T, with an authority that answers inside this process."""
    stamper = DummyTimeStamper(*make.time_authority())
    monkeypatch.setattr(sealing, "_time_stamper", lambda: stamper)
    row = sign(document)
    assert row.timestamped
    assert checking.signatures_in(row.read_pdf())[0].good
