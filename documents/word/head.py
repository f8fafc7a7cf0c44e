"""What stands above the body: cells 1 to 5, the title, the authority and Kính gửi; and the head of an annex."""

from __future__ import annotations

from core.text import nfc
from documents import inline
from documents.kinds import OFFICIAL_LETTER, TELEGRAM
from documents.layout import annex_note, date_line, is_wide_date
from documents.measure import balanced_lines, text_width
from documents.official import Annex, OfficialDocument

from . import names
from .marks import Marked, listed
from .tables import boxed, layout_table
from .text import broken, joined, marked_runs, paragraph, run
from .xml import Element, mm, points, w

_COUNTRY, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_RED = "E00000"
_BLANK = "\u00a0" * 5
_LEFT = 0.4  # of the width: the cells of the issuer
_SHORT = 0.4  # of the line above: between a third and a half (Phụ lục I, II.2.b and II.5.b)
# Widths of the marks of urgency in millimetres (Phụ lục I, III.2.b).
_MARKS = {"HỎA TỐC": 30, "HOẢ TỐC": 30, "THƯỢNG KHẨN": 40, "KHẨN": 20}


def head(document: OfficialDocument, width: int) -> list[Element]:
    """Return the elements above the body; `width` is that of the text, in twentieths of a point."""
    elements = [_cells(document, width)]
    if document.kind != OFFICIAL_LETTER:
        elements += _title(document, width)
    if document.authority:
        lines = broken(inline.plain(document.authority), 0.9 * width / 20, 14, capitals=True)
        elements.append(paragraph(names.AUTHORITY, *joined(lines)))
    return elements + _addressees(document, width)


def number_text(document: OfficialDocument) -> str:
    """Return "05", or the blank that a pen fills."""
    return f"{document.number:02d}" if document.number is not None else _BLANK


