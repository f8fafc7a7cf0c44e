"""Long lists set in a fraction of the time: the very bytes that `rendering.render` gives, sooner.

A list of a thousand names takes seconds, nearly all of them for laying out one page after another that looks like
the one before. So only the front and the end are laid out; the pages between are put together from their rows by
`stamping`, which first proves on a page that was really set that it draws the same.

A list that is more than words in cells is cut where a page begins: the front is laid out first, from its rows the
later page breaks are foretold, each core sets its share, and each break is checked against the page that was really
set. What was foretold wrongly is set again; never is a page joined that the whole would not have.

The shares come back as drawn pages and become one file, so that each font, the colours and the metadata stand in
it once. Whatever this file does not understand is set in one piece by `rendering.render`.

A share is set by a fork of this process: it has the fonts and the code already, and needs neither a queue nor a
worker while a transaction is open. It touches no database and no network, and ends without looking back.
"""

from __future__ import annotations

import logging
import os
import pickle
import select
import signal
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

import pydyf
from weasyprint import HTML
from weasyprint.document import Document as Drawing
from weasyprint.pdf.stream import Stream

from .foretelling import PageBreaks, table_rows
from .layout import Part, Sheet, TableView, lay_out
from .official import OfficialDocument
from .rendering import drawing, identifier_of, open_page, pdf_options, render, sheet_html
from .stamping import SetPage, Stamp, Unlike

logger = logging.getLogger(__name__)
LAST = 2  # pages at the end that are set, because what follows a list may pull its last rows along
LONG = 250  # rows: below it a second core saves less than it costs
FRONT = 70  # rows that are laid out first: more than two pages of them
PATIENCE = 60.0  # seconds after which a share that does not come is set here
_SCALE = 0.75  # points per CSS pixel


class Misjudged(Exception):
    """The shares do not make the whole: set it in one piece."""


@dataclass(frozen=True)
class LongTable:
    """Where the long list stands: the part, the block in it."""

    part: int
    block: int
    table: TableView


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
            _take_over(self.share, stream, self.spare)
        stream.stream.extend(self.content)


def render_in_parts(document: OfficialDocument, *, cores: int | None = None) -> bytes:
    """Return what `render(document)` returns, byte for byte; a long list is put together or set on several cores.

    `cores` is how many may be used, by itself as many as this process may run on.
    """
    cores = (cores or _cores()) if hasattr(os, "fork") else 1
    sheet = lay_out(document)
    long = _long_table(sheet)
    if long is None:
        return render(document)
    try:
        with drawing():
            return _in_parts(document, sheet, long, cores)
    except Misjudged as reason:
        logger.info("a long list is set in one piece: %s", reason)
        return render(document)


