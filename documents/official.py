"""What stands on an official document, as plain data: no request, no database, no layout.

The rooms above fill an `OfficialDocument`; `documents.rendering.render` sets it by Nghị định 30/2020/NĐ-CP.
Every text is printed word for word. What the layout may change: capitals where the decree asks for capitals,
the ";" or "." at the end of a legal basis or recipient, and the one "./." that closes the document.

In texts `**words**` are bold and `*words*` italic; `\\*` is an asterisk. A star that closes nothing is
printed. A line feed starts a new line.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .kinds import MINUTES, OFFICIAL_LETTER, kind_name, number_text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, justified, its first line indented."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = False
    indented: bool = True


@dataclass(frozen=True)
class Heading:
    """A numbered part of the body.

    Level 1 is "I. …" (bold capitals), level 2 "1. …", level 3 "a) …" or "1.1. …". A level 2 that is a title
    is bold and stands on its own line; `title=False` is a numbered paragraph (khoản), upright.
    Level 3 is upright always. `number` may come with or without its dot or bracket.
    Source: Phụ lục I, Phần I, Mục II.6.đ and Mục V.6b.
    """

    level: int
    number: str
    text: str
    title: bool = True


@dataclass(frozen=True)
class Division:
    """Phần, Chương, Mục, Tiểu mục: label and title on two centred lines, the title in capitals."""

    label: str
    title: str = ""


@dataclass(frozen=True)
class ListItem:
    """An item of a dash or plus list, with the same first-line indent as a paragraph."""

    text: str
    marker: str = "-"


@dataclass(frozen=True)
class Basis:
    """A legal basis (căn cứ), italic; those that follow one another end with ";" and the last with "."."""

    text: str


@dataclass(frozen=True)
class Enacting:
    """The line "QUYẾT ĐỊNH:" between the bases and Điều 1 of a decision."""

    text: str = "QUYẾT ĐỊNH:"


@dataclass(frozen=True)
class Article:
    """Điều: "Điều 1." bold. With a title the title is bold on its own line and `text` follows below it."""

    number: str
    text: str
    title: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table, one text per column; a line feed inside a cell starts a new line."""

    cells: Sequence[str]
    bold: bool = False


@dataclass(frozen=True)
class GroupRow:
    """A row that heads those below it ("QUÝ I"), bold, over all columns; with `number` over all but one."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on each page.

    `widths` are shares of the text width, in any unit; without them the columns share it equally.
    `aligns` is one of left, centre, right, justify per column.
    """

    head: Sequence[str]
    rows: Sequence[Row | GroupRow]
    widths: Sequence[float] = ()
    aligns: Sequence[str] = ()


Block = Paragraph | Heading | Division | ListItem | Basis | Enacting | Article | Table


@dataclass(frozen=True)
class Signer:
    """Cells 7a and 7b: lines of authority ("TM. …", "KT. …"), the signer's office, a post above the name."""

    authority: Sequence[str] = ()
    title: str = ""
    name: str = ""
    post_above_name: str = ""


@dataclass(frozen=True)
class Annex:
    """An annex, on a new page and with its own page numbers.

    `label` is "Phụ lục" (numbered I, II… by itself when there are several) or "DANH SÁCH"; with "" only the
    title stands. `note` None writes "(Kèm theo … số … ngày … của …)" from the document it belongs to; ""
    leaves it out; any other text is printed as it is. Source: Phụ lục I, Phần I, Mục III.1.
    `letterhead` sets the two head cells without a number above it: a document that a decision issues or
    approves, `label` being its type (Phụ lục III, mẫu 1.3).
    """

    title: str
    blocks: Sequence[Block]
    label: str = "Phụ lục"
    subtitle: str = ""
    note: str | None = None
    landscape: bool = False
    ends_with_mark: bool = True
    letterhead: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether "./." stands after its last words. Below a bare table there are none and the decree asks for no
        mark there (it stands in the models of Phụ lục III, after words); a list says how many it holds."""
        return self.ends_with_mark and bool(self.blocks) and not isinstance(self.blocks[-1], Table)


@dataclass(frozen=True)
class Verification:
    """What lets a reader check the printed document: the address of the public page and the code."""

    url: str
    code: str


@dataclass(frozen=True)
class OfficialDocument:
    """Everything that an official document shows.

    `kind` is a code of `kinds.KINDS`; `symbol` is the whole ký hiệu after the slash ("KH-VP"; see
    `kinds.notation`). A draft has no `number` or no `issued_on`: their places stay blank, the year is `year`.
    `issuer_reference` is the issuer inside a sentence ("Chủ tịch UBND tỉnh"), for the note of an annex.
    `authority` is the line "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" of a decision. `secretary` signs on the left of
    minutes, `tellers` above him and the chair. `numbered` False leaves the line of the number out (a report that
    a person signs). `circulation`, `urgency`, `drafter_mark` and `contact` are cells 11, 10b, 12 and 13.
    """

    kind: str
    symbol: str
    issuer_name: str
    subject: str = ""
    superior_name: str = ""
    number: int | None = None
    place: str = ""
    issued_on: dt.date | None = None
    year: int | None = None
    type_name: str | None = None
    issuer_reference: str = ""
    authority: str = ""
    addressees: Sequence[str] = ()
    addressees_label: str = "Kính gửi"
    body: Sequence[Block] = ()
    recipients: Sequence[str] = ()
    signer: Signer | None = None
    secretary: Signer | None = None
    tellers: Sequence[Signer] = ()
    annexes: Sequence[Annex] = ()
    ends_with_mark: bool = True
    landscape: bool = False
    circulation: str = ""
    urgency: str = ""
    drafter_mark: str = ""
    contact: str = ""
    numbered: bool = True
    verification: Verification | None = None
    language: str = field(default="vi")

    @property
    def name_of_type(self) -> str:
        """The type name as printed above the subject; a công văn has none."""
        if self.type_name is not None:
            return self.type_name
        return "" if self.kind == OFFICIAL_LETTER else kind_name(self.kind)

    @property
    def has_date_line(self) -> bool:
        """Minutes carry no place and date in their head (Phụ lục III, mẫu 1.9)."""
        return self.kind != MINUTES

    @property
    def code(self) -> str:
        """Number and symbol: "05/KH-VP"; without its number "/KH-VP"."""
        return f"{number_text(self.number)}/{self.symbol}"

    def issued(self, *, number: int, on: dt.date) -> "OfficialDocument":
        """Return the same document with its number and its date."""
        return replace(self, number=number, issued_on=on)
