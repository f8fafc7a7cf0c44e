"""Small helpers of the award pages."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from core.templatetags.core_tags import chip
from units.models import Person, Unit, User

from .. import permissions, way
from ..departures import standing_of
from ..models import Nomination
from ..rules.language import children_of
from ..voting import counting

register = template.Library()


@register.simple_tag
def crumbs(*parts: str) -> list[tuple[str, str]]:
    """Pairs of (label, address) for the head of a page: {% crumbs "Đợt xét" url as trail %}. A page without an address
    is closed to the reader and left out."""
    return [(label, url) for label, url in zip(parts[::2], parts[1::2], strict=True) if url]


@register.filter
def at_least(share: str) -> str:
    """A share that must be reached, in words: "ít nhất 2/3", "trên 1/2"."""
    return counting.at_least(share)


@register.filter
def spoken(share: str) -> str:
    """A share in words: "2/3", "trên 1/2"."""
    return counting.spoken(share)


@register.filter
def below(node: dict[str, Any]) -> list[Any]:
    """The conditions below a condition, in the order in which they are answered: what came before a run first."""
    children = dict(children_of(node))
    first = [children.pop(name) for name in ("after", "run") if name in children]
    return [*first, *children.values()]


@register.simple_tag
def outlook_url(nominee: Person | Unit, user: User) -> str:
    """The address of what a nominee still lacks; empty for those who may not read it."""
    if not permissions.can_see_outlook(user, nominee):
        return ""
    return reverse(f"awards:{'person' if isinstance(nominee, Person) else 'unit'}_outlook", args=[nominee.pk])


@register.simple_tag
def standing(nomination: Nomination) -> SafeString:
    """The chip of a nomination's state; it tells what was agreed to against the conditions from what meets them."""
    return chip(*standing_of(nomination))


@register.simple_tag
def way_of(nomination: Nomination, user: User) -> list[tuple[way.Step, str]]:
    """The steps between appraisal and decision, each "done", "left", or "outside" where nobody can take it here. What
    is left of one that has begun is said to those who run the round."""
    left = {step.kind: step for step in way.steps_left(nomination)}
    told = left if permissions.can_run_round(user, nomination.round) else {}
    planned = way.planned_steps(nomination)
    asked = {step.kind for step in planned}
    planned += [step for kind, step in told.items() if kind not in asked]
    return [
        (
            told.get(step.kind, step),
            "outside" if not way.is_available(step.kind) else "left" if step.kind in left else "done",
        )
        for step in planned
    ]
