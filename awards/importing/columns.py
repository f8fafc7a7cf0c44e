"""The columns of an import, the row of headings in a file, and the reading of its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from openpyxl.utils import get_column_letter

from core.exceptions import Refused

from .files import EMPTY, MOST_ROWS, Cell, CellValue, Table, looks_like_old_font
from .lines import FAULTY, Fault, Line
from .values import Reader, text_of
from .workbooks import heading_key

_COUNTERS = {"stt", "tt", "so tt", "so thu tu"}
FEW_CHOICES = 8
HEADINGS_WITHIN = 20  # rows from the top in which the headings are looked for


@dataclass(frozen=True)
class Column:
    """A column: its key in `Line.values`, its heading, how a cell is read, what the template says about it."""

    key: str
    heading: str
    read: Reader
    required: bool = False
    also: tuple[str, ...] = ()  # other headings under which offices keep it
    help: str = ""
    example: str = ""
    width: int = 18
    choices: tuple[str, ...] = field(default=(), repr=False)

    @property
    def keys(self) -> set[str]:
        """The headings as they are compared."""
        return {heading_key(name) for name in (self.heading, *self.also)}

    @property
    def choices_said(self) -> str:
        """What a cell may hold, in words: a long list stands in the template's own sheet."""
        if len(self.choices) > FEW_CHOICES:
            return f"Chọn một trong {len(self.choices)} mục ở trang “Danh mục” của tệp mẫu."
        return f"Chọn: {'; '.join(self.choices)}." if self.choices else ""


@dataclass(frozen=True)
class Headings:
    """Where the headings stand: the columns by index (from 0), and the number of the last row of the head."""

    columns: dict[int, Column]
    last_row: int
    unknown: list[str]


def wanted(columns: Sequence[Column]) -> frozenset[str]:
    """Return all headings by which a sheet is recognised."""
    return frozenset().union(*(column.keys for column in columns))


def find_headings(table: Table, columns: Sequence[Column]) -> Headings:
    """Return where the headings stand, in one row or in two (a merged group above single names).

    Raises Refused when a required column is missing, stands twice, or no row looks like headings.
    """
    known = {key: column for column in reversed(columns) for key in column.keys}
    near = [row for row in table.rows[: HEADINGS_WITHIN + 1] if row[0] <= HEADINGS_WITHIN + 20]
    chosen: tuple[int, dict[int, Column], list[str]] = (0, {}, [])
    for position, (number, cells) in enumerate(near):
        above = near[position - 1][1] if position and near[position - 1][0] == number - 1 else []
        for upper in ([], above) if above else ([],):
            found, unknown = _named(cells, upper, known)
            if len(found) > len(chosen[1]):
                chosen = (number, found, unknown)
    last_row, named, unknown = chosen
    if len(named) < min(2, len(columns)):
        raise Refused(_no_headings(table, columns))
    keys = [column.key for column in named.values()]
    twice = sorted({column.heading for column in named.values() if keys.count(column.key) > 1})
    if twice:
        raise Refused(f"Tệp có hai cột cùng là “{twice[0]}” (dòng {last_row}). Hãy bỏ một cột.")
    missing = [column.heading for column in columns if column.required and column.key not in keys]
    if missing:
        raise Refused(
            f"Dòng tiêu đề (dòng {last_row}) thiếu cột: {', '.join(missing)}. Hãy tải tệp mẫu và giữ nguyên tên cột."
        )
    return Headings(named, last_row, unknown)


def _named(
    cells: Sequence[Cell], upper: Sequence[Cell], known: Mapping[str, Column]
) -> tuple[dict[int, Column], list[str]]:
    found: dict[int, Column] = {}
    unknown: list[str] = []
    group = ""
    for index, cell in enumerate(cells):
        over = text_of(upper[index]) if index < len(upper) and not upper[index].empty else ""
        group = over or group
        own = text_of(cell)
        names = [own, f"{group} {own}"] if own else [over]
        keys = [heading_key(name) for name in names if name]
        column = next((known[key] for key in keys if key in known), None)
        if column is not None:
            found[index] = column
        elif own and heading_key(own) not in _COUNTERS:
            unknown.append(own[:60])
    return found, unknown


