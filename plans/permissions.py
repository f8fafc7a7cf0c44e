"""Who may read, write, sign and report on plans.

An issued plan belongs to the whole house of its unit: everybody with a role below the unit, or with a role
that reaches it. What is not issued yet is between the standing office that writes it and the leader who signs.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from units.models import RoleKind, Unit, User
from units.permissions import has_role, holds, house, reached

from .models import Plan, PlanTask

_OPEN_STATES = (Plan.State.ISSUED, Plan.State.RECORDED)
_SIGNING_STATES = (Plan.State.SUBMITTED, Plan.State.RETURNED)


def readable(user: User) -> Q:
    """Return the filter of the plans that the user may read."""
    return (
        Q(state__in=_OPEN_STATES) & house(user)
        | reached(user, RoleKind.STANDING_OFFICE)
        | Q(state__in=_SIGNING_STATES) & reached(user, RoleKind.LEADER)
    )


def can_see_plans(user: User) -> bool:
    """The list is open to everybody with a role; it shows what each may read."""
    return bool(user.held_roles)


def can_write_plans(user: User) -> bool:
    """Whether the user may begin or import a plan for some unit."""
    return has_role(user, RoleKind.STANDING_OFFICE)


def writable_units(user: User) -> QuerySet[Unit]:
    """The issuing units for which the user may write plans."""
    return Unit.objects.filter(reached(user, RoleKind.STANDING_OFFICE, field="")).filter(issues_documents=True)


def can_write_for(user: User, unit: Unit) -> bool:
    """Plans of a unit are written by the standing office that reaches it."""
    return holds(user, unit, RoleKind.STANDING_OFFICE)


def can_edit(user: User, plan: Plan) -> bool:
    """Words change only while the plan is a draft or was returned."""
    return plan.editable and can_write_for(user, plan.unit)


def can_submit(user: User, plan: Plan) -> bool:
    """The standing office sends what it may edit."""
    return can_edit(user, plan)


def can_take_back(user: User, plan: Plan) -> bool:
    """What waits for signature may be taken back by those who sent it."""
    return plan.state == Plan.State.SUBMITTED and can_write_for(user, plan.unit)


def can_decide(user: User, plan: Plan) -> bool:
    """A plan is signed or returned by a leader of that very unit: a leader above signs for his own house."""
    return plan.state == Plan.State.SUBMITTED and any(
        role.kind == RoleKind.LEADER and role.unit_id == plan.unit_id for role in user.held_roles
    )


def can_arrange_tasks(user: User, plan: Plan) -> bool:
    """Who is reminded of a task, and when, is settled by the standing office, also after the plan was issued."""
    return can_write_for(user, plan.unit)


def can_report(user: User, task: PlanTask) -> bool:
    """A task is reported as done by the units that lead it and by the standing office."""
    if not task.plan.in_force:
        return False
    if can_write_for(user, task.plan.unit):
        return True
    return any(holds(user, unit, RoleKind.STAFF, RoleKind.HEAD) for unit in task.lead_units.all())
