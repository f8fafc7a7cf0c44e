"""What the page of a plan says of its proofreading."""

from __future__ import annotations

from typing import Any

from core.models import AuditEvent
from units.models import User

from .. import permissions
from ..models import Plan
from ..proofreading import proof_of


def proof_summary(user: User, plan: Plan) -> dict[str, Any]:
    """Return what is open, for those who may see it and while it can still be mended or returned."""
    waiting = plan.editable or plan.state == Plan.State.SUBMITTED
    if not waiting or not permissions.can_see_findings(user, plan):
        return {"proof": None, "sent_reason": ""}
    return {"proof": proof_of(plan), "sent_reason": _sent_reason(plan)}


def _sent_reason(plan: Plan) -> str:
    """Why it was sent although errors were open; the audit trail keeps it."""
    if plan.state != Plan.State.SUBMITTED:
        return ""
    sent = AuditEvent.objects.filter(target_type="plans.plan", target_id=str(plan.pk), action="plans.submit")
    last = sent.order_by("-pk").first()
    return last.reason if last else ""
