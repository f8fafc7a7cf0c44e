"""From an `OfficialDocument` to a Word file."""

from __future__ import annotations

from core.text import nfc
from documents.layout import document_title
from documents.official import Annex, OfficialDocument, Table

from . import names
from .blocks import blocks
from .end import end
from .head import annex_head, head
from .packing import Package, Properties
from .pages import Margins, first_footer, first_header, has_foot, numbered_header, section, text_width_of
from .pictures import code_png, drawing
from .styles import FONT, styles_part
from .text import paragraph
from .xml import Element, w

_TENS, _ONES = ("", "X", "XX", "XXX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def docx(document: OfficialDocument, *, draft: bool = False, closing: int = 0) -> bytes:
    """Return the document as a Word file (.docx) with the layout of the printed page.

    `draft` writes a small "DỰ THẢO" into the top margin. The last `closing` blocks of the body are its closing
    words; a reader of the file finds them by their style. The same document gives the same bytes.
    """
    package = Package()
    package.add("styles", styles_part(), name="styles.xml")
    package.add("settings", _settings(), name="settings.xml")
    package.add("fontTable", _fonts(), name="fontTable.xml")
    body = w("body")
    for index, (elements, landscape) in enumerate(_parts(document, closing)):
        margins = _margins(package, document, main=index == 0, draft=draft, landscape=landscape)
        setup = section(margins, landscape=landscape, continues=index > 0)
        body.extend(elements)
        _close(body, setup, last=index == len(document.annexes))
    author = nfc(" ".join(document.issuer_name.split()))
    return package.packed(w("document", body), Properties(document_title(document), author, document.issued_on))


def _parts(document: OfficialDocument, closing: int) -> list[tuple[list[Element], bool]]:
    """Return the elements of the main document and of each annex, and whether it lies across the page."""
    width = text_width_of(landscape=document.landscape)
    text = blocks(document.body, width, ends_with_mark=document.ends_with_mark, closing=closing)
    signature = end(document, width)
    if signature:
        _keep_with_signature(text, document)
    parts = [([*head(document, width), *text, *signature], document.landscape)]
    for annex, label in zip(document.annexes, _labels(document), strict=True):
        width = text_width_of(landscape=annex.landscape)
        elements = annex_head(document, annex, label, width)
        elements += blocks(annex.blocks, width, ends_with_mark=annex.is_closed)
        parts.append((elements, annex.landscape))
    return parts


def _labels(document: OfficialDocument) -> list[str]:
    """Return "Phụ lục" or "Phụ lục I", "Phụ lục II" …, other labels as they are (Phụ lục I, III.1.a)."""
    numbered = [annex for annex in document.annexes if _is_numbered(annex)]
    labels, count = [], 0
    for annex in document.annexes:
        count += _is_numbered(annex)
        many = _is_numbered(annex) and len(numbered) > 1
        labels.append(f"{annex.label} {_roman(count)}" if many else annex.label)
    return labels


def _roman(value: int) -> str:
    return _TENS[value // 10] + _ONES[value % 10] if value < 40 else str(value)


def _is_numbered(annex: Annex) -> bool:
    return annex.label.strip().casefold() == "phụ lục"


def _keep_with_signature(text: list[Element], document: OfficialDocument) -> None:
    """Keep the last two paragraphs with the signature; the last row of a table keeps itself."""
    after_table = bool(document.body) and isinstance(document.body[-1], Table)
    for element in text[-1:] if after_table else text[-2:]:
        if element.tag != w("p").tag:
            continue
        properties = element.find(w("pPr").tag)
        if properties.find(w("keepNext").tag) is None:
            properties.insert(1, w("keepNext"))


def _close(body: Element, setup: Element, *, last: bool) -> None:
    """End a part: its page set-up belongs to its last paragraph, that of the last part to the document."""
    final = body[-1] if len(body) else None
    if final is None or final.tag != w("p").tag:
        final = paragraph(names.GAP)
        body.append(final)
    if last:
        body.append(setup)
    else:
        final.find(w("pPr").tag).append(setup)


def _margins(package: Package, document: OfficialDocument, *, main: bool, draft: bool, landscape: bool) -> Margins:
    width = text_width_of(landscape=landscape)
    first = package.add("header", first_header(document if main else None, draft=draft, width=width))
    others = package.add("header", numbered_header(draft=draft, width=width))
    if not has_foot(document):
        return Margins(first, others)
    return Margins(first, others, _foot(package, document) if main else package.add("footer", first_footer(None)))


def _foot(package: Package, document: OfficialDocument) -> str:
    picture = None
    name = "footer1.xml"
    if document.verification is not None:
        identifier = package.add_picture("ma-xac-minh.png", code_png(document.verification), of=name)
        picture = drawing(identifier)
    return package.add("footer", first_footer(document, picture), name=name)


def _settings() -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    compat = w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val=15))
    return w("settings", w("defaultTabStop", val=720), w("characterSpacingControl", val="doNotCompress"), compat,
             w("themeFontLang", val="vi-VN"), w("decimalSymbol", val=","), w("listSeparator", val=";"))  # fmt: skip


def _fonts() -> Element:
    font = w("font", w("panose1", val="02020603050405020304"), w("charset", val="A3"), w("family", val="roman"),
             w("pitch", val="variable"), name=FONT)  # fmt: skip
    return w("fonts", font)
