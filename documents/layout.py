"""From an `OfficialDocument` to what the templates print: lines already broken, texts already HTML.

Sizes and places are those of Nghị định 30/2020/NĐ-CP, Phụ lục I; where it gives a range, the size of its own
sample (Mục V) is taken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from core.dates import vn_long_date
from core.text import fold, nfc

from . import inline
from .kinds import OFFICIAL_LETTER
from .measure import balanced_lines, text_width
from .official import (
    Annex,
    Article,
    Basis,
    Block,
    Division,
    Enacting,
    GroupRow,
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    Row,
    Signer,
    Table,
)

POINTS_PER_MM = 72 / 25.4
TEXT_WIDTH = 165 * POINTS_PER_MM
LANDSCAPE_WIDTH = 252 * POINTS_PER_MM
LEFT_CELL = 0.40 * TEXT_WIDTH - 4
RIGHT_CELL = 0.60 * TEXT_WIDTH
BLANK = "\u00a0" * 5
_ONES = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_ROMAN = [*_ONES, *(f"X{ones}" for ones in _ONES[:9]), "XX"]
# The stamps' widths in millimetres (Phụ lục I, Phần I, Mục III.2.b), whichever way the tone mark is put.
_URGENCY_WIDTHS = {"khan": "20", "hoa toc": "30", "thuong khan": "40"}
# Lines of recipients that stand beside a signature, and those left there when the list is longer.
_MOST_BESIDE, _FEW_BESIDE = 40, 12
_ORDINAL_HEADS = {"tt", "stt", "số tt"}


@dataclass(frozen=True)
class TextLine:
    """A block of text: its CSS classes and its HTML."""

    classes: str
    html: SafeString
    marker: str = ""
    template: str = "documents/official/_text.html"


@dataclass(frozen=True)
class CellView:
    """A cell of a table."""

    lines: list[SafeString]
    align: str
    span: int = 1


@dataclass(frozen=True)
class RowView:
    """A row of a table."""

    cells: list[CellView]
    classes: str


@dataclass(frozen=True)
class TableView:
    """A table with the widths of its columns in per cent."""

    head: list[SafeString]
    widths: list[str]
    rows: list[RowView]
    template: str = "documents/official/_table.html"


@dataclass(frozen=True)
class Part:
    """The main document's body or an annex: its own pages, its own page numbers."""

    blocks: list[TextLine | TableView]
    page: str
    landscape: bool = False
    label: str = ""
    title_lines: list[str] = field(default_factory=list)
    subtitle_lines: list[str] = field(default_factory=list)
    note_lines: list[str] = field(default_factory=list)
    letterhead: bool = False

    @property
    def has_head(self) -> bool:
        return bool(self.label or self.title_lines or self.subtitle_lines or self.note_lines)


@dataclass(frozen=True)
class SignatureView:
    """Cells 7a to 7c: lines above the signature, lines below it."""

    authority: list[str]
    post: str
    name: str


@dataclass(frozen=True)
class Sheet:
    """All that the page template prints."""

    document: OfficialDocument
    title: str
    author: str
    superior_lines: list[str]
    issuer_lines: list[str]
    number_lines: list[str]
    date_line: str
    date_is_wide: bool
    letter_subject: list[str]
    type_name: str
    subject_lines: list[str]
    authority_lines: list[str]
    addressees: list[SafeString]
    addressees_label: SafeString
    urgency_width: str
    recipients: list[SafeString]
    more_recipients: list[SafeString]
    signature: SignatureView | None
    secretary: SignatureView | None
    tellers: list[list[SignatureView]]
    body: Part
    annexes: list[Part]

    @property
    def parts(self) -> list[Part]:
        return [self.body, *self.annexes]


