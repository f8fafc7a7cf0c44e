"""Paragraphs and runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.text import nfc
from documents import inline
from documents.measure import balanced_lines

from .marks import Marked
from .names import SET_MARKS, Style
from .xml import Element, text_element, w


def paragraph(style: Style, *runs: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph in a style; `properties` stand in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style.id), *properties), *runs)


def run(
    text: str, *, bold: bool = False, italic: bool = False, capitals: bool = False, style: Style | None = None
) -> Element:
    """Return a run; a line feed starts a new line, the numbers of documents are never broken at their hyphens."""
    marks = [w("rStyle", val=style.id)] if style else []
    marks += [w(tag) for tag, on in (("b", bold), ("i", italic), ("caps", capitals)) if on]
    element = w("r", w("rPr", *marks) if marks else None)
    for place, line in enumerate(text.split("\n")):
        if place:
            element.append(w("br"))
        _put_line(element, line.replace("\t", " "))
    return element


def _put_line(element: Element, line: str) -> None:
    kept = ""
    for text, unbroken in inline.stretches(line):
        if not unbroken or "-" not in text:
            kept += text
            continue
        *firsts, last = (kept + text[: text.index("-")], *text[text.index("-") + 1 :].split("-"))
        for first in firsts:
            element.extend([text_element(first), w("noBreakHyphen")])
        kept = last
    if kept:
        element.append(text_element(kept))


def runs(text: str) -> list[Element]:
    """Return the runs of a text with its inline markup."""
    return [run(part.text, bold=part.bold, italic=part.italic) for part in inline.parse(text)]


def marked_runs(marked: Marked) -> list[Element]:
    """Return the runs of a text and of the mark that the layout set behind it."""
    mark = [run(marked.mark, style=SET_MARKS[marked.before])] if marked.mark else []
    return [*runs(marked.text), *mark]


def broken(text: str, width: float, size: float, *, capitals: bool = False) -> list[str]:
    """Break a short centred text as the printed page does; it keeps its letters, the style makes the capitals."""
    words = iter(nfc(text).split())
    lines = balanced_lines(nfc(text).upper() if capitals else nfc(text), width, size, bold=True, whole_words=True)
    return [" ".join(next(words, "") for _ in line.split()) for line in lines]


def joined(lines: Sequence[str], *, capitals: bool = False) -> list[Element]:
    """Return lines as one run with line breaks."""
    return [run("\n".join(lines), capitals=capitals)] if lines else []
