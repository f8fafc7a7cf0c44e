"""Task tables that lost their columns: each cell on lines of its own, or a row's cells one after another.

Found by their head (TT, Nội dung, …) and by row numbers that follow one another; the lines of each row are
given back to their columns by the blank lines between cells, else by where the names of agencies begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.reading.characters import OPEN_WORDS, ends_sentence, fold, is_caps
from plans.reading.dates import quarter_of
from plans.reading.lines import Line
from plans.reading.numbering import is_heading_like, mark_of
from plans.reading.shapes import AGENCIES, ARABIC, CONTENT, COOPERATING, DECIMAL, NO, ROMAN, TIME, ReadColumn
from plans.reading.tables import columns_of

_LABEL = re.compile(
    r"(?:STT|TT|Nội dung(?: công việc| nhiệm vụ| thực hiện)?|Nhiệm vụ|Công việc|Cơ quan thực hiện|Đơn vị thực hiện"
    r"|(?:Cơ quan|Đơn vị)(?:,? đơn vị)? (?:chủ trì|phối hợp)(?: thực hiện)?|Chủ trì|Phối hợp"
    r"|Thời gian(?: thực hiện| hoàn thành)?|Thời hạn|Kết quả|Sản phẩm(?: dự kiến)?|Tiến độ"
    r"|(?:Người|Bộ phận) (?:phụ trách|thực hiện)|Tên (?:công trình|nhiệm vụ|hoạt động|phong trào|công việc|đơn vị)"
    r"|Phân công(?: thực hiện)?|Địa điểm|Kinh phí|Ghi chú)(?!\w)", re.IGNORECASE)
_AGENCY = re.compile(
    r"^[-+]?\s*(?:UBND|HĐND|Ủy ban|Hội|Sở|Ban|Các (?:cơ quan|đơn vị|sở|phòng|ban|xã)|Văn phòng|Phòng|Đài|Báo|Trung tâm"
    r"|Công an|Thanh tra|Chi cục|Cục|Mặt trận|Liên đoàn|Tỉnh đoàn|Đoàn|Trường|Bộ phận|Tổ|Thường trực|Lãnh đạo"
    r"|Khối|Cụm)\b")
_WHEN = re.compile(
    r"^(?:Tháng|Quý|Trước|Thường xuyên|Cả năm|H[ằà]ng (?:tháng|quý|năm)|Trong (?:tháng|quý|năm)|Năm|Từ tháng"
    r"|\d{1,2}/\d{4})")
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
    """Return the columns of a head without columns, on one line or over several, and where it ends.

    A label may itself be broken ("Đơn vị phối" / "hợp"): the longest run of lines that reads as labels is taken.
    """
    line = lines[index]
    if line.row or line.cells or fold(line.text).split(" ")[0] not in ("tt", "stt"):
        return [], index
    text, best, end = "", list[str](), index
    for place in range(index, min(index + 16, len(lines))):
        after = lines[place]
        if place > index and (after.row or _ROW_START.match(after.text) or len(after.text) > 60):
            break
        text = f"{text} {after.text}".strip()
        labels = _LABEL.findall(text)
        if " ".join(labels).casefold() == " ".join(text.split()).casefold():
            best, end = labels, place + 1
    columns = columns_of(best) if 3 <= len(best) <= 8 else []
    keys = [column.key for column in columns]
    return (columns, end) if keys[:2] == [NO, CONTENT] else ([], index)


def _rows(lines: list[Line], index: int, columns: list[ReadColumn]) -> tuple[list[Line], int]:
    """Return the rows that begin at the line, and the line where the table is over."""
    found: list[_Row | Line] = []
    expected, dotted = 1, False
    while index < len(lines):
        line = lines[index]
        again, after = _head_at(lines, index)
        if again:
            index = after
            continue
        start = _ROW_START.match(line.text)
        if start and int(start.group(1)) == expected and not (not start.group(2) and _head_at(lines, index + 1)[0]):
            found.append(_Row(start.group(1)))
            dotted = bool(re.match(r"\d+[.)]", line.text))
            if start.group(2):
                found[-1].lines.append(Line(start.group(2)))  # type: ignore[union-attr]
            expected += 1
        elif start and not start.group(2):
            pass  # a page number inside the table
        elif quarter_of(line.text) and len(line.text) < 30 and _opens_group(lines, index, expected, columns, found):
            found.append(_line([line.text] + [""] * (len(columns) - 1), line))
        elif _is_over(line, dotted=dotted) or not found or isinstance(found[-1], Line):
            break
        else:
            found[-1].lines.append(line)
        index += 1
    if expected < 3:
        return [], index
    return [item if isinstance(item, Line) else _as_line(item, columns) for item in found], index


def _as_line(row: _Row, columns: list[ReadColumn]) -> Line:
    cells = _cells(row.lines, [column.key for column in columns[1:]])
    return _line([row.number, *cells], row.lines[0] if row.lines else Line(""))


def _opens_group(
    lines: list[Line], index: int, expected: int, columns: list[ReadColumn], found: list[_Row | Line]
) -> bool:
    """Say whether a quarter stands over the rows that follow, not in the column that says when."""
    if all(column.key != TIME for column in columns):
        return True
    row = found[-1] if found else None
    if isinstance(row, _Row) and len(row.lines) >= len(columns) - 2 and not _WHEN.match(row.lines[-1].text):
        return False  # the row before has yet to say when
    following = _ROW_START.match(lines[index + 1].text) if index + 1 < len(lines) else None
    return following is not None and int(following.group(1)) == expected


def _is_over(line: Line, *, dotted: bool) -> bool:
    """A table ends at a section's heading and at the closing; `dotted` rows are numbered "1." as sections are."""
    if fold(line.text).startswith(("tren day la", "yeu cau cac", "de nghi cac", "can cu ke hoach nay")):
        return True
    mark = mark_of(line.text)
    if mark is None or not mark.rest[:1].isupper():
        return False
    if mark.numbering == ROMAN:
        return is_caps(line.text)
    return mark.numbering in (ARABIC, DECIMAL) and not dotted and is_heading_like(mark.rest)


