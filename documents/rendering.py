"""An official document as a PDF file: PDF/A-3b, fonts embedded, the same bytes for the same document.

Nothing here knows a request, a database or the network. The fonts are those of the machine.
"""

import hashlib
import io
import threading
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import segno
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from weasyprint import HTML
from weasyprint.css import ColorProfile
from weasyprint.urls import FatalURLFetchingError

from .layout import lay_out
from .official import OfficialDocument, Verification

# Stored with every issued document: which layout made it. Raised by hand when the printed page changes.
TEMPLATE_VERSION = "nd30-2"
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
    return print_page(render_html(document, draft=draft))


def print_page(content: str) -> bytes:
    """Return the PDF/A of an HTML page that loads nothing; the same words give the same bytes."""
    identifier = hashlib.sha256(content.encode()).hexdigest()[:32].encode()
    with _one_at_a_time:
        page = HTML(string=content, url_fetcher=_refuse)
        return page.write_pdf(
            pdf_variant=PDF_VARIANT,
            pdf_identifier=identifier,
            color_profiles={_COLOURS: _colour_profile()},
            output_intent=_COLOURS,
        )


def render_html(document: OfficialDocument, *, draft: bool = False) -> str:
    """Return the page that `render` prints, with its style inside."""
    sheet = lay_out(document)
    context = {
        "sheet": sheet,
        "draft": draft,
        "style": _style(),
        "created": f"{document.issued_on.isoformat()}T00:00:00+07:00" if document.issued_on else "",
        "code_image": _code_image(document.verification),
    }
    return _engine.get_template("documents/official/sheet.html").render(Context(context))


def render_text_line(html: str, *, width_mm: float, height_mm: float) -> bytes:
    """Return a page of this size with one line of 10 pt text at its right, for the appearance of a signature."""
    style = (
        f"@page {{ size: {width_mm:.2f}mm {height_mm:.2f}mm; margin: 0 }} body {{ margin: 0; text-align: right; "
        'white-space: nowrap; font: 10pt/1.2 "Times New Roman", "Liberation Serif", "Tinos"; color: #000 }'
    )
    with _one_at_a_time:
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
