"""What may be compared: a plan of this moment or one of its kept versions, each by a short code."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from core.dates import vn_date
from core.values import number
from units.models import User

from ..content import PlanContent, from_plan
from ..models import Plan, PlanVersion
from ..permissions import versions_for

_OTHERS = 200


@dataclass(frozen=True)
class Side:
    """One side of a comparison: "p12" is plan 12 as it is now, "v7" the kept version 7."""

    code: str
    label: str
    plan: Plan
    content: PlanContent


def side(user: User, code: str) -> Side | None:
    """Return the side that the code names, or None when there is none that the user may read."""
    pk = number(code[1:])
    if pk is None or code[:1] not in ("p", "v"):
        return None
    plans = Plan.objects.visible_to(user).select_related("unit", "document")
    if code[0] == "p":
        plan = plans.filter(pk=pk).first()
        return Side(code, plan_label(plan), plan, from_plan(plan)) if plan else None
    version = PlanVersion.objects.filter(pk=pk, plan__in=plans).select_related("plan__unit", "plan__document").first()
    if version is None or not versions_for(user, version.plan).filter(pk=pk).exists():
        return None
    return Side(code, version_label(version), version.plan, PlanContent.from_json(version.content))


def plan_label(plan: Plan) -> str:
    """How a plan is called in a list of choices."""
    code = f" ({plan.code})" if plan.code else ""
    return f"{plan.year} · {plan.unit.short_name} · {plan.subject[:90]}{code} · {plan.get_state_display()}"


def version_label(version: PlanVersion) -> str:
    """How a kept version is called in a list of choices."""
    when = timezone.localtime(version.saved_at)
    return f"{version.get_kind_display()}, {vn_date(when.date())} {when:%H:%M}"


def choices(user: User, plan: Plan) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what this plan can be compared with: itself now and its versions; other plans, its own unit's first."""
    own = [(f"p{plan.pk}", "Bản hiện nay")]
    own += [(f"v{version.pk}", version_label(version))
            for version in versions_for(user, plan).defer("content").order_by("-pk")[:60]]  # fmt: skip
    readable = Plan.objects.visible_to(user).exclude(pk=plan.pk).select_related("unit", "document")
    others = sorted(readable.order_by("-year", "-pk")[:_OTHERS], key=lambda other: other.unit_id != plan.unit_id)
    return own, [(f"p{other.pk}", plan_label(other)) for other in others]


def usual_other(user: User, plan: Plan) -> str:
    """Return what one mostly compares with: what was sent last, else the plan it was written from or the last one."""
    version = versions_for(user, plan).exclude(kind=PlanVersion.Kind.SAVED).order_by("-pk").first()
    if version is not None and version.version != plan.version:
        return f"v{version.pk}"
    readable = Plan.objects.visible_to(user).exclude(pk=plan.pk)
    source = readable.filter(pk__in=plan.change_sets.values("source_plan")).order_by("-pk").first()
    if source is not None:
        return f"p{source.pk}"
    readable = readable.filter(unit=plan.unit)
    earlier = readable.filter(year__lt=plan.year).order_by("-year", "-pk").first()
    if earlier is not None:
        return f"p{earlier.pk}"
    saved = versions_for(user, plan).exclude(version=plan.version).order_by("-pk").first()
    return f"v{saved.pk}" if saved else ""
