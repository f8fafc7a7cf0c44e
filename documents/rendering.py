"""An official document as a PDF file: PDF/A-3b, fonts embedded, the same bytes for the same document.

Nothing here knows a request, a database or the network. The fonts are those of the machine.
"""

import hashlib
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import segno
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from weasyprint import HTML
from weasyprint.css import ColorProfile
from weasyprint.urls import FatalURLFetchingError

from core.memory import many_objects

from .layout import Sheet, lay_out
from .official import OfficialDocument, Verification

# Stored with every issued document: which layout made it. Raised by hand when the printed page changes.
TEMPLATE_VERSION = "nd30-3"
PDF_VARIANT = "pdf/a-3b"
_COLOURS = "document-srgb"
# Pango promises little to threads, and one that crashes takes the whole web process with it.
_one_at_a_time = threading.Lock()

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)


def render(document: OfficialDocument, *, draft: bool = False) -> bytes:
    """Return the PDF of a document; `draft` puts a small light "DỰ THẢO" into the top margin.

    The same document gives the same bytes on the same machine: the file's dates come from the date of the
    document and its identifier from its content.
    """
    return print_page(render_html(document, draft=draft), identifier=identifier_of(document, draft=draft))


def print_page(content: str, *, identifier: bytes = b"") -> bytes:
    """Return the PDF/A of an HTML page that loads nothing; the same words give the same bytes."""
    identifier = identifier or hashlib.sha256(content.encode()).hexdigest()[:32].encode()
    with drawing():
        return open_page(content).write_pdf(**pdf_options(identifier))


@contextmanager
def drawing() -> Iterator[None]:
    """One drawing at a time in this process, and no collecting of garbage meanwhile.

    A page is some ten thousand objects that live until it is written.
    """
    with _one_at_a_time, many_objects():
        yield


def open_page(content: str) -> HTML:
    """Return the page ready to be laid out; it loads nothing."""
    return HTML(string=content, url_fetcher=_refuse)


def pdf_options(identifier: bytes) -> dict[str, Any]:
    """Return what makes the file a PDF/A-3b with our colours."""
    return {
        "pdf_variant": PDF_VARIANT,
        "pdf_identifier": identifier,
        "color_profiles": {_COLOURS: _colour_profile()},
        "output_intent": _COLOURS,
    }


def identifier_of(document: OfficialDocument, *, draft: bool = False) -> bytes:
    """Return the identifier of the document's file: its content is the same, so is the identifier."""
    return hashlib.sha256(f"{TEMPLATE_VERSION}|{draft}|{document!r}".encode()).hexdigest()[:32].encode()


def render_html(document: OfficialDocument, *, draft: bool = False) -> str:
    """Return the page that `render` prints, with its style inside."""
    return sheet_html(lay_out(document), draft=draft)


def sheet_html(sheet: Sheet, *, draft: bool = False, continued: int | None = None) -> str:
    """Return the page of a sheet that was laid out.

    With `continued` its body goes on in the middle, on the page of that number: no head, no title.
    """
    document = sheet.document
    context = {
        "sheet": sheet,
        "draft": draft,
        "style": _style(),
        "created": f"{document.issued_on.isoformat()}T00:00:00+07:00" if document.issued_on else "",
        "code_image": _code_image(document.verification),
        "continued": continued,
    }
    name = "sheet" if continued is None else "continued"
    return _engine.get_template(f"documents/official/{name}.html").render(Context(context))


def page_of(template: str, **context: object) -> str:
    """Return a page of `documents/official` with the style of official documents inside."""
    return _engine.get_template(f"documents/official/{template}").render(Context({"style": _style(), **context}))


def render_text_line(html: str, *, width_mm: float, height_mm: float) -> bytes:
    """Return a page of this size with one line of 10 pt text at its right, for the appearance of a signature."""
    style = (
        f"@page {{ size: {width_mm:.2f}mm {height_mm:.2f}mm; margin: 0 }} body {{ margin: 0; text-align: right; "
        'white-space: nowrap; font: 10pt/1.2 "Times New Roman", "Liberation Serif", "Tinos"; color: #000 }'
    )
    with drawing():
        return HTML(string=f"<style>{style}</style><body>{html}</body>", url_fetcher=_refuse).write_pdf()


def _style() -> SafeString:
    style = (_TEMPLATES / "documents/official/print.css").read_text(encoding="utf-8")
    return mark_safe(style)  # our own file


def _code_image(verification: Verification | None) -> SafeString | str:
    if verification is None:
        return ""
    image = io.BytesIO()
    segno.make(verification.url, error="m").save(image, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=0)
    return mark_safe(image.getvalue().decode())  # drawn here, from squares


def _colour_profile() -> ColorProfile:
    """Return WeasyPrint's own sRGB profile; what it does by itself leaves the profile's file open."""
    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(content), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _refuse(url: str, *args: object, **kwargs: object) -> NoReturn:
    """Refuse whatever a page would load: a document needs nothing from outside."""
    raise FatalURLFetchingError(f"an official document loads nothing: {url[:80]}")