def _cores() -> int:
    """How many processor cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _long_table(sheet: Sheet) -> LongTable | None:
    found = [
        LongTable(part, block, view)
        for part, held in enumerate(sheet.parts)
        for block, view in enumerate(held.blocks)
        if isinstance(view, TableView) and len(view.rows) >= LONG
    ]
    return max(found, key=lambda place: len(place.table.rows), default=None)


def _in_parts(document: OfficialDocument, sheet: Sheet, long: LongTable, cores: int) -> bytes:
    options = pdf_options(identifier_of(document))
    front = _lay(open_page(sheet_html(_front(sheet, long))), options)
    rows = _rows_of_pages(front, _tables_before(sheet, long))
    pages = [number for number, held in enumerate(rows) if held]
    if len(pages) < 3 or _broken(rows):
        raise Misjudged("the front does not fill two pages")
    kept, begun = pages[-1], rows[pages[-1]][0]  # the front's last page is not full: it is set again
    first = kept - pages[0] + 1  # the number of the page on which the rest begins, within its part
    drawn = _stamped(sheet, long, front, rows, first, options)
    if drawn is None:
        if cores < 2:
            raise Misjudged("one core")
        breaks = PageBreaks.learn(long.table, front.pages, rows, sheet.parts[long.part])
        drawn = _set_shares(sheet, long, breaks.shares(begun, cores), first, breaks, options)
    ending = cache(lambda: _ending_fonts(sheet, long, options))
    for page in drawn:
        page.spare = ending
    whole = front.copy([*front.pages[:kept], *drawn])
    return whole.write_pdf(**{name: value for name, value in options.items() if name != "color_profiles"})


def _stamped(
    sheet: Sheet, long: LongTable, front: Drawing, rows: list[list[int]], first: int, options: dict[str, Any]
) -> list[DrawnPage] | None:
    """Return the pages after the front's full ones, put together from their rows; None when they are not so made.

    The last pages, where the list ends and what follows it stands, are set.
    """
    pages = [number for number, held in enumerate(rows) if held]
    views, known = long.table.rows, pages[1:-1]
    begun = rows[known[0]][0]
    try:
        seen = [SetPage(front.pages[page], [views[row] for row in rows[page]], _drawer(front, page)) for page in pages]
        stamp = Stamp.learn([seen[1], seen[0], *seen[2:]], known[0] - pages[0] + 1)
        heights = [stamp.height(view) for view in views[begun:]]
        box = seen[1].page._page_box
        breaks = PageBreaks(views, [0.0] * begun + heights, box.content_box_y() + box.height - stamp.top)
        starts = breaks.starts(begun)
        if max(heights) > breaks.room or starts[: len(known) + 1] != [rows[page][0] for page in pages[1:]]:
            raise Unlike("pages that break elsewhere")
        starts = starts[len(known) :]
        if len(starts) <= LAST:
            raise Unlike("hardly a page between the front and the end")
        turns = enumerate(pairwise(starts[: len(starts) - LAST + 1]), first)
        made = [stamp.page(views[start:after], number) for number, (start, after) in turns]
    except Unlike as reason:
        logger.info("the pages of a long list are set: %s", reason)
        return None
    share = Share(fonts={key: (font.to_unicode, font.widths) for key, font in stamp.words.fonts.items()})
    model = seen[1].page
    sheets = [DrawnPage(model.width, model.height, dict(model.bleed), [content]) for content in made]
    sheets[0].share = share
    end = _set_share(sheet, long, starts[-LAST], None, None, first + len(made), options)
    return [*sheets, *end.pages]


def _drawer(laid: Drawing, page: int) -> Callable[[], bytes]:
    """Return what draws the page; its fonts stay apart from the file's, which come in the order of the pages."""
    return lambda: b"\n".join(_draw(laid, [laid.pages[page]], None, fonts={}).pages[0].content)


# ---------------------------------------------------------------- what is set: the front, and a share of the rest


def _front(sheet: Sheet, long: LongTable) -> Sheet:
    parts = [*sheet.parts[: long.part], _cut(sheet.parts[long.part], long, 0, FRONT, tail=False)]
    return replace(sheet if long.part else _unsigned(sheet), body=parts[0], annexes=parts[1:])


def _unsigned(sheet: Sheet) -> Sheet:
    """The signatures follow the list: they belong to the share that ends it."""
    return replace(sheet, recipients=[], signature=None, secretary=None, tellers=[])


def _share_sheet(sheet: Sheet, long: LongTable, first: int, last: int | None) -> Sheet:
    part = _cut(sheet.parts[long.part], long, first, last, tail=last is None)
    after = sheet.parts[long.part + 1 :] if last is None else []
    whole = sheet if last is None else _unsigned(sheet)
    return replace(whole, body=part, annexes=after)


def _ending_fonts(sheet: Sheet, long: LongTable, options: dict[str, Any]) -> dict[int, Any]:
    """Return the fonts of what follows the list, which the front need not have: those of the signatures."""
    content = sheet_html(_share_sheet(sheet, long, len(long.table.rows) - 1, None), continued=1)
    laid = _lay(open_page(content), options)
    _draw(laid, laid.pages, None)
    return laid.fonts


def _cut(part: Part, long: LongTable, first: int, last: int | None, *, tail: bool) -> Part:
    table = replace(long.table, rows=long.table.rows[first:last])
    before = part.blocks[: long.block] if first == 0 else []
    return replace(part, blocks=[*before, table, *(part.blocks[long.block + 1 :] if tail else [])])


def _tables_before(sheet: Sheet, long: LongTable) -> int:
    before = [part.blocks for part in sheet.parts[: long.part]] + [sheet.parts[long.part].blocks[: long.block]]
    return sum(isinstance(view, TableView) for blocks in before for view in blocks)


def _lay(page: HTML, options: dict[str, Any]) -> Drawing:
    drawing = page.render(**options)
    drawing.source = page
    return drawing


