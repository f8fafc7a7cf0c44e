"""Proposed changes as plain data: where they stand in a plan, whether they still fit, the plan with them. Pure."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from core.dates import vn_date

from .content import PlanContent

AROUND = 40
_LEAST = 55.0  # how alike, in hundredths, what stands around the words must still be
_NEAR, _LEAST_NEAR = 16, 60.0  # so near on each side the words must be alike too: else it is another place
_OWN_WORDS = 25  # so many letters are found once in a text, whatever stands around them


@dataclass(frozen=True)
class Change:
    """Words of one field that should read differently; a mark has no `after`."""

    kind: str
    field: str
    before: str
    after: str = ""
    left: str = ""
    right: str = ""
    label: str = ""
    note: str = ""
    mark: bool = False
    confidence: int = 100
    doubts: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    origin: str = ""


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands left and right of a place."""
    return text[max(0, start - AROUND):start], text[end:end + AROUND]


def text_at(content: PlanContent, name: str) -> str | None:
    """Return the text of a field ("opening", "section:12:body", "task:7:due_on"), or None when it is gone."""
    found = _owner(content, name)
    if found is None:
        return None
    value = getattr(found[0], found[1])
    return vn_date(value) if found[1] == "due_on" else str(value or "")


def place_of(text: str, before: str, left: str, right: str) -> int | None:
    """Return where the words stand now, found by what stood around them; None when they are gone."""
    if not before:
        return None
    places = []
    at = text.find(before)
    while at >= 0:
        places.append(at)
        at = text.find(before, at + 1)
    if len(places) == 1 and len(before) >= _OWN_WORDS:
        return places[0]
    scored = [(_fit(text, at, at + len(before), left, right), -at) for at in places]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= _LEAST else None


def _fit(text: str, start: int, end: int, left: str, right: str) -> float:
    here_left, here_right = around(text, start, end)
    if not left and not right:  # words that stood alone in their field
        return 100.0 if text == text[start:end] else _LEAST
    near = (_alike(here_left[-_NEAR:], left[-_NEAR:]), _alike(here_right[:_NEAR], right[:_NEAR]))
    if min(near) < _LEAST_NEAR:
        return 0.0
    alike = len(left) * fuzz.ratio(here_left[-len(left) or len(here_left):], left)
    alike += len(right) * fuzz.ratio(here_right[: len(right)], right)
    return alike / (len(left) + len(right))


def _alike(here: str, there: str) -> float:
    """How alike what stands beside the words is; what had nothing beside it may stand beside anything."""
    size = len(there)
    return max(fuzz.ratio(here[-size:], there), fuzz.ratio(here[:size], there)) if there.strip() else 100.0


def with_change(content: PlanContent, change: Change) -> PlanContent | None:
    """Return the plan with the change, or None when its words no longer stand there."""
    text = text_at(content, change.field)
    if text is None:
        return None
    changed = copy.deepcopy(content)
    owner, name = _owner(changed, change.field)  # type: ignore[misc]
    if name == "due_on":
        if text != change.before:
            return None
        setattr(owner, name, dt.datetime.strptime(change.after, "%d/%m/%Y").date() if change.after else None)
        return changed
    at = place_of(text, change.before, change.left, change.right)
    if at is None:
        return None
    setattr(owner, name, text[:at] + change.after + text[at + len(change.before):])
    return changed


def _owner(content: PlanContent, name: str) -> tuple[Any, str] | None:
    kind, _, rest = name.partition(":")
    if not rest:
        return (content, kind) if hasattr(content, kind) else None
    key, _, part = rest.partition(":")
    if kind == "section":
        section = next((one for one in content.sections if str(one.id) == key), None)
        return (section, part) if section is not None and hasattr(section, part) else None
    task = next((one for section in content.sections for one in section.tasks if str(one.id) == key), None)
    return (task, part) if task is not None and hasattr(task, part) else None
