"""The parts of a Word file from elsewhere, told by their words; what is not recognised stays in the body."""

from __future__ import annotations

import re

from core.text import fold
from documents.kinds import OFFICIAL_LETTER

from .found import KIND_NAMES, FoundLine, ReadAnnex, ReadDocument, addressees_of, without_about

_HEAD_LINE = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–]\s*tu do|^so\s*:|,\s*ngay\b.*\bnam\b")
_BASIS = re.compile(r"^(?:can cu|theo de nghi|xet de nghi|thuc hien)\b.*[;.]$")
_ENACTING = re.compile(r"^(?:quyet dinh|quyet nghi)\s*:$")
_ANNEX = re.compile(r"^(?:phu luc|phu bieu)\b(?!.{90})")
_NOI_NHAN = re.compile(r"^\W*noi nhan\s*:?")
_OLD_END = re.compile(r"\s*\.?/\.\s*$")
_LONG_LINE = 110  # a subject has no longer lines


def told_by_words(lines: list[FoundLine]) -> ReadDocument:
    """Return what the lines of the file say."""
    lines = [line for line in lines if line.text]
    found = ReadDocument()
    start = _read_head(lines, found)
    start = _read_opening(lines, start, found)
    end = next((place for place in range(len(lines) - 1, start - 1, -1)
                if _NOI_NHAN.match(fold(lines[place].text)) and not lines[place].row), len(lines))  # fmt: skip
    after = next((place for place in range(end, len(lines)) if _ANNEX.match(fold(lines[place].text))), len(lines))
    body = lines[start : _before_signature(lines, start, end)]
    found.body = [_dashed(line) for line in body]
    if found.body:
        found.body[-1] = _OLD_END.sub(".", found.body[-1])
    found.recipients = [re.sub(r"^[-–•]\s*", "", line.text) for line in lines[end + 1 : after]
                        if re.match(r"^\s*[-–•]", line.text)]  # fmt: skip
    _read_annexes(lines[after:], found)
    return found


def _read_head(lines: list[FoundLine], found: ReadDocument) -> int:
    """Read type and subject; return where the rest begins, 0 when there is no head."""
    for place, line in enumerate(lines[:30]):
        folded = fold(line.text)
        if folded in KIND_NAMES and line.text.isupper():
            found.kind = KIND_NAMES[folded]
            return _read_subject(lines, place + 1, found)
        if folded.startswith(("v/v", "ve viec")) and not found.kind:
            found.kind, found.subject = OFFICIAL_LETTER, [without_about(line.text)]
            return _after_head(lines, place + 1)
    return 0


def _read_subject(lines: list[FoundLine], place: int, found: ReadDocument) -> int:
    while place < len(lines) and len(found.subject) < 5:
        text, folded = lines[place].text, fold(lines[place].text)
        body = len(text) > _LONG_LINE or _BASIS.match(folded) or folded.startswith("kinh gui") or text.isupper()
        if found.subject and (body or text.endswith((".", ";", ":")) or text[:1].isdigit()):
            break
        found.subject.append(text)
        place += 1
        if found.subject and not text.endswith((",", "-")) and place < len(lines) and lines[place].text[:1].isupper():
            break
    return place


def _after_head(lines: list[FoundLine], place: int) -> int:
    while place < len(lines) and _HEAD_LINE.search(fold(lines[place].text)) and len(lines[place].text) < 120:
        place += 1
    return place


def _read_opening(lines: list[FoundLine], place: int, found: ReadDocument) -> int:
    """Read Kính gửi, the authority and the bases, in whatever order they come."""
    place = _after_head(lines, place) if place else 0
    listing = False
    while place < len(lines):
        text, folded = lines[place].text, fold(lines[place].text)
        if folded.startswith("kinh gui"):
            found.addressees += addressees_of(text)
            listing = True
        elif listing and text.startswith(("-", "–")):
            found.addressees += addressees_of(text)
        elif _BASIS.match(folded) and not lines[place].row:
            found.bases.append(text)
            listing = False
        elif (
            not found.authority_line
            and not found.bases
            and found.kind
            and text.isupper()
            and len(text) < 120
            and (_follows_bases(lines, place + 1))
        ):
            found.authority_line.append(text)
        elif _ENACTING.match(folded):
            return place + 1
        else:
            break
        place += 1
    return place


def _follows_bases(lines: list[FoundLine], place: int) -> bool:
    return place < len(lines) and bool(_BASIS.match(fold(lines[place].text)))


def _before_signature(lines: list[FoundLine], start: int, end: int) -> int:
    """Return where the body is over: the signer's office in capitals may stand before Nơi nhận."""
    place = end
    while place - 1 >= start and _of_signature(lines[place - 1].text):
        place -= 1
    return place if any(lines[at].text.isupper() for at in range(place, end)) else end


def _of_signature(text: str) -> bool:
    words = text.split()
    return (
        len(text) < 70
        and bool(words)
        and not text.endswith((".", ";", ":"))
        and (text.isupper() or (2 <= len(words) <= 6 and all(word[:1].isupper() for word in words)))
    )


def _dashed(line: FoundLine) -> str:
    """Write every dash that begins an item as the markup does."""
    if line.row:
        return line.text
    text = re.sub(r"^[-–—•▪●]\s*(?=[^\W\d]|\d)", "- ", line.text)
    text = re.sub(r"^([a-eg-ik-vxyđ])\.\s+(?=\S)", r"\1) ", text)  # Word's own list "a." is the decree's "a)"
    return re.sub(r"^\+\s*(?=\w)", "+ ", text)


def _read_annexes(lines: list[FoundLine], found: ReadDocument) -> None:
    for line in lines:
        if _ANNEX.match(fold(line.text)) and not line.row:
            found.annexes.append(ReadAnnex())
            rest = re.sub(r"^\S+\s+\S+(?:\s+[IVX\d]+\b)?\s*[.:–-]?\s*", "", line.text)
            if rest and rest != line.text:
                found.annexes[-1].title.append(rest)
        elif not found.annexes:
            continue
        elif not found.annexes[-1].lines and not line.row and line.text.isupper() and len(line.text) < 200:
            found.annexes[-1].title.append(line.text)
        elif not (fold(line.text).startswith("(kem theo") and not found.annexes[-1].lines):
            found.annexes[-1].lines.append(_dashed(line))
