"""The end of a plan's year: what nobody finished gets a stated end, with a reason, and reminds nobody any more."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import User

from ..models import Plan, PlanTask, TaskReport


@transaction.atomic
def close_year(*, plan: Plan, actor: User, reason: str, own: Mapping[int, str] | None = None) -> int:
    """End a plan's year: every open task ends today, for its own reason (by task id) or the common one; return how
    many. What was reported as done stays, to be confirmed. Done again, it ends what was opened in between.

    Raises Refused for a plan that binds nobody, for a year to come, and where a task would end without a reason.
    """
    plan = _bound(plan)
    if plan.year > today().year:
        raise Refused(f"Năm {plan.year} chưa tới nên chưa kết thúc được. Muốn thôi thực hiện, hãy thu hồi kế hoạch.")
    tasks = list(PlanTask.objects.open().select_for_update(of=("self",)).filter(plan=plan).order_by("pk"))
    reasons = {task.pk: ((own or {}).get(task.pk, "") or reason).strip() for task in tasks}
    if not all(reasons.values()):
        raise Refused("Chưa ghi lý do: mỗi nhiệm vụ chưa hoàn thành cần một lý do kết thúc, riêng hoặc chung.")
    for task in tasks:
        task.closed_on, task.closed_reason = today(), reasons[task.pk]
    PlanTask.objects.bulk_update(tasks, ["closed_on", "closed_reason"], batch_size=200)
    TaskReport.objects.bulk_create(
        TaskReport(task=task, kind=TaskReport.Kind.CLOSED, by=actor, text=reasons[task.pk]) for task in tasks
    )
    plan.closed_on = plan.closed_on or today()
    plan.save(update_fields=["closed_on"])
    after = {"closed_on": today().isoformat(), "tasks": [task.pk for task in tasks]}
    record(actor=actor, action="plans.close_year", target=plan, after=after, reason=reason.strip())
    return len(tasks)


@transaction.atomic
def reopen_year(*, plan: Plan, actor: User, reason: str) -> int:
    """Open a plan's year again: the tasks that it ended are open as before; return how many.

    Raises Refused without a reason, or for a year that is not ended.
    """
    plan = _bound(plan)
    if plan.closed_on is None:
        raise Refused("Năm của kế hoạch này chưa kết thúc. Hãy tải lại trang.")
    if not reason.strip():
        raise Refused("Chưa ghi lý do mở lại năm kế hoạch.")
    tasks = list(PlanTask.objects.select_for_update().filter(plan=plan, closed_on__isnull=False).order_by("pk"))
    PlanTask.objects.filter(pk__in=[task.pk for task in tasks]).update(closed_on=None, closed_reason="")
    TaskReport.objects.bulk_create(
        TaskReport(task=task, kind=TaskReport.Kind.REOPENED, by=actor, text=reason.strip()) for task in tasks
    )
    before = {"closed_on": plan.closed_on.isoformat(), "tasks": [task.pk for task in tasks]}
    plan.closed_on = None
    plan.save(update_fields=["closed_on"])
    record(actor=actor, action="plans.reopen_year", target=plan, before=before, reason=reason.strip())
    return len(tasks)


def _bound(plan: Plan) -> Plan:
    """Lock the plan. Raises Refused when it binds nobody."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit", "document").get(pk=plan.pk)
    if not plan.in_force or (plan.document is not None and plan.document.withdrawn):
        raise Refused("Chỉ kết thúc được năm của kế hoạch đã ban hành và chưa thu hồi.")
    return plan
