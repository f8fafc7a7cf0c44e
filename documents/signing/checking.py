"""What the signatures in a PDF say: whole or broken, by whose certificate, and what came after them."""

import datetime as dt
import io
from dataclasses import dataclass

from asn1crypto import x509
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel

from core.exceptions import Refused

from .trust import CertificateFacts, facts_of, revoked, validation_context

UNREADABLE = "Không đọc được tệp: đây không phải tệp PDF, hoặc tệp đã hỏng."
_UNKNOWN_ISSUER = "nơi cấp chưa được hệ thống tin cậy"
# Some authorities set only one of the two.
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


@dataclass(frozen=True)
class FoundSignature:
    """One signature in a file.

    `intact`: the bytes it covers are those that were signed. `trusted`: its certificate leads to a root in the
    folder of trusted roots, was in force and not revoked; `doubt` says what it lacks of that, "" when nothing.
    `changed_after`: something else than further signatures was added behind it; `last`: nothing at all was.
    """

    field: str
    intact: bool
    trusted: bool
    changed_after: bool
    last: bool
    certificate: CertificateFacts
    signed_at: dt.datetime
    timestamped: bool
    doubt: str = ""

    @property
    def strange(self) -> bool:
        """Whether its certificate comes from an authority that nobody put into the folder."""
        return self.doubt == _UNKNOWN_ISSUER

    @property
    def good(self) -> bool:
        return self.intact and self.trusted and not self.changed_after


def read(pdf: bytes) -> PdfFileReader:
    """Open a PDF. Raises Refused when it is none: a hostile file fails in more ways than a library names."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        reader.root["/Pages"]["/Count"]
        return reader
    except Exception:  # noqa: BLE001
        raise Refused(UNREADABLE) from None


def signatures_in(pdf: bytes, at: dt.datetime | None = None) -> list[FoundSignature]:
    """Return the signatures of a PDF, the oldest first; certificates are judged at `at`, now unless told.

    Raises Refused when the file, or a signature in it, cannot be read.
    """
    reader = read(pdf)
    try:
        return [_found(signature, at) for signature in reader.embedded_regular_signatures]
    except Exception:  # noqa: BLE001
        raise Refused("Không đọc được chữ ký số trong tệp: phần chữ ký đã hỏng hoặc bị sửa.") from None


def _found(signature: EmbeddedPdfSignature, at: dt.datetime | None) -> FoundSignature:
    context = validation_context(at)
    status = validate_pdf_signature(signature, context, key_usage_settings=_USAGE)
    certificate = signature.signer_cert
    doubt = _doubt(status, certificate)
    covered = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    return FoundSignature(
        field=str(signature.field_name),
        intact=status.intact and status.valid and covered,
        trusted=not doubt,
        changed_after=_changed_after(status),
        last=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        certificate=facts_of(certificate),
        signed_at=status.timestamp_validity.timestamp if status.timestamp_validity else _claimed(signature),
        timestamped=bool(status.timestamp_validity and status.timestamp_validity.valid),
        doubt=doubt,
    )


_DOUBTS: dict[AdESSubIndic, str] = {
    AdESIndeterminate.REVOKED_NO_POE: "đã bị thu hồi",
    AdESIndeterminate.REVOKED_CA_NO_POE: "nơi cấp đã bị thu hồi",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "chữ ký dùng thuật toán đã lỗi thời",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "chữ ký dùng thuật toán đã lỗi thời",
    AdESIndeterminate.TRY_LATER: "chưa hỏi được nơi cấp xem còn hiệu lực không",
}


def _doubt(status: PdfSignatureStatus, certificate: x509.Certificate) -> str:
    """Why a certificate is not trusted, as the end of "Chứng thư số của …"."""
    if revoked(certificate):
        return _DOUBTS[AdESIndeterminate.REVOKED_NO_POE]
    if status.trusted:
        return ""
    reason = status.trust_problem_indic
    if reason in _DOUBTS:
        return _DOUBTS[reason]
    now = timezone.now()
    if certificate.not_valid_after < now:
        return f"đã hết hạn ngày {timezone.localtime(certificate.not_valid_after):%d/%m/%Y}"
    if certificate.not_valid_before > now:
        return f"từ ngày {timezone.localtime(certificate.not_valid_before):%d/%m/%Y} mới có hiệu lực"
    return _UNKNOWN_ISSUER


def _changed_after(status: PdfSignatureStatus) -> bool:
    level = status.modification_level
    return level is not None and level > ModificationLevel.FORM_FILLING


def _claimed(signature: EmbeddedPdfSignature) -> dt.datetime:
    """The time that the signer's machine wrote; without one the beginning of time, which nobody takes for true."""
    claimed = signature.self_reported_timestamp
    if claimed is None:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return claimed if claimed.tzinfo else claimed.replace(tzinfo=dt.UTC)
