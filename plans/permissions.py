"""Who may read, write, sign and report on plans.

An issued plan belongs to the whole house of its unit: everybody with a role below the unit, or with a role
that reaches it; and to the units elsewhere in the tree that its tasks name. What is not issued yet is between the
standing office that writes it and the leader who signs.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from units.models import RoleKind, Unit, User
from units.permissions import has_role, holds, home_units, house, reached
from units.queries import carried_on_below, carried_on_by, carried_to

from .models import Plan, PlanTask, PlanVersion, TaskEvidence

_OPEN_STATES = (Plan.State.ISSUED, Plan.State.RECORDED)
_SIGNING_STATES = (Plan.State.SUBMITTED, Plan.State.RETURNED)
_SIGNED_KINDS = (PlanVersion.Kind.SENT, PlanVersion.Kind.RETURNED, PlanVersion.Kind.ISSUED)


def readable(user: User) -> Q:
    """Return the filter of the plans that the user may read."""
    return (
        Q(state__in=_OPEN_STATES) & (house(user) | _named(user))
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


def can_see_findings(user: User, plan: Plan) -> bool:
    """What proofreading finds is shown to those who write the plan, and to the leader before whom it lies."""
    return can_write_for(user, plan.unit) or can_decide(user, plan)


def can_submit(user: User, plan: Plan) -> bool:
    """The standing office sends what it may edit."""
    return can_edit(user, plan)


def can_take_back(user: User, plan: Plan) -> bool:
    """What waits for signature may be taken back by those who sent it."""
    return plan.state == Plan.State.SUBMITTED and can_write_for(user, plan.unit)


def can_decide(user: User, plan: Plan) -> bool:
    """A plan is signed or returned by a leader of that very unit: a leader above signs for his own house."""
    return plan.state == Plan.State.SUBMITTED and _signs_for(user, plan)


def _signs_for(user: User, plan: Plan) -> bool:
    return any(role.kind == RoleKind.LEADER and role.unit_id == plan.unit_id for role in user.held_roles)


def versions_for(user: User, plan: Plan) -> QuerySet[PlanVersion]:
    """The kept versions that the user may read: the writers all, the leader who signs those of each step."""
    if can_write_for(user, plan.unit):
        return plan.versions.all()
    if _signs_for(user, plan):
        return plan.versions.filter(kind__in=_SIGNED_KINDS)
    return plan.versions.none()


def can_arrange_tasks(user: User, plan: Plan) -> bool:
    """Who is reminded of a task, and when, is settled by the standing office, also after the plan was issued."""
    return can_write_for(user, plan.unit)


def can_close(user: User, plan: Plan) -> bool:
    """A plan's year is ended, and opened again, by the standing office that reaches the plan's unit."""
    return plan.in_force and can_write_for(user, plan.unit)


def can_report(user: User, task: PlanTask) -> bool:
    """A task is reported on by the units that lead it and, on their behalf, by the standing office; one that was ended
    with its plan's year by nobody."""
    return (
        task.plan.in_force
        and task.closed_on is None
        and (can_write_for(user, task.plan.unit) or works_for(user, task.lead_units.all()))
    )


def can_note(user: User, task: PlanTask) -> bool:
    """Units that cooperate add what they have to say and show."""
    return can_report(user, task) or (task.plan.in_force and works_for(user, task.cooperating_units.all()))


def can_confirm(user: User, plan: Plan) -> bool:
    """What was reported as done is confirmed or refused by the standing office that reaches the plan's unit."""
    return plan.in_force and can_write_for(user, plan.unit)


def can_reopen(user: User, task: PlanTask) -> bool:
    """A report is taken back by those who report; what was confirmed only by those who confirm."""
    if task.state == PlanTask.State.CONFIRMED:
        return can_confirm(user, task.plan)
    return can_report(user, task)


def works_for(user: User, units: Iterable[Unit]) -> bool:
    """Whether the user is staff or head of one of the units, of a unit above it, or of one that carries it on."""
    there = (each for unit in units for each in (unit, *carried_on_by(unit)))
    return any(holds(user, unit, RoleKind.STAFF, RoleKind.HEAD) for unit in there)


def worked_for(user: User) -> list[int]:
    """Return the ids of the units whose tasks are this user's own work: where he is staff or head, and those that are
    gone and that such a unit carries on. One query, none for others."""
    own = [unit.pk for unit in home_units(user, RoleKind.STAFF, RoleKind.HEAD)]
    return own + [gone for gone, after in carried_to().items() if after in own] if own else []


def can_remove_evidence(user: User, evidence: TaskEvidence) -> bool:
    """A file attached by mistake is taken away by who attached it or by the standing office, until it is confirmed."""
    task = evidence.report.task
    if not task.plan.in_force or task.state == PlanTask.State.CONFIRMED:
        return False
    return evidence.report.by_id == user.pk or can_confirm(user, task.plan)


def evidence_of(user: User) -> Q:
    """Return the filter of the evidence that the user may open.

    That of the tasks of his units (leading or cooperating), and of the plans that the standing office or the
    leader reaches; the rest of the house reads what was reported, not the files.
    """
    task = "report__task"
    return (
        reached(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER, field=f"{task}__plan__unit")
        | Q(report__task__in=PlanTask.objects.filter(worked_on(user)).values("pk"))
    ) & Q(report__task__plan__in=Plan.objects.filter(readable(user)).values("pk"))


def worked_on(user: User) -> Q:
    """Return the filter of the tasks that the user's own units, or those that these carry on, lead or cooperate in, as
    staff or head."""
    kinds = (RoleKind.STAFF, RoleKind.HEAD)
    gone = carried_on_below({role.unit.path for role in user.held_roles if role.kind in kinds})
    lead = reached(user, *kinds, field="lead_units") | Q(lead_units__in=gone)
    return _in(lead) | _in(reached(user, *kinds, field="cooperating_units") | Q(cooperating_units__in=gone))


def _in(condition: Q) -> Q:
    """The filter as a subquery: a task that two of the units lead counts once."""
    return Q(pk__in=PlanTask.objects.filter(condition).values("pk"))


def _named(user: User) -> Q:
    """Return the filter of the plans whose tasks name a unit that the user works for or reaches."""
    kinds = (RoleKind.STAFF, RoleKind.HEAD, RoleKind.STANDING_OFFICE, RoleKind.LEADER)
    named = reached(user, *kinds, field="lead_units") | reached(user, *kinds, field="cooperating_units")
    return Q(pk__in=PlanTask.objects.filter(named).values("plan"))