def _cells(lines: list[Line], keys: list[str]) -> list[str]:
    """Give a row's lines back to its columns."""
    chunks: list[list[Line]] = []
    for line in lines:
        if not chunks or line.gap:
            chunks.append([line])
        else:
            chunks[-1].append(line)
    if len(chunks) == len(keys) > 1 and len(lines) >= len(keys):
        return [_joined(chunk) for chunk in chunks]
    cells = dict.fromkeys(keys, "")
    if keys[-1] == TIME and (cut := _time_at(lines)) > 0:
        cells[TIME], lines = _joined(lines[cut:]), lines[:cut]
    cut = _agencies_at(lines) if len(keys) > 1 else len(lines)
    cells[keys[0]] = _joined(lines[:cut])
    if AGENCIES in cells and COOPERATING in cells and (second := _second_agency_at(lines, cut)) < len(lines):
        cells[COOPERATING], lines = _joined(lines[second:]), lines[:second]
    if cut < len(lines):
        where = AGENCIES if AGENCIES in cells else keys[1]
        cells[where] = f"{_joined(lines[cut:])} {cells[where]}".strip()
    return [cells[key] for key in keys]


def _time_at(lines: list[Line]) -> int:
    """Return the line at which the row says when, in its last lines; 0 when it does not."""
    for index in range(len(lines) - 1, max(0, len(lines) - 4), -1):
        if _WHEN.match(lines[index].text) and len(_joined(lines[index:])) < 40:
            return index
    return 0


def _agencies_at(lines: list[Line]) -> int:
    """Return the line at which the agencies of the row begin, after its content."""
    likely = len(lines)
    for index in range(1, len(lines)):
        text, before = lines[index].text, lines[index - 1].text
        if not _AGENCY.match(text) or len(text) >= 70:
            continue
        if text.startswith("-") or ends_sentence(before):
            return index
        open_end = before.endswith(",") or fold(before).rsplit(" ", 1)[-1] in OPEN_WORDS
        if likely == len(lines) and not open_end:
            likely = index
    return likely


def _second_agency_at(lines: list[Line], cut: int) -> int:
    """Return the line at which the next agency begins: one leads, those after it cooperate."""
    for index in range(cut + 1, len(lines)):
        before = lines[index - 1].text
        open_end = before.endswith(",") or fold(before).rsplit(" ", 1)[-1] in OPEN_WORDS
        if _AGENCY.match(lines[index].text) and not open_end:
            return index
    return len(lines)


def _joined(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines)


def _line(cells: list[str], like: Line) -> Line:
    return Line(" ".join(cell for cell in cells if cell), gap=like.gap, cells=tuple(cells), row=True)
