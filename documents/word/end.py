"""What stands below the body: the signature, the recipients."""

from __future__ import annotations

from collections.abc import Sequence

from core.text import nfc
from documents import inline
from documents.layout import in_pairs, recipients_beside
from documents.official import OfficialDocument, Signer

from . import names
from .head import without_dash
from .marks import listed
from .tables import layout_table
from .text import broken, joined, marked_runs, paragraph, run, runs
from .xml import Element, mm, points, w


def end(document: OfficialDocument, width: int) -> list[Element]:
    """Return the cells 7, 9b and 12; minutes have two signatures and the recipients below them."""
    recipients = _recipients(document)
    if document.secretary is not None:
        left = width // 2
        widths = [left, width - left]
        pairs = [*in_pairs(document.tellers), (document.secretary, document.signer)]
        elements = [part for pair in pairs for part in (_gap(), layout_table(widths, [_side_by_side(pair, widths)]))]
        return [*elements, _gap(), *recipients] if recipients else elements
    if document.signer is None and not recipients:
        return []
    left = round(width * 0.45)
    beside = 1 + recipients_beside([item for item in document.recipients if item.strip()])  # and the label
    cells = [recipients[:beside], _signature(document.signer, width - left)]
    return [_gap(), layout_table([left, width - left], [cells]), *_going_on(recipients[beside:], width - left)]


def _side_by_side(pair: Sequence[Signer | None], widths: Sequence[int]) -> list[list[Element]]:
    """Return two cells; the right one is empty where the last of the tellers signs alone."""
    cells = [_signature(signer, width) for signer, width in zip(pair, widths, strict=False)]
    return [*cells, *[[] for _ in widths[len(cells) :]]]


def _going_on(recipients: list[Element], right: int) -> list[Element]:
    """Recipients below the signature, in the same narrow column."""
    for element in recipients:
        properties = element.find(w("pPr").tag)
        properties.insert(1, w("keepNext", val=0))  # the style's would hold the whole list together
        properties.append(w("ind", right=right))
    return recipients


def _gap() -> Element:
    """The space above the signature, which stays with the last lines of the body."""
    space = w("spacing", before=points(12), line=points(2), lineRule="exact")
    return paragraph(names.GAP, properties=[w("keepNext"), space])


def _signature(signer: Signer | None, width: int) -> list[Element]:
    if signer is None:
        return []
    elements = [paragraph(names.SIGN_AUTHORITY, *joined(_lines(line, width))) for line in signer.authority if line]
    if signer.title:
        elements.append(paragraph(names.SIGN_TITLE, *joined(_lines(signer.title, width))))
    space = w("spacing", before=mm(26))
    if signer.post_above_name:
        post = run(inline.plain(signer.post_above_name))
        elements.append(paragraph(names.SIGN_POST, post, properties=[space]))
        return [*elements, paragraph(names.SIGN_NAME, run(inline.plain(signer.name)))]
    return [*elements, paragraph(names.SIGN_NAME, run(inline.plain(signer.name)), properties=[space])]


def _lines(text: str, width: int) -> list[str]:
    return broken(inline.plain(text), width / 20, 14, capitals=True)


def _recipients(document: OfficialDocument) -> list[Element]:
    items = [without_dash(item) for item in document.recipients if item.strip()]
    if not items:
        return []
    elements = [paragraph(names.RECIPIENTS, run("Nơi nhận:"))]
    for place, item in enumerate(items):
        last = place == len(items) - 1
        below = item.startswith("+")
        text = listed(item, "." if last else ";")
        found = [*([] if below else [run("- ")]), *marked_runs(text)]
        if last and document.drafter_mark:
            found += _drafter(document.drafter_mark)
        elements.append(paragraph(names.RECIPIENT, *found))
    return elements


def _drafter(mark: str) -> list[Element]:
    found = runs(nfc(mark if mark.startswith("\n") else f" {mark}"))
    for one in found:
        marks = one.find(w("rPr").tag)
        if marks is None:
            marks = w("rPr")
            one.insert(0, marks)
        marks.insert(0, w("rStyle", val=names.DRAFTER.id))
    return found
