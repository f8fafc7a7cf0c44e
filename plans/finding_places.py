"""Where findings stand in one text: the file that was proofread, or the plan's fields one under the other.

A finding counts in its own field; whoever reads the command's JSON has the file. Reading joins broken lines, takes off
page numbers and the marks of Markdown, so a place is looked for by its words and the words around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from documents.proofreading import Finding, Passage, ProofText

_ALIKE = str.maketrans({"–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'"})
_SKIPPED = frozenset("*#_|\\")
_BULLET = re.compile(r"^\s*([-–+•])\s+(?=\S)", re.MULTILINE)
_AROUND = (60, 30, 15, 8, 4, 0)

Place = tuple[int, int]


def whole_text(text: ProofText) -> str:
    """Return the fields of a plan one under the other: what places count in where there is no text file."""
    return "\n".join(passage.text for passage in text.passages)


def places_in_fields(text: ProofText, findings: Iterable[Finding]) -> list[Place]:
    """Return where each finding stands in `whole_text`; (0, 0) for what is about the document as a whole."""
    starts, at = {}, 0
    for passage in text.passages:
        starts[passage.field] = at
        at += len(passage.text) + 1
    return [
        (starts[each.field] + each.start, starts[each.field] + each.end) if each.field in starts else (0, 0)
        for each in findings
    ]


def places_in_source(text: ProofText, findings: Iterable[Finding], source: str) -> list[Place]:
    """Return where each finding stands in the characters of the file; (0, 0) for what stands nowhere in it."""
    file = _Squeezed(source)
    begins = _beginnings(text, file)
    known = {passage.field: (_Squeezed(passage.text), begins[passage.field]) for passage in text.passages}
    found = []
    for each in findings:
        passage = known.get(each.field)
        found.append(file.place_of(*passage, each.start, each.end) if passage else (0, 0))
    return found


def _beginnings(text: ProofText, file: _Squeezed) -> dict[str, int]:
    """Return where each field begins in the file's letters, as well as its first words tell."""
    begins, at = {}, 0
    for passage in text.passages:
        found = _first(file, passage, at)
        begins[passage.field] = at if found < 0 else found
        at = begins[passage.field]
    return begins


def _first(file: _Squeezed, passage: Passage, at: int) -> int:
    letters = _Squeezed(passage.text).letters
    for length in (len(letters), 60, 30, 15):
        if letters and (found := file.letters.find(letters[:length], at)) >= 0:
            return found
    return file.letters.find(letters[:30]) if len(letters) > 8 else -1


class _Squeezed:
    """A text without its spaces and without the marks of Markdown, each letter knowing where it stood."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.text = text
        bullets = {match.start(1) for match in _BULLET.finditer(text)}
        for place, char in enumerate(text):
            if place in bullets:
                continue
            if unicodedata.combining(char) and kept:
                kept[-1] = unicodedata.normalize("NFC", kept[-1] + char)
                self.ends[-1] = place + 1
            elif not char.isspace() and char not in _SKIPPED and unicodedata.category(char) != "Cf":
                kept.append(char)
                self.starts.append(place)
                self.ends.append(place + 1)
        self.letters = "".join(letter[:1] for letter in kept).translate(_ALIKE)

    def place_of(self, field: _Squeezed, begin: int, start: int, end: int) -> Place:
        """Return where the characters `start` to `end` of a field stand here; the field begins at letter `begin`."""
        own = [place for place, at in enumerate(field.starts) if start <= at < end]
        if not own:
            return 0, 0
        low, high = own[0], own[-1] + 1
        said = field.text[start:end]
        for around in _AROUND:
            left = max(low - around, 0)
            needle = field.letters[left : high + around]
            spans = [self._span(at + low - left, high - low) for at in self._all(needle)]
            if spans:
                expected = self.starts[min(begin + low, len(self.starts) - 1)]
                return min(spans, key=lambda span: (self.text[span[0] : span[1]] != said, abs(span[0] - expected)))
        return 0, 0

    def _span(self, first: int, length: int) -> Place:
        return self.starts[first], self.ends[first + length - 1]

    def _all(self, needle: str) -> Iterator[int]:
        at = self.letters.find(needle)
        while at >= 0:
            yield at
            at = self.letters.find(needle, at + 1)
