"""How a legal basis is cited: in full, at its second mention, as a line of căn cứ.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.a and b: type, number, issuer, date and subject; a law
or ordinance without number and issuer; from the second mention on only type and number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Protocol

from core.dates import vn_long_date
from core.text import fold, nfc

# Types whose name is their subject; they are cited without number and issuer.
NAMED_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
# A subject that begins so goes on in the sentence with a small letter.
_SMALL = re.compile(r"^[A-ZĐÀ-Ỹ][a-zđà-ỹ]*(?=\s+[a-zđà-ỹ0-9])")


class Cited(Protocol):
    """What a citation needs to know; `models.LegalBasis` has it."""

    type_name: str
    number: str
    issuer_name: str
    issued_on: dt.date | None
    subject: str


def full(basis: Cited) -> str:
    """Return the first mention: "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định …"."""
    day = f" {vn_long_date(basis.issued_on)}" if basis.issued_on else ""
    if is_named(basis):
        return nfc(f"{_name(basis)}{day}")
    issuer = f" của {basis.issuer_name}" if basis.issuer_name else ""
    return nfc(f"{basis.type_name} số {basis.number}{day}{issuer} {_small(basis.subject)}".strip())


def short(basis: Cited) -> str:
    """Return a later mention: type and number; of a law its name."""
    return nfc(_name(basis) if is_named(basis) else f"{basis.type_name} số {basis.number}")


def cite(basis: Cited, text: str) -> str:
    """Return the mention that fits after this text: in full unless the text has it already."""
    return short(basis) if mentions(text, basis) else full(basis)


def mentions(text: str, basis: Cited) -> bool:
    """Whether the text names it: by its whole number, suffix and all; a law by its name too."""
    return has_number(text, basis) or (is_named(basis) and fold(_name(basis)) in fold(text))


def has_number(text: str, basis: Cited) -> bool:
    """Whether the text has the whole number: "15/2025/TT-BNV" is neither 15/2025/TT-BXD nor 115/2025/TT-BNV."""
    number = re.escape(_tight(basis.number).replace(" ", ""))
    return re.search(rf"(?<![\w/]){number}(?![\w/])", _tight(text)) is not None


def line(basis: Cited, text: str = "") -> str:
    """Return a line of căn cứ without its end: "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"."""
    return f"Căn cứ {cite(basis, text)}"


def lines(bases: Iterable[Cited]) -> list[str]:
    """Return the lines of căn cứ, each closed by ";", the last by "."."""
    said = [line(basis) for basis in bases]
    return [f"{text}{'.' if index == len(said) - 1 else ';'}" for index, text in enumerate(said)]


def is_named(basis: Cited) -> bool:
    """Whether it is cited by its name alone."""
    return basis.type_name in NAMED_TYPES


def _name(basis: Cited) -> str:
    subject = basis.subject.strip()
    return subject if fold(subject).startswith(fold(basis.type_name)) else f"{basis.type_name} {subject}"


def _small(subject: str) -> str:
    """A subject in the middle of a sentence: "Quy định …" goes on as "quy định …"."""
    subject = subject.strip()
    if subject.startswith(NAMED_TYPES) or not _SMALL.match(subject):
        return subject
    return subject[:1].lower() + subject[1:]


def _tight(text: str) -> str:
    """Fold, and close the gaps that people leave around the bars and dashes of a number."""
    return re.sub(r"\s*([/-])\s*", r"\1", fold(text))
