"""What a comparison yields: parts in the order of the newer plan, and in each the rows that stand side by side."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .words import ADDED, MOVED, REMOVED, SAME, Run

_FIGURES = re.compile(r"\d+")


class State(StrEnum):
    """What became of a paragraph, a heading or a task."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"  # stands in another place; its words may differ too
    MERGED = "merged"  # became a part of another paragraph
    SPLIT = "split"  # was a part of another paragraph
    ADDED = "added"
    REMOVED = "removed"


STATE_NAMES = {
    State.SAME: "giữ nguyên",
    State.CHANGED: "sửa lời",
    State.MOVED: "chuyển chỗ",
    State.MERGED: "gộp vào đoạn khác",
    State.SPLIT: "tách từ đoạn khác",
    State.ADDED: "thêm",
    State.REMOVED: "bỏ",
}


@dataclass
class Row:
    """One line of the comparison. `label` says what it is when the text does not ("Nhiệm vụ 3", "Người ký")."""

    state: State
    old: list[Run] = field(default_factory=list)
    new: list[Run] = field(default_factory=list)
    kind: str = "para"  # para, heading, task, field
    old_label: str = ""
    new_label: str = ""
    note: str = ""
    likeness: float = 0.0
    gone: bool = False  # only tells, at its old place, where a moved one went; it is counted at the new one

    @property
    def differs(self) -> bool:
        """Whether there is anything to look at."""
        return self.state is not State.SAME

    @property
    def words_differ(self) -> bool:
        """Whether its words changed, wherever it stands."""
        return any(run.kind != SAME for run in (*self.old, *self.new))


    @property
    def figures_only(self) -> bool:
        """Whether nothing but figures differs: a year, a date, a number."""
        old, new = ("".join(run.text for run in side) for side in (self.old, self.new))
        return self.words_differ and bool(old) and _FIGURES.sub("0", old) == _FIGURES.sub("0", new)


@dataclass
class PartPair:
    """A part of the plan: its heading, a section, the recipients; either side may be missing."""

    state: State
    old_number: str = ""
    new_number: str = ""
    old_heading: str = ""
    new_heading: str = ""
    level: int = 1
    note: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether the part or anything in it changed."""
        return self.state is not State.SAME or any(row.differs for row in self.rows)

    def counts(self) -> dict[State, int]:
        """How many of its rows there are of each state, those that are the same left out."""
        found = Counter(row.state for row in self.rows if row.differs and not row.gone)
        return {state: found[state] for state in State if found[state]}

    @property
    def title(self) -> str:
        """How the part is called: "II.4 Công tác tuyên truyền"."""
        newer = bool(self.new_number or self.new_heading)
        number = self.new_number if newer else self.old_number
        heading = self.new_heading if newer else self.old_heading
        if number and not newer:
            number = f"{number} (bản cũ)"  # the newer plan may have another part of this number
        return f"{number}. {heading}" if number else heading


@dataclass
class Comparison:
    """The whole."""

    parts: list[PartPair] = field(default_factory=list)

    def counts(self) -> dict[State, int]:
        """How many headings, paragraphs and tasks there are of each state."""
        found = Counter(row.state for part in self.parts for row in part.rows if not row.gone)
        return {state: found[state] for state in State}

    @property
    def figures_only(self) -> int:
        """In how many rows nothing but figures differs."""
        return sum(row.figures_only for part in self.parts for row in part.rows if not row.gone)

    def words(self) -> dict[str, int]:
        """How many words were added, removed and moved inside paragraphs; the words of whole ones included."""
        found: Counter[str] = Counter()
        for part in self.parts:
            for row in part.rows:
                if row.gone:
                    continue
                for run in row.old:
                    found[run.kind] += len(run.text.split()) if run.kind in (REMOVED, MOVED) else 0
                for run in row.new:
                    found[run.kind] += len(run.text.split()) if run.kind == ADDED else 0
        return {kind: found[kind] for kind in (ADDED, REMOVED, MOVED)}

    @property
    def differs(self) -> bool:
        """Whether the two say anything different."""
        return any(part.differs for part in self.parts)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "counts": {str(state): number for state, number in self.counts().items()},
            "words": self.words(),
            "sections": [
                {
                    "state": str(part.state), "old_number": part.old_number, "new_number": part.new_number,
                    "old_heading": part.old_heading, "new_heading": part.new_heading, "note": part.note,
                    "rows": [_row(row) for row in part.rows if not row.gone],
                }
                for part in self.parts
            ],
        }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    return {
        "state": str(row.state), "kind": row.kind, "note": row.note, "likeness": round(row.likeness, 2),
        "old": [[run.kind, run.text] for run in row.old], "new": [[run.kind, run.text] for run in row.new],
    }  # fmt: skip
