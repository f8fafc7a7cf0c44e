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
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from weasyprint import HTML
from weasyprint.document import Document as Drawing

from ..layout import Sheet, lay_out
from ..official import OfficialDocument
from ..rendering import drawing, identifier_of, open_page, pdf_options, render, sheet_html
from .cutting import LongTable, front_of, long_table, share_sheet, tables_above
from .drawn import DrawnPage, Misjudged, Share, draw
from .foretelling import PageBreaks, table_rows
from .forks import Fork
from .stamping import SetPage, Stamp, Unlike

logger = logging.getLogger(__name__)
LAST = 2  # pages at the end that are set, because what follows a list may pull its last rows along


def render_in_parts(document: OfficialDocument, *, cores: int | None = None) -> bytes:
    """Return what `render(document)` returns, byte for byte; a long list is put together or set on several cores.

    `cores` is how many may be used, by itself as many as this process may run on.
    """
    cores = (cores or _cores()) if hasattr(os, "fork") else 1
    sheet = lay_out(document)
    long = long_table(sheet)
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


def _in_parts(document: OfficialDocument, sheet: Sheet, long: LongTable, cores: int) -> bytes:
    options = pdf_options(identifier_of(document))
    front = _lay(open_page(sheet_html(front_of(sheet, long))), options)
    rows = _rows_of_pages(front, tables_above(sheet, long))
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
    return lambda: b"\n".join(draw(laid, [laid.pages[page]], None, fonts={}).pages[0].content)


def _ending_fonts(sheet: Sheet, long: LongTable, options: dict[str, Any]) -> dict[int, Any]:
    """Return the fonts of what follows the list, which the front need not have: those of the signatures."""
    content = sheet_html(share_sheet(sheet, long, len(long.table.rows) - 1, None), continued=1)
    laid = _lay(open_page(content), options)
    draw(laid, laid.pages, None)
    return laid.fonts


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
    content = sheet_html(share_sheet(sheet, long, first, last), continued=page)
    laid = _lay(open_page(content), options)
    rows = [[first + row for row in held] for held in _rows_of_pages(laid, 0)]
    if _broken(rows):
        raise Misjudged("a row stands on two pages")
    if end is None:
        return draw(laid, laid.pages, None)
    whole = [number for number, held in enumerate(rows) if held and held[-1] < end]
    if not whole or whole[-1] + 1 >= len(rows):
        raise Misjudged("a share without a seam")
    return draw(laid, laid.pages[: whole[-1] + 1], rows[whole[-1] + 1][0])
