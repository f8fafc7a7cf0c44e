"""The plans above and below a plan, as far as the user may read them."""

from __future__ import annotations

from typing import Any

from units.models import User

from ..models import Plan
from ..permissions import can_write_for


def family(user: User, plan: Plan) -> dict[str, Any]:
    """Return the plan above, those below, and what may be chosen as the one above."""
    readable = Plan.objects.visible_to(user).select_related("unit", "document")
    may_choose = can_write_for(user, plan.unit)
    choices: list[Plan] = []
    if may_choose:
        issued = readable.filter(state__in=(Plan.State.ISSUED, Plan.State.RECORDED)).exclude(pk=plan.pk)
        choices = list(issued.order_by("-year", "-pk")[:100])
    return {
        "parent": readable.filter(pk=plan.parent_plan_id).first() if plan.parent_plan_id else None,
        "children": list(readable.filter(parent_plan=plan).order_by("unit__path", "-year")[:50]),
        "may_choose_parent": may_choose,
        "parent_choices": choices,
    }
