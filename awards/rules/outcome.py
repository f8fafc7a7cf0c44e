"""The answer to a condition: a tree whose every leaf carries its article and the evidence used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What is known about a condition."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    TO_JUDGE = "to_judge"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def chip(self) -> str:
        return _CHIPS[self]


_LABELS = {
    State.MET: "Đạt",
    State.NOT_MET: "Chưa đạt",
    State.UNKNOWN: "Chưa đủ dữ liệu",
    State.TO_JUDGE: "Cần người đánh giá",
}
_CHIPS = {State.MET: "done", State.NOT_MET: "late", State.UNKNOWN: "soon", State.TO_JUDGE: "info"}


@dataclass(frozen=True)
class Outcome:
    """A node of the answer. `code` names a leaf that a person judges; `joined` is "all" or "any" for a branch."""

    state: State
    label: str
    article: str = ""
    evidence: str = ""
    code: str = ""
    joined: str = ""
    children: Sequence["Outcome"] = field(default_factory=tuple)

    def leaves(self) -> Iterator["Outcome"]:
        """Yield the leaves, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def as_data(self) -> dict[str, Any]:
        """Return the tree for keeping: what was known when a person decided."""
        data: dict[str, Any] = {"state": str(self.state), "label": self.label}
        for name in ("article", "evidence", "code", "joined"):
            if value := getattr(self, name):
                data[name] = value
        if self.children:
            data["children"] = [child.as_data() for child in self.children]
        return data


def all_of(outcomes: Sequence[Outcome], label: str, article: str = "") -> Outcome:
    """Every one must be met; the worst known answer wins."""
    states = {outcome.state for outcome in outcomes}
    order = (State.NOT_MET, State.UNKNOWN, State.TO_JUDGE)
    state = next((found for found in order if found in states), State.MET)
    return Outcome(state, label, article, joined="all", children=tuple(outcomes))


def any_of(outcomes: Sequence[Outcome], label: str, article: str = "") -> Outcome:
    """One met is enough; as long as one may still be met, the answer is open."""
    states = {outcome.state for outcome in outcomes}
    order = (State.MET, State.TO_JUDGE, State.UNKNOWN)
    state = next((found for found in order if found in states), State.NOT_MET)
    return Outcome(state, label, article, joined="any", children=tuple(outcomes))
