"""Writes of the clerk: books started in mid-year, own series, types numbered together, the entry of a document."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import Unit, User

from ..books import book_name, rules_of
from ..kinds import KINDS, kind_name
from ..models import Document, PaperNumbers, RegisterBook, RegisterCounter, RegisterEntry, RegisterSeries

ENTRY_FIELDS = ("keeper", "copies", "sent_on", "received_by", "note")


@transaction.atomic
def start_register(
    *,
    issuer: Unit,
    kind: str,
    year: int,
    last_number: int,
    actor: User | None,
    series: str = "",
    reason: str = "",
) -> RegisterCounter:
    """Set the number after which a book goes on, for an office that comes in the middle of a year.

    The numbers up to it count as given on paper. Raises Refused when numbers after it were given already.
    """
    check_kind(kind)
    lead = rules_of([issuer.pk]).lead(issuer.pk, series, year, kind)
    books = RegisterCounter.objects.select_for_update()
    book, _ = books.get_or_create(issuer=issuer, kind=lead, year=year, series=series)
    before = book.last_number
    if before > last_number:
        name = kind_name(kind).lower()
        raise Refused(f"Sổ {name} năm {year} đã cấp đến số {before:02d}. Hãy nhập số lớn hơn.")
    if before < last_number:
        PaperNumbers.objects.create(counter=book, first=before + 1, last=last_number, reason=reason.strip())
    book.last_number = last_number
    book.save(update_fields=["last_number"])
    record(
        actor=actor,
        action="documents.start_register",
        target=book,
        before={"last_number": before},
        after={"last_number": last_number},
        reason=reason.strip(),
    )
    return book


@transaction.atomic
def open_series(*, issuer: Unit, code: str, name: str, actor: User | None, reason: str = "") -> RegisterSeries:
    """Give an advisory body its own numbers under the issuer. Raises Refused for a code that is taken.

    The code is what its documents carry in their symbol: one that the issuer itself prints would give twins.
    """
    code, name = nfc(code).strip(), " ".join(nfc(name).split())
    if not code or not name:
        raise Refused("Hãy ghi cả chữ viết tắt và tên của hội đồng, ban, tổ.")
    if code.casefold() == nfc(issuer.symbol).casefold():
        raise Refused(f"{code} là chữ viết tắt của chính {issuer.name}. Hãy chọn chữ viết tắt khác để không trùng số.")
    known = RegisterSeries.objects.select_for_update().filter(issuer=issuer).values_list("code", flat=True)
    if code.casefold() in {other.casefold() for other in known}:
        raise Refused(f"{issuer.name} đã có hệ thống số riêng {code}. Hãy dùng hệ thống số đã có.")
    series = RegisterSeries.objects.create(issuer=issuer, code=code, name=name)
    record(
        actor=actor,
        action="documents.open_series",
        target=series,
        after={"issuer": issuer.pk, "code": code, "name": name},
        reason=reason.strip(),
    )
    return series


@transaction.atomic
def share_book(
    *, issuer: Unit, from_year: int, kinds: list[str], actor: User | None, series: str = "", reason: str
) -> str:
    """Number these types together from a year on (Điều 15.1.c); return the type whose counter leads.

    Types of other shared books keep theirs. Raises Refused with fewer than two types, without a reason, and
    when two of the books have given numbers in that year or one has in a later year: numbers once given stay
    in the book that gave them.
    """
    for kind in kinds:
        check_kind(kind)
    chosen = [kind for kind in KINDS if kind in kinds]
    if len(chosen) < 2:
        raise Refused("Hãy chọn ít nhất hai loại văn bản dùng chung một hệ thống số.")
    if not reason.strip():
        raise Refused("Hãy ghi căn cứ: quy định nào của người đứng đầu cơ quan cho đăng ký chung.")
    rules = rules_of([issuer.pk]).in_year(issuer.pk, series, from_year)
    taken = [kind for kind in chosen if kind in rules]
    if taken:
        raise Refused(f"{book_name(taken)} đã thuộc một sổ chung năm {from_year}. Hãy bỏ chọn loại đó.")
    lead = _lead(issuer, series, from_year, chosen)
    before = dict(rules)
    after = before | dict.fromkeys(chosen, lead)
    RegisterBook.objects.filter(issuer=issuer, series=series, from_year=from_year).delete()
    RegisterBook.objects.bulk_create(
        RegisterBook(issuer=issuer, series=series, from_year=from_year, kind=kind, lead=of)
        for kind, of in after.items()
    )
    record(
        actor=actor,
        action="documents.share_book",
        target=issuer,
        before={"books": before},
        after={"books": after, "from_year": from_year, "series": series},
        reason=reason.strip(),
    )
    return lead


@transaction.atomic
def keep_entry(
    *,
    document: Document,
    actor: User,
    keeper: str = "",
    copies: int | None = None,
    sent_on: dt.date | None = None,
    received_by: str = "",
    note: str = "",
) -> RegisterEntry:
    """Write the columns of the register that only the clerk knows (Phụ lục IV, Mục I, columns 6 to 10).

    Raises Refused for a day of sending before the day of issue or after today.
    """
    if sent_on is not None and sent_on < document.issued_on:
        raise Refused(f"Ngày chuyển không được trước ngày ban hành {document.issued_on:%d/%m/%Y}.")
    if sent_on is not None and sent_on > timezone.localdate():
        raise Refused("Ngày chuyển không được sau hôm nay; hãy ghi khi văn bản đã chuyển đi.")
    entry, _ = RegisterEntry.objects.select_for_update().get_or_create(document=document)
    before = _entry_facts(entry)
    entry.keeper, entry.copies, entry.sent_on = nfc(keeper).strip(), copies, sent_on
    entry.received_by, entry.note = nfc(received_by).strip(), nfc(note).strip()
    entry.kept_by = actor
    entry.save()
    record(actor=actor, action="documents.keep_entry", target=document, before=before, after=_entry_facts(entry))
    return entry


def check_kind(kind: str) -> None:
    """Raise ValueError for what is no type of the decree."""
    if kind not in KINDS:
        raise ValueError(f"not a type of administrative document: {kind!r}")


def _lead(issuer: Unit, series: str, from_year: int, kinds: list[str]) -> str:
    """Return the type whose numbers go on; the books of all types stay locked until the rule is written."""
    counters = [
        RegisterCounter.objects.select_for_update().get_or_create(
            issuer=issuer, kind=kind, year=from_year, series=series
        )[0]
        for kind in kinds
    ]
    begun = [counter for counter in counters if counter.last_number]
    if len(begun) > 1:
        names = "; ".join(f"{kind_name(counter.kind)} đến số {counter.last_number:02d}" for counter in begun)
        raise Refused(f"Năm {from_year} đã cấp số riêng: {names}. Hãy dùng chung từ năm sau.")
    later = RegisterCounter.objects.filter(
        issuer=issuer, series=series, kind__in=kinds, year__gt=from_year, last_number__gt=0
    )
    if later.exists():
        raise Refused(f"Sau năm {from_year} đã cấp số riêng cho các loại này. Hãy chọn năm chưa cấp số.")
    return begun[0].kind if begun else kinds[0]


def _entry_facts(entry: RegisterEntry) -> dict[str, object]:
    values = {name: getattr(entry, name) for name in ENTRY_FIELDS}
    return values | {"sent_on": entry.sent_on.isoformat() if entry.sent_on else None}
