"""Reads on the tasks of plans."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Plan, PlanTask


def tasks_of(plan: Plan) -> QuerySet[PlanTask]:
    """Return the plan's tasks in order, with the units that lead them."""
    return (
        plan.tasks.select_related("section", "done_by")
        .prefetch_related("lead_units")
        .order_by("section__position", "position")
    )
