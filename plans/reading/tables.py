"""Tables: which columns a table has, its rows put together again over page breaks, and its rows as tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.values import number as number_of
from plans.reading import shapes
from plans.reading.characters import ends_sentence, fold, is_caps, starts_lower
from plans.reading.dates import due_date, quarter_of
from plans.reading.lines import Line, bullet
from plans.reading.numbering import mark_of
from plans.reading.shapes import ReadColumn, ReadTask

_LABELS = (
    (shapes.NO, re.compile(r"^(tt|stt|so tt|so thu tu|thu tu)$")),
    (shapes.COOPERATING, re.compile(r"phoi hop(?! thuc hien$)|^phoi hop")),
    (shapes.TIME, re.compile(r"thoi gian|thoi han|tien do|thoi diem|hoan thanh|^thang|^quy$")),
    (shapes.RESULT, re.compile(r"san pham|ket qua|dau ra|hinh thuc")),
    (shapes.NOTE, re.compile(r"ghi chu")),
    (shapes.AGENCIES, re.compile(
        r"co quan|don vi|chu tri|thuc hien$|phan cong|trach nhiem|tham muu|nguoi phu trach")),
    (shapes.CONTENT, re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|ten |chi tieu|dau viec|van ban")),
)

_MONTH_GROUP = re.compile(r"^\W*(?:[ivx\d]{1,4}[.)]?\s+)?(?:trong )?thang\s+\d")


@dataclass
class Table:
    """A table with its head and its rows, each row one string per column."""

    columns: list[ReadColumn] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    joined: int = 0  # rows that were put together again
    groups: set[int] | None = None  # rows that head those below them, when the source says which

    @property
    def holds_tasks(self) -> bool:
        """Say whether its rows are tasks: what is to be done, and who does it or when."""
        keys = {column.key for column in self.columns}
        return shapes.CONTENT in keys and bool(keys & {shapes.AGENCIES, shapes.COOPERATING, shapes.TIME})


def columns_of(cells: tuple[str, ...] | list[str]) -> list[ReadColumn]:
    """Return the columns when the cells are the head of a table, else an empty list."""
    if len(cells) < 2 or any(len(cell) > 60 for cell in cells):
        return []
    columns: list[ReadColumn] = []
    used: set[str] = set()
    for place, cell in enumerate(cells):
        key = next((key for key, label in _LABELS if key not in used and label.search(_label(cell))), "")
        used.add(key)
        columns.append(ReadColumn(key or f"extra{place + 1}", cell))
    known = used & {key for key, _ in _LABELS}
    if len(known) < 2 or not known & {shapes.NO, shapes.CONTENT}:
        return []
    return columns


def _label(cell: str) -> str:
    """Return the folded words of a head's cell; a narrow column may have broken STT into ST and T."""
    folded = fold(cell)
    return folded.replace(" ", "") if re.fullmatch(r"s?\s?t\s?t", folded.strip(".")) else folded


def mark_rows(lines: list[Line]) -> list[Line]:
    """Make sure which lines with cells are rows of a table; the others become plain text again."""
    result: list[Line] = []
    head: list[ReadColumn] = []
    open_row: Line | None = None
    for index, line in enumerate(lines):
        if line.row:
            head = columns_of(line.cells or ()) or head
            result.append(line)
            open_row = None
            continue
        found = columns_of(line.cells) if line.cells else []
        if found:
            head, line.row = found, True
        elif head and line.cells and len(line.cells) > 1 and any(line.cells[1:]):
            line.cells, line.row = _placed(line, head, lines, index), True
        elif head and line.starts is None and _names_group(lines, index, width=len(head)):
            line.cells, line.row = (line.text, *[""] * (len(head) - 1)), True
        elif head and open_row is not None and _goes_on(open_row, line, inside=_row_follows(lines, index)):
            cells = list(open_row.cells or ())
            place = max((i for i, cell in enumerate(cells) if cell), default=0)
            cells[place] = f"{cells[place]} {line.text}"
            open_row.cells, open_row.text = tuple(cells), f"{open_row.text} {line.text}"
            continue
        else:
            head = []
            line.cells = None
        open_row = line if line.row and not found else None
        result.append(line)
    return _runs_of_tabs(result)


