"""Loading the legal bases that are shipped with the product."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from core.audit import record
from core.text import fold
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

    Bases that an office added itself are left alone. Running it again changes nothing.
    """
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["basis"]
    found = {basis.number_key: basis for basis in LegalBasis.objects.all()}
    written = 0
    for entry in entries:
        basis = found.setdefault(_key(entry["number"]), LegalBasis(number=entry["number"]))
        facts = {field: entry.get(field, unset) for field, unset in _FIELDS.items()}
        written += _write(basis, facts)
    for entry in entries:
        if "replaced_by" in entry:
            successor = found[_key(entry["replaced_by"])]
            written += _write(found[_key(entry["number"])], {"replaced_by": successor})
    if written:
        record(actor=actor, action="documents.load_bases", target=LegalBasis(pk=0), after={"written": written})
    return written


def _key(number: str) -> str:
    return fold(number).replace(" ", "")


def _write(basis: LegalBasis, facts: dict[str, Any]) -> int:
    if basis.pk and all(getattr(basis, name) == value for name, value in facts.items()):
        return 0
    for name, value in facts.items():
        setattr(basis, name, value)
    basis.save()
    return 1
