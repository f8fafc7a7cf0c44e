"""The proposed changes of a draft, as their page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from ..changing import AROUND, place_of, text_at
from ..comparing import Run, word_diff
from ..content import PlanContent
from ..models import ChangeSet, Plan, ProposedChange
from ..rolling.kinds import KINDS, RESTORE

_BOXES = {"heading": "tieu-de", "body": "noi-dung", "body_after": "sau-bang"}


@dataclass
class ShownChange:
    """One row: the change, its words side by side, whether they still stand in the draft."""

    change: ProposedChange
    old: list[Run]
    new: list[Run]
    outdated: bool
    kind_name: str
    pieces: list[dict[str, Any]] = field(default_factory=list)
    left: str = ""
    right: str = ""
    anchor: str = ""

    @property
    def doubts(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The words that are not certain, by the reason that they share."""
        reasons: dict[str, list[dict[str, Any]]] = {}
        for doubt in self.change.doubts:
            reasons.setdefault(doubt["reason"], []).append(doubt)
        return list(reasons.items())


@dataclass
class Group:
    """The changes of one section."""

    label: str
    rows: list[ShownChange] = field(default_factory=list)


def waiting(plan: Plan) -> int:
    """Return how many changes and marks still wait for somebody."""
    return ProposedChange.objects.filter(change_set__plan=plan, state=ProposedChange.State.OPEN).count()


def sets_of(plan: Plan) -> QuerySet[ChangeSet]:
    """Return the plan's sets of changes, the newest first, with how many of each wait."""
    return (
        plan.change_sets.select_related("source_plan__unit", "source_plan__document", "created_by")
        .annotate(
            open_count=Count("changes", filter=Q(changes__state=ProposedChange.State.OPEN)),
            all_count=Count("changes"),
        )
        .order_by("-pk")
    )


def kinds_of(changes: Sequence[ProposedChange]) -> list[tuple[str, str, int]]:
    """Return the kinds of the changes that wait and can be accepted at once: code, name, how many."""
    counts: dict[str, int] = {}
    for change in changes:
        if not change.mark and change.kind != RESTORE and change.state == ProposedChange.State.OPEN:
            counts[change.kind] = counts.get(change.kind, 0) + 1
    return [(kind, name, counts[kind]) for kind, name in KINDS.items() if kind in counts]


def grouped(changes: Sequence[ProposedChange], content: PlanContent) -> list[Group]:
    """Return the changes by section, each with its words as they stand."""
    groups: list[Group] = []
    for change in changes:
        if not groups or groups[-1].label != change.label:
            groups.append(Group(change.label))
        groups[-1].rows.append(_shown(change, content))
    return groups


def _shown(change: ProposedChange, content: PlanContent) -> ShownChange:
    text = text_at(content, change.field)
    if change.field.endswith(":due_on"):
        outdated = text != change.before
    else:
        outdated = text is None or place_of(text, change.before, change.left, change.right) is None
    old, new = word_diff(change.before, change.after) if not change.mark else ([Run("same", change.before)], [])
    name = KINDS.get(change.kind, "Thay đổi")
    return ShownChange(
        change, old, new, outdated and change.state == ProposedChange.State.OPEN, name, _pieces(change),
        _words_before(change.left), _words_after(change.right), _anchor(change.field, content),
    )  # fmt: skip


def _words_before(text: str) -> str:
    """What stands before the change, within its paragraph and without a broken word."""
    line = text.rsplit("\n", 1)[-1]
    if len(text) < AROUND or line != text:
        return line
    return f"…{line.partition(' ')[2]}" if " " in line else "…"


def _words_after(text: str) -> str:
    """What stands after the change, within its paragraph and without a broken word."""
    line = text.split("\n", 1)[0]
    if len(text) < AROUND or line != text:
        return line
    return f"{line.rpartition(' ')[0]}…" if " " in line else "…"


def _anchor(field: str, content: PlanContent) -> str:
    """The id that the field has in the editor; of a task the table's own section."""
    kind, _, rest = field.partition(":")
    if not rest:
        return f"id_{kind}"
    key, _, part = rest.partition(":")
    if kind == "section":
        return f"{_BOXES.get(part, 'noi-dung')}-{key}"
    for section in content.sections:
        for place, task in enumerate(section.tasks):
            if str(task.id) == key:
                return f"quy-{section.uid}-{place}"
    return ""


def _pieces(change: ProposedChange) -> list[dict[str, Any]]:
    """The proposed text in pieces, words that are not certain apart."""
    if change.kind != RESTORE:
        return []
    text = change.after or change.before
    pieces: list[dict[str, Any]] = []
    at = 0
    for doubt in sorted(change.doubts, key=lambda one: one["start"]):
        if at <= doubt["start"] <= doubt["end"] <= len(text):
            pieces += [{"text": text[at:doubt["start"]], "doubt": None},
                       {"text": text[doubt["start"]:doubt["end"]], "doubt": doubt}]  # fmt: skip
            at = doubt["end"]
    return [piece for piece in [*pieces, {"text": text[at:], "doubt": None}] if piece["text"]]


