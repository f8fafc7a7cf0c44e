"""A Word file as the words of a draft: type, subject, Kính gửi, bases, body, recipients, annexes.

Our own files say by their styles what each paragraph is. Of any other file the parts are told by their words,
and what is not recognised stays in the body, so that no line is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.text import fold, nfc
from documents.kinds import KINDS, OFFICIAL_LETTER

from . import names
from .names import Style
from .opening import WordFile, open_word, refuse
from .paragraphs import WordText, cells_of, rows_of
from .xml import Element, W

MAX_BYTES = 20 * 1024 * 1024
# Other programs write "Heading 1" for "heading 1"; "Normal" is everybody's and says nothing.
_OURS = {style.name.casefold(): style for style in vars(names).values()
         if isinstance(style, Style) and style is not names.NORMAL}  # fmt: skip
_OWN_PREFIX = "NĐ30 "
_KIND_NAMES = {fold(name): code for code, name in KINDS.items() if code != OFFICIAL_LETTER}
_FURNITURE = {names.SUPERIOR, names.ISSUER, names.COUNTRY, names.MOTTO, names.NUMBER, names.PLACE_DATE, names.RULE,
              names.GAP, names.PAGE_NUMBER, names.CONTACT, names.RECIPIENTS, names.ENACTING,
              names.END_MARK, names.SIGN_AUTHORITY, names.SIGN_TITLE, names.SIGN_POST, names.SIGN_NAME,
              names.ANNEX_SUBTITLE}  # fmt: skip
_HEAD_LINE = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–]\s*tu do|^so\s*:|,\s*ngay\b.*\bnam\b")
_BASIS = re.compile(r"^(?:can cu|theo de nghi|xet de nghi|thuc hien)\b.*[;.]$")
_ENACTING = re.compile(r"^(?:quyet dinh|quyet nghi)\s*:$")
_ANNEX = re.compile(r"^(?:phu luc|phu bieu)\b(?!.{90})")
_NOI_NHAN = re.compile(r"^\W*noi nhan\s*:?")
_OLD_END = re.compile(r"\s*\.?/\.\s*$")
_LONG_LINE = 110  # a subject has no longer lines


@dataclass
class ReadAnnex:
    """An annex of the file; `label` is what stands above its title ("Phụ lục I", "Quy chế")."""

    label: str = "Phụ lục"
    title: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    landscape: bool = False


@dataclass
class ReadDocument:
    """What the file says; `body` in the markup of `documents.markup`, a line each."""

    kind: str = ""
    subject: list[str] = field(default_factory=list)
    authority_line: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    annexes: list[ReadAnnex] = field(default_factory=list)
    urgency: str = ""
    drafter_mark: str = ""  # "PL.(300)"
    circulation: str = ""
    contact: str = ""
    sender: str = ""  # of a telegram
    post: str = ""  # what stands above the signer's name


@dataclass(frozen=True)
class _Found:
    """A line of the file: its text, its style when it is ours, whether it is a row of a table."""

    text: str
    style: Style | None = None
    row: bool = False
    page_end: str = ""  # "landscape" or "portrait" at the end of a part


def read_document(name: str, data: bytes) -> ReadDocument:
    """Return what a Word file says. Raises `Refused` when it is none, broken, locked, too big or without words."""
    if not data.strip():
        refuse(name, "không có nội dung; hãy chọn tệp khác")
    if len(data) > MAX_BYTES:
        refuse(name, f"lớn hơn {MAX_BYTES // 1024 // 1024} MB; hãy chọn tệp nhỏ hơn")
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        refuse(name, "không phải tệp Word; hãy chọn tệp .docx")
    file = open_word(name, data)
    lines = list(_lines(file, _OURS if _has_our_styles(file) else {}))
    if not any(line.text for line in lines):
        refuse(name, "không có chữ nào (có thể chỉ chứa ảnh quét); hãy chọn tệp có chữ")
    ours = sum(line.style is not None for line in lines)
    if ours * 2 <= len(lines):
        return _told_by_words(lines)
    found = _styled(lines)
    _read_margins(file, found)
    return found


def _read_margins(file: WordFile, found: ReadDocument) -> None:
    """Read cells 11 and 13 of our own file, which stand in its header and footer."""
    text = _Words(file, _OURS)
    for part in file.margins:
        for line in (line for element in text.elements(part) for line in _element(element, text)):
            if line.style is names.STAMP:
                found.circulation = nfc(line.text).upper()
            elif line.style is names.CONTACT and not line.text.startswith("Mã xác minh:"):
                found.contact = line.text


# ---------------------------------------------------------------- lines


class _Words(WordText):
    """The words of the file, each paragraph with its style when that is one of ours."""

    def __init__(self, file: WordFile, styles: Mapping[str, Style]) -> None:
        super().__init__(file)
        self.styles = styles


def _has_our_styles(file: WordFile) -> bool:
    """Whether our own styles, and not only those that every file has, are used in its text."""
    used = (file.style_name(found.get(f"{{{W}}}val", "")) for found in file.body.iter(f"{{{W}}}pStyle"))
    return any(nfc(name).startswith(_OWN_PREFIX) for name in used)


def _lines(file: WordFile, styles: Mapping[str, Style]) -> Iterator[_Found]:
    text = _Words(file, styles)
    for element in text.elements(file.body):
        yield from _element(element, text)
    last = file.body.find(f"{{{W}}}sectPr")
    if last is not None:
        yield _Found("", page_end=_orientation(last))


def _element(element: Element, text: _Words) -> Iterator[_Found]:
    if element.tag == f"{{{W}}}tbl":
        yield from _table(element, text)
        return
    for paragraph in text.paragraphs(element):
        style = text.styles.get(nfc(paragraph.style).casefold())
        words = paragraph.own_text if style else paragraph.text
        if style is names.RECIPIENT:
            words = "".join(piece.own for piece in paragraph.pieces if piece.style != names.DRAFTER.name)
            mark = "".join(piece.text for piece in paragraph.pieces if piece.style == names.DRAFTER.name)
            if mark.strip():
                yield _Found(mark.strip(), names.DRAFTER)
        lines = [" ".join(line.split()) for line in nfc(words).replace("\t", " ").split("\n")]
        if style in (names.SUBJECT, names.LETTER_SUBJECT, names.AUTHORITY, names.ANNEX_TITLE, names.ANNEX_NOTE):
            lines = [" ".join(lines)]  # broken by the layout only
        yield from (_Found(line, style) for line in lines if line)
    setup = element.find(f"{{{W}}}pPr/{{{W}}}sectPr")
    if setup is not None:
        yield _Found("", page_end=_orientation(setup))


def _orientation(setup: Element) -> str:
    size = setup.find(f"{{{W}}}pgSz")
    return "landscape" if size is not None and size.get(f"{{{W}}}orient") == "landscape" else "portrait"


def _table(table: Element, text: _Words) -> Iterator[_Found]:
    rows = [[list(_cell(cell.element, text)) for cell in cells_of(row)] for row in rows_of(table)]
    found = [line for row in rows for cell in row for line in cell]
    if _sets_layout(rows, found):
        for column in range(max(len(row) for row in rows)):
            for row in rows:
                yield from row[column] if column < len(row) else []
        return
    for row in rows:
        cells = [" ".join(line.text.replace("|", "/") for line in cell) for cell in row]
        if any(cells):
            yield _Found("| " + " | ".join(cells) + " |", names.CELL if found[0].style else None, row=True)


def _cell(cell: Element, text: _Words) -> Iterator[_Found]:
    for element in text.elements(cell):
        yield from _element(element, text)


def _sets_layout(rows: list[list[list[_Found]]], found: list[_Found]) -> bool:
    """Whether a table only sets cells beside each other: the head of a document, or its end."""
    styles = {line.style for line in found if line.style}
    if styles:
        return not styles & {names.CELL, names.CELL_HEAD, names.CELL_GROUP}
    words = fold(" ".join(line.text for line in found))
    first = fold(" ".join(line.text for cell in rows[0] for line in cell)) if rows else ""
    return len(rows) <= 8 and bool(rows) and ("cong hoa xa hoi chu nghia" in words or first.startswith("noi nhan"))


# ---------------------------------------------------------------- our own files


def _styled(lines: list[_Found]) -> ReadDocument:
    found = ReadDocument()
    parts: list[str] = []
    for line in lines:
        if line.page_end:
            parts.append(line.page_end)
        elif line.style is names.ANNEX_LABEL:
            found.annexes.append(ReadAnnex(line.text))
        else:
            _place(line, found)
    for annex, orientation in zip(reversed(found.annexes), reversed(parts), strict=False):
        annex.landscape = orientation == "landscape"
    found.kind = found.kind or OFFICIAL_LETTER
    return found


def _place(line: _Found, found: ReadDocument) -> None:
    style, text = line.style, line.text
    annex = found.annexes[-1] if found.annexes else None
    if style is names.SIGN_POST:
        found.post = text
    if style in _FURNITURE:
        return
    if style is names.TYPE_NAME:
        found.kind = _KIND_NAMES.get(fold(text), "")
    elif style is names.LETTER_SUBJECT:
        found.kind = OFFICIAL_LETTER
        found.subject.append(_without_about(text))
    elif style is names.STAMP:
        found.urgency = nfc(text).upper()
    elif style is names.DRAFTER:
        found.drafter_mark = text
    elif style is names.SUBJECT:
        found.subject.append(text)
    elif style is names.AUTHORITY:
        found.authority_line.append(text)
    elif style is names.ADDRESSEE and text.endswith(" điện:"):
        found.sender = text.removesuffix(" điện:")
    elif style is names.ADDRESSEE:
        found.addressees += _addressee(text)
    elif style is names.RECIPIENT:
        found.recipients.append(re.sub(r"^[-–]\s*", "", text))
    elif annex is not None and style is names.ANNEX_TITLE:
        annex.title.append(text)
    elif style is names.BASIS and annex is None:
        found.bases.append(text)
    else:
        (annex.lines if annex is not None else found.body).append(text)


def _without_about(text: str) -> str:
    return re.sub(r"^(?:v/v|về việc)\s*:?\s*", "", text, flags=re.IGNORECASE)


def _addressee(text: str) -> list[str]:
    """Return the addressees of a line of Kính gửi: after the colon, or after a dash."""
    text = re.sub(r"^[^-–:]{0,40}:\s*", "", text, count=1) if not text.startswith(("-", "–")) else text
    text = re.sub(r"^[-–]\s*", "", text).rstrip(" ;.")
    return [text] if text else []


# ---------------------------------------------------------------- any other file


def _told_by_words(lines: list[_Found]) -> ReadDocument:
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


def _read_head(lines: list[_Found], found: ReadDocument) -> int:
    """Read type and subject; return where the rest begins, 0 when there is no head."""
    for place, line in enumerate(lines[:30]):
        folded = fold(line.text)
        if folded in _KIND_NAMES and line.text.isupper():
            found.kind = _KIND_NAMES[folded]
            return _read_subject(lines, place + 1, found)
        if folded.startswith(("v/v", "ve viec")) and not found.kind:
            found.kind, found.subject = OFFICIAL_LETTER, [_without_about(line.text)]
            return _after_head(lines, place + 1)
    return 0


def _read_subject(lines: list[_Found], place: int, found: ReadDocument) -> int:
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


def _after_head(lines: list[_Found], place: int) -> int:
    while place < len(lines) and _HEAD_LINE.search(fold(lines[place].text)) and len(lines[place].text) < 120:
        place += 1
    return place


def _read_opening(lines: list[_Found], place: int, found: ReadDocument) -> int:
    """Read Kính gửi, the authority and the bases, in whatever order they come."""
    place = _after_head(lines, place) if place else 0
    listing = False
    while place < len(lines):
        text, folded = lines[place].text, fold(lines[place].text)
        if folded.startswith("kinh gui"):
            found.addressees += _addressee(text)
            listing = True
        elif listing and text.startswith(("-", "–")):
            found.addressees += _addressee(text)
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


def _follows_bases(lines: list[_Found], place: int) -> bool:
    return place < len(lines) and bool(_BASIS.match(fold(lines[place].text)))


def _before_signature(lines: list[_Found], start: int, end: int) -> int:
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


def _dashed(line: _Found) -> str:
    """Write every dash that begins an item as the markup does."""
    if line.row:
        return line.text
    text = re.sub(r"^[-–—•▪●]\s*(?=[^\W\d]|\d)", "- ", line.text)
    text = re.sub(r"^([a-eg-ik-vxyđ])\.\s+(?=\S)", r"\1) ", text)  # Word's own list "a." is the decree's "a)"
    return re.sub(r"^\+\s*(?=\w)", "+ ", text)


def _read_annexes(lines: list[_Found], found: ReadDocument) -> None:
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
