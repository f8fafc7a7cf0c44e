"""Who leads each task, who cooperates, until when: for one task, and for many on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.exceptions import Refused
from core.http import require
from core.lists import matches, paginate
from core.values import number
from units.picking import UnitTree

from .. import permissions, queries, services
from ..forms import ArrangeForm
from ..models import PlanTask
from .reading import get_plan
from .showing import QUARTERS
from .tasks import get_task

ON_A_PAGE = 30


def _tree(tasks: list[PlanTask]) -> UnitTree:
    chosen = {unit.pk for task in tasks for unit in [*task.lead_units.all(), *task.cooperating_units.all()]}
    return UnitTree.living(also=chosen)


@require_http_methods(["GET", "POST"])
def task_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle one task."""
    task = get_task(request, pk)
    require(permissions.can_arrange_tasks(request.user, task.plan))
    form = ArrangeForm(request.POST or None, task=task, tree=_tree([task]))
    if request.method == "POST" and form.is_valid():
        services.arrange_task(task=task, actor=request.user, **form.cleaned_data)
        messages.success(request, "Đã lưu phân công của nhiệm vụ.")
        return redirect(task)
    context = {"task": task, "plan": task.plan, "form": form, "quarters": dict(QUARTERS)}
    return render(request, "plans/task_arrange.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def tasks_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle many tasks of a plan at once ("Phân công")."""
    plan = get_plan(request, pk)
    require(permissions.can_arrange_tasks(request.user, plan))
    words = request.GET.get("q", "").strip()[:200]
    found = queries.tasks_of(plan).exclude(content="").filter(matches(words))
    if (asked := number(request.GET.get("viec", ""))) is not None:
        before = list(found.values_list("pk", flat=True))
        place = before.index(asked) // ON_A_PAGE + 1 if asked in before else 1
        return redirect(f"{request.path}?page={place}#viec-{asked}")
    page = paginate(request, found, ON_A_PAGE)
    tasks = list(page.object_list)
    tree = _tree(tasks)
    rows = []
    for task in tasks:
        task.plan = plan
        rows.append((task, ArrangeForm(request.POST or None, task=task, tree=tree, short=True), services.mark(task)))
    failed = ""
    if request.method == "POST":
        faults = [form for _, form, _ in rows if not form.is_valid()]
        if not faults:
            try:
                changed = services.arrange_tasks(plan=plan, actor=request.user, rows=_wanted(request, rows))
                messages.success(
                    request, f"Đã lưu phân công của {changed} nhiệm vụ." if changed else "Không có gì đổi."
                )
                return redirect(request.get_full_path())
            except Refused as refusal:
                failed = str(refusal)
        else:
            failed = "Chưa lưu gì: có ô chưa hợp lệ, xem chỗ ghi đỏ bên dưới."
    marks = {task.pk: request.POST.get(f"v{task.pk}-seen", mark) for task, _, mark in rows}
    context = {
        "plan": plan, "page": page, "rows": rows, "marks": marks, "failed": failed, "tree": tree, "words": words,
        "quarters": dict(QUARTERS),
    }  # fmt: skip
    return render(request, "plans/tasks_arrange.html", context, status=422 if failed else 200)


def _wanted(request: HttpRequest, rows: list[tuple[PlanTask, ArrangeForm, str]]) -> list[services.Arrangement]:
    """What the page asks for; a row that was not on the page that was sent (it moved to another) asks for nothing."""
    return [
        services.Arrangement(task=task.pk, seen=request.POST[f"v{task.pk}-seen"], **form.cleaned_data)
        for task, form, _ in rows
        if f"v{task.pk}-seen" in request.POST
    ]
