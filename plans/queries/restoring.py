"""Which plans a broken plan may be restored after, the likest first."""

from __future__ import annotations

from dataclasses import dataclass

from core.text import fold
from units.models import User

from ..content import PlanContent, from_plan
from ..models import Plan
from ..reading.garbled import is_garbled
from ..restoring import places

_LOOKED_AT = 24
USUAL = 3


@dataclass(frozen=True)
class Source:
    """A clean plan and how like it is, 0 to 100."""

    plan: Plan
    likeness: int


def whole_text(content: PlanContent) -> str:
    """Return all words of a plan."""
    return "\n".join(place.text for place in places(content))


def looks_broken(content: PlanContent) -> bool:
    """Whether its letters are broken as an OCR breaks them."""
    return is_garbled(whole_text(content))


def sources(user: User, plan: Plan, content: PlanContent) -> list[Source]:
    """Return the clean plans that the user may read, those most like the broken one first."""
    readable = Plan.objects.visible_to(user).exclude(pk=plan.pk).select_related("unit", "document")
    own = list(readable.filter(unit=plan.unit).order_by("-year", "-pk")[:_LOOKED_AT])
    others = readable.exclude(unit=plan.unit).order_by("-year", "-pk")[: max(_LOOKED_AT - len(own), 6)]
    broken = _pairs(whole_text(content))
    found = []
    for other in [*own, *others]:
        text = whole_text(from_plan(other))
        if not is_garbled(text):
            found.append(Source(other, _likeness(broken, _pairs(text))))
    return sorted(found, key=lambda source: (-source.likeness, source.plan.unit_id != plan.unit_id, -source.plan.pk))


def _pairs(text: str) -> set[str]:
    """Rows of four letters without marks: what an OCR leaves whole of most words."""
    letters = "".join(char for char in fold(text) if char.isalpha())
    return {letters[place:place + 4] for place in range(len(letters) - 3)}


def _likeness(one: set[str], other: set[str]) -> int:
    """How much of the first the second has, 0 to 100."""
    return round(100 * len(one & other) / max(len(one), 1))
