"""Who saved a plan last."""

from __future__ import annotations

from core.models import AuditEvent

from ..models import Plan


def last_save(plan: Plan) -> AuditEvent | None:
    """Return the event of the plan's last save, with its actor; None for a plan that was only created."""
    events = AuditEvent.objects.filter(target_type=plan._meta.label_lower, target_id=str(plan.pk), action="plans.save")
    return events.select_related("actor").order_by("-pk").first()
