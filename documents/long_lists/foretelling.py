"""Where the pages of a long list will begin, foretold from the rows of its first pages.

Only a forecast: who uses it looks at the pages that were really set (see `parts`). Right in nearly every list,
because the columns are fixed and the letters' widths are known.
"""

from __future__ import annotations

import html
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from ..layout import POINTS_PER_MM, Part, RowView, TableView
from ..measure import text_width

_SIZE = 13.0  # points, as print.css sets a table
_PADDING = 8.0 + 0.6
_LINE = 1.2 * _SIZE / 0.75  # CSS pixels
SHARE = 120  # rows that are worth a core of their own
_TAG = re.compile(r"<[^>]+>")


def table_rows(page: Any) -> Iterator[Any]:
    """Yield the row boxes of a page that was laid out, in order."""
    waiting = [page._page_box]
    while waiting:
        box = waiting.pop()
        if isinstance(box, boxes.TableRowBox):
            yield box
        elif isinstance(box, boxes.ParentBox):
            waiting.extend(reversed(box.children))


@dataclass
class PageBreaks:
    """The heights of the rows in CSS pixels, and how much of them a page holds after the first."""

    rows: Sequence[RowView]
    heights: list[float]
    room: float

    @classmethod
    def learn(cls, table: TableView, pages: Sequence[Any], held: list[list[int]], part: Part) -> PageBreaks:
        """Read the height of a row of one line, two lines… from the pages that were set; `held` are their rows."""
        width = (252 if part.landscape else 165) * POINTS_PER_MM
        lines = [_lines(row, [float(share) * width / 100 for share in table.widths]) for row in table.rows]
        seen: dict[int, list[float]] = {}
        tops: list[float] = []
        for page, places in zip(pages, held, strict=True):
            if not places:
                continue
            body = list(table_rows(page))[-len(places) :]
            tops.append(body[0].position_y)
            for place, row, below in zip(places, body, body[1:], strict=False):
                seen.setdefault(lines[place], []).append(below.position_y - row.position_y)
        known = {count: statistics.median(heights) for count, heights in seen.items()}
        one = min(known)
        heights = [known.get(count, known[one] + (count - one) * _LINE) for count in lines]
        box = pages[-1]._page_box
        bottom = box.content_box_y() + box.height
        return cls(table.rows, heights, bottom - tops[-1])

    @property
    def spare(self) -> int:
        """Rows that certainly fill the page after a seam, so that the seam can be seen."""
        return int(self.room / min(self.heights)) + 2

    def starts(self, first: int) -> list[int]:
        """Return the first rows of the pages from the one that begins with `first`."""
        found, left = [first], self.room
        for place in range(first, len(self.rows)):
            if self.heights[place] > left + 0.01 and place > found[-1]:
                start = place
                while start - 1 > found[-1] and "group" in self.rows[start - 1].classes.split():
                    start -= 1  # a heading goes with what it heads
                found.append(start)
                left = self.room - sum(self.heights[start:place])
            left -= self.heights[place]
        return found

    def shares(self, first: int, cores: int) -> list[int]:
        """Return the rows with which the shares begin, each at the top of a page, about as long as one another."""
        starts = self.starts(first)
        count = max(1, min(cores, (len(self.rows) - first) // SHARE, len(starts) // 3))
        return [starts[len(starts) * index // count] for index in range(count)]

    def pages_between(self, first: int, start: int) -> int:
        """Return how many pages the rows from `first` to before `start` take."""
        return self.starts(first).index(start)


def _lines(row: RowView, widths: list[float]) -> int:
    most, column = 1, 0
    bold = bool({"bold", "group"} & set(row.classes.split()))
    for cell in row.cells:
        room = sum(widths[column : column + cell.span]) - _PADDING
        column += cell.span
        most = max(most, sum(_wrapped(str(line), room, bold) for line in cell.lines))
    return most


def _wrapped(line: str, room: float, bold: bool) -> int:
    """Return on how many lines a text stands, broken between words."""
    text = html.unescape(_TAG.sub("", line))
    if text_width(text, _SIZE, bold=bold) <= room:
        return 1
    space, lines, used = text_width(" ", _SIZE, bold=bold), 1, 0.0
    for word in text.split():
        width = text_width(word, _SIZE, bold=bold)
        if used and used + space + width > room:
            lines, used = lines + 1, width
        else:
            used += (space if used else 0.0) + width
    return lines
