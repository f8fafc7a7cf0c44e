"""Pages: their size and margins, the number at the top from the second page on, what stands in the margins."""

from __future__ import annotations

from dataclasses import dataclass

from core.text import nfc
from documents.measure import text_width
from documents.official import OfficialDocument

from . import names
from .tables import boxed, layout_table
from .text import paragraph, run
from .xml import Element, R, mm, points, w

# Phụ lục I, I.1 to I.3, the same values as the printed page, in millimetres.
_SHORT_SIDE, _LONG_SIDE = 210, 297
_TOP, _RIGHT, _BOTTOM, _LEFT = 20, 15, 20, 30


@dataclass(frozen=True)
class Margins:
    """The relationships of a part's headers and footers: first page and other pages."""

    first: str
    others: str
    foot: str = ""


def text_width_of(*, landscape: bool) -> int:
    """Return the width of the text in twentieths of a point."""
    return mm((_LONG_SIDE if landscape else _SHORT_SIDE) - _LEFT - _RIGHT)


def section(margins: Margins, *, landscape: bool, continues: bool) -> Element:
    """Return a part's page set-up; each part begins on a new page and counts its pages from 1 (III.1.đ)."""
    long, short = mm(_LONG_SIDE), mm(_SHORT_SIDE)
    size = w("pgSz", w=long, h=short, orient="landscape") if landscape else w("pgSz", w=short, h=long)
    references = [_reference("header", "first", margins.first), _reference("header", "default", margins.others)]
    if margins.foot:  # an annex without a foot would show that of the main document
        references.append(_reference("footer", "first", margins.foot))
    return w(
        "sectPr",
        *references,
        w("type", val="nextPage") if continues else None,
        size,
        w("pgMar", top=mm(_TOP), right=mm(_RIGHT), bottom=mm(_BOTTOM), left=mm(_LEFT), header=mm(7), footer=mm(6),
          gutter=0),
        w("pgNumType", start=1),
        w("titlePg"),
    )  # fmt: skip


def _reference(kind: str, pages: str, relationship: str) -> Element:
    element = w(f"{kind}Reference", type=pages)
    element.set(f"{{{R}}}id", relationship)
    return element


def numbered_header(*, draft: bool, width: int) -> Element:
    """Return the header of the second and later pages: the number, centred, 14 (I.7)."""
    field = w("fldSimple", run("2"), instr=" PAGE ")
    if not draft:
        return w("hdr", paragraph(names.PAGE_NUMBER, field))
    tabs = w("tabs", w("tab", val="center", pos=width // 2), w("tab", val="right", pos=width))
    tab = w("r", w("tab"))
    content = [tab, field, w("r", w("tab")), _draft_mark()]
    return w("hdr", paragraph(names.PAGE_NUMBER, *content, properties=[tabs, w("jc", val="left")]))


def first_header(document: OfficialDocument | None, *, draft: bool, width: int) -> Element:
    """Return the header of a first page: no number; cell 11 above Quốc hiệu, the mark of a draft."""
    root = w("hdr")
    if draft:
        root.append(paragraph(names.PAGE_NUMBER, _draft_mark(), properties=[w("jc", val="right")]))
    if document is not None and document.circulation:
        text = nfc(document.circulation).upper()
        box = boxed(paragraph(names.STAMP, run(text)), points(text_width(text, 13, bold=True) + 18), mm(7))
        left = round(width * 0.4)
        root.extend([layout_table([left, width - left], [[[], [box, paragraph(names.GAP)]]]), paragraph(names.GAP)])
    if not len(root):
        root.append(paragraph(names.PAGE_NUMBER))
    return root


def _draft_mark() -> Element:
    element = run("DỰ THẢO")
    element.insert(0, w("rPr", w("color", val="888888"), w("sz", val=20), w("szCs", val=20)))
    return element


def first_footer(document: OfficialDocument | None, picture: Element | None = None) -> Element:
    """Return the foot of page 1: cell 13 below a rule over the whole width, and the code that proves the document.

    None gives an empty foot.
    """
    root = w("ftr")
    if document is None:
        return w("ftr", paragraph(names.CONTACT))
    if document.contact:
        rule = w("pBdr", w("top", val="single", sz=6, space=4, color="000000"))
        root.append(paragraph(names.CONTACT, run(nfc(document.contact)), properties=[rule]))
    if document.verification is not None:
        code = run(f" Mã xác minh: {document.verification.code}")
        code.insert(0, w("rPr", w("sz", val=18), w("szCs", val=18)))
        content = [w("r", picture), code] if picture is not None else [code]
        root.append(paragraph(names.CONTACT, *content, properties=[w("jc", val="left")]))
    return root


def has_foot(document: OfficialDocument) -> bool:
    """Whether anything stands at the foot of page 1."""
    return bool(document.contact or document.verification)
