"""Which certificates are trusted: the roots in the folder TRUST_ROOTS, and no others.

Lists of revoked certificates may lie beside the roots. A root of the demo authority says so in its name.
Production refuses to start with one in the folder (`emulation.guards`), and even then it would not be trusted here.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import crl, pem, x509
from django.conf import settings
from pyhanko_certvalidator import ValidationContext

from .marks import ROOT_SUFFIXES, TRIAL_MARK


@dataclass(frozen=True)
class CertificateFacts:
    """What may be shown of a certificate; its subject also holds an identity number, which is never read."""

    holder: str
    organisation: str
    issuer: str
    serial: str
    until: dt.datetime
    trial: bool


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Return what may be shown of a certificate."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return CertificateFacts(
        holder=_text(subject, "common_name") or _text(subject, "organization_name") or "không ghi tên",
        organisation=_text(subject, "organization_name"),
        issuer=_text(issuer, "common_name") or _text(issuer, "organization_name") or "không ghi tên",
        serial=f"{certificate.serial_number:X}"[:80],
        until=certificate.not_valid_after,
        trial=is_trial(certificate),
    )


def is_trial(certificate: x509.Certificate) -> bool:
    """Whether the demo authority made the certificate."""
    return TRIAL_MARK in _text(certificate.issuer.native, "organization_name")


def _text(name: dict[str, object], key: str) -> str:
    """One part of a name; some certificates repeat a part."""
    value = name.get(key, "")
    return "; ".join(str(part) for part in value)[:300] if isinstance(value, list) else str(value)[:300]


def trust_roots() -> list[x509.Certificate]:
    """Return the certificates in the folder; what cannot be read there is passed over."""
    folder = Path(settings.TRUST_ROOTS)
    if not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ROOT_SUFFIXES and path.is_file())
    roots = [root for path in files for root in _load(path, path.stat().st_mtime_ns)]
    return [root for root in roots if not (settings.PRODUCTION and is_trial(root))]


@lru_cache(maxsize=64)
def _load(path: Path, changed: int) -> list[x509.Certificate]:
    content = path.read_bytes()
    try:
        parts = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        return [x509.Certificate.load(part, strict=True) for part in parts]
    except ValueError:
        return []


def revoked(certificate: x509.Certificate) -> bool:
    """Whether a list of revoked certificates (`.crl`) in the folder of trusted roots names the certificate.

    An office behind a closed network puts its authority's lists there; a list that has run out still counts.
    """
    folder = Path(settings.TRUST_ROOTS)
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() == ".crl" and path.is_file())
    return any((certificate.issuer.hashable, certificate.serial_number) in _revoked(path, path.stat().st_mtime_ns)
               for path in files)  # fmt: skip


@lru_cache(maxsize=16)
def _revoked(path: Path, changed: int) -> frozenset[tuple[str, int]]:
    content = path.read_bytes()
    try:
        found = crl.CertificateList.load(pem.unarmor(content)[2] if pem.detect(content) else content, strict=True)
        rows = found["tbs_cert_list"]["revoked_certificates"]
        return frozenset((found.issuer.hashable, row["user_certificate"].native) for row in rows)
    except (ValueError, TypeError):
        return frozenset()


def validation_context(at: dt.datetime | None = None) -> ValidationContext:
    """Return the rules for a certificate at a moment (now unless told otherwise).

    Nothing is fetched unless SIGNING_FETCH allows the machine to ask the authority about revocation.
    """
    return ValidationContext(
        trust_roots=trust_roots(), moment=at, allow_fetching=settings.SIGNING_FETCH, revocation_mode="soft-fail"
    )
