"""Where pictures of signatures go on the page.

A page of ours has two anchors at the corners of the room between the signer's office and name. A page that
was made before there were anchors is searched for the signer's name, above which that room is.
Sizes are in points from the lower left corner of the page.
"""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

from ..previews import pdfium_lock

MM = 72 / 25.4
SPACE_HEIGHT = 26 * MM
SPACE_ANCHOR = "signing-space"
SIGNER_FIELD = "ChuKyNguoiKy"
AGENCY_FIELD = "ChuKyCoQuan"
_LEAST_BLANK = 18 * MM


@dataclass(frozen=True)
class Place:
    """A rectangle on a page; `page` counts from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        return (round(self.left), round(self.bottom), round(self.right), round(self.top))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def centred(self, width: float, height: float) -> "Place":
        """A rectangle of this size about the same middle."""
        x, y = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        return Place(self.page, x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def signing_space(pdf: bytes, signer_name: str = "") -> Place | None:
    """Return the room between office and name, or None when the page does not show where it is."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = _anchored(file)
    return found or _above_name(pdf, signer_name)


def _anchored(file: pikepdf.Pdf) -> Place | None:
    try:
        targets = pikepdf.NameTree(file.Root.Names.Dests)
        page, _, left, top, _ = list(targets[SPACE_ANCHOR])  # type: ignore[call-overload]
        _, _, right, bottom, _ = list(targets[f"{SPACE_ANCHOR}-end"])  # type: ignore[call-overload]
    except (AttributeError, KeyError, ValueError, TypeError):
        return None
    numbers = {other.obj.objgen: index for index, other in enumerate(file.pages)}
    index = numbers.get(page.objgen)
    return None if index is None else Place(index, float(left), float(bottom), float(right), float(top))


def _above_name(pdf: bytes, name: str) -> Place | None:
    """The blank above the signer's name where it stands in the right half of a page."""
    if not name.strip():
        return None
    with pdfium_lock, pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            middle = page.get_width() / 2
            search = text.search(name.strip(), match_case=True)
            while (hit := search.get_next()) is not None:
                boxes = [text.get_rect(number) for number in range(text.count_rects(*hit))]
                if not boxes:
                    continue
                left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
                top = max(box[3] for box in boxes)
                blank = text.get_text_bounded(left=left, bottom=top + 4, right=right, top=top + _LEAST_BLANK)
                if (left + right) / 2 > middle and not blank.strip():
                    centre = (left + right) / 2
                    half = page.get_width() - 15 * MM - centre
                    return Place(index, centre - half, top + 2, centre + half, top + 2 + SPACE_HEIGHT)
    return None


def picture_place(space: Place, width_mm: float, ratio: float) -> Place:
    """Where a signature's picture of this width and height/width ratio goes: centred, never larger than the room."""
    width = min(width_mm * MM, space.width)
    height = width * ratio
    if height > space.height:
        width, height = space.height / ratio, space.height
    return space.centred(width, height)


def seal_place(signature: Place, diameter_mm: float, ratio: float = 1.0) -> Place:
    """Where the seal goes: real size, over the left third of the signature's picture (Phụ lục I, Mục II.8.a)."""
    width = diameter_mm * MM
    height = width * ratio
    right = signature.left + signature.width / 3
    middle = (signature.bottom + signature.top) / 2
    return Place(signature.page, right - width, middle - height / 2, right, middle + height / 2)


def signed_place(pdf: bytes) -> Place | None:
    """Return where the last visible signature stands, whoever made it; None when there is none."""
    found = None
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for index, page in enumerate(file.pages):
            notes: Any = page.obj.get("/Annots", [])
            for note in notes:
                kind = note.get("/FT", note.get("/Parent", {}).get("/FT", ""))
                left, bottom, right, top = (float(number) for number in note.get("/Rect", [0, 0, 0, 0]))
                if str(kind) == "/Sig" and right - left > 1 and top - bottom > 1:
                    found = Place(index, left, bottom, right, top)
    return found


def corner(pdf: bytes) -> Place:
    """The top right corner of page 1, cell 14: the agency's signature as text, on an electronic copy."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        left, _, right, top = (float(side) for side in file.pages[0].mediabox)
    return Place(0, max(left, right - 175 * MM), top - 10 * MM, right - 15 * MM, top - 5 * MM)