def _no_headings(table: Table, columns: Sequence[Column]) -> str:
    texts = [text_of(cell) for _, cells in table.rows[:5] for cell in cells]
    if any(looks_like_old_font(text) for text in texts):
        return (
            "Chữ trong tệp gõ bằng phông cũ (TCVN3, .VnTime). Hãy chuyển sang Unicode (Times New Roman, Arial) "
            "rồi gửi lại."
        )
    need = ", ".join(column.heading for column in columns if column.required)
    return f"Không thấy dòng tiêu đề ở đầu tệp. Cần các cột: {need}. Hãy tải tệp mẫu và giữ nguyên tên cột."


def read_lines(
    table: Table, columns: Sequence[Column], advance: Callable[[int, int], None] = lambda done, total: None
) -> list[Line]:
    """Return a line for each row below the headings, each with the faults of its own cells. Raises Refused."""
    headings = find_headings(table, columns)
    if headings.unknown:
        table.notes.append("Các cột không dùng đến: " + ", ".join(headings.unknown[:12]) + ".")
    rows = [(number, cells) for number, cells in table.rows if number > headings.last_row]
    if rows and _only_numbers(rows[0][1]):
        del rows[0]
    if len(rows) > MOST_ROWS:
        raise Refused(f"Tệp có hơn {MOST_ROWS} dòng. Hãy tách thành nhiều tệp nhỏ hơn.")
    lines = []
    absent = [column for column in columns if column.required]
    places = {column.key: get_column_letter(index + 1) for index, column in headings.columns.items()}
    readers = {column.key: _remembering(column.read) for column in headings.columns.values()}
    for done, (number, cells) in enumerate(rows):
        if done % 500 == 0:
            advance(done, len(rows))
        lines.append(_line(Line(number, places=places), cells, headings.columns, readers, absent))
    if not lines:
        raise Refused(f"Dưới dòng tiêu đề (dòng {headings.last_row}) không có dòng dữ liệu nào.")
    return lines


def _only_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a row below the headings only numbers the columns: (1) (2) (3)."""
    texts = [text_of(cell).strip("() ") for cell in cells if not cell.empty]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _remembering(read: Reader) -> Callable[[CellValue, int], Any]:
    """Understand a value once: the rows of a file say the same few days, years and units again and again."""

    @lru_cache(maxsize=4096, typed=True)  # typed: "Có" (True) is not 1
    def reading(value: CellValue, zeros: int) -> Any:
        return read(Cell(value, zeros))

    return reading


def _line(
    line: Line,
    cells: Sequence[Cell],
    columns: dict[int, Column],
    readers: Mapping[str, Callable[[CellValue, int], Any]],
    required: Sequence[Column],
) -> Line:
    for index, column in columns.items():
        cell = cells[index] if index < len(cells) else EMPTY
        if cell.fault:
            _fault(line, column, text_of(cell), cell.fault)
        elif cell.value is not None:
            _keep(line, column, cell, readers[column.key])
    wrong = {fault.column for fault in line.faults}
    for column in required:
        if column.key not in line.values and line.places[column.key] not in wrong:
            _fault(line, column, "", f"Thiếu {column.heading.lower()}. Hãy điền ô này.")
    line.own_faults = len(line.faults)
    if line.faults:
        line.action = FAULTY
    return line


def _keep(line: Line, column: Column, cell: Cell, read: Callable[[CellValue, int], Any]) -> None:
    try:
        value: Any = read(cell.value, cell.zeros)
    except ValueError as error:
        _fault(line, column, text_of(cell), str(error))
    else:
        if value != "":
            line.values[column.key] = value


def _fault(line: Line, column: Column, text: str, message: str) -> None:
    line.faults.append(Fault(line.places.get(column.key, ""), column.heading, text[:120], message))
