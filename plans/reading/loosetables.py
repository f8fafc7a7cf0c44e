"""Task tables that lost their columns: each cell on lines of its own, or a row's cells one after another.

Found by their head (TT, Nội dung, …) and by row numbers that follow one another; the lines of each row are
given back to their columns by the blank lines between cells, else by where the names of agencies begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.reading.characters import ends_sentence, fold, is_caps
from plans.reading.dates import quarter_of
from plans.reading.lines import Line
from plans.reading.numbering import mark_of
from plans.reading.shapes import CONTENT, NO, ReadColumn
from plans.reading.tables import columns_of

_LABEL = re.compile(
    r"(?:STT|TT|Nội dung(?: công việc| nhiệm vụ| thực hiện)?|Nhiệm vụ|Công việc|Cơ quan thực hiện|Đơn vị thực hiện"
    r"|(?:Cơ quan|Đơn vị)(?:,? đơn vị)? (?:chủ trì|phối hợp)(?: thực hiện)?|Chủ trì|Phối hợp"
    r"|Thời gian(?: thực hiện| hoàn thành)?|Thời hạn|Kết quả|Sản phẩm|Ghi chú)(?!\w)", re.IGNORECASE)
_AGENCY = re.compile(
    r"^[-+]?\s*(?:UBND|HĐND|Ủy ban|Hội|Sở|Ban|Các (?:cơ quan|đơn vị|sở|phòng|ban|xã)|Văn phòng|Phòng|Đài|Báo|Trung tâm"
    r"|Công an|Thanh tra|Chi cục|Cục|Mặt trận|Liên đoàn|Tỉnh đoàn|Đoàn|Trường|Bộ phận|Tổ|Thường trực|Lãnh đạo"
    r"|Khối|Cụm)\b")
_ROW_START = re.compile(r"^(\d{1,3})[.)]?(?:\s+(.*))?$")


@dataclass
class _Row:
    number: str
    lines: list[Line] = field(default_factory=list)


def gather(lines: list[Line]) -> list[Line]:
    """Return the lines with such tables made into rows; all other lines as they were."""
    result: list[Line] = []
    index = 0
    while index < len(lines):
        columns, end = _head_at(lines, index)
        if columns:
            rows, end = _rows(lines, end, columns)
            if rows:
                result.append(_line([column.label for column in columns], lines[index]))
                result += rows
                index = end
                continue
        result.append(lines[index])
        index += 1
    return result


def _head_at(lines: list[Line], index: int) -> tuple[list[ReadColumn], int]:
    """Return the columns of a head without columns, on one line or with a label a line, and where it ends."""
    line = lines[index]
    if line.row or line.cells or fold(line.text).split(" ")[0] not in ("tt", "stt"):
        return [], index
    labels, end = _LABEL.findall(line.text), index + 1
    if " ".join(labels).casefold() != " ".join(line.text.split()).casefold():
        return [], index
    while len(labels) < 8 and end < len(lines) and not lines[end].row and _LABEL.fullmatch(lines[end].text):
        labels.append(lines[end].text)
        end += 1
    columns = columns_of(labels) if len(labels) >= 3 else []
    keys = [column.key for column in columns]
    return (columns, end) if keys[:2] == [NO, CONTENT] else ([], index)


def _rows(lines: list[Line], index: int, columns: list[ReadColumn]) -> tuple[list[Line], int]:
    """Return the rows that begin at the line, and the line where the table is over."""
    found: list[_Row | Line] = []
    expected = 1
    while index < len(lines):
        line = lines[index]
        again, after = _head_at(lines, index)
        if again:
            index = after
            continue
        start = _ROW_START.match(line.text)
        if start and int(start.group(1)) == expected and not (not start.group(2) and _head_at(lines, index + 1)[0]):
            found.append(_Row(start.group(1)))
            if start.group(2):
                found[-1].lines.append(Line(start.group(2)))  # type: ignore[union-attr]
            expected += 1
        elif start and not start.group(2):
            pass  # a page number inside the table
        elif quarter_of(line.text) and len(line.text) < 30:
            found.append(_line([line.text] + [""] * (len(columns) - 1), line))
        elif _is_over(line) or not found or isinstance(found[-1], Line):
            break
        else:
            found[-1].lines.append(line)
        index += 1
    if expected < 3:
        return [], index
    return [item if isinstance(item, Line) else _as_line(item, len(columns)) for item in found], index


def _as_line(row: _Row, width: int) -> Line:
    return _line([row.number, *_cells(row.lines, width - 1)], row.lines[0] if row.lines else Line(""))


def _is_over(line: Line) -> bool:
    mark = mark_of(line.text)
    return mark is not None and mark.numbering == "roman" and is_caps(line.text)


def _cells(lines: list[Line], count: int) -> list[str]:
    """Give a row's lines back to its columns."""
    chunks: list[list[Line]] = []
    for line in lines:
        if not chunks or line.gap:
            chunks.append([line])
        else:
            chunks[-1].append(line)
    if len(chunks) == count > 1 and len(lines) >= count:
        return [_joined(chunk) for chunk in chunks]
    cut = _agencies_at(lines)
    cells = [_joined(lines[:cut]), _joined(lines[cut:])]
    return cells + [""] * (count - 2) if count >= 2 else [_joined(lines)]


def _agencies_at(lines: list[Line]) -> int:
    """Return the line at which the agencies of the row begin, after its content."""
    for index in range(1, len(lines)):
        text = lines[index].text
        before = lines[index - 1].text
        if _AGENCY.match(text) and len(text) < 70 and (text.startswith("-") or ends_sentence(before)):
            return index
    return len(lines)


def _joined(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines)


def _line(cells: list[str], like: Line) -> Line:
    return Line(" ".join(cell for cell in cells if cell), gap=like.gap, cells=tuple(cells), row=True)
