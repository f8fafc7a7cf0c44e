"""What waits for a user among the plans."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from core.dates import today
from core.sources import Source
from core.worklist import Waiting
from units.models import RoleKind, User
from units.permissions import has_role, reached

from .models import Plan, PlanTask
from .people import left_to
from .permissions import worked_for
from .queries import waiting_for_confirmation

KIND, TASKS = "Kế hoạch", "Nhiệm vụ"
SOON = 14  # days before the deadline from which a task waits


def waiting_for(user: User) -> list[Source[Waiting]]:
    """What waits of plans and of their tasks: a query for each kind of thing that this user can move."""
    return [*_plans(user), *_due_tasks(user), *_reports(user)]


def _plans(user: User) -> list[Source[Waiting]]:
    """Drafts and returned plans for their writers, plans to be signed for the leader."""
    if not has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER):
        return []
    leads = [role.unit_id for role in user.held_roles if role.kind == RoleKind.LEADER]
    writing = Plan.objects.filter(reached(user, RoleKind.STANDING_OFFICE)).filter(
        state__in=[Plan.State.DRAFT, Plan.State.RETURNED]
    )
    signing = Plan.objects.filter(state=Plan.State.SUBMITTED, unit__in=leads)
    plans = (writing | signing).select_related("unit").order_by("-changed_at", "-pk")
    return [Source(KIND, plans, _waiting)]


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
        kind=KIND,
        unit=plan.unit.short_name,
        since=plan.state_since or plan.created_at,
    )


def _due_tasks(user: User) -> list[Source[Waiting]]:
    """The open tasks that fall due within two weeks, the late ones included, and those whose report was refused,
    whenever they are due: what the user's own units lead and, for a standing office, what is led by nobody who could
    do it, as with the reminders."""
    whose = []
    if units := worked_for(user):
        whose.append(Q(pk__in=PlanTask.objects.filter(lead_units__in=units).values("pk")))
    if has_role(user, RoleKind.STANDING_OFFICE) and (left := left_to(user.pk, today())) is not None:
        whose.append(left)
    tasks = PlanTask.objects.open().filter(
        Q(ends_on__lte=today() + dt.timedelta(days=SOON)) | ~Q(returned_reason=""),
        # As with the reminders: a plan of years ago that is put on record wakes nobody.
        plan__year__gte=today().year - 1,
    )
    tasks = tasks.select_related("plan__unit").order_by(F("ends_on").asc(nulls_last=True), "pk")
    return [Source(TASKS, tasks.filter(one), _task) for one in whose]


def _task(task: PlanTask) -> Waiting:
    return Waiting(
        title=task.content[:200],
        url=task.get_absolute_url(),
        action="Báo cáo lại" if task.returned_reason else "Báo cáo",
        kind=TASKS,
        unit=task.plan.unit.short_name,
        due=task.ends_on,
    )


def _reports(user: User) -> list[Source[Waiting]]:
    """What was reported as done and waits for the standing office, a line for each plan."""
    if not has_role(user, RoleKind.STANDING_OFFICE):
        return []
    waiting = waiting_for_confirmation(user).order_by("plan__subject", "plan")
    rows = waiting.values("plan", "plan__year", "plan__subject", "plan__unit__short_name").annotate(count=Count("pk"))
    return [Source(TASKS, rows, _report)]


def _report(row: dict[str, Any]) -> Waiting:
    return Waiting(
        title=f"{row['count']} báo cáo hoàn thành chờ xác nhận: {row['plan__subject']}",
        url=f"{reverse('plans:task_list', args=[row['plan']])}?loc=cho-xac-nhan",
        action="Xác nhận",
        kind=TASKS,
        unit=row["plan__unit__short_name"],
    )
