"""What reading a plan yields: plain data, no database and no page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

PART, CAPITAL, ROMAN, ARABIC, DECIMAL, LETTER, ANNEX, PLAIN = (
    "part", "capital", "roman", "arabic", "decimal", "letter", "annex", "plain",
)

# The columns a task table may have, in the words of the system; anything else keeps its own label.
NO, CONTENT, AGENCIES, COOPERATING, TIME, RESULT, NOTE = (
    "no", "content", "agencies", "cooperating", "time", "result", "note",
)


@dataclass(frozen=True)
class Warned:
    """One thing the reader is unsure of: a stable code and a sentence for the user."""

    code: str
    message: str


@dataclass
class Block:
    """A piece of body text: a paragraph, a dash item, a plus item or a row of a table that is not of tasks."""

    kind: str  # "para", "item", "subitem" or "row"
    text: str

    def markup(self) -> str:
        """The line that the editor shows for this block."""
        prefix = {"item": "- ", "subitem": "+ "}.get(self.kind, "")
        return prefix + self.text


@dataclass
class ReadTask:
    """One row of a task table."""

    no: int | None
    quarter: int | None
    content: str
    agencies: str = ""
    cooperating: str = ""
    time: str = ""
    group: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    due_on: date | None = None


@dataclass
class ReadColumn:
    """One column of a task table: what it means and the words at its head."""

    key: str
    label: str


@dataclass
class ReadSection:
    """A numbered part of the plan with what stands under it."""

    level: int
    numbering: str
    number: str
    heading: str
    blocks: list[Block] = field(default_factory=list)
    columns: list[ReadColumn] = field(default_factory=list)
    tasks: list[ReadTask] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    children: list[ReadSection] = field(default_factory=list)

    def walk(self) -> Iterator[ReadSection]:
        """This section and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class ReadBasis:
    """A document that the plan rests on."""

    number: str | None
    date: date | None
    title: str
    kind: str = ""


@dataclass
class ReadSigner:
    """Who signs: the authority (TM., KT., TL. …), the office and the name."""

    authority: str = ""
    title: str = ""
    name: str = ""


@dataclass
class ReadHeader:
    """What stood above the title."""

    superior: str = ""
    issuer: str = ""
    number: str = ""
    place: str = ""
    issued_on: date | None = None
    rest: list[str] = field(default_factory=list)


@dataclass
class ReadPlan:
    """A plan as read from a file, before anybody confirmed it."""

    subject: str = ""
    year: int | None = None
    header: ReadHeader = field(default_factory=ReadHeader)
    bases: list[ReadBasis] = field(default_factory=list)
    opening: list[Block] = field(default_factory=list)
    sections: list[ReadSection] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signer: ReadSigner = field(default_factory=ReadSigner)
    stamp: str = ""  # what a signing tool printed on the page
    warnings: list[Warned] = field(default_factory=list)

    def walk(self) -> Iterator[ReadSection]:
        """All sections in the order of the document."""
        for section in self.sections:
            yield from section.walk()

    def tasks(self) -> list[ReadTask]:
        """All tasks in the order of the document."""
        return [task for section in self.walk() for task in section.tasks]
