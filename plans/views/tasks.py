"""Progress of a plan's tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import require
from units.models import Unit

from .. import permissions, queries, services
from ..forms import ArrangeForm, ReportForm
from ..models import Plan, PlanTask
from .reading import get_plan
from .showing import CHIPS, QUARTERS

FILTERS = (("", "Tất cả"), ("chua-xong", "Chưa xong"), ("qua-han", "Quá hạn"), ("xong", "Đã xong"))


@require_safe
def task_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan's tasks: who leads them, until when, what is done."""
    plan = get_plan(request, pk)
    chosen = request.GET.get("loc", "")
    tasks = list(queries.tasks_of(plan))
    for task in tasks:
        task.plan = plan
    kept = [task for task in tasks if _fits(task, chosen)]
    context = {
        "plan": plan,
        "chip": CHIPS[Plan.State(plan.state)],
        "tasks": kept,
        "all_count": len(tasks),
        "done_count": sum(task.done_on is not None for task in tasks),
        "filters": FILTERS,
        "chosen": chosen,
        "quarters": dict(QUARTERS),
        "reportable": {task.pk for task in kept if permissions.can_report(request.user, task)},
        "may_arrange": permissions.can_arrange_tasks(request.user, plan),
        "today": today(),
    }
    return render(request, "plans/task_list.html", context)


def _fits(task: PlanTask, chosen: str) -> bool:
    if chosen == "chua-xong":
        return task.done_on is None
    if chosen == "xong":
        return task.done_on is not None
    if chosen == "qua-han":
        return task.done_on is None and task.deadline is not None and task.deadline < today()
    return True


def _get_task(request: HttpRequest, pk: int) -> PlanTask:
    visible = Plan.objects.visible_to(request.user)
    tasks = PlanTask.objects.select_related("plan__unit", "section").prefetch_related("lead_units")
    return get_object_or_404(tasks.filter(plan__in=visible), pk=pk)


def _back(task: PlanTask) -> str:
    return f"{reverse('plans:task_list', args=[task.plan_id])}#nhiem-vu-{task.pk}"


@require_POST
def task_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a task as done."""
    task = _get_task(request, pk)
    require(permissions.can_report(request.user, task))
    form = ReportForm(request.POST)
    if not form.is_valid():
        raise Refused("; ".join(str(error) for errors in form.errors.values() for error in errors))
    services.report_task(task=task, actor=request.user, note=form.cleaned_data["note"], on=form.cleaned_data["on"])
    messages.success(request, "Đã ghi nhận nhiệm vụ hoàn thành.")
    return redirect(_back(task))


@require_POST
def task_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report back."""
    task = _get_task(request, pk)
    require(permissions.can_report(request.user, task))
    services.reopen_task(task=task, actor=request.user)
    messages.success(request, "Đã mở lại nhiệm vụ.")
    return redirect(_back(task))


@require_http_methods(["GET", "POST"])
def task_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle who is reminded of a task, and when."""
    task = _get_task(request, pk)
    require(permissions.can_arrange_tasks(request.user, task.plan))
    units = Unit.objects.filter(dissolved_on=None).order_by("path")
    initial = {"due_on": task.due_on, "lead_units": [unit.pk for unit in task.lead_units.all()]}
    form = ArrangeForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.arrange_task(task=task, actor=request.user, **form.cleaned_data)
        messages.success(request, "Đã lưu thời hạn và đơn vị được nhắc.")
        return redirect(_back(task))
    return render(request, "plans/task_arrange.html", {"task": task, "plan": task.plan, "form": form})
