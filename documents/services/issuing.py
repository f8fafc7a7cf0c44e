"""Writes of the register: a document is issued once, and later at most withdrawn or replaced."""

import datetime as dt
import hashlib
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import Unit, User

from .. import inline, previews, store
from ..books import rules_of
from ..long_lists import render_in_parts
from ..models import Document, RegisterCounter
from ..official import OfficialDocument, Verification
from ..rendering import TEMPLATE_VERSION
from ..signals import document_withdrawn
from .books import check_kind

# No letters and digits that are taken for each other when read aloud or typed.
_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def take_number(*, issuer: Unit, kind: str, year: int, series: str = "") -> int:
    """Return the next number of a book and keep the book locked until the caller's transaction ends.

    Numbers run from 1 each year without a gap and without a twin (Nghị định 30/2020/NĐ-CP, Điều 15.1): a
    transaction that fails gives its number back. Types that share a book share its numbers (Điều 15.1.c).
    Must be called inside a transaction.
    """
    lead = rules_of([issuer.pk]).lead(issuer.pk, series, year, kind)
    books = RegisterCounter.objects.select_for_update()
    book, _ = books.get_or_create(issuer=issuer, kind=lead, year=year, series=series)
    if rules_of([issuer.pk]).lead(issuer.pk, series, year, kind) != lead:  # joined while we waited for the lock
        raise Refused("Sổ đăng ký vừa được đổi cách đánh số. Hãy ban hành lại.")
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return book.last_number


@transaction.atomic
def issue_document(
    *,
    content: OfficialDocument,
    issuer: Unit,
    kind: str,
    on: dt.date,
    actor: User | None,
    series: str = "",
    replaces: Document | None = None,
) -> Document:
    """Give the content its number and date, render it once, store and register it.

    The number and the file belong to the caller's transaction: when it fails, the number is free again.
    `series` is the own book of an advisory body. `replaces` is withdrawn in favour of the new document
    (Nghị định 30/2020/NĐ-CP, Điều 18.3). Raises Refused when the issuer issues nothing or the day is before
    the last day of the book.
    """
    check_kind(kind)
    _check_series(content, series)
    if not issuer.issues_documents:
        raise Refused(f"{issuer.name} chưa được thiết lập để ban hành văn bản. Hãy chọn cơ quan ban hành khác.")
    number = take_number(issuer=issuer, kind=kind, year=on.year, series=series)
    _check_book(issuer, kind, on, series, number)
    _check_code(issuer, content.symbol, on.year, number)
    code = verification_code(issuer, kind, on.year, series, number)
    final = replace(content.issued(number=number, on=on), verification=_verification(code))
    pdf = render_in_parts(final)
    name = store.place(issuer_code=issuer.code, kind=kind, year=on.year, series=series, number=number)
    store.write(name, pdf)
    try:
        with transaction.atomic():
            document = _register(final, pdf, name, issuer, kind, series, code, actor)
            if replaces is not None:
                _replace(replaces, document, actor)
            record(actor=actor, action="documents.issue", target=document, after=_facts(document))
    except BaseException:
        store.remove(name)
        raise
    return document


def _register(
    content: OfficialDocument,
    pdf: bytes,
    name: str,
    issuer: Unit,
    kind: str,
    series: str,
    code: str,
    actor: User | None,
) -> Document:
    assert content.number is not None
    assert content.issued_on is not None
    signer = content.signer
    document = Document(
        issuer=issuer,
        kind=kind,
        year=content.issued_on.year,
        series=series,
        number=content.number,
        symbol=nfc(content.symbol),
        issued_on=content.issued_on,
        subject=" ".join(inline.plain(content.subject).split())[:500],
        signer_title=" ".join([*signer.authority, signer.title])[:200] if signer else "",
        signer_name=signer.name if signer else "",
        recipients="\n".join(inline.plain(item) for item in content.recipients),
        page_count=previews.page_count(pdf),
        pdf=name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        template_version=TEMPLATE_VERSION,
        verification_code=code,
        issued_by=actor,
        issued_at=timezone.now(),
    )
    document.save(force_insert=True)
    return document


