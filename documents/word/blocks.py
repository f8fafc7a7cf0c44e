"""The blocks of a body or an annex as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence

from core.text import nfc
from documents import inline
from documents.official import (
    Article,
    Basis,
    Block,
    Division,
    Enacting,
    Heading,
    ListItem,
    Paragraph,
    Table,
)

from . import names
from .marks import Marked, ended, listed
from .names import Style
from .tables import ruled_table
from .text import marked_runs, paragraph, run, runs
from .xml import Element, w


def blocks(found: Sequence[Block], width: int, *, ends_with_mark: bool, closing: int = 0) -> list[Element]:
    """Return the elements of the blocks, the last one closed by "./." when the part asks for it.

    The last `closing` blocks are the closing words: they look like any others and say so by their style.
    """
    elements: list[Element] = []
    last = len(found) - 1
    for place, block in enumerate(found):
        end = ends_with_mark and place == last
        if isinstance(block, Basis):
            goes_on = place < last and isinstance(found[place + 1], Basis)
            text = ended(block.text) if end else listed(block.text, ";" if goes_on else ".")
            elements.append(paragraph(names.BASIS, *marked_runs(text)))
            continue
        style = names.CLOSING if place > last - closing and isinstance(block, Paragraph | ListItem) else None
        elements += _elements(block, width, end=end, style=style)
    if ends_with_mark and found and isinstance(found[-1], Table):
        elements.append(paragraph(names.END_MARK, run(inline.END_MARK, style=names.SET_MARKS[""])))
    return elements


def _elements(block: Block, width: int, *, end: bool, style: Style | None) -> list[Element]:
    match block:
        case Paragraph():
            return [_paragraph(block, end=end, style=style)]
        case Heading():
            return [_heading(block, end=end)]
        case Division():
            return _division(block, end=end)
        case ListItem():
            text = marked_runs(_marked(block.text, end=end))
            return [paragraph(style or names.ITEM, run(f"{block.marker} "), *text)]
        case Enacting():
            return [paragraph(names.ENACTING, *runs(block.text))]
        case Article():
            return _article(block, end=end)
        case Table():
            return ruled_table(block, width)
    raise TypeError(f"not a block of an official document: {block!r}")


def _marked(text: str, *, end: bool) -> Marked:
    return ended(text) if end else Marked(text)


def _paragraph(block: Paragraph, *, end: bool, style: Style | None) -> Element:
    own = []
    if not block.indented or block.centred:
        own.append(w("ind", firstLine=0))
    if block.centred:
        own.append(w("jc", val="center"))
    found = marked_runs(_marked(block.text, end=end))
    if block.bold and not block.centred and not block.italic:
        return paragraph(names.PLAIN_HEADING, *found, properties=own)
    _mark(found, [tag for tag, on in (("b", block.bold), ("i", block.italic)) if on])
    return paragraph(style or names.BODY, *found, properties=own)


def _mark(found: list[Element], tags: list[str]) -> None:
    """Set whole runs bold or italic; a word that is so already stands out no more, as on the printed page."""
    for one in found:
        marks = one.find(w("rPr").tag)
        if marks is None:
            marks = w("rPr")
            one.insert(0, marks)
        place = 1 if len(marks) and marks[0].tag == w("rStyle").tag else 0
        for tag in reversed(tags):
            if marks.find(w(tag).tag) is None:
                marks.insert(place, w(tag))
        bold, italic = marks.find(w("b").tag), marks.find(w("i").tag)
        if bold is not None and italic is not None and marks.index(italic) < marks.index(bold):
            marks.remove(italic)
            marks.insert(marks.index(bold) + 1, italic)


def _heading(block: Heading, *, end: bool) -> Element:
    number = nfc(block.number).strip()
    if number and number[-1] not in ".)":
        number += ")" if block.level == 3 and number.isalpha() else "."
    style = {
        1: (names.SECTION, names.SECTION),
        2: (names.CLAUSE_TITLE, names.CLAUSE),
    }.get(block.level, (names.POINT_TITLE, names.POINT))[0 if block.title else 1]
    text = marked_runs(_marked(block.text, end=end))
    return paragraph(style, *([run(f"{number} ")] if number else []), *text)


def _division(block: Division, *, end: bool) -> list[Element]:
    elements = [paragraph(names.DIVISION, *runs(block.label))]
    if block.title or end:
        elements.append(paragraph(names.DIVISION_TITLE, *marked_runs(_marked(block.title, end=end))))
    return elements


def _article(block: Article, *, end: bool) -> list[Element]:
    number = nfc(block.number).strip().rstrip(".")
    label = f"{number if number.startswith('Điều') else f'Điều {number}'}. "
    if not block.title:
        return [paragraph(names.ARTICLE, run(label, bold=True), *marked_runs(_marked(block.text, end=end)))]
    title = marked_runs(_marked(block.title, end=end and not block.text))
    elements = [paragraph(names.ARTICLE_TITLE, run(label), *title)]
    if block.text:
        elements.append(paragraph(names.BODY, *marked_runs(_marked(block.text, end=end))))
    return elements
