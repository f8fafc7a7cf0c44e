"""The documents that a plan rests on, as its opening names them."""

from __future__ import annotations

import re

from plans.reading.characters import fold
from plans.reading.dates import find_dates
from plans.reading.garbled import marked_share
from plans.reading.shapes import Block, ReadBasis

_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Hiến pháp|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|Kế hoạch"
    "|Công văn|Kết luận|Hướng dẫn|Chương trình|Quy chế|Quy định|Thông báo|Văn bản|Công điện|Báo cáo|Tờ trình|Đề án"
    "|Lời kêu gọi|Điều lệ"
)
# An OCR without its marks still says "Chi thi sé 01/CT-UBND" or "Ké hoach s 05/KH-UBND".
_GARBLED_KINDS = (
    r"(?:Ch[iíỉ] th[iíị]|K[eéêế&] ho[aạ]ch|Quy[eéê]t [dđ]inh|Ngh[iị] [dđ]inh|Ngh[iị] quy[eéê]t"
    r"|Lu[aâậ]t|Th[oô]ng tu)"
)
_CITATION = re.compile(rf"(?<!\w)(?:{_KINDS}|{_GARBLED_KINDS})(?!\w)")
_UNMARKED = re.compile(rf"(?<!\w)(?:{fold(_KINDS)})(?!\w)")
_NUMBER = re.compile(r"(?<![\w/])(\d{1,5}[a-z]?\s*(?:[/\-]\s*[0-9A-ZĐƯa-zđ]+){1,5})(?!\w)")
_STARTS = re.compile(r"^(?:can cu|thuc hien|tiep tuc thuc hien|theo|de thuc hien|trien khai)\b")
_PURE = re.compile(r"^(?:can cu|thuc hien|theo|xet)\b.*[;.,]?$")


def read_bases(opening: list[Block]) -> list[ReadBasis]:
    """Return the documents named in the opening, each once, in order."""
    found: list[ReadBasis] = []
    for block in opening:
        if _STARTS.match(fold(block.text)):
            for basis in _in_text(block.text):
                if not any(basis.number == other.number and basis.date == other.date
                           and (basis.number or fold(basis.title) == fold(other.title)) for other in found):
                    found.append(basis)
    return found


def is_basis_line(text: str) -> bool:
    """Say whether a paragraph of the opening is a basis by itself ("Căn cứ …;"), set in italics by the decree."""
    folded = fold(text)
    return bool(re.match(r"^(?:can cu|theo de nghi|xet de nghi|thuc hien)\b", folded)) and (
        text.rstrip().endswith(";") or (len(text) < 400 and not re.search(r"(?:nhu sau|noi dung)\W*$", folded)
                                         and not re.search(r"ban hanh ke hoach|xay dung ke hoach", folded))
    )


def _in_text(text: str) -> list[ReadBasis]:
    bases = []
    starts = [match.start() for match in _CITATION.finditer(text)]
    if marked_share(text) < 0.5:
        starts = sorted({*starts, *_unmarked_starts(text)})
    starts = [start for place, start in enumerate(starts) if place == 0 or not _nested(text, starts[place - 1], start)]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(text)
        basis = _basis(text[start:_cut(text, start, end)])
        if basis is not None:
            bases.append(basis)
    return bases


def _unmarked_starts(text: str) -> list[int]:
    """Where documents are named in a text that lost its marks ("Cong van số 105/SYT-TCCB")."""
    folded = "".join((fold(char) or char)[:1] if not char.isspace() else " " for char in text)
    return [match.start() for match in _UNMARKED.finditer(folded) if text[match.start()].isupper()]


def _nested(text: str, before: int, start: int) -> bool:
    """A document named inside another's subject ("Quyết định … ban hành Quy chế …") is not a basis of its own."""
    between = text[before:start]
    if ";" in between or re.search(r"\.\s+$", between):
        return False
    after = text[start:start + 60]
    numbered = re.match(r"[\w\s&]{3,25}?\s(?:số|s[oóôốé6]?)\s*\d", after) is not None
    return not (numbered and re.search(r"(?:,|và)\s*$", between))


def _cut(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    if (match := re.search(r";|\s+và các văn bản|\.\s+(?=[A-ZĐÂÊÔƯĂÁÀẢÃẠP])|\.\s*$", piece)) is not None:
        return start + match.start()
    return end


def _basis(piece: str) -> ReadBasis | None:
    piece = re.sub(r"\s+(?:và|,)?\s*$", "", piece).rstrip(" ,;.")
    number = _NUMBER.search(piece)
    dates = find_dates(piece)
    if number and re.search(r"/(?:19|20)\d\d$", number.group(1)) and not re.search(r"[A-ZĐ]", number.group(1)):
        number = None  # that was a date
    if number is None and not dates and not re.match(r"(?:Bộ luật|Luật|Hiến pháp|Pháp lệnh)\s+\w", piece):
        return None
    kind = re.match(rf"(?:{_KINDS})", piece)
    return ReadBasis(
        number=re.sub(r"\s+", "", number.group(1)) if number else None,
        date=dates[0][2] if dates else None,
        title=piece,
        kind=kind.group() if kind else "",
    )
