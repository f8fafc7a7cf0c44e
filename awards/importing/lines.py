"""A row of the file on its way: what was read, what is wrong with it, what it would change."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
ACTIONS = {NEW: "Mới", CHANGED: "Thay đổi", SAME: "Không đổi", FAULTY: "Có lỗi"}


@dataclass
class Fault:
    """What is wrong in one cell: the letter of its column ("" for the whole row), its heading, what stands there."""

    column: str
    heading: str
    text: str
    message: str


@dataclass
class Line:
    """One row. `values` only has the cells that are filled; `name` is what the preview calls the row."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    own_faults: int = 0
    action: str = SAME
    name: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    found: Any = None

    def fault(self, message: str, key: str = "", heading: str = "") -> None:
        """Add a fault, at the column of a key where the row has one."""
        shown = self.values.get(key)
        self.faults.append(Fault(self.places.get(key, ""), heading, _shown(shown), message))
        self.action = FAULTY

    def faulty(self, key: str) -> bool:
        """Whether something is wrong with this cell itself: what would follow from it is not said."""
        return any(fault.column and fault.column == self.places.get(key) for fault in self.faults)

    def again(self) -> None:
        """Forget what a comparison found, before another: only what is wrong with the cells themselves stays."""
        del self.faults[self.own_faults :]
        self.action = FAULTY if self.faults else SAME
        self.changes, self.found = [], None


def _shown(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def packed(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return the lines as plain data, days as ISO texts under a mark; the columns only where they are others."""
    rows, places = [], None
    for line in lines:
        row = {name: value for name, value in vars(line).items() if name != "found"}
        if row["places"] == places:
            del row["places"]
        places = line.places
        row["faults"] = [asdict(fault) for fault in line.faults]
        row["values"] = {key: _packed(value) for key, value in line.values.items()}
        rows.append(row)
    return rows


def unpacked(rows: Iterable[dict[str, Any]]) -> list[Line]:
    """Return the lines from plain data."""
    lines: list[Line] = []
    places: dict[str, str] = {}
    for row in rows:
        places = row.get("places", places)
        line = Line(**{**row, "places": places, "faults": [Fault(**fault) for fault in row["faults"]]})
        line.values = {key: _unpacked(value) for key, value in row["values"].items()}
        line.changes = [(change[0], change[1], change[2]) for change in row["changes"]]
        lines.append(line)
    return lines


def _packed(value: Any) -> Any:
    return {"day": value.isoformat()} if isinstance(value, dt.date) else value


def _unpacked(value: Any) -> Any:
    return dt.date.fromisoformat(value["day"]) if isinstance(value, dict) else value


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """Return how many lines each action has."""
    found = Counter(line.action for line in lines)
    return {action: found.get(action, 0) for action in ACTIONS}


def fingerprint(lines: Iterable[Line]) -> str:
    """Return a digest of what the lines would do: another one means that the preview is out of date."""
    told = [[line.number, line.action, line.changes] for line in lines]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
