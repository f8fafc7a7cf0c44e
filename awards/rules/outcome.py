"""The answer to a condition: a tree whose every leaf carries its article and the evidence used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_WORST = (State.NOT_MET, State.UNKNOWN, State.TO_JUDGE)
_BEST = (State.MET, State.TO_JUDGE, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A node of the answer. `code` names a leaf that a person judges; `joined` is "all", "any" or
    "some" (then `least` says how many) for a branch.

    `judged_only` marks a leaf that no data can answer; `unverified` one whose text nobody confirmed; `uses` holds the
    ids of the initiatives that a met leaf rests on. `foreign` marks a leaf of a way that is for others: time in a post
    of leadership, asked of somebody who never held one.
    """

    state: State
    label: str
    article: str = ""
    evidence: str = ""
    code: str = ""
    joined: str = ""
    least: int = 0
    children: Sequence["Outcome"] = ()
    judged_only: bool = False
    unverified: bool = False
    uses: tuple[int, ...] = ()
    foreign: bool = False

    def leaves(self) -> Iterator["Outcome"]:
        """Yield the leaves, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    @property
    def measured(self) -> State | None:
        """The answer of the data alone: what only a person can judge is left out; None where nothing is left."""
        if not self.children:
            return None if self.judged_only and self.state == State.TO_JUDGE else self.state
        states = [state for child in self.children if (state := child.measured) is not None]
        return _JOIN[self.joined](states, self.least) if states else None

    @property
    def needs(self) -> list["Outcome"]:
        """The leaves that the data still lacks: of a choice, those of its nearest branch that is not for others."""
        if self.measured in (State.MET, None):
            return []
        if not self.children:
            return [self]
        lacking = [child.needs for child in self.children]
        if self.joined != "any":
            return [leaf for leaves in lacking for leaf in leaves]
        branches = [leaves for leaves in lacking if leaves]
        return min(branches, key=lambda leaves: (any(one.foreign for one in leaves), len(leaves)), default=[])

    @property
    def grounds(self) -> list["Outcome"]:
        """The leaves that carry the answer "met": of a choice, those of its first branch that is met."""
        if self.measured != State.MET:
            return []
        if not self.children:
            return [self]
        if self.joined != "any":
            return [leaf for child in self.children for leaf in child.grounds]
        return next(child.grounds for child in self.children if child.measured == State.MET)

    @property
    def judging(self) -> list["Outcome"] | None:
        """The leaves to which a person must still say yes so that all is met; None where that is not enough, where the
        data leaves a doubt, or where the person must first choose which of several to answer."""
        if self.state == State.MET:
            return []
        if not self.children:
            return [self] if self.judged_only and self.state == State.TO_JUDGE else None
        if self.joined == "any":
            carried = [child for child in self.children if child.measured == State.MET]
            return carried[0].judging if carried else None
        found: list[Outcome] = []
        for child in self.children:
            if (leaves := child.judging) is None:
                return None
            found += leaves
        return found

    @property
    def unjudged(self) -> list["Outcome"]:
        """The leaves that wait for a person's answer and that the whole still needs: of all, every one; of a choice,
        those that may still make it, none once it is made or lost."""
        if not self.children:
            return [self] if self.state == State.TO_JUDGE else []
        if self.joined != "all" and self.state != State.TO_JUDGE:
            return []
        return [leaf for child in self.children for leaf in child.unjudged]

    def as_data(self) -> dict[str, Any]:
        """Return the tree for keeping: what was known when a person decided."""
        data: dict[str, Any] = {"state": str(self.state), "label": self.label}
        for name in ("article", "evidence", "code", "joined", "unverified"):
            if value := getattr(self, name):
                data[name] = value
        if self.children:
            data["children"] = [child.as_data() for child in self.children]
        return data


def _worst(states: Sequence[State], least: int = 0) -> State:
    return next((found for found in _WORST if found in states), State.MET)


def _best(states: Sequence[State], least: int = 0) -> State:
    return next((found for found in _BEST if found in states), State.NOT_MET)


def _enough(states: Sequence[State], least: int) -> State:
    """Open as long as the open ones may still make it."""
    met, judged, lost = (states.count(state) for state in (State.MET, State.TO_JUDGE, State.NOT_MET))
    if met >= least:
        return State.MET
    if met + judged >= least:
        return State.TO_JUDGE
    return State.UNKNOWN if len(states) - lost >= least else State.NOT_MET


_JOIN = {"all": _worst, "any": _best, "some": _enough}


def joined(how: str, outcomes: Sequence[Outcome], label: str, article: str = "", least: int = 0) -> Outcome:
    """Return a branch: "all" of them, "any" of them, or "some", at least `least`. The worst known answer of all and
    the best of any wins."""
    state = _JOIN[how]([outcome.state for outcome in outcomes], least)
    return Outcome(state, label, article, joined=how, least=least, children=tuple(outcomes))
