"""What waits for a user among the plans."""

from __future__ import annotations

from django.urls import reverse

from core.worklist import Waiting
from units.models import RoleKind, User
from units.permissions import has_role, reached

from .models import Plan

LIMIT = 50


def waiting_for(user: User) -> list[Waiting]:
    """Drafts and returned plans for their writers, plans to be signed for the leader: one query."""
    if not has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER):
        return []
    leads = [role.unit_id for role in user.held_roles if role.kind == RoleKind.LEADER]
    writing = Plan.objects.filter(reached(user, RoleKind.STANDING_OFFICE)).filter(
        state__in=[Plan.State.DRAFT, Plan.State.RETURNED]
    )
    signing = Plan.objects.filter(state=Plan.State.SUBMITTED, unit__in=leads)
    plans = (writing | signing).select_related("unit").order_by("-changed_at")[:LIMIT]
    return [_waiting(plan) for plan in plans]


def _waiting(plan: Plan) -> Waiting:
    if plan.state == Plan.State.SUBMITTED:
        action, address = "Xem và ký ban hành", "plans:plan_detail"
    elif plan.state == Plan.State.RETURNED:
        action, address = "Sửa theo ý kiến trả lại", "plans:plan_edit"
    else:
        action, address = "Soạn tiếp", "plans:plan_edit"
    return Waiting(
        title=f"Kế hoạch năm {plan.year}: {plan.subject}",
        url=reverse(address, args=[plan.pk]),
        action=action,
        kind="Kế hoạch",
        unit=plan.unit.short_name,
        since=plan.state_since or plan.created_at,
    )