def lay_out(document: OfficialDocument) -> Sheet:
    """Return the sheet of a document."""
    is_letter = document.kind == OFFICIAL_LETTER
    date = date_line(document) if document.has_date_line else ""
    recipients = _recipients(document)
    beside = recipients_beside(recipients)
    return Sheet(
        document=document,
        title=document_title(document),
        author=nfc(" ".join(document.issuer_name.split())),
        superior_lines=balanced_lines(nfc(document.superior_name).upper(), LEFT_CELL, 12),
        issuer_lines=balanced_lines(nfc(document.issuer_name).upper(), LEFT_CELL, 12, bold=True),
        number_lines=number_lines(f"Số: {_number(document)}/{nfc(document.symbol)}") if document.numbered else [],
        date_line=date,
        date_is_wide=is_wide_date(date),
        letter_subject=_letter_subject(document) if is_letter else [],
        type_name=nfc(document.name_of_type).upper(),
        subject_lines=[]
        if is_letter
        else balanced_lines(inline.plain(document.subject), 0.9 * TEXT_WIDTH, 14, bold=True),
        authority_lines=balanced_lines(inline.plain(document.authority).upper(), 0.9 * TEXT_WIDTH, 14, bold=True),
        addressees=_addressees(document.addressees),
        addressees_label=inline.html(document.addressees_label),
        urgency_width=_URGENCY_WIDTHS.get(fold(document.urgency), ""),
        recipients=recipients[:beside],
        more_recipients=recipients[beside:],
        signature=_signature(document.signer),
        secretary=_signature(document.secretary),
        tellers=[[*filter(None, map(_signature, pair))] for pair in in_pairs(document.tellers)],
        body=_body(document),
        annexes=_annexes(document),
    )


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


def _number(document: OfficialDocument) -> str:
    return f"{document.number:02d}" if document.number is not None else BLANK


def _letter_subject(document: OfficialDocument) -> list[str]:
    subject = inline.plain(document.subject).strip()
    if not subject:
        return []
    if not subject.casefold().startswith("v/v"):
        subject = f"V/v {subject}"
    return balanced_lines(subject, LEFT_CELL, 12)


def in_pairs(signers: Sequence[Signer]) -> list[Sequence[Signer]]:
    """Return those who sign side by side: two in a row, the last one alone."""
    return [signers[place : place + 2] for place in range(0, len(signers), 2)]


def _signature(signer: Signer | None) -> SignatureView | None:
    if signer is None:
        return None
    width = 0.55 * TEXT_WIDTH
    lines = [line for text in [*signer.authority, signer.title] for line in _capital_lines(text, width)]
    return SignatureView(authority=lines, post=inline.plain(signer.post_above_name), name=inline.plain(signer.name))


def _capital_lines(text: str, width: float) -> list[str]:
    return balanced_lines(inline.plain(text).upper(), width, 14, bold=True)


# ---------------------------------------------------------------- lists with ";" and "."


def _closed(text: str, mark: str) -> str:
    """Return the text closed by the mark instead of another full stop or semicolon."""
    text = text.rstrip()
    if text.endswith(("...", "…", ",", ":")):
        return text
    return (text[:-1].rstrip() if text.endswith((".", ";")) else text) + mark


def _recipients(document: OfficialDocument) -> list[SafeString]:
    items = [_without_dash(item) for item in document.recipients if item.strip()]
    closed = [_closed(item, "." if index == len(items) - 1 else ";") for index, item in enumerate(items)]
    if closed and document.drafter_mark:
        closed[-1] += f" {document.drafter_mark}"
    return [inline.html(item) for item in closed]


def recipients_beside(recipients: Sequence[str]) -> int:
    """Return how many recipients stand beside the signature; of a list longer than a page the rest goes on below.

    So the signature stays with the last lines of the text however many agencies the document is sent to.
    """
    lines = [1 + int(text_width(_visible(f"- {item}"), 11) / (0.45 * TEXT_WIDTH - 8)) for item in recipients]
    if sum(lines) <= _MOST_BESIDE:
        return len(lines)
    return next(place for place in range(len(lines), 0, -1) if place == 1 or sum(lines[:place]) <= _FEW_BESIDE)


def _addressees(addressees: Sequence[str]) -> list[SafeString]:
    items = [_without_dash(item) for item in addressees if item.strip()]
    if len(items) == 1:
        return [inline.html(items[0])]
    return [inline.html(_closed(item, "." if index == len(items) - 1 else ";")) for index, item in enumerate(items)]


def _without_dash(item: str) -> str:
    item = item.strip()
    return item[1:].lstrip() if item[:1] in "-–" else item