def _rows_of_pages(drawing: Drawing, tables_before: int) -> list[list[int]]:
    """Return the rows of the long list that stand on each page, by their places in the list."""
    tables = [element for element in drawing.source.etree_element.iter("table") if element.get("class") == "grid"]
    body = tables[tables_before].find("tbody")
    places = {id(element): place for place, element in enumerate(body)}
    held = ([places.get(id(row.element)) for row in table_rows(page)] for page in drawing.pages)
    return [[place for place in places if place is not None] for places in held]


def _broken(rows: list[list[int]]) -> bool:
    """Whether a row stands on two pages: then pages do not begin with rows."""
    flat = [row for held in rows for row in held]
    return len(flat) != len(set(flat))


# ---------------------------------------------------------------- the shares


def _set_shares(
    sheet: Sheet, long: LongTable, starts: Sequence[int], page: int, breaks: PageBreaks, options: dict[str, Any]
) -> list[DrawnPage]:
    """Set the shares side by side, the first one here; check each seam, set again what was foretold wrongly."""
    ends = [*starts[1:], None]
    numbers = [page + breaks.pages_between(starts[0], start) for start in starts]

    def work(index: int) -> Share:
        end = ends[index]
        last = None if end is None else min(end + breaks.spare, len(long.table.rows))
        return _set_share(sheet, long, starts[index], end, last, numbers[index], options)

    forks = [Fork(work, index) for index in range(1, len(starts))]
    try:
        shares = [work(0), *(fork.result() for fork in forks)]
    finally:
        for fork in forks:
            fork.end()
    drawn: list[DrawnPage] = []
    for index, share in enumerate(shares):
        if share is None:
            share = work(index)
        drawn += share.pages
        right = share.follows == ends[index]
        if ends[index] is not None and not (right and page + len(drawn) == numbers[index + 1]):
            rest = _set_share(sheet, long, share.follows, None, None, page + len(drawn), options)
            return [*drawn, *rest.pages]
    return drawn


def _set_share(
    sheet: Sheet,
    long: LongTable,
    first: int | None,
    end: int | None,
    last: int | None,
    page: int,
    options: dict[str, Any],
) -> Share:
    """Lay out the rows from `first` to before `last` and draw the pages whose rows are all before `end`."""
    if first is None:
        raise Misjudged("a share that ends nowhere")
    content = sheet_html(_share_sheet(sheet, long, first, last), continued=page)
    laid = _lay(open_page(content), options)
    rows = [[first + row for row in held] for held in _rows_of_pages(laid, 0)]
    if _broken(rows):
        raise Misjudged("a row stands on two pages")
    if end is None:
        return _draw(laid, laid.pages, None)
    whole = [number for number, held in enumerate(rows) if held and held[-1] < end]
    if not whole or whole[-1] + 1 >= len(rows):
        raise Misjudged("a share without a seam")
    return _draw(laid, laid.pages[: whole[-1] + 1], rows[whole[-1] + 1][0])


def _draw(laid: Drawing, pages: Sequence[Any], follows: int | None, fonts: dict[int, Any] | None = None) -> Share:
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


def _take_over(share: Share, stream: Stream, spare: Callable[[], dict[int, Any]]) -> None:
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


# ---------------------------------------------------------------- a fork of this process


class Fork:
    """One share, set by a copy of this process that writes it into a pipe and ends."""

    def __init__(self, work: Callable[[int], Share], index: int) -> None:
        self._reader, writer = os.pipe()
        with warnings.catch_warnings():
            # Newer Pythons warn of other threads: none of them draws, and the copy does nothing else than draw.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            os.close(self._reader)
            _answer(work, index, writer)  # never returns
        os.close(writer)

    def result(self) -> Share | None:
        """Return the share, or None when the copy failed or takes too long."""
        content = bytearray()
        deadline = time.monotonic() + PATIENCE
        while True:
            ready, _, _ = select.select([self._reader], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                logger.warning("a share of a long list did not come in time")
                return None
            piece = os.read(self._reader, 1 << 20)
            if not piece:
                break
            content += piece
        return pickle.loads(bytes(content)) if content else None  # noqa: S301  written by our own copy

    def end(self) -> None:
        """Leave nothing behind, whatever happened."""
        os.close(self._reader)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _answer(work: Callable[[int], Share], index: int, writer: int) -> None:
    """In the copy: set the share, write it, end at once; nothing of the original is closed or flushed."""
    try:
        content = pickle.dumps(work(index), pickle.HIGHEST_PROTOCOL)
        while content:
            content = content[os.write(writer, content) :]
    except BaseException:
        os._exit(1)  # who asked sets the share itself and meets the same fault where it can be seen
    os._exit(0)
