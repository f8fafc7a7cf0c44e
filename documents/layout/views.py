"""What the templates print: lines already broken, texts already HTML."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from ..official import (
    OfficialDocument,
)


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
