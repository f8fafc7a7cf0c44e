"""Certificates as pages of a PDF: paper, colours and places in millimetres."""

import base64
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from .. import emblems
from ..models import Award
from ..papers.flags import flags
from ..papers.ornament import border
from .words import Certificate, Style, certificates_of

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)
# A line each centimetre of an A4 page across (millimetres).
ACROSS, DOWN = range(10, 297, 10), range(10, 210, 10)


def render(awards: Sequence[Award]) -> bytes:
    """Return one PDF with a page for each award of one office, in the given order."""
    return draw(certificates_of(awards))


def draw(certificates: Sequence[Certificate], *, grid: bool = False) -> bytes:
    """Return one PDF with a page for each certificate. `grid` lays a ruler of millimetres over it, for a test print."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    inside_only = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)  # nothing comes from outside
    html = _engine.get_template("awards/certificate.html").render(Context(_page(certificates, grid)))
    return HTML(string=html, url_fetcher=inside_only).write_pdf()


def _page(certificates: Sequence[Certificate], grid: bool) -> dict[str, Any]:
    styles = {style: f"s{number}" for number, style in enumerate(dict.fromkeys(one.style for one in certificates))}
    rules = "".join(_rules(name, style) for style, name in styles.items()) + (_ruler() if grid else "")
    return {
        "certificates": [(one, styles[one.style]) for one in certificates],
        "style": mark_safe(_sheet() + rules),  # noqa: S308  our own file; colours and numbers are checked
        "grid": ACROSS if grid else (),
        "grid_down": DOWN if grid else (),
    }


def _ruler() -> str:
    """Where the lines of the ruler stand."""
    across = [f".across-{at} {{ left: {at}mm }}" for at in ACROSS]
    return "\n".join(["", *across, *(f".down-{at} {{ top: {at}mm }}" for at in DOWN)])


@cache
def _sheet() -> str:
    style = (_TEMPLATES / "awards/certificate.css").read_text(encoding="utf-8")
    return style.replace("BORDER", base64.b64encode(border().encode()).decode())


def _rules(name: str, style: Style) -> str:
    """The rules of one template: its pages are named, so that paper with and without a border mix."""
    page = "framed" if style.border else "plain"
    hidden = {"head": style.country, "authority": style.authority, "award": style.award}
    rules = [f".{name} {{ page: {page} }}"]
    rules += [f".{name} .part-{part} {{ visibility: hidden }}" for part, shown in hidden.items() if not shown]
    if not style.border:  # words printed on the form stand where they stand, however long a name is
        rules.append(f".{name}.tight .authority {{ margin-top: 7mm }}")
    if not style.golden:
        rules.append(f".{name} .golden {{ display: none }}")
    if ornaments := _ornaments(style):
        rules.append(f".{name} .part-emblem {{ background: {ornaments} }}")
    if style.accent != Style.accent:
        rules.append(f".{name} .red {{ color: {style.accent} }}")
    for part, across, down in style.moves:
        rules.append(f".{name} .part-{part} {{ transform: translate({across:g}mm, {down:g}mm) }}")
    return "\n".join(["", *rules])


def _ornaments(style: Style) -> str:
    """The emblem and the flags as pictures behind the emblem's place."""
    found = []
    if style.emblem:
        found.append(f'url("{emblems.address(style.emblem)}") center / auto 100% no-repeat')
    if style.flags:
        drawn = base64.b64encode(flags().encode()).decode()
        found.append(f'url("data:image/svg+xml;base64,{drawn}") center / auto 108% no-repeat')
    return ", ".join(found)
