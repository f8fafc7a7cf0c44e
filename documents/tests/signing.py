"""Keys, roots and pictures for tests of signing: made once a process, they cost milliseconds."""

from functools import cache
from pathlib import Path
from typing import Any

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