# ---------------------------------------------------------------- body


def _body(document: OfficialDocument) -> Part:
    blocks = _blocks(document.body, ends_with_mark=document.ends_with_mark)
    width = LANDSCAPE_WIDTH if document.landscape else TEXT_WIDTH
    return Part(blocks=_kept_with_signature(blocks, width), page="main", landscape=document.landscape)


def _kept_with_signature(blocks: list[TextLine | TableView], width: float) -> list[TextLine | TableView]:
    """Keep a last block of a single line with the block before: one line is too little for a signature."""
    if len(blocks) > 1 and isinstance(blocks[-1], TextLine):
        last = blocks[-1]
        if text_width(_visible(last.html), 14) < 0.95 * width:  # a little more than its one line can hold
            blocks[-1] = replace(last, classes=f"{last.classes} keep-with-previous")
    return blocks


def _under_its_table(blocks: list[TextLine | TableView]) -> list[TextLine | TableView]:
    """Keep the closing words of a list with its last rows."""
    if len(blocks) > 1 and isinstance(blocks[-2], TableView) and isinstance(blocks[-1], TextLine):
        blocks[-1] = replace(blocks[-1], classes=f"{blocks[-1].classes} keep-with-previous")
    return blocks


def _visible(content: str) -> str:
    return content.replace('<span class="unbroken">', "").replace("</span>", "")


def _blocks(blocks: Sequence[Block], *, ends_with_mark: bool) -> list[TextLine | TableView]:
    views: list[TextLine | TableView] = []
    last = len(blocks) - 1
    for index, block in enumerate(blocks):
        if isinstance(block, Basis):
            following = blocks[index + 1] if index < last else None
            block = Basis(_closed(block.text, ";" if isinstance(following, Basis) else "."))
        if ends_with_mark and index == last and not isinstance(block, Table):
            block = _marked(block)
        views += _views(block)
    if ends_with_mark and blocks and isinstance(blocks[-1], Table):
        views.append(TextLine("end-mark", inline.html(inline.END_MARK)))
    return views


def _marked(block: Block) -> Block:
    if isinstance(block, Division):
        return replace(block, title=inline.with_end_mark(block.title))
    if isinstance(block, Article) and not block.text:
        return replace(block, title=inline.with_end_mark(block.title))
    if isinstance(block, Table):
        return block
    return replace(block, text=inline.with_end_mark(block.text))


def _views(block: Block) -> list[TextLine | TableView]:
    match block:
        case Paragraph():
            return [TextLine(_paragraph_classes(block), inline.html(block.text))]
        case Heading():
            return [_heading(block)]
        case Division():
            return _division(block)
        case ListItem():
            return [TextLine("item", inline.html(block.text), block.marker)]
        case Basis():
            return [TextLine("basis", inline.html(block.text))]
        case Enacting():
            return [TextLine("enacting", inline.html(block.text.upper()))]
        case Article():
            return _article(block)
        case Table():
            return [_table(block)]
    raise TypeError(f"not a block of an official document: {block!r}")


def _division(block: Division) -> list[TextLine | TableView]:
    lines: list[TextLine | TableView] = [TextLine("division", inline.html(block.label))]
    if block.title:
        lines.append(TextLine("division title", inline.html(block.title.upper())))
    return lines


def _paragraph_classes(block: Paragraph) -> str:
    flags = {
        "bold": block.bold,
        "italic": block.italic,
        "centred": block.centred,
        "flush": not block.indented,
    }
    return " ".join(["paragraph", *(name for name, on in flags.items() if on)])


def _heading(block: Heading) -> TextLine:
    number = printed_number(block)
    if block.level == 1:
        return TextLine("section", inline.html(block.text.upper()), number)
    if block.level == 2 and block.title:
        return TextLine("clause", inline.html(block.text), number)
    return TextLine("paragraph lead" if block.title else "paragraph", inline.html(block.text), number)


def printed_number(block: Heading | Article) -> str:
    """Return the number as printed: "I.", "a)", "1.1.", "Điều 3."."""
    if isinstance(block, Article):
        number = nfc(block.number).strip().rstrip(".")
        return f"{number if number.startswith('Điều') else f'Điều {number}'}."
    number = nfc(block.number).strip()
    if number and number[-1] not in ".)":
        number += ")" if block.level == 3 and number.isalpha() else "."
    return number


