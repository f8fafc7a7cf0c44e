"""Task tables whose columns are kept apart by spaces, as tools that keep a page's layout write them."""

from __future__ import annotations

import re

from plans.reading import shapes
from plans.reading.characters import is_caps
from plans.reading.dates import quarter_of
from plans.reading.lines import Line
from plans.reading.numbering import is_heading_like, mark_of
from plans.reading.signature import is_recipients_line
from plans.reading.tables import columns_of

_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]?(?:\s|$)")


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
        return _is_head(head, line)
    if is_recipients_line(line.text):
        return True
    if _has_river(head, lines, index):
        return False
    if _runs_across(head, line):
        return True
    mark = mark_of(line.text)
    if mark is None:
        return False
    if mark.numbering == shapes.ARABIC and is_heading_like(mark.rest) and index + 1 < len(lines):
        after = lines[index + 1]
        below = mark_of(after.text)
        return _runs_across(head, after) or (below is not None and below.numbering == shapes.DECIMAL)
    return mark.numbering == shapes.ROMAN and is_caps(line.text)


def _is_head(head: Line, line: Line) -> bool:
    """Whether the table's head comes again; cells that only sound like labels are not one."""
    columns, first = columns_of(line.cells or ()), columns_of(head.cells or ())
    return bool(columns) and (first[0].key != shapes.NO or columns[0].key == shapes.NO)


def _runs_across(head: Line, line: Line) -> bool:
    """Say whether the line is running text: one piece from the first columns to beyond where the third begins."""
    starts = head.starts or ()
    if line.starts is not None or len(starts) < 3 or is_caps(line.text):
        return False
    begin, end = len(line.raw) - len(line.raw.lstrip()), len(line.raw.rstrip())
    return begin < starts[1] and end > starts[2] + 3


def _has_river(head: Line, lines: list[Line], index: int) -> bool:
    """Say whether the line is two cells beside each other, though hardly a space parts them.

    A word begins where one of the neighbours' cells begins, or behind two spaces and more, right of the first column.
    """
    starts, raw = head.starts or (), lines[index].raw
    if len(starts) < 3:
        return False
    if _apart(raw, starts[1]):
        return True
    near = [lines[place].raw for place in (index - 1, index + 1) if 0 <= place < len(lines)]
    return any(
        len(raw) > x and raw[x] != " " and raw[x - 1] == " " and raw[:x].strip()
        for other in near for x in _apart(other, starts[1])
    )  # fmt: skip


def _apart(raw: str, least: int) -> list[int]:
    """Return where words begin behind two spaces or more, with other words before them."""
    found = (match.start() for match in re.finditer(r"(?<=  )\S", raw))
    return [x for x in found if x > least and raw[:x].strip()]


def _rows(head: Line, lines: list[Line]) -> list[Line]:
    common = edges = _edges(head, lines)
    numbered = columns_of(head.cells or ())[0].key == shapes.NO
    rows: list[Line] = []
    for place, line in enumerate(lines):
        if quarter_of(line.text) and len(line.text) < 30:
            rows.append(_row([line.text] + [""] * (len(edges) - 1)))
            continue
        if numbered and _opens_row(line, common):
            edges = _own_edges(head, _row_lines(lines, place, common), common)
        cells = _sliced(line.raw, edges)
        if cells[0].rstrip(".").isdigit() or not rows or (cells[0] and not cells[0][0].islower()):
            rows.append(_row(cells))
        else:
            before = rows[-1]
            joined = [f"{a} {b}".strip() for a, b in zip(before.cells or (), cells, strict=True)]
            rows[-1] = _row(joined)
    return rows


def _opens_row(line: Line, edges: list[int]) -> bool:
    """Whether the line begins with a number in the first column."""
    found = _NUMBER.match(line.raw)
    return found is not None and found.start(1) < edges[1]


def _row_lines(lines: list[Line], place: int, edges: list[int]) -> list[Line]:
    end = place + 1
    while end < len(lines) and not _opens_row(lines[end], edges) and not quarter_of(lines[end].text):
        end += 1
    return lines[place:end]


def _own_edges(head: Line, lines: list[Line], common: list[int]) -> list[int]:
    """Return where the columns of one row begin: tools that keep the layout push each row by its own widths."""
    starts, labels = list(head.starts or ()), list(head.cells or ())
    edges = [0]
    for column in range(1, len(common)):
        low = max(edges[-1] + 1, starts[column - 1] + 1)
        if column == 1:
            low = max(low, min(common[1], _after_numbers(lines[:1], starts)))
        high = starts[column] + len(labels[column])
        free = [x for x in range(low, high + 1) if not _crossed(lines, x) and _begins(lines, x)]
        best = max(free, key=lambda x: _clear(lines, x) - abs(x - common[column]) / 4, default=common[column])
        edges.append(max(best, edges[-1] + 1))
    return edges


def _clear(lines: list[Line], x: int) -> int:
    """How clearly a column begins at the place: a word behind one space counts less than behind more."""
    found = [line.raw for line in lines if len(line.raw) > x and line.raw[x] != " " and line.raw[x - 1] == " "]
    return sum(3 if not raw[max(0, x - 2) : x].strip() or raw[x : x + 2] == "- " else 1 for raw in found)


def _row(cells: list[str]) -> Line:
    return Line(" ".join(cell for cell in cells if cell), cells=tuple(cells), row=True)


def _edges(head: Line, lines: list[Line]) -> list[int]:
    """Return where each column begins: between two labels of the head, the place where most lines begin anew."""
    starts = list(head.starts or ())
    after_numbers = _after_numbers(lines, starts) if columns_of(head.cells or ())[0].key == shapes.NO else 0
    edges = [0]
    for label, start in zip((head.cells or ())[:-1], starts[:-1], strict=True):
        low = max(edges[-1] + 1, start + 1, after_numbers)
        following = starts[starts.index(start) + 1]
        high = following + len((head.cells or ())[starts.index(following)])
        edges.append(max(range(low, high + 1), key=lambda x: (_begins(lines, x) - 3 * _crossed(lines, x), -abs(
            x - start - len(label)))))  # fmt: skip
    return edges


def _after_numbers(lines: list[Line], starts: list[int]) -> int:
    """Return where the numbers of the rows are over: "11" begins a word too, but no column."""
    found = [match for line in lines if (match := _NUMBER.match(line.raw)) and match.start(1) < starts[1]]
    least = min((match.start(1) for match in found), default=0)
    return max((match.end(1) + 1 for match in found if match.start(1) <= least + 2), default=0)


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
