"""Keeping what a plan said: before a save, and at each step of its way."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from units.models import User

from ..content import PlanContent, from_plan
from ..models import Plan, PlanVersion

KEPT_VERSIONS = 40


def keep_version(*, plan: Plan, actor: User | None, kind: str, note: str = "") -> PlanVersion:
    """Keep what the plan says at this step; never pruned. Called inside the service that takes the step."""
    return PlanVersion.objects.create(
        plan=plan, version=plan.version, kind=kind, note=note, content=from_plan(plan).to_json(), saved_by=actor
    )


def keep_saved(plan: Plan, actor: User | None, content: PlanContent) -> None:
    """Keep what the plan says before it changes: once a minute while somebody types, always before a removal."""
    if plan.versions.filter(version=plan.version).exists():
        return
    last = plan.versions.order_by("-version").first()
    if last is not None and timezone.now() - last.saved_at < dt.timedelta(minutes=1) and not _removes(plan, content):
        return
    PlanVersion.objects.create(plan=plan, version=plan.version, content=from_plan(plan).to_json(), saved_by=actor)
    saved = plan.versions.filter(kind=PlanVersion.Kind.SAVED).order_by("-version", "-pk")
    PlanVersion.objects.filter(pk__in=list(saved.values_list("pk", flat=True)[KEPT_VERSIONS:])).delete()


def _removes(plan: Plan, content: PlanContent) -> bool:
    sections = {section.id for section in content.sections}
    tasks = {task.id for section in content.sections for task in section.tasks}
    return (
        set(plan.sections.values_list("pk", flat=True)) - sections != set()
        or set(plan.tasks.values_list("pk", flat=True)) - tasks != set()
    )