def _placed(line: Line, head: list[ReadColumn], lines: list[Line], index: int) -> tuple[str, ...]:
    """Put the cells under the columns where they begin, when spaces set them apart."""
    cells = list(line.cells or ())
    if line.starts is None:
        return tuple(cells)
    starts = next((other.starts for other in reversed(lines[:index]) if other.starts and columns_of(other.cells or ())),
                  None)
    if not starts:
        return tuple(cells)
    placed = [""] * len(head)
    for cell, start in zip(cells, line.starts, strict=True):
        nearest = min(range(len(starts)), key=lambda i: abs(starts[i] - start))
        placed[nearest] = f"{placed[nearest]} {cell}".strip()
    return tuple(placed)


def _names_group(lines: list[Line], index: int, *, width: int) -> bool:
    """Say whether a line without columns stands over the rows that follow: a quarter, a month, or a line right
    after the head or in capitals with a full row below it."""
    text = lines[index].text
    if len(text) < 30 and (quarter_of(text) or _MONTH_GROUP.match(fold(text))):
        return True
    if index + 1 >= len(lines) or len(text) > 120 or mark_of(text) is not None or bullet(text)[0] != "para":
        return False
    after = lines[index + 1]
    row = after.cells is not None and len(after.cells) == width and after.cells[0].strip(". ").isdigit()
    headed = index > 0 and bool(columns_of(lines[index - 1].cells or ()))
    return row and after.starts is None and (headed or is_caps(text))


def _row_follows(lines: list[Line], index: int) -> bool:
    """Say whether the table goes on within the next lines, so that this one stands inside it."""
    for line in lines[index + 1 : index + 5]:
        if columns_of(line.cells or ()):
            return False  # another table
        if line.row or (line.cells and len(line.cells) > 1 and line.starts is None):
            return True
    return False


def _goes_on(row: Line, line: Line, *, inside: bool) -> bool:
    """Say whether a line without columns is the rest of the row's last cell."""
    last = next((cell for cell in reversed(row.cells or ()) if cell), "")
    if mark_of(line.text) is not None and is_caps(line.text):
        return False
    if line.gap and not line.new_page and ends_sentence(last):
        return False
    if starts_lower(line.text):
        return True
    if line.gap:
        return False
    return inside and not is_caps(line.text) or line.text.startswith(("-", "+")) or last.endswith((",", "-"))


