"""Documents cited in a text: their kind, number, date and issuer, each with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.text import fold

from .shapes import Passage

KINDS = (
    "Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị",
    "Thông tư liên tịch", "Thông tư", "Kế hoạch", "Công văn", "Kết luận", "Hướng dẫn", "Chương trình", "Quy chế",
    "Quy định", "Thông báo", "Văn bản", "Công điện", "Báo cáo", "Tờ trình", "Đề án", "Điều lệ",
)  # fmt: skip
LAWS = frozenset({"luat", "bo luat", "phap lenh", "hien phap"})

_NUMBER = re.compile(
    r"(?<![\w/.-])(?P<number>\d{1,5}[a-z]?\s?(?:/\s?\d{4})?\s?(?:/|-)\s?[A-ZĐƯ][A-Za-zĐƯđư0-9]*"
    r"(?:\s?[-/]\s?[A-ZĐƯ][A-Za-zĐƯđư0-9]*)*)(?![\w/])"
)
_DATE = re.compile(
    r"ng[aà]y\s+(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})"
    r"|(?P<ld>\d{1,2})\s+th[aá]ng\s+(?P<lm>\d{1,2})\s+n[aă]m\s+(?P<ly>\d{4}))"
)
_KIND_BEFORE = re.compile(rf"(?P<kind>{'|'.join(KINDS)})\s*(?:số|:)?\s*$", re.IGNORECASE)
_ISSUER = re.compile(
    r"^\s*,?\s*của\s+(?P<issuer>[A-ZĐƯỦỨ][^,;.()“”\n]*?)"
    r"(?=\s+(?:về|ban hành|quy định|phát động|triển khai|hướng dẫn|v/v|sửa đổi|phê duyệt|và|tại|đối với|thực hiện)\b"
    r"|[,;.()“”\n]|\s*$)"
)
_LAW = re.compile(r"(?<!\w)(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[^;.()\n]{3,140}?)\s*,?\s+(?=ng[aà]y\s+\d)")


# Numbers that only one body in the country gives; any other number may be given by every province.
_CENTRAL = re.compile(
    r"/(?:NĐ-CP|NQ-CP|QĐ-TTg|CT-TTg|CĐ-TTg|TW|QH\d+|TT(?:LT)?-B\w+|TT-TTCP|L-CTN|UBTVQH\d+|VBHN-\w+)$"
)


@dataclass(frozen=True)
class Citation:
    """One mention of a document. `number_key` is "" for a law cited by its name and date."""

    passage: Passage
    kind: str
    number: str
    number_key: str
    start: int
    end: int
    date: dt.date | None = None
    date_text: str = ""
    date_start: int = 0
    date_end: int = 0
    issuer: str = ""

    @property
    def name(self) -> str:
        """How a finding calls it."""
        return f"{self.kind or 'Văn bản'} số {self.number}" if self.number else self.kind


def is_central(number: str) -> bool:
    """Whether the number names one document in the country, whoever cites it."""
    return bool(_CENTRAL.search(re.sub(r"^\d+", "", number))) or number.endswith("/TW")


def number_key(number: str) -> str:
    """Return the form in which two numbers are the same document's: 5/KH-UBND is 05/KH-UBND."""
    return re.sub(r"^0+(?=\d)", "", fold(number).replace(" ", ""))


@lru_cache(maxsize=4_000)
def citations(passage: Passage) -> tuple[Citation, ...]:
    """Return the documents that the passage cites, in order."""
    return tuple(sorted([*_numbered(passage), *_laws(passage)], key=lambda citation: citation.start))


def _numbered(passage: Passage) -> Iterator[Citation]:
    text = passage.text
    for match in _NUMBER.finditer(text):
        number = re.sub(r"\s", "", match["number"])
        if not re.search(r"[A-ZĐ]{2}|[a-zđ]", number[1:]):
            continue
        before = _KIND_BEFORE.search(text, max(0, match.start() - 40), match.start())
        dated = _DATE.match(text, _skip(text, match.end()))
        end = dated.end() if dated else match.end()
        issuer = _ISSUER.match(text[end : end + 120])
        yield Citation(
            passage=passage,
            kind=before["kind"] if before else "",
            number=number,
            number_key=number_key(number),
            start=before.start() if before else match.start(),
            end=end,
            date=_day(dated) if dated else None,
            date_text=dated.group() if dated else "",
            date_start=dated.start() if dated else 0,
            date_end=dated.end() if dated else 0,
            issuer=issuer["issuer"].strip() if issuer else "",
        )


def _laws(passage: Passage) -> Iterator[Citation]:
    """Laws are cited by name and date, without their number (Phụ lục I, Phần I, Mục II.6.a)."""
    text = passage.text
    for match in _LAW.finditer(text):
        if _NUMBER.search(match["name"]) or (dated := _DATE.match(text, match.end())) is None:
            continue
        yield Citation(
            passage=passage,
            kind=f"{match['kind']} {match['name'].strip()}",
            number="",
            number_key="",
            start=match.start(),
            end=dated.end(),
            date=_day(dated),
            date_text=dated.group(),
            date_start=dated.start(),
            date_end=dated.end(),
        )


def _skip(text: str, place: int) -> int:
    """Skip the spaces, the comma or the bracket between a number and its date."""
    gap = re.match(r"\s*[,(]?\s*", text[place : place + 4])
    return place + (gap.end() if gap else 0)


def _day(match: re.Match[str]) -> dt.date | None:
    parts = (match["y"] or match["ly"], match["m"] or match["lm"], match["d"] or match["ld"])
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None


def clause_of(text: str, start: int) -> int:
    """Return where the clause that begins with a citation ends: at its semicolon or the end of its sentence."""
    if found := re.compile(r";|\.(?=\s+[^\W\d_a-zđ])|\n|\.\s*$").search(text, start):
        return found.start()
    return len(text)
