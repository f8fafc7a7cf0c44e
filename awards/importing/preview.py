"""What the rows of a file would write, cell by cell, as the preview shows it before anybody confirms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .columns import Column
from .files import Cell
from .kinds import shown
from .lines import Line


@dataclass(frozen=True)
class Cells:
    """A page of lines as a table: the headings of the columns that one of them fills, and each line with its cells as
    (heading, text); "" where the line leaves the cell empty."""

    headings: list[str]
    rows: list[tuple[Line, list[tuple[str, str]]]]

    @property
    def noted(self) -> bool:
        """Whether something is to be said of one of them."""
        return any(line.changes for line, _ in self.rows)


def cells_of(lines: Sequence[Line], columns: Sequence[Column]) -> Cells:
    """Return the cells of some lines in the order of the template. A column that only repeats what its lines are called
    is left out."""
    told = {column.key: [_text(column, line.values, names) for line in lines] for column, names in _named(columns)}
    called = [line.name for line in lines]
    kept = [column for column in columns if any(told[column.key]) and told[column.key] != called]
    rows = [(line, [(column.heading, told[column.key][at]) for column in kept]) for at, line in enumerate(lines)]
    return Cells([column.heading for column in kept], rows)


def _named(columns: Sequence[Column]) -> list[tuple[Column, Mapping[Any, str]]]:
    """Each column with the name that its list gives to each value that is stored."""
    return [(column, {column.read(Cell(name)): name for name in column.choices}) for column in columns]


def _text(column: Column, values: Mapping[str, Any], names: Mapping[Any, str]) -> str:
    if column.key not in values:
        return ""
    value = values[column.key]
    return names.get(value) or shown(value)
