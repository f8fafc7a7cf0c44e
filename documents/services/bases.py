"""Writes of the catalogue of legal bases: the shipped ones loaded, an office's own added, each checked."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from core.text import fold, nfc
from units.models import User

from ..models import LegalBasis

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "legal_bases.toml"
# What the file may say of a basis, and what stands there when it says nothing.
_FIELDS: dict[str, Any] = {
    "type_name": "",
    "issuer_name": "",
    "issued_on": None,
    "subject": "",
    "in_force_from": None,
    "in_force_to": None,
    "confidence": LegalBasis.Confidence.UNVERIFIED,
    "note": "",
}


@transaction.atomic
def load_legal_bases(*, actor: User | None = None, path: Path = SHIPPED) -> int:
    """Add the shipped bases, bring those that are there to the shipped facts; return how many were written.

    Bases that an office added or changed itself are left alone. Running it again changes nothing.
    """
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["basis"]
    known = list(LegalBasis.objects.all())
    found = {_identity(basis.number, basis.issuer_name): basis for basis in known}
    # An office may have mended the issuer too; its row stays the one of this number.
    edited = {basis.number_key: basis for basis in known if basis.edited}
    shipped: dict[str, LegalBasis] = {}
    written = 0
    for entry in entries:
        number, key = entry["number"], _key(entry["number"])
        own = edited.get(key) or found.get(_identity(number, entry.get("issuer_name", "")))
        basis = shipped[key] = own or LegalBasis(number=number)
        facts = {field: entry.get(field, unset) for field, unset in _FIELDS.items()}
        if not basis.edited:
            written += _write(basis, facts)
    for entry in entries:
        basis = shipped[_key(entry["number"])]
        if "replaced_by" in entry and not basis.edited:
            written += _write(basis, {"replaced_by": shipped[_key(entry["replaced_by"])]})
    if written:
        record(actor=actor, action="documents.load_bases", target=LegalBasis(pk=0), after={"written": written})
    return written


@transaction.atomic
def save_basis(*, basis: LegalBasis, facts: dict[str, Any], actor: User, reason: str = "") -> LegalBasis:
    """Add a basis or change one; from then on the shipped catalogue leaves it as the office wrote it.

    Raises Refused when the number is another's, when the days or the successor contradict each other.
    """
    before = _audited(LegalBasis.objects.filter(pk=basis.pk).first()) if basis.pk else {}
    for name, value in facts.items():
        setattr(basis, name, nfc(value).strip() if isinstance(value, str) else value)
    _check(basis)
    basis.edited = True
    if basis.confidence != LegalBasis.Confidence.CONFIRMED:
        basis.checked_on = basis.checked_by = None
    basis.save()
    action = "documents.change_basis" if before else "documents.add_basis"
    record(actor=actor, action=action, target=basis, before=before, after=_audited(basis), reason=reason.strip())
    return basis


@transaction.atomic
def confirm_basis(*, basis: LegalBasis, actor: User, on: dt.date) -> LegalBasis:
    """Say that somebody compared the entry with the document itself."""
    locked = LegalBasis.objects.select_for_update().get(pk=basis.pk)
    before = _audited(locked)
    locked.confidence = LegalBasis.Confidence.CONFIRMED
    locked.checked_on, locked.checked_by, locked.edited = on, actor, True
    locked.save()
    record(actor=actor, action="documents.confirm_basis", target=locked, before=before, after=_audited(locked))
    return locked


def _check(basis: LegalBasis) -> None:
    for other in LegalBasis.objects.numbered(basis.number).exclude(pk=basis.pk):
        same_day = other.issued_on == basis.issued_on or not (other.issued_on and basis.issued_on)
        if fold(other.issuer_name) == fold(basis.issuer_name) and same_day:
            raise Refused(f"Danh mục đã có {other}. Hãy sửa mục đó, hoặc ghi đủ số và ký hiệu nếu là văn bản khác.")
    begun = basis.in_force_from or basis.issued_on
    if begun and basis.in_force_to and basis.in_force_to < begun:
        raise Refused("Ngày hết hiệu lực phải sau ngày ban hành và ngày có hiệu lực.")
    if basis.in_force_from and basis.issued_on and basis.in_force_from < basis.issued_on:
        raise Refused("Ngày có hiệu lực không được trước ngày ban hành.")
    successor, seen = basis.replaced_by, {basis.pk}
    while successor is not None:
        if successor.pk in seen:
            raise Refused("Văn bản thay thế không được là chính văn bản này hoặc văn bản mà nó đã thay thế.")
        seen.add(successor.pk)
        successor = successor.replaced_by
    if basis.replaced_by:
        _check_turn(basis, basis.replaced_by)
    for old in basis.replaces.all() if basis.pk else []:
        _check_turn(old, basis)


def _check_turn(old: LegalBasis, new: LegalBasis) -> None:
    """The old one ends before the new one begins: on no day are both in force."""
    begun = new.in_force_from
    if begun and (old.in_force_to is None or old.in_force_to >= begun):
        said = (
            f"ghi hết hiệu lực sau ngày {old.in_force_to:%d/%m/%Y}" if old.in_force_to else "chưa ghi ngày hết hiệu lực"
        )
        raise Refused(
            f"{old} {said}, mà văn bản thay thế {new} có hiệu lực từ {begun:%d/%m/%Y}. Hãy ghi ngày hết hiệu lực của "
            f"văn bản cũ là ngày {begun - dt.timedelta(days=1):%d/%m/%Y} hoặc sớm hơn."
        )


def _audited(basis: LegalBasis | None) -> dict[str, Any]:
    if basis is None:
        return {}
    values = {name: getattr(basis, name) for name in ("number", "replaced_by_id", *_FIELDS)}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def _key(number: str) -> str:
    return fold(number).replace(" ", "")


def _identity(number: str, issuer: str) -> tuple[str, str]:
    return _key(number), fold(issuer)


def _write(basis: LegalBasis, facts: dict[str, Any]) -> int:
    if basis.pk and all(getattr(basis, name) == value for name, value in facts.items()):
        return 0
    for name, value in facts.items():
        setattr(basis, name, value)
    basis.save()
    return 1
