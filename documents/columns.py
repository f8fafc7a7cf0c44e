"""The ten columns of the register of outgoing documents, the same on paper and in a workbook.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục IV, Mục I.2.
"""

from dataclasses import dataclass

from django.utils.timezone import localtime

from core.dates import vn_date

from .models import Document, RegisterEntry


@dataclass(frozen=True)
class Column:
    """Its head, its share of a landscape page's width, its width in characters in a workbook."""

    head: str
    share: float
    characters: int


COLUMNS = (
    Column("Số, ký hiệu văn bản", 10, 18),
    Column("Ngày tháng văn bản", 8.5, 12),
    Column("Tên loại và trích yếu nội dung văn bản", 22.5, 60),
    Column("Người ký", 9.5, 24),
    Column("Nơi nhận văn bản", 14.5, 40),
    Column("Đơn vị, người nhận bản lưu", 8.5, 24),
    Column("Số lượng bản", 6, 9),
    Column("Ngày chuyển", 8.5, 12),
    Column("Ký nhận", 7.5, 18),
    Column("Ghi chú", 8, 30),
)


def cells(document: Document) -> list[str | int]:
    """Return the ten cells of a document; load it with `issuer`, `entry` and `replaced_by`."""
    entry: RegisterEntry | None = getattr(document, "entry", None)
    return [
        document.code,
        vn_date(document.issued_on),
        f"{document.get_kind_display()}: {document.subject}",
        document.signer_name,
        document.recipients,
        entry.keeper if entry else "",
        entry.copies or "" if entry else "",
        vn_date(entry.sent_on) if entry else "",
        entry.received_by if entry else "",
        note(document, entry),
    ]


def note(document: Document, entry: RegisterEntry | None) -> str:
    """Return what happened to the document, then what the clerk noted."""
    state = ""
    if document.replaced_by is not None:
        state = f"Đã thay thế bằng số {document.replaced_by.code}"
    elif document.withdrawn_at is not None:
        state = f"Đã thu hồi {vn_date(localtime(document.withdrawn_at).date())}"
    return ". ".join(part for part in (state, entry.note if entry else "") if part)
