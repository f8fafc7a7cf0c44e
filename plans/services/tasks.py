"""Progress of tasks: who is reminded and when, and what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import Unit, User

from ..models import PlanTask


@transaction.atomic
def arrange_task(*, task: PlanTask, lead_units: Iterable[Unit], due_on: dt.date | None, actor: User) -> PlanTask:
    """Settle which units are reminded of a task and the day it falls due; the printed words stay."""
    task = PlanTask.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=task.pk)
    before = {"due_on": task.due_on.isoformat() if task.due_on else None}
    task.due_on = due_on
    task.save(update_fields=["due_on"])
    units = list(lead_units)
    task.lead_units.set(units)
    record(
        actor=actor,
        action="plans.arrange_task",
        target=task,
        before=before,
        after={"due_on": due_on.isoformat() if due_on else None, "lead_units": [unit.pk for unit in units]},
    )
    return task


@transaction.atomic
def report_task(*, task: PlanTask, actor: User, note: str = "", on: dt.date | None = None) -> PlanTask:
    """Report a task as done. Raises `Refused` when its plan is not in force or the day lies ahead."""
    task = PlanTask.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=task.pk)
    day = on or today()
    if not task.plan.in_force:
        raise Refused("Kế hoạch chưa ban hành nên chưa báo kết quả nhiệm vụ được.")
    if day > today():
        raise Refused("Ngày hoàn thành ở tương lai; hãy nhập ngày từ hôm nay trở về trước.")
    task.done_on, task.done_by, task.done_note = day, actor, note.strip()
    task.save(update_fields=["done_on", "done_by", "done_note"])
    record(actor=actor, action="plans.report_task", target=task, after={"done_on": day.isoformat()})
    return task


@transaction.atomic
def reopen_task(*, task: PlanTask, actor: User) -> PlanTask:
    """Take a report back: the task is open again and reminds again."""
    task = PlanTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    before = {"done_on": task.done_on.isoformat() if task.done_on else None}
    task.done_on, task.done_by, task.done_note = None, None, ""
    task.save(update_fields=["done_on", "done_by", "done_note"])
    record(actor=actor, action="plans.reopen_task", target=task, before=before)
    return task
