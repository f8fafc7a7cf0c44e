"""Tags of the pages of plans."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from ..models import PlanTask

register = template.Library()
_KEY = "plans.units_of_tasks"


@register.inclusion_tag("plans/_task_units.html", takes_context=True)
def task_units(context: RequestContext, task_id: int | None) -> dict[str, Any]:
    """The units of the tree that a task of the page's `plan` means; read once for all tasks of the page."""
    plan = context.get("plan")
    if plan is None or not task_id:
        return {"task": None}
    known: Any = context.render_context
    if _KEY not in known:
        tasks = PlanTask.objects.filter(plan=plan).only("plan_id", "units_chosen")
        known[_KEY] = {task.pk: task for task in tasks.prefetch_related("lead_units", "cooperating_units")}
    return {"task": known[_KEY].get(task_id), "plan": plan}
