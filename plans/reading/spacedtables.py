"""Task tables whose columns are kept apart by spaces, as tools that keep a page's layout write them."""

from __future__ import annotations

from plans.reading import shapes
from plans.reading.characters import is_caps
from plans.reading.dates import quarter_of
from plans.reading.lines import Line
from plans.reading.numbering import is_heading_like, mark_of
from plans.reading.signature import is_recipients_line
from plans.reading.tables import columns_of


def gather_spaced(lines: list[Line]) -> list[Line]:
    """Return the lines with such tables made into rows; all other lines as they were."""
    result: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.starts is None or not columns_of(line.cells or ()):
            result.append(line)
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not _is_over(line, lines, end):
            end += 1
        line.row = True
        result.append(line)
        result += _rows(line, lines[index + 1 : end])
        index = end
    return result


def _is_over(head: Line, lines: list[Line], index: int) -> bool:
    """A table ends at the next head (of the next page), at the next section and at a line that runs across columns."""
    line = lines[index]
    if line.starts is not None:
        return bool(columns_of(line.cells or ()))
    if _runs_across(head, line) or is_recipients_line(line.text):
        return True
    mark = mark_of(line.text)
    if mark is None:
        return False
    if mark.numbering == shapes.ARABIC and is_heading_like(mark.rest) and index + 1 < len(lines):
        after = lines[index + 1]
        below = mark_of(after.text)
        return _runs_across(head, after) or (below is not None and below.numbering == shapes.DECIMAL)
    return mark.numbering == shapes.ROMAN and is_caps(line.text)


def _runs_across(head: Line, line: Line) -> bool:
    """Say whether the line is running text: one piece from the first columns to beyond where the third begins."""
    starts = head.starts or ()
    if line.starts is not None or len(starts) < 3 or is_caps(line.text):
        return False
    begin, end = len(line.raw) - len(line.raw.lstrip()), len(line.raw.rstrip())
    return begin < starts[1] and end > starts[2] + 3


def _rows(head: Line, lines: list[Line]) -> list[Line]:
    edges = _edges(head, lines)
    rows: list[Line] = []
    for line in lines:
        if quarter_of(line.text) and len(line.text) < 30:
            rows.append(_row([line.text] + [""] * (len(edges) - 1)))
            continue
        cells = _sliced(line.raw, edges)
        if cells[0].rstrip(".").isdigit() or not rows or (cells[0] and not cells[0][0].islower()):
            rows.append(_row(cells))
        else:
            before = rows[-1]
            joined = [f"{a} {b}".strip() for a, b in zip(before.cells or (), cells, strict=True)]
            rows[-1] = _row(joined)
    return rows


def _row(cells: list[str]) -> Line:
    return Line(" ".join(cell for cell in cells if cell), cells=tuple(cells), row=True)


def _edges(head: Line, lines: list[Line]) -> list[int]:
    """Return where each column begins: between two labels of the head, the place where most lines begin anew."""
    starts = list(head.starts or ())
    edges = [0]
    for label, start in zip((head.cells or ())[:-1], starts[:-1], strict=True):
        low = max(edges[-1] + 1, start + 1)
        following = starts[starts.index(start) + 1]
        high = following + len((head.cells or ())[starts.index(following)])
        edges.append(max(range(low, high + 1), key=lambda x: (_begins(lines, x) - 3 * _crossed(lines, x), -abs(
            x - start - len(label)))))  # fmt: skip
    return edges


def _begins(lines: list[Line], x: int) -> int:
    return sum(len(line.raw) > x and line.raw[x] != " " and line.raw[x - 1] == " " for line in lines)


def _crossed(lines: list[Line], x: int) -> int:
    """How many lines have a word that runs over the place."""
    return sum(len(line.raw) > x and line.raw[x] != " " and line.raw[x - 1] != " " for line in lines)


def _sliced(raw: str, edges: list[int]) -> list[str]:
    """Cut a line at the edges, never inside a word."""
    cuts = []
    for edge in edges:
        while 0 < edge < len(raw) and raw[edge - 1] != " " and raw[edge] != " ":
            edge -= 1
        cuts.append(edge)
    ends = [*cuts[1:], len(raw)]
    return [" ".join(raw[start:end].split()) for start, end in zip(cuts, ends, strict=True)]
