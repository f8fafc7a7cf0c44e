"""Pages whose drawing is done, and the one file that they become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.document import Document as Drawing
from weasyprint.pdf.stream import Stream

_SCALE = 0.75  # points per CSS pixel


class Misjudged(Exception):
    """The shares do not make the whole: set it in one piece."""


@dataclass
class Share:
    """Pages that were drawn: what is on them, which fonts they use, which rows begin each page.

    `follows` is the first row of the page after the last of these, None at the end of the document.
    """

    pages: list[DrawnPage] = field(default_factory=list)
    fonts: dict[int, tuple[dict[int, str], dict[int, float]]] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    follows: int | None = None


@dataclass
class DrawnPage:
    """A page whose drawing is done; to WeasyPrint it is a page that only has to be painted."""

    width: float
    height: float
    bleed: dict[str, float]
    content: list[Any]
    share: Share | None = None
    spare: Callable[[], dict[int, Any]] = dict
    bookmarks: list[Any] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    anchors: dict[str, Any] = field(default_factory=dict)
    forms: dict[Any, list[Any]] = field(default_factory=lambda: {None: []})

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Put the drawing into the file, and what its share uses into the file's fonts."""
        if self.share is not None:
            take_over(self.share, stream, self.spare)
        stream.stream.extend(self.content)


def draw(laid: Drawing, pages: Sequence[Any], follows: int | None, fonts: dict[int, Any] | None = None) -> Share:
    """Draw the pages as WeasyPrint does while it writes a file, and keep the drawing instead of a file.

    `fonts` takes the fonts that are met; without it the drawing's own do.
    """
    fonts = laid.fonts if fonts is None else fonts
    share = Share(follows=follows)
    resources: dict[str, dict[str, Any]] = {
        name: {} for name in ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
    }
    images: dict[Any, Any] = {}
    for page in pages:
        rectangle = (0, 0, page.width, page.height)
        stream = Stream(
            fonts, rectangle, resources, images, None, laid.color_profiles, laid.output_intent, compress=False
        )
        stream.transform(d=-1, f=page.height * _SCALE)
        begun = len(stream.stream)
        page.paint(stream, _SCALE)
        if page.links or page.bookmarks or any(page.forms.values()):
            raise Misjudged("a page with links")
        share.pages.append(
            DrawnPage(
                page.width, page.height, dict(page.bleed), list(stream.stream[begun:]), anchors=dict(page.anchors)
            )
        )
    if images or any(resources[name] for name in ("XObject", "Pattern", "Shading")):
        raise Misjudged("a page with pictures")
    for key, font in fonts.items():
        if font.missing or font.bitmap:
            raise Misjudged("a letter that the font lacks")
        share.fonts[key] = (dict(font.to_unicode), dict(font.widths))
    share.states = {key: dict(state) for key, state in resources["ExtGState"].items()}
    if share.pages:
        share.pages[0].share = share
    return share


def take_over(share: Share, stream: Stream, spare: Callable[[], dict[int, Any]]) -> None:
    """Add the letters of a share to the file's fonts: each font stands in the file once."""
    for key, (letters, widths) in share.fonts.items():
        font = stream._fonts.get(key) or spare().get(key)
        if font is None:
            raise Misjudged("a font that stands only in the middle of the list")
        if key not in stream._fonts:
            font.to_unicode, font.widths = {}, {}
            stream._fonts[key] = font
        for glyph, text in letters.items():
            font.to_unicode.setdefault(glyph, text)
        for glyph, width in widths.items():
            font.widths.setdefault(glyph, width)
    for name, state in share.states.items():
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
