"""Files signed with a tool outside: what else they may not bring along, and what is said of their certificates."""

import datetime as dt
import io
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

from core.exceptions import Refused
from documents.models import Signature
from documents.services import signing
from documents.signing import demo_authority, keys, placing
from documents.tests import signing as make
from documents.tests.test_signing import accept, outside

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world):
    make.trust()
    return make.issued(world)


def shown(pdf, name, box, **how):
    """A file with a signature that a tool outside shows in this box of page 1."""
    spec = fields.SigFieldSpec("Ngoai", on_page=0, box=box)
    writer, facts = IncrementalPdfFileWriter(io.BytesIO(pdf)), PdfSignatureMetadata(field_name="Ngoai", **how)
    signer = keys.open_pkcs12(make.key_of(name), make.PASSWORD)
    return sign_pdf(writer, facts, signer=signer, new_field_spec=spec).getvalue()


def test_a_picture_may_lie_on_blank_paper_or_in_the_signature_block_and_hide_nothing_else(document):
    pdf, name = document.read_pdf(), document.signer_name
    space = placing.signing_space(pdf)
    wide = (round(space.left) - 20, round(space.bottom) - 20, round(space.right), round(space.top) + 20)
    assert space.page == 0
    for box in ((0, 0, 595, 842), (90, 600, 500, 640)):
        with pytest.raises(Refused, match="che chữ ở trang 1"):
            accept(document, shown(pdf, name, box))
    assert Signature.objects.count() == 0
    for box in (wide, (60, 800, 300, 835)):
        assert signing.added_signatures(pdf, shown(pdf, name, box), name)


def test_a_signature_that_locks_the_file_against_the_next_one_is_refused_by_name(document):
    locked = shown(document.read_pdf(), document.signer_name, (60, 800, 300, 835), certify=True)
    with pytest.raises(Refused, match="certify"):
        accept(document, locked)


def test_one_certificate_does_not_sign_for_both(document):
    one = outside(document.read_pdf(), name=document.signer_name)
    accept(document, one)
    with pytest.raises(Refused, match="cùng một chứng thư"):
        accept(document, outside(one, name=document.signer_name, field="Hai"), ("agency",))


def test_a_certificate_that_has_ended_is_said_to_have_ended(document):
    ended = make.key_of(document.signer_name, days=-3)
    with pytest.raises(Refused, match="đã hết hạn ngày"):
        accept(document, outside(document.read_pdf(), ended))


def test_a_key_that_its_password_hardly_protects_is_not_kept():
    authority = make.authority()
    short = demo_authority.make_pkcs12(authority, name="Lê Thị A", organisation="Sở", password="1234567")
    with pytest.raises(Refused, match="từ 8 ký tự"):
        keys.check_pkcs12(short, "1234567")
    key, certificate = demo_authority.make_certificate(authority, name="Lê Thị A", organisation="Sở")
    bare = pkcs12.serialize_key_and_certificates(b"ky", key, certificate, [], NoEncryption())
    assert keys.key_in_the_open(bare)
    assert not keys.key_in_the_open(short)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_certificate_on_a_list_beside_the_roots_is_revoked(document, encoding):
    authority = make.authority()
    name, now = document.signer_name, dt.datetime.now(dt.UTC)
    signed = outside(document.read_pdf(), name=name)
    serial = keys.open_pkcs12(make.key_of(name), make.PASSWORD).signing_cert.serial_number
    row = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now).build()
    builder = x509.CertificateRevocationListBuilder().issuer_name(authority.certificate.subject)
    # The list ran out long ago: whom it names stays revoked.
    builder = builder.last_update(now - dt.timedelta(days=90)).next_update(now - dt.timedelta(days=60))
    listed = builder.add_revoked_certificate(row).sign(authority.key, hashes.SHA256())
    path = Path(settings.TRUST_ROOTS) / "thu-hoi.crl"
    path.write_bytes(listed.public_bytes(encoding))
    with pytest.raises(Refused, match="đã bị thu hồi"):
        accept(document, signed)
    other = demo_authority.make_pkcs12(authority, name=name, organisation="Văn phòng", password=make.PASSWORD)
    assert accept(document, outside(document.read_pdf(), other))
