"""Which units are late with what: each room registers one column of the table of late units."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lateness:
    """One sort of late work. `counts(user, year)` gives by unit id how much of it the user may see, in a constant
    number of queries; `url(unit, year)` leads to the list in which exactly that stands."""

    code: str
    label: str
    counts: Callable[[Any, int], Mapping[int, int]]
    url: Callable[[int, int], str]
    order: int = 50


@dataclass(frozen=True)
class LateUnit:
    """A unit with what it is late with, in the order of the columns."""

    unit: int
    numbers: list[int]
    urls: list[str]

    @property
    def total(self) -> int:
        return sum(self.numbers)


_columns: dict[str, Lateness] = {}


def register(column: Lateness) -> None:
    """Add a column; the same code twice is one column."""
    _columns[column.code] = column


def columns() -> list[Lateness]:
    """Return the columns in order."""
    return sorted(_columns.values(), key=lambda column: column.order)


def late_units(user: Any, year: int) -> list[LateUnit]:
    """Return the units that are late, the latest of them first."""
    found = [(column, column.counts(user, year)) for column in columns()]
    units = {unit for _, counts in found for unit in counts}
    rows = [
        LateUnit(
            unit,
            [counts.get(unit, 0) for _, counts in found],
            [column.url(unit, year) if counts.get(unit) else "" for column, counts in found],
        )
        for unit in units
    ]
    return sorted(rows, key=lambda row: (-row.total, row.unit))