def _runs_of_tabs(lines: list[Line]) -> list[Line]:
    """Three lines or more of equally many cells are a table even when its head says nothing we know."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and not lines[end].row and _tabs(lines[end]) == _tabs(lines[index]) > 1:
            end += 1
        if end - index >= 3:
            for line in lines[index:end]:
                line.row = True
        index = max(end, index + 1)
    return lines


def _tabs(line: Line) -> int:
    if line.cells is None or line.starts is not None or not line.cells[0]:
        return 0
    return len(line.cells) if sum(bool(cell) for cell in line.cells) >= 2 and len(line.cells) > 2 else 0


def read_table(lines: list[Line]) -> Table:
    """Read rows that stand one after another as one table."""
    table = Table()
    rows = [list(line.cells or ()) for line in lines]
    first = columns_of(rows[0])
    width = len(rows[0]) if first else max(len(row) for row in rows)
    # More cells than the head has columns: what is over belongs to the last column, no word is dropped.
    rows = [[*row[: width - 1], " ".join(row[width - 1 :])] if len(row) > width else row for row in rows]
    rows = [row + [""] * (width - len(row)) for row in rows]
    if first:
        table.columns = first
        rows = rows[1:]
        if rows and not rows[0][0] and (second := _second_head(first, rows[0])):
            table.columns, rows = second, rows[1:]
    heads = {tuple(fold(column.label) for column in table.columns)}
    broken = False
    for row in rows:
        if tuple(fold(cell) for cell in row) in heads and table.columns:
            broken = True
            continue
        if table.columns and table.rows and _continues(table.rows[-1], row, broken, bool(first)):
            table.rows[-1] = [f"{a} {b}".strip() for a, b in zip(table.rows[-1], row, strict=True)]
            table.joined += 1
        else:
            table.rows.append(row)
        broken = False
    return table


def _second_head(first: list[ReadColumn], row: list[str]) -> list[ReadColumn]:
    """Read a head of two rows ("Cơ quan thực hiện" over "Chủ trì" and "Phối hợp")."""
    cells = [f"{column.label}: {cell}" if cell and column.label else cell or column.label
             for column, cell in zip(first, row, strict=True)]
    if any(len(cell) > 40 for cell in row) or not any(row):
        return []
    return columns_of(cells) if all(columns_of(["TT", cell]) for cell in row if cell) else []


def _continues(before: list[str], row: list[str], broken: bool, headed: bool) -> bool:
    """Say whether the row is the rest of the row before, broken over a page."""
    if row[0] or not headed or _single(before):
        return False
    filled = [cell for cell in row if cell]
    if len(filled) == 1 and (quarter_of(filled[0]) or is_caps(filled[0])):
        return False  # the name of the next group
    if broken:
        return True
    pairs = [(a, b) for a, b in zip(before, row, strict=True) if b]
    return bool(pairs) and all(
        starts_lower(b) or not a or not ends_sentence(a) or b.startswith(("-", "+")) for a, b in pairs
    )


def _single(row: list[str]) -> bool:
    return sum(bool(cell) for cell in row) == 1 and bool(row[0])


def tasks_of(table: Table) -> list[ReadTask]:
    """Return the rows of a task table as tasks; a row with one cell only names the group that follows."""
    tasks: list[ReadTask] = []
    group, quarter = "", None
    for place, row in enumerate(table.rows):
        named = _group_of(row, table.columns) if table.groups is None or place in table.groups else None
        if named is not None:
            named = " ".join(named.split())
            group, quarter = named, quarter_of(named, loose=bool(_MONTH_GROUP.match(fold(named))))
            continue
        tasks.append(_task(row, table.columns, group, quarter))
    return tasks


def _group_of(row: list[str], columns: list[ReadColumn]) -> str | None:
    filled = [cell for cell in row if cell]
    if len(filled) == 1 and not filled[0].isdigit():
        lone_content = columns[0].key == shapes.NO and row[0] == "" and not quarter_of(filled[0])
        return None if lone_content and not is_caps(filled[0]) else filled[0]
    if len(filled) == 2 and re.fullmatch(r"[IVX]{1,5}|[A-H]", row[0].rstrip(".")) and row[1]:
        return f"{row[0]} {row[1]}"
    return None


def _task(row: list[str], columns: list[ReadColumn], group: str, quarter: int | None) -> ReadTask:
    values = {column.key: cell for column, cell in zip(columns, row, strict=False)}
    number = values.pop(shapes.NO, "").strip(" .")
    time = values.pop(shapes.TIME, "")
    content = values.pop(shapes.CONTENT, "")
    counted = number_of(number)
    task = ReadTask(
        no=counted,
        quarter=quarter or quarter_of(time, loose=True),
        content=content,
        agencies=values.pop(shapes.AGENCIES, ""),
        cooperating=values.pop(shapes.COOPERATING, ""),
        time=time,
        group=group,
        extra={key: value for key, value in values.items() if value},
        due_on=due_date(time) or due_date(content),
    )
    if number and counted is None:
        task.extra["no"] = number
    if task.quarter is None and (day := due_date(time)) is not None:
        task.quarter = (day.month + 2) // 3
    return task