@transaction.atomic
def withdraw_document(*, document: Document, reason: str, actor: User, replaced_by: Document | None = None) -> Document:
    """Withdraw an issued document. Raises Refused without a reason, or when it was withdrawn already.

    The document and its file stay as they are; its public page says that it is withdrawn.
    """
    if not reason.strip():
        raise Refused("Hãy ghi lý do thu hồi văn bản.")
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.withdrawn:
        raise Refused(f"Văn bản số {locked.code} đã được thu hồi trước đó.")
    _mark_withdrawn(locked, reason=reason, actor=actor, replaced_by=replaced_by)
    record(
        actor=actor,
        action="documents.withdraw",
        target=locked,
        before={"withdrawn": False},
        after={"withdrawn": True, "replaced_by": replaced_by.pk if replaced_by else None},
        reason=reason.strip(),
    )
    return locked


def _replace(old: Document, new: Document, actor: User | None) -> None:
    locked = Document.objects.select_for_update().get(pk=old.pk)
    if locked.withdrawn:
        raise Refused(f"Văn bản số {locked.code} đã được thu hồi hoặc thay thế trước đó.")
    _mark_withdrawn(locked, reason=f"Được thay thế bằng văn bản số {new.code}.", actor=actor, replaced_by=new)


def _mark_withdrawn(document: Document, *, reason: str, actor: User | None, replaced_by: Document | None) -> None:
    document.withdrawn_at = timezone.now()
    document.withdrawn_by = actor
    document.withdrawn_reason = reason.strip()
    document.replaced_by = replaced_by
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "replaced_by"])
    document_withdrawn.send(sender=Document, document=document, actor=actor)


def _check_series(content: OfficialDocument, series: str) -> None:
    """An own series shows in the symbol, or two books would print the same code (Phụ lục VI, Phần I, III.1.h)."""
    if series and f"-{nfc(series)}-" not in f"-{nfc(content.symbol)}-":
        raise Refused(f"Văn bản của hệ thống số riêng {series} phải mang {series} trong ký hiệu ({content.symbol}).")


def _check_book(issuer: Unit, kind: str, on: dt.date, series: str, number: int) -> None:
    """A later number never carries an earlier day: numbers follow the order of issue (Điều 15.1)."""
    rules = rules_of([issuer.pk])
    kinds = rules.kinds(issuer.pk, series, on.year, rules.lead(issuer.pk, series, on.year, kind))
    book = Document.objects.filter(issuer=issuer, kind__in=kinds, year=on.year, series=series)
    last = book.order_by("-number").first()
    if last and last.number >= number:  # nothing may ever be written over a document's file
        raise Refused(
            f"Sổ đăng ký lệch: đã có văn bản số {last.code}. Hãy báo quản trị hệ thống đặt lại số sau cùng của sổ."
        )
    if last and last.issued_on > on:
        raise Refused(
            f"Văn bản số {last.code} đã ban hành ngày {last.issued_on:%d/%m/%Y}; "
            f"ngày ban hành không được trước ngày đó."
        )


def _check_code(issuer: Unit, symbol: str, year: int, number: int) -> None:
    """Number, symbol and issuer together are never given twice, whatever the book (Phụ lục VI, Phần I, III.1.h)."""
    if Document.objects.filter(issuer=issuer, symbol=nfc(symbol), year=year, number=number).exists():
        raise Refused(
            f"{issuer.name} đã có văn bản số {number:02d}/{symbol} năm {year} ở sổ khác. "
            "Hãy dùng ký hiệu riêng cho hệ thống số này."
        )


def verification_code(issuer: Unit, kind: str, year: int, series: str, number: int) -> str:
    """Return a code that nobody can guess from the number: twelve letters in three groups."""
    key = f"{issuer.code}|{kind}|{year}|{series}|{number}"
    digest = int.from_bytes(salted_hmac("documents.verification", key, algorithm="sha256").digest())
    letters = []
    for _ in range(12):
        digest, index = divmod(digest, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[index])
    text = "".join(letters)
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def _verification(code: str) -> Verification:
    return Verification(url=settings.SITE_URL.rstrip("/") + reverse("public:verify", args=[code]), code=code)


def _facts(document: Document) -> dict[str, object]:
    return {
        "issuer": document.issuer_id,
        "code": document.code,
        "issued_on": document.issued_on.isoformat(),
        "sha256": document.sha256,
        "template_version": document.template_version,
    }
