"""Whether the picture of a new signature hides words: what a signature shows may not change what a page says.

A PDF reader counts a signature's picture as part of the signature, wherever it lies and whatever it shows.
"""

import io
from typing import Any

import pikepdf
import pypdfium2

from ..previews import pdfium_lock
from .placing import MM, Place, signing_space

# A seal and a signature may reach over the signer's office and name, as they do on paper.
_ABOVE, _BELOW, _BESIDE = 15 * MM, 12 * MM, 20 * MM
_EDGE = 3.0  # points by which a picture may touch words


def hidden_page(before: bytes, after: bytes, signer_name: str) -> int | None:
    """Return the number of the first page on which a picture that was added hides words, None when none does.

    `after` begins with `before`. In the block of the signer's office and name a picture may lie over the words.
    """
    old = set(_pictures(before))
    added = [place for place in _pictures(after) if place not in old]
    if not added:
        return None
    space = signing_space(before, signer_name)
    with pdfium_lock, pypdfium2.PdfDocument(before) as document:
        for place in added:
            if space is not None and _inside(place, space):
                continue
            if place.page >= len(document) or _words_under(document[place.page], place):
                return place.page + 1
    return None


def _pictures(pdf: bytes) -> list[Place]:
    """Where anything is drawn over the pages: every visible annotation."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for index, page in enumerate(file.pages):
            notes: Any = page.obj.get("/Annots", [])
            for note in notes:
                across, up, other, down = (float(side) for side in note.get("/Rect", [0, 0, 0, 0]))
                left, right, bottom, top = min(across, other), max(across, other), min(up, down), max(up, down)
                if note.get("/Subtype") != "/Link" and right - left > 1 and top - bottom > 1:
                    found.append(Place(index, left, bottom, right, top))
    return found


def _inside(place: Place, space: Place) -> bool:
    return (
        place.page == space.page
        and place.left >= space.left - _BESIDE
        and place.bottom >= space.bottom - _BELOW
        and place.top <= space.top + _ABOVE
    )


def _words_under(page: pypdfium2.PdfPage, place: Place) -> bool:
    left, bottom, right, top = place.left + _EDGE, place.bottom + _EDGE, place.right - _EDGE, place.top - _EDGE
    if right <= left or top <= bottom:
        return False
    return bool(page.get_textpage().get_text_bounded(left=left, bottom=bottom, right=right, top=top).strip())
