"""Numbers of headings, items and tasks: twins, gaps, wrong order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.text import fold

from ..registry import rule
from ..romans import roman, roman_value
from ..shapes import BODY, ERROR, HEADING, NOTE, WARNING, Flaw, HeadingFact, Passage, ProofText

# Điểm takes the letters of the Vietnamese alphabet in its order (Phụ lục I, Phần I, Mục II.6.đ).
_POINTS = "abcdđeghiklmnopqrstuvxy"
_CAPITALS = "ABCDEGHIKLMN"
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_ITEM = re.compile(r"(?:(?P<letter>[a-zđ])\)|(?P<bracket>\d{1,2})\)|(?P<dot>\d{1,2})\.(?!\d))\s+(?=\S)")
_ARTICLE = re.compile(r"\W*(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+")
_TYPED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s+(?=\S)")


@dataclass(frozen=True)
class _Numbered:
    """A number found in the text: its style, its value, how it is written and where it stands."""

    style: str
    value: int
    written: str
    passage: Passage
    start: int = 0
    end: int = 0
    name: str = "Mục"


@rule("numbering")
def numbering(text: ProofText) -> Iterator[Flaw]:
    """A number that stands twice, one left out, or one out of order: among headings, items of a text, tasks."""
    yield from _headings(text)
    for passage in text.of(BODY):
        yield from _items(passage)
    yield from _tasks(text)
    if not text.headings:
        yield from _typed_twice(text)


def _headings(text: ProofText) -> Iterator[Flaw]:
    groups: dict[tuple[str, str], list[_Numbered]] = {}
    last_of: dict[str, int] = {}
    for heading in text.headings:
        passage = text.passage(heading.field)
        value = _value(heading)
        if passage is None or not value:
            continue
        own = groups.setdefault((heading.above, heading.numbering), [])
        own.append(_Numbered(heading.numbering, value, heading.number, passage, 0, min(len(passage.text), 60)))
    for (_, style), own in groups.items():
        goes_on = own[0].value == last_of.get(style, 0) + 1  # numbers that run on through all parts
        yield from _sequence(own, first=own[0].value if goes_on else 1)
        last_of[style] = own[-1].value


def _value(heading: HeadingFact) -> int:
    number, style = heading.number, heading.numbering
    if style == "roman":
        return roman_value(number)
    if style == "letter":
        return _POINTS.find(number[:1]) + 1
    if style == "capital":
        return _CAPITALS.find(number[:1]) + 1
    if style == "part":
        word = fold(number).replace("phan", "").replace("thu", "").strip()
        if word in _ORDINALS:
            return _ORDINALS.index(word) + 1
        return int(word) if word.isdigit() else roman_value(word.upper())
    last = number.rsplit(".", 1)[-1]
    return int(last) if last.isdigit() else 0


def _sequence(own: list[_Numbered], first: int = 1) -> Iterator[Flaw]:
    """Compare numbers that should follow one another; after a fault go on from the number that stands there."""
    seen: set[int] = set()
    expected = first
    for place, each in enumerate(own):
        following = own[place + 1].value if place + 1 < len(own) else 0
        if each.value == expected:
            expected += 1
        elif each.value in seen:
            twin = each.value == own[place - 1].value
            yield _twin(each, expected) if twin else _order(each)
            expected = each.value + 1 if twin else max(expected, each.value + 1)
        elif each.value > expected and following == expected:
            yield _order(each)
        elif each.value > expected:
            yield _gap(each, expected)
            expected = each.value + 1
        else:
            expected = max(expected, each.value + 1)
        seen.add(each.value)


def _twin(each: _Numbered, expected: int) -> Flaw:
    message = f"{each.name} {each.written} đứng hai lần; theo thứ tự phải là {_written(each.style, expected)}."
    # A second list may begin with its first number: only a later number is a twin for certain.
    return Flaw(ERROR if each.value > 1 else WARNING, message, each.passage, each.start, each.end)


def _order(each: _Numbered) -> Flaw:
    return Flaw(WARNING, f"{each.name} {each.written} sai thứ tự; hãy đánh số lại.", each.passage, each.start, each.end)


def _gap(each: _Numbered, expected: int) -> Flaw:
    missing = _written(each.style, expected)
    severity = NOTE if each.style == "letter" and missing == "đ" else WARNING
    message = f"{each.name} {each.written} đứng ngay sau số trước nó, thiếu {missing}; hãy đánh số lại."
    if expected == 1:
        message = f"{each.name} {each.written} đứng đầu, thiếu {missing}; hãy đánh số lại."
    return Flaw(severity, message, each.passage, each.start, each.end)


def _written(style: str, value: int) -> str:
    if style == "roman":
        return roman(value)
    if style == "letter":
        return _POINTS[(value - 1) % len(_POINTS)]
    if style == "capital":
        return _CAPITALS[(value - 1) % len(_CAPITALS)]
    return str(value)


def _items(passage: Passage) -> Iterator[Flaw]:
    """Items typed with their numbers inside a text; a list that begins anew begins with its first number."""
    runs: dict[str, list[_Numbered]] = {}
    for line in passage.lines:
        match = None if line.marker else _ITEM.match(line.text)
        if match is None:
            if _ARTICLE.match(line.text):
                yield from _runs_of(runs)
            continue
        style = str(match.lastgroup)
        written = match[style]
        value = _POINTS.find(written) + 1 if style == "letter" else int(written)
        if value == 1 and style in runs:
            yield from _run(runs.pop(style))
        if style == "dot" and "letter" in runs:
            yield from _run(runs.pop("letter"))
        if value:
            place = _Numbered(style, value, written, passage, line.start, line.start + match.end(), "Điểm")
            runs.setdefault(style, []).append(place)
    yield from _runs_of(runs)


def _runs_of(runs: dict[str, list[_Numbered]]) -> Iterator[Flaw]:
    for style in list(runs):
        yield from _run(runs.pop(style))


def _run(run: list[_Numbered]) -> Iterator[Flaw]:
    """A twin in running text may be a second list whose head was lost: a thing to look at, not an error."""
    for flaw in _sequence(run, first=run[0].value):
        yield replace(flaw, severity=WARNING) if flaw.severity == ERROR else flaw


def _tasks(text: ProofText) -> Iterator[Flaw]:
    by_section: dict[str, list[list[_Numbered]]] = {}
    for task in text.tasks:
        passage = text.passage(f"{task.key}:content")
        number = task.number.strip().rstrip(".")
        if passage is None or not (number.isascii() and number.isdigit()):
            continue
        runs = by_section.setdefault(task.section, [[]])
        if int(number) == 1 and runs[-1]:
            runs.append([])
        runs[-1].append(_Numbered("arabic", int(number), number, passage, 0, min(len(passage.text), 60), "Nhiệm vụ"))
    for runs in by_section.values():
        for run in runs:
            if run:
                yield from _sequence(run, first=run[0].value)


def _typed_twice(text: ProofText) -> Iterator[Flaw]:
    """The layout writes the numbers of headings: one typed into the heading would be printed beside it."""
    for passage in text.of(HEADING):
        if match := _TYPED.match(passage.text):
            message = (
                f"Số của mục do hệ thống đánh, tiêu đề lại bắt đầu bằng “{match.group().strip()}”; hãy bỏ số đã gõ."
            )
            yield Flaw(WARNING, message, passage, match.start(), match.end())
