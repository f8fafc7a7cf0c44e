"""Copies of a document as files: sao y, sao lục, trích sao, on paper and for the screen.

A paper copy carries its own cells under a full-width rule, right after the last part of the copied text where
there is room, else on a page of their own (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục II; mẫu 3.1). An
electronic copy says its form, agency and time at the top right of its first page (Mục I.3; mẫu 3.2).
"""

import datetime as dt
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pikepdf
from django.utils import timezone
from PIL import Image

from core.dates import vn_long_date
from core.text import nfc

from . import inline
from .layout import LEFT_CELL, TEXT_WIDTH, printed_number
from .measure import balanced_lines
from .official import Article, Block, Heading, OfficialDocument, Paragraph, Signer, Table
from .previews import page_count, page_image
from .rendering import page_of, print_page, render_text_line

MM = 72 / 25.4
_A4 = (210 * MM, 297 * MM)
_TOP, _BOTTOM = 20 * MM, 277 * MM
_GAP = 14.0
_GAP_MARK = Paragraph("[…]")


@dataclass(frozen=True)
class CopyMark:
    """What the cells of a copy say. `form` is "Sao y", `code` "05/SY-VP"; `recipients` with their Lưu line."""

    form: str
    agency: str
    code: str
    place: str
    on: dt.date
    signer: Signer
    recipients: Sequence[str]
    verification_code: str = ""

    @property
    def date_line(self) -> str:
        return (f"{self.place}, " if self.place else "") + vn_long_date(self.on)


def paper_copy(original: bytes, mark: CopyMark) -> bytes:
    """Return the pages of the original with the cells of the copy after their last part."""
    own_page = _cells(mark, 0)
    height = _lowest(own_page, 1) - _TOP
    with pikepdf.open(io.BytesIO(original)) as file:
        _flatten(file)
        last = file.pages[-1]
        used = _lowest(original, page_count(original)) if _is_portrait(last) else _BOTTOM
        if used + _GAP + height <= _BOTTOM:
            with pikepdf.open(io.BytesIO(_cells(mark, used + _GAP - _TOP))) as cells:
                last.add_overlay(cells.pages[0], pikepdf.Rectangle(*(float(side) for side in last.mediabox)))
                return _saved(file)
        with pikepdf.open(io.BytesIO(own_page)) as cells:
            file.pages.append(cells.pages[0])
            return _saved(file)


def electronic_copy(original: bytes, mark: CopyMark, at: dt.datetime) -> bytes:
    """Return the original with the line of an electronic copy at the top right of its first page."""
    line = render_text_line(str(inline.html(electronic_line(mark, at))), width_mm=160, height_mm=5)
    with pikepdf.open(io.BytesIO(original)) as file, pikepdf.open(io.BytesIO(line)) as words:
        _flatten(file)
        page = file.pages[0]
        left, _, right, top = (float(value) for value in page.mediabox)
        place = pikepdf.Rectangle(max(left, right - 175 * MM), top - 10 * MM, right - 15 * MM, top - 5 * MM)
        page.add_overlay(words.pages[0], place)
        return _saved(file)


def without_signatures(original: bytes) -> bytes:
    """Return the original's pages with what its signatures show, and none of its signatures."""
    with pikepdf.open(io.BytesIO(original)) as file:
        _flatten(file)
        return _saved(file)


def electronic_line(mark: CopyMark, at: dt.datetime) -> str:
    """Return "SAO Y; Văn phòng …; 17/04/2026 10:39:42 +07:00" (Mục I.3.c and ISO 8601's zone)."""
    local = timezone.localtime(at)
    zone = f"{local:%z}"
    return nfc(f"{mark.form.upper()}; {mark.agency}; {local:%d/%m/%Y %H:%M:%S} {zone[:3]}:{zone[3:]}")


def excerpt(document: OfficialDocument, chosen: Collection[int]) -> OfficialDocument:
    """Return the document with all its cells and only the chosen blocks of its body, gaps marked "[…]".

    An excerpt makes the form anew in full, and of the words the part that is wanted (Điều 25.3.b).
    """
    kept: list[Block] = []
    for place, block in enumerate(document.body):
        if place in chosen:
            kept.append(block)
        elif not kept or kept[-1] != _GAP_MARK:
            kept.append(_GAP_MARK)
    return replace(document, body=kept, annexes=[], ends_with_mark=len(document.body) - 1 in chosen)


def _cells(mark: CopyMark, offset: float) -> bytes:
    authority = [
        line
        for text in [*mark.signer.authority, mark.signer.title]
        for line in balanced_lines(inline.plain(text).upper(), 0.55 * TEXT_WIDTH, 14, bold=True)
    ]
    closed = [f"{line.rstrip(' .;')};" for line in mark.recipients]
    content = page_of(
        "copy.html",
        mark=mark,
        offset=f"{offset:.1f}",
        issuer_lines=balanced_lines(nfc(mark.agency).upper(), LEFT_CELL, 12, bold=True),
        recipients=[*closed[:-1], *(f"{line[:-1]}." for line in closed[-1:])],
        authority=authority,
        signer_name=mark.signer.name,
    )
    return print_page(content)


def _lowest(pdf: bytes, page: int) -> float:
    """Return how far down a page is printed, in points from its top, its bottom margin left aside."""
    image = Image.open(io.BytesIO(page_image(pdf, page, scale=1))).convert("L")
    body = image.crop((0, 0, image.width, min(image.height, round(_BOTTOM))))
    box = body.point(lambda value: 255 if value < 170 else 0).getbbox()
    return float(box[3]) if box else _TOP


def _is_portrait(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return abs(right - left - _A4[0]) < 3 and abs(top - bottom - _A4[1]) < 3


def _flatten(file: pikepdf.Pdf) -> None:
    """Pictures of signatures become part of the page: a copy carries none of the original's digital signatures."""
    file.flatten_annotations("all")
    for page in file.pages:  # a signature that shows nothing has nothing to flatten and stays
        notes = page.obj.get("/Annots", pikepdf.Array())
        kept = [note for note in notes if note.get("/Subtype") != "/Widget"]
        if len(kept) < len(notes):
            page.obj.Annots = pikepdf.Array(kept)
    if "/AcroForm" in file.Root:
        del file.Root.AcroForm


def _saved(file: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    file.save(target, deterministic_id=True)
    return target.getvalue()


def block_words(block: Block) -> str:
    """Return the first words of a block, by which somebody chooses it for an excerpt."""
    if isinstance(block, Table):
        text = "Bảng: " + ", ".join(block.head)
    else:
        number = printed_number(block) if isinstance(block, Heading | Article) else ""
        parts = [number, *(getattr(block, name, "") for name in ("marker", "label", "title", "text"))]
        text = " ".join(part for part in parts if isinstance(part, str) and part)
    words = inline.plain(text)
    return words if len(words) <= 140 else words[:137] + "…"
