"""The board of tasks, the view of a year, and what leaves as a workbook."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from units.models import Unit, User

from .. import exports, permissions, queries, services
from ..models import Plan, PlanTask
from ..queries import TaskFilter
from .showing import QUARTERS, QUARTERS_ASKED
from .task_states import SHORT_STATES, STATE_FILTERS, TASK_CHIPS
from .tasks import get_task

IN_A_YEAR = 40
MONTHS = tuple(range(1, 13))


@require_safe
def task_board(request: HttpRequest) -> HttpResponse:
    """The tasks of the user's units, or of a plan, by state."""
    require(permissions.can_see_plans(request.user))
    return _board(request, TaskFilter.read(request.GET, cast(User, request.user)))


def _board(request: HttpRequest, asked: TaskFilter, *, said: str = "", failed: str = "") -> HttpResponse:
    user = cast(User, request.user)
    columns = queries.board(user, asked)
    tasks = [task for column in columns for task in column.tasks]
    context = {
        **_context(request, asked),
        "columns": [(column, SHORT_STATES[column.state], _key(column.state)) for column in columns],
        "total": sum(column.count for column in columns),
        "reportable": {task.pk for task in tasks if permissions.can_report(user, task)},
        "confirmable": {task.pk for task in tasks if permissions.can_confirm(user, task.plan)},
        "said": said,
        "failed": failed,
    }
    return render(request, "plans/task_board.html", context)


def _key(state: PlanTask.State) -> str:
    return next(key for key, value in queries.STATES.items() if value == state)


def _context(request: HttpRequest, asked: TaskFilter) -> dict[str, Any]:
    """What the board and the view of a year share: the filters and what they offer."""
    user = cast(User, request.user)
    plan = None
    if asked.plan is not None:
        plan = get_object_or_404(Plan.objects.visible_to(user).select_related("unit", "document"), pk=asked.plan)
    return {
        "asked": asked,
        "plan": plan,
        "choices": queries.choices(user, asked),
        "quarters": QUARTERS,
        "quarters_asked": QUARTERS_ASKED,
        "lead": Unit.objects.filter(pk=asked.lead).first() if asked.lead else None,
        "without_lead": asked.but(lead=None).address,
        "quarter_names": dict(QUARTERS),
        "states": STATE_FILTERS,
        "chips": TASK_CHIPS,
        "short_states": SHORT_STATES,
        "works": queries.works_in_a_unit(user),
        "mine_address": asked.but(mine=True).address,
        "all_address": asked.but(mine=False).address,
        "address": asked.address,
    }


@require_POST
def task_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a card between "not begun" and "doing", or confirm it; give back the board as it then stands."""
    task = get_task(request, pk)
    to = request.POST.get("to", "")
    confirms = to == PlanTask.State.CONFIRMED
    require(
        permissions.can_confirm(request.user, task.plan) if confirms else permissions.can_report(request.user, task)
    )
    said = failed = ""
    try:
        if confirms:
            services.confirm_task(task=task, actor=request.user)
        else:
            services.move_task(task=task, to=to, actor=request.user)
        said = f"Đã chuyển “{task.content[:60]}” sang “{SHORT_STATES[PlanTask.State(to)]}”."
    except Refused as refusal:
        failed = str(refusal)
    asked = TaskFilter.read(request.POST, cast(User, request.user))
    if request.headers.get("HX-Request"):
        return _board(request, asked, said=said, failed=failed)
    (messages.error if failed else messages.success)(request, failed or said)
    return redirect(f"{reverse('plans:task_board')}?{asked.address}")


@require_safe
def task_year(request: HttpRequest) -> HttpResponse:
    """The tasks on the line of a year: months as columns, a bar from the start to the deadline."""
    user = cast(User, request.user)
    require(permissions.can_see_plans(user))
    asked = TaskFilter.read(request.GET, user)
    context = _context(request, asked)
    year = asked.year or context["plan"].year
    page = paginate(request, queries.year_rows(user, asked), IN_A_YEAR)
    now = today()
    context |= {
        "heading": f"Nhiệm vụ năm {year}",
        "page": page,
        "year": year,
        "bars": [queries.bar(task, year) for task in page.object_list],
        "months": MONTHS,
        "lines": [(month, round(month * 1000 / 12, 1), month % 3 == 0) for month in range(1, 12)],
        "now": queries.place(now) if now.year == year else None,
        "today": now,
    }
    return render(request, "plans/task_year.html", context)


@require_safe
def task_export(request: HttpRequest) -> HttpResponse:
    """The filtered tasks and their evidence as a workbook; who took it is written into the audit trail."""
    user = cast(User, request.user)
    require(permissions.can_see_plans(user))
    asked = TaskFilter.read(request.GET, user)
    tasks = queries.export_rows(user, asked)
    evidence = queries.evidence_rows(user, asked)
    title = f"Nhiệm vụ kế hoạch - {user.full_name} xuất ngày {vn_date(today())}"
    if len(tasks) == queries.EXPORT_LIMIT:
        title += f" - chỉ {queries.EXPORT_LIMIT} nhiệm vụ đầu; hãy lọc theo năm, đơn vị để xuất đủ"
    workbook = exports.tasks_workbook(tasks, evidence, title=title)
    record(actor=user, action="plans.export_tasks", target=user, after={"tasks": len(tasks), "evidence": len(evidence)})
    response = HttpResponse(workbook, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="nhiem-vu-ke-hoach.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
