"""Writes of what people and agencies sign with: the picture and the key."""

from typing import Any

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from units.models import Unit, User

from ..models import SigningMeans
from ..signing import keys, pictures
from ..signing.trust import CertificateFacts

_NO_CERTIFICATE: dict[str, Any] = {
    "certificate_holder": "", "certificate_issuer": "", "certificate_serial": "", "certificate_until": None,
    "trial": False,
}  # fmt: skip


@transaction.atomic
def set_picture(*, owner: User | Unit, actor: User | None, content: bytes, width_mm: int) -> str:
    """Keep the picture of a signature or a seal; `width_mm` is its width on the page.

    Returns a hint about its colour, or "". Raises Refused when it is not what the decree asks for.
    """
    kept, hint = pictures.check_picture(content, seal=isinstance(owner, Unit))
    means = _locked(owner)
    means.picture, means.width_mm = kept, width_mm
    means.save()
    _record(means, actor, {"picture": True, "width_mm": width_mm})
    return hint


@transaction.atomic
def set_width(*, owner: User | Unit, actor: User | None, width_mm: int) -> SigningMeans:
    """Change how wide the picture is on the page, in millimetres."""
    means = _locked(owner)
    means.width_mm = width_mm
    means.save()
    _record(means, actor, {"width_mm": width_mm})
    return means


@transaction.atomic
def set_pkcs12(*, owner: User | Unit, actor: User | None, content: bytes, password: str) -> CertificateFacts:
    """Keep a PKCS#12 file as it came, after its password has opened it once; the password is not kept."""
    facts = keys.check_pkcs12(content, password)
    means = _locked(owner)
    means.pkcs12, means.token_label, means.key_label = content, "", ""
    _certify(means, facts)
    _record(means, actor, {"method": "pkcs12", "certificate": facts.serial})
    return facts


@transaction.atomic
def set_token(
    *, owner: User | Unit, actor: User | None, token_label: str, key_label: str, pin: str
) -> CertificateFacts:
    """Keep the names of a token and of the key on it, after the PIN has opened it once; the PIN is not kept."""
    facts = keys.check_token(token_label, key_label, pin)
    means = _locked(owner)
    means.pkcs12, means.token_label, means.key_label = None, token_label, key_label
    _certify(means, facts)
    _record(means, actor, {"method": "pkcs11", "certificate": facts.serial})
    return facts


@transaction.atomic
def remove_key(*, owner: User | Unit, actor: User) -> SigningMeans:
    """Take the key away; what it signed stays. Raises Refused when there is none."""
    means = _locked(owner)
    if not means.method:
        raise Refused("Chưa có khóa ký nào để gỡ.")
    before = {"certificate": means.certificate_serial}
    means.pkcs12, means.token_label, means.key_label = None, "", ""
    for name, value in _NO_CERTIFICATE.items():
        setattr(means, name, value)
    means.save()
    record(actor=actor, action="documents.set_signing_means", target=means, before=before, after={"method": ""})
    return means


def _certify(means: SigningMeans, facts: CertificateFacts) -> None:
    means.certificate_holder, means.certificate_issuer = facts.holder, facts.issuer
    means.certificate_serial, means.certificate_until, means.trial = facts.serial, facts.until, facts.trial
    means.save()


def _locked(owner: User | Unit) -> SigningMeans:
    rows = SigningMeans.objects.select_for_update()
    if isinstance(owner, User):
        return rows.get_or_create(user=owner)[0]
    return rows.get_or_create(unit=owner, defaults={"width_mm": 36})[0]


def _record(means: SigningMeans, actor: User | None, after: dict[str, Any]) -> None:
    record(actor=actor, action="documents.set_signing_means", target=means, after=after)