def short_rule(line: str, size: float, width: int, *, bold: bool = True, share: float = _SHORT) -> Element:
    """Return a centred rule as long as that share of the line of text above it."""
    length = min(points(text_width(line, size, bold=bold) * share), width)
    side = max((width - length) // 2, 0)
    border = w("pBdr", w("bottom", val="single", sz=6, space=0, color="000000"))
    return paragraph(names.RULE, properties=[w("keepNext"), border, w("ind", left=side, right=side)])


def _cells(document: OfficialDocument, width: int) -> Element:
    left = round(width * _LEFT)
    right = width - left
    rows = [
        [_issuer(document, left - points(4)), _nation(right)],
        [_number(document), _date(document)],
    ]
    if document.kind == OFFICIAL_LETTER and (subject := _letter_subject(document, left)):
        rows.append([subject, []])
    if document.urgency:
        mark = nfc(document.urgency).upper()
        box = boxed(paragraph(names.STAMP, _coloured(mark)), mm(_MARKS.get(mark, 40)), mm(8), colour=_RED)
        rows.append([[_gap(8), box, paragraph(names.GAP)], []])
    return layout_table([left, right], rows)


def _coloured(text: str) -> Element:
    element = run(text)
    element.insert(0, w("rPr", w("color", val=_RED)))
    return element


def _gap(size: float) -> Element:
    return paragraph(names.GAP, properties=[w("spacing", before=points(size), line=points(2), lineRule="exact")])


def _issuer(document: OfficialDocument, width: int) -> list[Element]:
    elements = []
    if document.superior_name:
        lines = broken(document.superior_name, width / 20, 12, capitals=True)
        elements.append(paragraph(names.SUPERIOR, *joined(lines)))
    lines = broken(document.issuer_name, width / 20, 12, capitals=True) or [""]
    elements += [paragraph(names.ISSUER, *joined(lines)), short_rule(lines[-1].upper(), 12, width), _gap(6)]
    return elements


def _nation(width: int) -> list[Element]:
    return [
        paragraph(names.COUNTRY, run(_COUNTRY)),
        paragraph(names.MOTTO, run(_MOTTO)),
        short_rule(_MOTTO, 13, width, share=1),
        _gap(6),
    ]


def _number(document: OfficialDocument) -> list[Element]:
    if not document.numbered:
        return []
    return [paragraph(names.NUMBER, run(f"Số: {number_text(document)}/{nfc(document.symbol)}"))]


def _date(document: OfficialDocument) -> list[Element]:
    if not document.has_date_line:
        return []
    text = date_line(document)
    wider = [w("ind", left=-points(14))] if is_wide_date(text) else []
    return [paragraph(names.PLACE_DATE, run(text), properties=wider)]


def _letter_subject(document: OfficialDocument, width: int) -> list[Element]:
    subject = inline.plain(document.subject).strip()
    if not subject:
        return []
    if not subject.casefold().startswith("v/v"):
        subject = f"V/v {subject}"
    return [paragraph(names.LETTER_SUBJECT, *joined(balanced_lines(subject, width / 20 - 4, 12, whole_words=True)))]


def _title(document: OfficialDocument, width: int) -> list[Element]:
    elements = []
    if document.name_of_type:
        elements.append(paragraph(names.TYPE_NAME, run(nfc(document.name_of_type))))
    if lines := broken(inline.plain(document.subject), 0.9 * width / 20, 14):
        elements += [paragraph(names.SUBJECT, *joined(lines)), short_rule(lines[-1], 14, width)]
    return [*elements, _gap(4)] if elements else []


def _addressees(document: OfficialDocument, width: int) -> list[Element]:
    """One addressee stands on the line of Kính gửi; several below it, dashes under the colon (II.9.d)."""
    items = [without_dash(item) for item in document.addressees if item.strip()]
    if not items:
        return []
    words = nfc(document.addressees_label)
    label = text_width(words, 14)
    last = len(items) - 1
    single = len(items) == 1 and document.kind != TELEGRAM
    texts = [Marked(item) if single else listed(item, "." if place == last else ";")
             for place, item in enumerate(items)]  # fmt: skip
    widest = max(text_width(f"- {inline.plain(text.text)}", 14) for text in texts)
    left = max(round((width / 20 - label - min(widest, 0.6 * width / 20)) / 2 * 20), 0)
    if single:
        hang = w("ind", left=left + points(label + 8), hanging=points(label + 8))
        return [_addressee([run(f"{words}: "), *marked_runs(texts[0])], hang, first=True, last=True)]
    elements = [_addressee([run(f"{words}:")], w("ind", left=left), first=True)]
    if document.kind == TELEGRAM:  # mẫu 1.6: who wires, centred; to whom, below
        elements = [_addressee([run(f"{words}:")], w("jc", val="center"), first=True)]
        left = round(0.45 * width) - points(label)
    for place, text in enumerate(texts):
        hang = w("ind", left=left + points(label + 9), hanging=points(9))
        elements.append(_addressee([run("- "), *marked_runs(text)], hang, last=place == last))
    return elements


def _addressee(found: list[Element], indent: Element, *, first: bool = False, last: bool = False) -> Element:
    space = w("spacing", before=points(12 if first else 0), after=points(10 if last else 0))
    return paragraph(names.ADDRESSEE, *found, properties=[space, indent])


def without_dash(item: str) -> str:
    """Return an addressee or a recipient without the dash that the layout writes."""
    item = item.strip()
    return item[1:].lstrip() if item[:1] in "-–" else item


def annex_head(document: OfficialDocument, annex: Annex, label: str, width: int) -> list[Element]:
    """Return label, title and note of an annex with the short rule below; `label` has its Roman number already."""
    numbered = annex.label.strip().casefold() == "phụ lục"
    reach = 0.9 * width / 20
    note = annex_note(document) if annex.note is None else inline.plain(annex.note)
    title = broken(inline.plain(annex.title), reach, 14, capitals=numbered)
    subtitle = balanced_lines(inline.plain(annex.subtitle), reach, 14, bold=True, whole_words=True)
    notes = balanced_lines(nfc(note), reach, 14, whole_words=True)
    left = round(width * _LEFT)
    letterhead = [[_issuer(document, left - points(4)), _nation(width - left)]] if annex.letterhead else []
    elements = [layout_table([left, width - left], letterhead), _gap(10)] if letterhead else []
    if label:
        elements.append(paragraph(names.ANNEX_LABEL, run(nfc(label), capitals=not numbered)))
    if title:
        elements.append(paragraph(names.ANNEX_TITLE, *joined(title, capitals=numbered)))
    if subtitle:
        elements.append(paragraph(names.ANNEX_SUBTITLE, *joined(subtitle)))
    if notes:
        # The note that the layout writes by itself says so, as its marks do: reading the file drops it.
        own = None if annex.note is not None else names.SET_MARKS[""]
        elements += [
            paragraph(names.ANNEX_NOTE, run("\n".join(notes), style=own)),
            short_rule(notes[-1], 14, width, bold=False),
        ]
    return [*elements, _gap(4)] if elements else []
