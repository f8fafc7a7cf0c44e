"""Making copies of issued documents."""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from units.models import Unit, User

from .. import contents, previews, store
from ..copying import CopyMark, electronic_copy, electronic_line, excerpt, paper_copy, without_signatures
from ..kinds import COPY, COPY_FORMS, COPY_OF_COPY, EXCERPT, number_text
from ..models import Document, DocumentCopy
from ..official import Signer
from ..rendering import render
from ..signers import signers_of
from .issuing import take_number, verification_code
from .signing import seal_copy

SERIES = "bản sao"


@transaction.atomic
def make_copy(
    *,
    document: Document,
    form: str,
    medium: str,
    unit: Unit,
    signer: User,
    signer_key: str,
    on: dt.date,
    actor: User | None,
    recipients: Sequence[str] = (),
    chosen: Collection[int] = (),
    source: DocumentCopy | None = None,
    key_password: str = "",
) -> DocumentCopy:
    """Make a copy with the next number of the unit's one series of copies, and keep its file.

    `chosen` are the places of the body's blocks that an excerpt takes; a sao lục is made from `source`, a sao y
    (Điều 25.2.b). With the password of the unit's key an electronic copy carries the unit's digital signature
    (Phụ lục I, Phần II, Mục I). Raises `Refused` when the document was withdrawn, the signer may not sign copies
    for the unit, its key does not sign, or the form lacks what it is made from.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=document.pk)
    if document.withdrawn:
        raise Refused(f"{document} đã thu hồi nên không sao được.")
    if form not in COPY_FORMS:
        raise Refused("Chưa chọn hình thức sao; hãy chọn sao y, sao lục hoặc trích sao.")
    if form == COPY_OF_COPY and (source is None or source.form != COPY or source.document_id != document.pk):
        raise Refused("Sao lục được thực hiện từ bản sao y; hãy chọn bản sao y của văn bản này.")
    authority = _authority(unit, signer, signer_key, on)
    original = _original(document, form, chosen, source)
    number = take_number(issuer=unit, kind=COPY, year=on.year, series=SERIES)
    _check_day(unit, on, number)
    symbol = f"{form}-{unit.symbol}" if unit.symbol else form
    code = verification_code(unit, COPY, on.year, SERIES, number)
    mark = CopyMark(
        form=COPY_FORMS[form],
        agency=unit.name,
        code=f"{number_text(number)}/{symbol}",
        place=unit.place,
        on=on,
        signer=authority,
        recipients=[*recipients, "Lưu: VT"],
        verification_code=code,
    )
    paper = medium == DocumentCopy.Medium.PAPER
    if paper:
        pdf = paper_copy(original, mark)
    elif key_password:
        line = electronic_line(mark, timezone.now())
        pdf = seal_copy(pdf=without_signatures(original), unit=unit, line=line, key_password=key_password)
    else:
        pdf = electronic_copy(original, mark, timezone.now())
    name = store.place(issuer_code=unit.code, kind=COPY, year=on.year, series=SERIES, number=number)
    store.write(name, pdf)
    try:
        copy = DocumentCopy(
            document=document, source=source, unit=unit, form=form, medium=medium, year=on.year, number=number,
            symbol=symbol, copied_on=on, signer_title=" ".join([*authority.authority, authority.title])[:200],
            signer_name=authority.name, recipients="\n".join(recipients), parts=sorted(chosen),
            page_count=previews.page_count(pdf), pdf=name, sha256=hashlib.sha256(pdf).hexdigest(),
            verification_code=code, made_by=actor, made_at=timezone.now(),
        )  # fmt: skip
        copy.save(force_insert=True)
        record(
            actor=actor, action="documents.copy", target=copy,
            after={"document": document.pk, "form": form, "code": copy.code, "sha256": copy.sha256},
        )  # fmt: skip
    except BaseException:
        store.remove(name)
        raise
    return copy


def _authority(unit: Unit, signer: User, key: str, on: dt.date) -> Signer:
    """Who signs copies is settled by the head (Điều 27.1): leaders, and those whose order covers copies."""
    for user, authority in signers_of(unit, COPY, on):
        if user.pk == signer.pk and authority.key == key:
            return authority.signer
    raise Refused(f"{signer.full_name} không có thẩm quyền ký bản sao của {unit.name}; hãy chọn người ký khác.")


def _original(document: Document, form: str, chosen: Collection[int], source: DocumentCopy | None) -> bytes:
    if form == EXCERPT:
        content = contents.content_of(document)
        if content is None:
            raise Refused("Văn bản này không giữ nội dung để trích; hãy sao y toàn bộ văn bản.")
        if not set(chosen) & set(range(len(content.body))):
            raise Refused("Chưa chọn phần cần trích sao; hãy chọn ít nhất một đoạn.")
        return render(excerpt(content, chosen))
    try:
        return source.read_pdf() if source is not None else document.read_current()
    except FileNotFoundError:
        raise Refused("Không tìm thấy tệp của văn bản; hãy báo quản trị hệ thống khôi phục từ bản sao lưu.") from None


def _check_day(unit: Unit, on: dt.date, number: int) -> None:
    last = DocumentCopy.objects.filter(unit=unit, year=on.year).order_by("-number").first()
    if last and (last.copied_on > on or last.number >= number):
        raise Refused(
            f"Bản sao số {last.code} đã ký ngày {last.copied_on:%d/%m/%Y}; ngày sao không được trước ngày đó."
        )
