"""Tags of the pages of plans."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from ..models import PlanTask

register = template.Library()
_KEY = "_units_of_tasks"


@register.inclusion_tag("plans/_task_units.html", takes_context=True)
def task_units(context: RequestContext, task_id: int | None) -> dict[str, Any]:
    """The units of the tree that a task of the page's `plan` means; read once for all tasks of the page."""
    plan = context.get("plan")
    if plan is None or not task_id:
        return {"task": None}
    known: dict[int, PlanTask] | None = getattr(plan, _KEY, None)
    if known is None:
        tasks = PlanTask.objects.filter(plan=plan).only("plan_id", "units_chosen")
        known = {task.pk: task for task in tasks.prefetch_related("lead_units", "cooperating_units")}
        setattr(plan, _KEY, known)  # each included template has a context of its own: there it would be read again
    return {"task": known.get(task_id), "plan": plan}
