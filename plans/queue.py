"""Plans that wait for the user's signature, for the queue of those who sign many."""

from functools import partial

from django.urls import reverse

from core.sources import Source
from documents.models import Document
from documents.signing.queue import ToSign
from units.models import RoleKind, User

from .models import Plan
from .services import issue_plan

KIND = "plans.plan"


def plans_to_sign(user: User) -> list[Source[ToSign]]:
    """Return the submitted plans of the units whose leader the user is (see `permissions.can_decide`)."""
    leads = [role.unit_id for role in user.held_roles if role.kind == RoleKind.LEADER]
    if not leads:
        return []
    plans = Plan.objects.filter(state=Plan.State.SUBMITTED, unit__in=leads).select_related("unit")
    return [Source(KIND, plans.order_by("state_since", "pk"), _item)]


def _item(plan: Plan) -> ToSign:
    return ToSign(
        key=f"{KIND}:{plan.pk}",
        title=plan.subject,
        kind="Kế hoạch",
        unit=plan.unit.short_name,
        url=plan.get_absolute_url(),
        preview_url=reverse("plans:plan_sheet", args=[plan.pk]),
        sign=partial(_issue, plan),
        since=plan.state_since,
    )


def _issue(plan: Plan, user: User) -> Document:
    document = issue_plan(plan=plan, actor=user).document
    assert document is not None
    return document
