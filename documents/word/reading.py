"""A Word file as the words of a draft: type, subject, Kính gửi, bases, body, recipients, annexes.

Our own files say by their styles what each paragraph is. Of any other file the parts are told by their words,
and what is not recognised stays in the body, so that no line is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.text import fold, nfc
from documents.kinds import OFFICIAL_LETTER

from . import names
from .found import KIND_NAMES, FoundLine, ReadAnnex, ReadDocument, addressees_of, without_about
from .names import Style
from .opening import WordFile, open_word, refuse
from .paragraphs import WordText, cells_of, rows_of
from .told import told_by_words
from .xml import Element, W

MAX_BYTES = 20 * 1024 * 1024
# Other programs write "Heading 1" for "heading 1"; "Normal" is everybody's and says nothing.
_OURS = {style.name.casefold(): style for style in vars(names).values()
         if isinstance(style, Style) and style is not names.NORMAL}  # fmt: skip
_OWN_PREFIX = "NĐ30 "
_FURNITURE = {names.SUPERIOR, names.ISSUER, names.COUNTRY, names.MOTTO, names.NUMBER, names.PLACE_DATE, names.RULE,
              names.GAP, names.PAGE_NUMBER, names.CONTACT, names.RECIPIENTS, names.ENACTING,
              names.END_MARK, names.SIGN_AUTHORITY, names.SIGN_TITLE, names.SIGN_POST, names.SIGN_NAME,
              names.ANNEX_SUBTITLE}  # fmt: skip


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
        return told_by_words(lines)
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


def _lines(file: WordFile, styles: Mapping[str, Style]) -> Iterator[FoundLine]:
    text = _Words(file, styles)
    for element in text.elements(file.body):
        yield from _element(element, text)
    last = file.body.find(f"{{{W}}}sectPr")
    if last is not None:
        yield FoundLine("", page_end=_orientation(last))


def _element(element: Element, text: _Words) -> Iterator[FoundLine]:
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
                yield FoundLine(mark.strip(), names.DRAFTER)
        lines = [" ".join(line.split()) for line in nfc(words).replace("\t", " ").split("\n")]
        if style in (names.SUBJECT, names.LETTER_SUBJECT, names.AUTHORITY, names.ANNEX_TITLE, names.ANNEX_NOTE):
            lines = [" ".join(lines)]  # broken by the layout only
        yield from (FoundLine(line, style) for line in lines if line)
    setup = element.find(f"{{{W}}}pPr/{{{W}}}sectPr")
    if setup is not None:
        yield FoundLine("", page_end=_orientation(setup))


def _orientation(setup: Element) -> str:
    size = setup.find(f"{{{W}}}pgSz")
    return "landscape" if size is not None and size.get(f"{{{W}}}orient") == "landscape" else "portrait"


def _table(table: Element, text: _Words) -> Iterator[FoundLine]:
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
            yield FoundLine("| " + " | ".join(cells) + " |", names.CELL if found[0].style else None, row=True)


def _cell(cell: Element, text: _Words) -> Iterator[FoundLine]:
    for element in text.elements(cell):
        yield from _element(element, text)


def _sets_layout(rows: list[list[list[FoundLine]]], found: list[FoundLine]) -> bool:
    """Whether a table only sets cells beside each other: the head of a document, or its end."""
    styles = {line.style for line in found if line.style}
    if styles:
        return not styles & {names.CELL, names.CELL_HEAD, names.CELL_GROUP}
    words = fold(" ".join(line.text for line in found))
    first = fold(" ".join(line.text for cell in rows[0] for line in cell)) if rows else ""
    return len(rows) <= 8 and bool(rows) and ("cong hoa xa hoi chu nghia" in words or first.startswith("noi nhan"))


# ---------------------------------------------------------------- our own files


def _styled(lines: list[FoundLine]) -> ReadDocument:
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


def _place(line: FoundLine, found: ReadDocument) -> None:
    style, text = line.style, line.text
    annex = found.annexes[-1] if found.annexes else None
    if style is names.SIGN_POST:
        found.post = text
    if style in _FURNITURE:
        return
    if style is names.TYPE_NAME:
        found.kind = KIND_NAMES.get(fold(text), "")
    elif style is names.LETTER_SUBJECT:
        found.kind = OFFICIAL_LETTER
        found.subject.append(without_about(text))
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
        found.addressees += addressees_of(text)
    elif style is names.RECIPIENT:
        found.recipients.append(re.sub(r"^[-–]\s*", "", text))
    elif annex is not None and style is names.ANNEX_TITLE:
        annex.title.append(text)
    elif style is names.BASIS and annex is None:
        found.bases.append(text)
    else:
        (annex.lines if annex is not None else found.body).append(text)
