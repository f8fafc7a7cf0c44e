"""Writes of digital signatures: put with a key that is here, or taken over from a tool outside."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from pyhanko.sign.signers import Signer

from core.audit import record
from core.exceptions import Refused
from core.text import fold
from units.models import Unit, User

from .. import store
from ..models import Document, Signature, SigningMeans
from ..signing import keys, pictures, placing, sealing
from ..signing.accepting import added_signatures
from ..signing.checking import FoundSignature, signatures_in
from ..signing.trust import CertificateFacts, facts_of

SIGNER, AGENCY = Signature.Kind.SIGNER, Signature.Kind.AGENCY
_FIELDS = {SIGNER: placing.SIGNER_FIELD, AGENCY: placing.AGENCY_FIELD}
_OVERTAKEN = "Văn bản vừa được ký thêm ở nơi khác. Hãy tải lại trang để xem chữ ký hiện có."
_ONE_CERTIFICATE = "Chữ ký của người ký và của cơ quan dùng cùng một chứng thư số. Hãy ký bằng hai chứng thư riêng."
MAX_BYTES = 60_000_000
DEFAULT_PICTURE = (40, 0.45)  # mm, height to width: where a picture would be, when there is none


def next_kind(document: Document) -> str:
    """Return whose signature comes next, "" when all are there. The signer's comes before the agency's."""
    present = set(document.signatures.values_list("kind", flat=True))
    return next((kind for kind in (SIGNER, AGENCY) if kind not in present), "")


def sign_document(*, document: Document, kind: str, actor: User, key_password: str) -> Signature:
    """Put a digital signature with the key that is set up for the actor, or for the issuing agency.

    Its certificate must be in force and lead to a trusted root; the signer's must carry his name. Raises Refused
    with the reason; the document stays as it is then.
    """
    _check_turn(document, kind)
    means = means_of(actor if kind == SIGNER else document.issuer)
    if means is None or not means.method:
        raise Refused(_no_key(document, kind))
    before = _intact(document)
    with _opened(means, key_password) as signer:
        assert signer.signing_cert is not None
        facts = facts_of(signer.signing_cert)
        _check_certificate(document, kind, facts, signer.signing_cert.not_valid_before)
        after = _sealed(before, document, kind, signer, means)
    found = _checked(after)
    return _keep(
        document=document, actor=actor, method=means.method, before=before, after=after, added=[(kind, found)],
        action="documents.sign",
    )[0]  # fmt: skip


def accept_signed(*, document: Document, actor: User, uploaded: bytes, kinds: Sequence[str]) -> list[Signature]:
    """Take over a file that was signed with a tool outside.

    It must begin with the very bytes that are kept here, add one signature for the first of `kinds`, or one for
    each, and nothing else; certificates must lead to a trusted root. Raises Refused with the reason.
    """
    if len(uploaded) > MAX_BYTES:
        raise Refused("Tệp tải lên quá lớn: tối đa 60 MB. Hãy kiểm tra có chọn đúng tệp đã ký không.")
    for kind in kinds[:1]:
        _check_turn(document, kind)
    before = _intact(document)
    added = added_signatures(before, uploaded, document.signer_name)
    if not kinds or len(added) > len(kinds):
        raise Refused(
            f"Tệp có thêm {len(added)} chữ ký số, nhiều hơn số chữ ký đang chờ. Hãy ký đúng lượt rồi tải lên."
        )
    pairs = list(zip(kinds, added, strict=False))
    for kind, found in pairs:
        _check_holder(document, kind, found.certificate)
    if len({found.certificate.serial for _, found in pairs}) < len(pairs):
        raise Refused(_ONE_CERTIFICATE)
    return _keep(
        document=document, actor=actor, method=Signature.Method.OUTSIDE, before=before, after=uploaded, added=pairs,
        action="documents.sign_outside",
    )  # fmt: skip


def seal_copy(*, pdf: bytes, unit: Unit, line: str, key_password: str) -> bytes:
    """Return the file of an electronic copy with the signature of the agency that made it.

    It shows `line` at the top right of the first page and no picture (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II,
    Mục I). Raises Refused when the agency has no key, or its key or certificate is not right.
    """
    means = means_of(unit)
    if means is None or not means.method:
        raise Refused(f"{unit.name} chưa đặt khóa ký của cơ quan nên chưa ký số bản sao được. Hãy báo quản trị.")
    with _opened(means, key_password) as signer:
        assert signer.signing_cert is not None
        _check_in_force(facts_of(signer.signing_cert), signer.signing_cert.not_valid_before)
        signed = sealing.add_signature(
            pdf, signer=signer, field=_FIELDS[AGENCY], label=AGENCY.label, place=placing.corner(pdf), words=line
        )
    _checked(signed)
    return signed


def means_of(owner: User | Unit) -> SigningMeans | None:
    """What a person or an agency signs with, if anything was set up."""
    if isinstance(owner, Unit):
        return SigningMeans.objects.filter(unit=owner).first()
    return SigningMeans.objects.filter(user=owner).first()


def check_secret(*, owner: User | Unit, key_password: str) -> None:
    """Open the key of a person or an agency once, before anything is issued with it. Raises Refused."""
    means = means_of(owner)
    if means is None or not means.method:
        raise Refused("Chưa đặt khóa ký nên không ký số được. Hãy để trống mật khẩu khóa ký, hoặc đặt khóa trước.")
    with _opened(means, key_password):
        pass


# ---------------------------------------------------------------- checks


def _check_turn(document: Document, kind: str) -> None:
    if document.withdrawn:
        raise Refused(f"Văn bản số {document.code} đã thu hồi nên không ký số nữa.")
    coming = next_kind(document)
    if coming == kind:
        return
    if coming == SIGNER:
        raise Refused("Chưa có chữ ký số của người ký; cơ quan ký sau người ký. Hãy chờ người ký xong.")
    raise Refused(f"Văn bản số {document.code} đã có {Signature.Kind(kind).label.lower()}.")


def _no_key(document: Document, kind: str) -> str:
    if kind == SIGNER:
        return "Bạn chưa đặt khóa ký. Hãy vào Tài khoản của tôi › Chữ ký của tôi, hoặc ký bằng công cụ ngoài."
    return (
        f"{document.issuer.name} chưa đặt khóa ký của cơ quan. Hãy báo quản trị hệ thống, hoặc ký bằng công cụ ngoài."
    )


def _intact(document: Document) -> bytes:
    """The current file, when it is the one that was kept: nobody signs a damaged file."""
    last = document.signatures.order_by("position").last()
    try:
        content = document.read_current()
    except FileNotFoundError:
        raise Refused("Không tìm thấy tệp của văn bản. Hãy báo quản trị khôi phục từ bản sao lưu rồi ký.") from None
    if hashlib.sha256(content).hexdigest() != (last.sha256 if last else document.sha256):
        raise Refused("Tệp đang lưu không còn khớp mã SHA-256 nên không ký. Hãy báo quản trị hệ thống.")
    return content


def _check_certificate(document: Document, kind: str, facts: CertificateFacts, since: dt.datetime) -> None:
    _check_in_force(facts, since)
    _check_holder(document, kind, facts)


def _check_in_force(facts: CertificateFacts, since: dt.datetime) -> None:
    if not since <= timezone.now() <= facts.until:
        raise Refused(
            f"Chứng thư số của {facts.holder} không còn hiệu lực (hạn đến {facts.until:%d/%m/%Y}). "
            "Hãy gia hạn rồi đặt lại khóa ký."
        )


def _check_holder(document: Document, kind: str, facts: CertificateFacts) -> None:
    """The signer's certificate carries his name, in any order, with or without marks; the agency's is another one."""
    if kind == AGENCY and document.signatures.filter(certificate_serial=facts.serial).exists():
        raise Refused(_ONE_CERTIFICATE)
    if kind == SIGNER and not set(fold(document.signer_name).split()) <= set(fold(facts.holder).split()):
        raise Refused(f"Chứng thư số mang tên {facts.holder}, không phải người ký văn bản là {document.signer_name}.")


def _checked(pdf: bytes) -> FoundSignature:
    """The signature that was just put, read back as any reader would."""
    found = signatures_in(pdf)[-1]
    if not found.trusted:
        advice = " Hãy báo quản trị thêm chứng thư gốc của nơi cấp." if found.strange else ""
        raise Refused(
            f"Chứng thư số của {found.certificate.holder} (nơi cấp: {found.certificate.issuer}): {found.doubt}.{advice}"
        )
    if not found.good:
        raise Refused("Chữ ký vừa tạo không kiểm tra lại được. Hãy thử lại; nếu còn lỗi, hãy báo quản trị hệ thống.")
    return found


# ---------------------------------------------------------------- the act


@contextmanager
def _opened(means: SigningMeans, key_password: str) -> Iterator[Signer]:
    if means.method == Signature.Method.PKCS11:
        with keys.opened_token(means.token_label, means.key_label, key_password) as signer:
            yield signer
        return
    assert means.pkcs12 is not None
    yield keys.open_pkcs12(bytes(means.pkcs12), key_password)


@dataclass(frozen=True)
class _Look:
    """What a signature shows: a picture at a place, words at a place, or nothing."""

    place: placing.Place | None = None
    words: str = ""


def _sealed(pdf: bytes, document: Document, kind: str, signer: Signer, means: SigningMeans) -> bytes:
    image = pictures.picture(means.picture) if means.picture else None
    ratio = image.height / image.width if image else 1.0
    look = _signer_look(pdf, document, means, ratio) if kind == SIGNER else _agency_look(pdf, document, means, ratio)
    return sealing.add_signature(
        pdf,
        signer=signer,
        field=_FIELDS[Signature.Kind(kind)],
        label=Signature.Kind(kind).label,
        place=look.place,
        picture=None if look.words else image,
        words=look.words,
    )


def _signer_look(pdf: bytes, document: Document, means: SigningMeans, ratio: float) -> _Look:
    space = placing.signing_space(pdf, document.signer_name)
    return _Look(placing.picture_place(space, means.width_mm, ratio) if space else None)


def _agency_look(pdf: bytes, document: Document, means: SigningMeans, ratio: float) -> _Look:
    """The seal over the left third of the signer's picture, or where that picture would be."""
    beside = placing.signed_place(pdf)
    if beside is None:
        space = placing.signing_space(pdf, document.signer_name)
        beside = placing.picture_place(space, *DEFAULT_PICTURE) if space else None
    return _Look(placing.seal_place(beside, means.width_mm, ratio) if beside else None)


