"""What proofreading works on and what it yields: plain data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

from core.text import fold

ERROR, WARNING, NOTE = "error", "warning", "note"

# What a passage is; the rules ask for it.
SUBJECT, OPENING, HEADING, BODY, TASK, AGENCIES, COOPERATING, TIME, CELL, CLOSING, RECIPIENTS, SIGNER = (
    "subject", "opening", "heading", "body", "task", "agencies", "cooperating", "time", "cell", "closing", "recipients",
    "signer",
)  # fmt: skip
PROSE = frozenset({SUBJECT, OPENING, HEADING, BODY, TASK, CLOSING})
# Cells and lists that hold words but no whole sentences.
LISTED = frozenset({AGENCIES, COOPERATING, CELL, RECIPIENTS})

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Token:
    """A run of letters and where it stands in its passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """One paragraph, item or row of a passage, without the spaces and list marks around it."""

    text: str
    start: int
    marker: str = ""

    @property
    def end(self) -> int:
        """Where it ends in its passage."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Passage:
    """The text of one field of a document.

    `field` is the name that the editor gives the field ("opening", "section:<uid>:body", "task:<key>:content");
    `section` is what a reader calls the place ("Mục II.1"); `kind` is one of the names above.
    Places in findings are offsets into `text`.
    """

    field: str
    section: str
    text: str
    kind: str = BODY

    @cached_property
    def tokens(self) -> list[Token]:
        """Its runs of letters, in order."""
        return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(self.text)]

    @cached_property
    def lines(self) -> list[Line]:
        """Its lines that are not blank."""
        return [line for match in _LINE.finditer(self.text) if (line := _line(match)) is not None]

    @cached_property
    def folded(self) -> str:
        """Its text without diacritics and in small letters, letter by letter: places are the same in both."""
        return fold_in_place(self.text)

    @cached_property
    def in_capitals(self) -> bool:
        """Whether it is set in capitals as titles are."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def _line(match: re.Match[str]) -> Line | None:
    raw = match.group()
    text = raw.strip()
    if not text:
        return None
    start = match.start() + raw.index(text)
    if marked := re.match(r"([-+–•*])\s+(?=\S)", text):
        return Line(text[marked.end() :], start + marked.end(), marked.group(1))
    return Line(text, start)


def fold_in_place(text: str) -> str:
    """Return the text folded letter by letter, so that its length and its places stay."""
    return "".join(map(_fold_letter, text))


@lru_cache(maxsize=4_000)
def _fold_letter(char: str) -> str:
    return char if char.isspace() else (fold(char) or char)[:1]


@dataclass(frozen=True)
class BasisFact:
    """What is known of a document that may be cited."""

    number: str
    kind: str = ""
    subject: str = ""
    issuer: str = ""
    issued_on: dt.date | None = None
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    replaced_by: str = ""
    sure: bool = True  # False: nobody has confirmed these facts
    read: bool = False  # True: the text of the document itself was read


@dataclass(frozen=True)
class HeadingFact:
    """A heading with the number that its source gave it; `above` names the heading over it."""

    field: str
    section: str
    numbering: str  # roman, arabic, decimal, letter, capital, part
    number: str
    above: str = ""


@dataclass(frozen=True)
class TaskFact:
    """A task: what stands in its row. Its fields are "<key>:content", "<key>:agencies" and so on."""

    key: str
    section: str
    number: str = ""
    content: str = ""
    agencies: str = ""
    cooperating: str = ""
    time: str = ""
    quarter: int | None = None
    group: str = ""
    due_on: dt.date | None = None
    wants_owner: bool = True

    @property
    def name(self) -> str:
        """How a finding calls it."""
        return f"nhiệm vụ {self.number}" if self.number else "nhiệm vụ"


@dataclass(frozen=True)
class ProofText:
    """A document in order, and what is known about it.

    `finished` says that it is, or claims to be, the issued text: it carries its own number, date and signer, where
    a draft gets them when it is signed. `years` are the years that it plans for. `ends_with_mark` says that the
    layout prints "./." by itself. `own_names` are names of people and places spelt as they like.
    """

    passages: Sequence[Passage] = ()
    kind: str = "KH"
    year: int | None = None
    years: frozenset[int] = frozenset()
    issued_on: dt.date | None = None
    today: dt.date | None = None
    number: str = ""
    place: str = ""
    recipients: Sequence[str] = ()
    signer_title: str = ""
    signer_name: str = ""
    finished: bool = False
    ends_with_mark: bool = False
    annexes: int = 0
    units: Sequence[str] = ()
    people: Sequence[str] = ()
    bases: Sequence[BasisFact] = ()
    headings: Sequence[HeadingFact] = ()
    tasks: Sequence[TaskFact] = ()

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often two words stand side by side in it, in small letters: the document's own compounds."""
        return Counter(
            f"{one.text} {two.text}".casefold()
            for passage in self.passages
            for one, two in zip(passage.tokens, passage.tokens[1:], strict=False)
            if passage.text[one.end : two.start] == " "
        )

    def of(self, *kinds: str) -> Iterator[Passage]:
        """Yield the passages of these kinds, in order."""
        return (passage for passage in self.passages if passage.kind in kinds)

    def passage(self, field_name: str) -> Passage | None:
        """Return the passage of a field."""
        return next((passage for passage in self.passages if passage.field == field_name), None)

    @property
    def of_party(self) -> bool:
        """Whether it is a document of the Party ("21-KH/ĐU"), to which Nghị định 30/2020/NĐ-CP does not apply."""
        return bool(re.match(r"\s*\d+\s*-\s*[A-ZĐ]{2,3}\s*/", self.number))

    @property
    def day(self) -> dt.date | None:
        """The day for which the law is asked: of issue, else the first of its year, else today."""
        return self.issued_on or (dt.date(self.year, 1, 1) if self.year else self.today)


@dataclass(frozen=True)
class Flaw:
    """What a rule found, before it gets the rule's code and its excerpt.

    `suggestion` replaces the text between `start` and `end` when `certain`; else it is only proposed.
    """

    severity: str
    message: str
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    suggestion: str = ""
    certain: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that a reader should look at; `start` and `end` are offsets into the text of `field`."""

    rule: str
    severity: str
    section: str
    field: str
    excerpt: str
    message: str
    suggestion: str = ""
    start: int = 0
    end: int = 0
    certain: bool = False
    words: str = dataclasses.field(default="", repr=False)  # the text between start and end

    @property
    def marked(self) -> tuple[str, str, str]:
        """The excerpt in three: what stands before the words, the words, what stands behind them."""
        words = " ".join(self.words.split())
        before, found, after = self.excerpt.partition(words) if words else (self.excerpt, "", "")
        return before, found, after

    @property
    def key(self) -> str:
        """What stays the same when the text around it moves: a dismissal is kept under it."""
        said = " ".join(re.findall(r"\w+", fold(f"{self.words} {self.excerpt or self.message}")))
        return sha256(f"{self.rule}\n{said}".encode()).hexdigest()[:40]