def _article(block: Article) -> list[TextLine | TableView]:
    label = printed_number(block)
    if not block.title:
        return [TextLine("article", inline.html(block.text), label)]
    lines: list[TextLine | TableView] = [TextLine("article title", inline.html(block.title), label)]
    return [*lines, TextLine("paragraph", inline.html(block.text))] if block.text else lines


# ---------------------------------------------------------------- tables


def _table(block: Table) -> TableView:
    columns = len(block.head) or max((len(row.cells) for row in block.rows if isinstance(row, Row)), default=1)
    widths = list(block.widths) or [1.0] * columns
    aligns = [_align(block, index) for index in range(columns)]
    return TableView(
        head=[inline.html(text) for text in block.head],
        widths=[f"{100 * width / sum(widths):.3f}" for width in widths],
        rows=[_row(row, aligns) for row in block.rows],
    )


def _align(block: Table, index: int) -> str:
    if index < len(block.aligns):
        return block.aligns[index]
    head = inline.plain(block.head[index]).strip().casefold() if index < len(block.head) else ""
    return "centre" if head in _ORDINAL_HEADS else "left"


def _row(row: Row | GroupRow, aligns: list[str]) -> RowView:
    if isinstance(row, GroupRow):
        columns = len(aligns)
        if not row.number:
            return RowView([CellView(_lines(row.text), "centre", columns)], "group")
        cells = [CellView(_lines(row.number), "centre"), CellView(_lines(row.text), "left", columns - 1)]
        return RowView(cells, "group")
    cells = [CellView(_lines(text), align) for text, align in zip(row.cells, aligns, strict=False)]
    long = max((len(text) for text in row.cells), default=0) > 900
    return RowView(cells, " ".join(name for name, on in [("bold", row.bold), ("long", long)] if on))


def _lines(text: str) -> list[SafeString]:
    return [inline.html(line.strip()) for line in text.split("\n")]


# ---------------------------------------------------------------- annexes


def _annexes(document: OfficialDocument) -> list[Part]:
    numbered = [annex for annex in document.annexes if _is_numbered(annex)]
    parts = []
    for index, annex in enumerate(document.annexes, start=1):
        label = annex.label
        if len(numbered) > 1 and _is_numbered(annex):
            label = f"{label} {_ROMAN[numbered.index(annex)]}"
        parts.append(_annex(document, annex, label, f"annex-{index}"))
    return parts


def _is_numbered(annex: Annex) -> bool:
    return annex.label.strip().casefold() == "phụ lục"


def _annex(document: OfficialDocument, annex: Annex, label: str, page: str) -> Part:
    width = 0.9 * (LANDSCAPE_WIDTH if annex.landscape else TEXT_WIDTH)
    note = annex_note(document) if annex.note is None else inline.plain(annex.note)
    is_annex = _is_numbered(annex)
    return Part(
        blocks=_under_its_table(_blocks(annex.blocks, ends_with_mark=annex.is_closed)),
        page=page,
        landscape=annex.landscape,
        label=nfc(label) if is_annex else nfc(label).upper(),
        title_lines=balanced_lines(
            inline.plain(annex.title).upper() if is_annex else inline.plain(annex.title), width, 14, bold=True
        ),
        subtitle_lines=balanced_lines(inline.plain(annex.subtitle), width, 14, bold=True),
        note_lines=balanced_lines(note, width, 14),
        letterhead=annex.letterhead,
    )


def annex_note(document: OfficialDocument) -> str:
    """Return "(Kèm theo Quyết định số 05/QĐ-UBND ngày … của …)"; a draft keeps its blanks.

    Source: Phụ lục I, Phần I, Mục III.1.c.
    """
    name = document.name_of_type or "Công văn"
    date = date_line(replace(document, place=""))
    issuer = document.issuer_reference or " ".join(document.issuer_name.split())
    return nfc(f"(Kèm theo {name} số {_number(document)}/{document.symbol} {date} của {issuer})")