@transaction.atomic
def _keep(
    *,
    document: Document,
    actor: User,
    method: str,
    before: bytes,
    after: bytes,
    added: Sequence[tuple[str, FoundSignature]],
    action: str,
) -> list[Signature]:
    """Store the signed file and its signatures, unless somebody else signed meanwhile."""
    locked = Document.objects.select_for_update().select_related("issuer").get(pk=document.pk)
    _check_turn(locked, added[0][0])
    if locked.read_current() != before:
        raise Refused(_OVERTAKEN)
    first = locked.signatures.count() + 1
    name = store.signed_place(str(locked.pdf.name), first + len(added) - 1)
    store.write(name, after)
    try:
        with transaction.atomic():
            rows = [
                _row(locked, kind, found, first + index, method, actor, name, after)
                for index, (kind, found) in enumerate(added)
            ]
            facts = {"kinds": [row.kind for row in rows], "method": method, "sha256": rows[0].sha256,
                     "certificates": [row.certificate_serial for row in rows]}  # fmt: skip
            record(actor=actor, action=action, target=locked, after=facts)
    except BaseException:
        store.remove(name)
        raise
    return rows


def _row(
    document: Document, kind: str, found: FoundSignature, position: int, method: str, actor: User, name: str, pdf: bytes
) -> Signature:
    certificate = found.certificate
    row = Signature(
        document=document,
        kind=kind,
        position=position,
        method=method,
        signed_by=actor,
        signed_at=found.signed_at,
        timestamped=found.timestamped,
        trial=certificate.trial,
        certificate_holder=certificate.holder,
        certificate_organisation=certificate.organisation,
        certificate_issuer=certificate.issuer,
        certificate_serial=certificate.serial,
        certificate_until=certificate.until,
        pdf=name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
    )
    row.save(force_insert=True)
    return row
