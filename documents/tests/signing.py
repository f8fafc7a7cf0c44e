"""Keys, roots and pictures for tests of signing: made once a process, they cost milliseconds."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1_x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from documents.models import Document
from documents.official import Signer
from documents.services import means
from documents.signing import demo_authority
from documents.signing.demo_authority import Authority
from documents.tests.factories import DocumentFactory, content_for
from units.models import Unit, User

PASSWORD = "khóa-của-Ưu-2026"


@cache
def authority() -> Authority:
    return demo_authority.make_authority()


@cache
def key_of(name: str, days: int = 700) -> bytes:
    """A PKCS#12 file of the trusted test root."""
    return demo_authority.make_pkcs12(authority(), name=name, organisation="Văn phòng", password=PASSWORD, days=days)


@cache
def stranger() -> bytes:
    """A PKCS#12 file of a root that nobody trusts."""
    other = demo_authority.make_authority()
    return demo_authority.make_pkcs12(other, name="Lê Thị Lạ", organisation="Nơi lạ", password=PASSWORD)


@cache
def time_authority() -> tuple[asn1_x509.Certificate, PrivateKeyInfo]:
    """The certificate and the RSA key (pyHanko's own stamper takes no other) of one who stamps time."""
    root, key = authority(), rsa.generate_private_key(public_exponent=65537, key_size=2048)
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().issuer_name(root.certificate.subject).public_key(key.public_key())
    builder = builder.subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dấu thời gian")]))
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=700))
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    certificate = builder.sign(root.key, hashes.SHA256())
    return (
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
    )


@cache
def signature_picture() -> bytes:
    return demo_authority.draw_signature("Ưu")


@cache
def seal_picture() -> bytes:
    return demo_authority.draw_seal("Văn phòng")


def trust() -> None:
    """Put the test root into the folder of trusted roots."""
    folder = Path(settings.TRUST_ROOTS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "goc.pem").write_bytes(authority().pem)


def give_key(owner: User | Unit, content: bytes | None = None) -> None:
    """Set up a key for a person or an agency, in his name."""
    name = owner.full_name if isinstance(owner, User) else owner.name
    means.set_pkcs12(owner=owner, actor=_actor(owner), content=content or key_of(name), password=PASSWORD)


def give_picture(owner: User | Unit) -> None:
    seal = isinstance(owner, Unit)
    content = seal_picture() if seal else signature_picture()
    means.set_picture(owner=owner, actor=_actor(owner), content=content, width_mm=36 if seal else 40)


def _actor(owner: User | Unit) -> Any:
    return owner if isinstance(owner, User) else User.objects.order_by("pk").first()


def issued(world: Any, **fields: Any) -> Document:
    """A document of the office that its leader signed at issue, with his name on it."""
    leader = world.users["leader"]
    content = content_for(world.office, "KH", signer=Signer([], "CHÁNH VĂN PHÒNG", leader.full_name), **fields)
    return DocumentFactory(issuer=world.office, actor=leader, content=content)
