"""The lines above the text: number, place and date, subject; the note of an annex."""

import re
from dataclasses import replace

from core.dates import vn_long_date
from core.text import nfc

from .. import inline
from ..measure import balanced_lines, text_width
from ..official import OfficialDocument
from .widths import LEFT_CELL, RIGHT_CELL

BLANK = "\u00a0" * 5


def document_title(document: OfficialDocument) -> str:
    """Return the title of the file's metadata: type name and subject on one line."""
    words = f"{document.name_of_type} {inline.plain(document.subject)}".split()
    return nfc(" ".join(words)) or nfc(document.code)


def date_line(document: OfficialDocument) -> str:
    """Return "Sơn La, ngày 05 tháng 01 năm 2026"; a draft keeps the blanks to be filled by hand."""
    place = f"{nfc(document.place)}, " if document.place else ""
    if document.issued_on:
        return place + vn_long_date(document.issued_on)
    return f"{place}ngày{BLANK}tháng{BLANK}năm {document.year or BLANK}".rstrip()


def is_wide_date(text: str) -> bool:
    """Whether place and date fill their cell ("Thành phố Hồ Chí Minh, ngày 28 tháng 12 năm 2026")."""
    return text_width(text, 13) > RIGHT_CELL - 12


def number_lines(text: str) -> list[str]:
    """Return "Số: 07/KH-VP" on the line it has; a ký hiệu wider than its cell goes on below after "/" or "-"."""
    lines = [""]
    for part in re.split(r"(?<=[/-])", nfc(text)):
        if lines[-1] and text_width(lines[-1] + part, 13) > LEFT_CELL:
            lines.append("")
        lines[-1] += part
    return lines


def serial(document: OfficialDocument) -> str:
    """Return the number of the document, below ten with a zero; a draft keeps the blank."""
    return f"{document.number:02d}" if document.number is not None else BLANK


def letter_subject(document: OfficialDocument) -> list[str]:
    """Return the lines under the number of a công văn: "V/v …"."""
    subject = inline.plain(document.subject).strip()
    if not subject:
        return []
    if not subject.casefold().startswith("v/v"):
        subject = f"V/v {subject}"
    return balanced_lines(subject, LEFT_CELL, 12)


def annex_note(document: OfficialDocument) -> str:
    """Return "(Kèm theo Quyết định số 05/QĐ-UBND ngày … của …)"; a draft keeps its blanks.

    Source: Phụ lục I, Phần I, Mục III.1.c.
    """
    name = document.name_of_type or "Công văn"
    date = date_line(replace(document, place=""))
    issuer = document.issuer_reference or " ".join(document.issuer_name.split())
    return nfc(f"(Kèm theo {name} số {serial(document)}/{document.symbol} {date} của {issuer})")
