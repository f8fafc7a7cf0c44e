"""One task: its page, what is reported of it, what is confirmed; and the list of a plan's tasks."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require, send_file
from core.lists import matches, paginate
from core.uploads import CONTENT_TYPES
from core.values import number
from units.models import Unit, User

from .. import permissions, queries, services
from ..forms import NoteForm, ProgressForm, ReportForm
from ..models import Plan, PlanTask, TaskEvidence
from .reading import get_plan
from .showing import CHIPS, QUARTERS
from .task_states import SHORT_STATES, STATE_FILTERS, TASK_CHIPS, by_state

ON_A_PAGE = 50


@require_safe
def task_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan's tasks in its own order: who leads them, until when, how far they are."""
    plan = get_plan(request, pk)
    chosen, words = request.GET.get("loc", ""), request.GET.get("q", "").replace("\0", "").strip()[:200]
    tasks = queries.tasks_of(plan).exclude(content="").filter(matches(words))
    page = paginate(request, by_state(tasks, chosen), ON_A_PAGE)
    for task in page.object_list:
        task.plan = plan
    may_confirm = permissions.can_confirm(request.user, plan)
    context = {
        "plan": plan,
        "chip": CHIPS[Plan.State(plan.state)],
        "page": page,
        "filters": STATE_FILTERS,
        "chosen": chosen,
        "words": words,
        "quarters": dict(QUARTERS),
        "chips": TASK_CHIPS,
        "short_states": SHORT_STATES,
        "progress": queries.plan_progress(plan),
        "may_arrange": permissions.can_arrange_tasks(request.user, plan),
        "may_confirm": may_confirm,
        "waiting": may_confirm and any(task.state == PlanTask.State.REPORTED for task in page.object_list),
    }
    return render(request, "plans/task_list.html", context)


def get_task(request: HttpRequest, pk: int) -> PlanTask:
    """Return the task, or 404 when the user may not read its plan."""
    visible = Plan.objects.visible_to(request.user)
    tasks = queries.with_units(PlanTask.objects.filter(plan__in=visible.values("pk")))
    return get_object_or_404(tasks.select_related("plan__document"), pk=pk)


@require_safe
def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The task with its history, and what this user may do with it."""
    return _page(request, get_task(request, pk))


def _page(request: HttpRequest, task: PlanTask, wrong: Form | None = None) -> HttpResponse:
    """The task's page; a form that was not right is shown again with what was typed."""
    user = cast(User, request.user)
    forms = _forms(user, task)
    for form in forms.values():
        if wrong is not None and type(form) is type(wrong):
            forms = {name: wrong if form is other else other for name, other in forms.items()}
    evidence = set(TaskEvidence.objects.filter(report__task=task).visible_to(user).values_list("pk", flat=True))
    reports = list(queries.history(task))
    may_confirm = permissions.can_confirm(user, task.plan)
    removable = task.plan.in_force and task.state != PlanTask.State.CONFIRMED
    context: dict[str, Any] = {
        "task": task,
        "plan": task.plan,
        "chip": TASK_CHIPS[task.state],
        "quarters": dict(QUARTERS),
        "reports": reports,
        "evidence": evidence,
        "removable": {report.pk for report in reports if removable and (may_confirm or report.by_id == user.pk)},
        "done_form": forms.get("done"),
        "progress_form": forms.get("progress"),
        "note_form": forms.get("note"),
        "form": wrong,
        "steps": _steps(task),
        "may_confirm": may_confirm and task.state == PlanTask.State.REPORTED,
        "may_reopen": task.done_on is not None and permissions.can_reopen(user, task),
        "may_arrange": permissions.can_arrange_tasks(user, task.plan),
        "may_urge": task.is_late and task.plan.in_force and permissions.can_confirm(user, task.plan),
        "on_behalf": not permissions.works_for(user, task.lead_units.all()),
    }
    return render(request, "plans/task_detail.html", context, status=422 if wrong else 200)


def _forms(user: User, task: PlanTask) -> dict[str, Form]:
    """The forms that this user is offered: progress and completion while it is open, a note at any time."""
    found: dict[str, Form] = {}
    if task.done_on is None and permissions.can_report(user, task):
        units = _speaks_for(user, task, leading=True)
        may_confirm = permissions.can_confirm(user, task.plan)
        found["progress"] = ProgressForm(units=units, initial={"percent": task.percent}, prefix="td")
        found["done"] = ReportForm(units=units, may_confirm=may_confirm, initial={"on": today()})
    if permissions.can_note(user, task) and (task.done_on is not None or "progress" not in found):
        found["note"] = _note_form(user, task)
    return found


def _note_form(user: User, task: PlanTask, *args: Any) -> NoteForm:
    units = _speaks_for(user, task, leading=False)
    return NoteForm(*args, units=units, own_voice=not permissions.works_for(user, units), prefix="yk")


def _speaks_for(user: User, task: PlanTask, *, leading: bool) -> list[Unit]:
    """The units in whose name the user may write; the standing office for any of the task's own."""
    units = list(task.lead_units.all())
    if not leading:
        units += [unit for unit in task.cooperating_units.all() if unit not in units]
    own = [unit for unit in units if permissions.works_for(user, [unit])]
    if own or not permissions.can_write_for(user, task.plan.unit):
        return own
    return units


def _steps(task: PlanTask) -> list[dict[str, Any]]:
    """The way of a task: begun, reported, confirmed; with who and when."""
    order = [PlanTask.State.NOT_BEGUN, PlanTask.State.DOING, PlanTask.State.REPORTED, PlanTask.State.CONFIRMED]
    place = order.index(PlanTask.State(task.state)) + (task.state == PlanTask.State.CONFIRMED)
    known = {
        2: (task.done_by, task.done_on),
        3: (task.confirmed_by, task.confirmed_on),
    }
    steps = []
    for index, label in enumerate(("Chưa bắt đầu", "Đang làm", "Báo hoàn thành", "Xác nhận")):
        who, since = known.get(index, (None, None))
        state = "done" if index < place else "now" if index == place else "next"
        steps.append({"label": label, "state": state, "who": who.full_name if who else "", "since": since})
    return steps


@require_POST
def task_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a task as done."""
    task = get_task(request, pk)
    require(permissions.can_report(request.user, task))
    may_confirm = permissions.can_confirm(request.user, task.plan)
    units = _speaks_for(cast(User, request.user), task, leading=True)
    form = ReportForm(request.POST, request.FILES, units=units, may_confirm=may_confirm)
    if not form.is_valid():
        return _page(request, task, form)
    data = form.cleaned_data
    confirm = bool(data.get("confirm"))
    try:
        services.report_task(
            task=task, actor=request.user, note=data["note"], on=data["on"], confirm=confirm, **form.said
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, task, form)
    said = "Đã ghi nhận và xác nhận nhiệm vụ hoàn thành." if confirm else "Đã báo nhiệm vụ hoàn thành, chờ xác nhận."
    messages.success(request, said)
    return redirect(task)


@require_POST
def task_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Report how far a task is."""
    task = get_task(request, pk)
    require(permissions.can_report(request.user, task))
    units = _speaks_for(cast(User, request.user), task, leading=True)
    form = ProgressForm(request.POST, request.FILES, units=units, prefix="td")
    if not form.is_valid():
        return _page(request, task, form)
    data = form.cleaned_data
    try:
        services.report_progress(task=task, actor=request.user, text=data["text"], percent=data["percent"], **form.said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, task, form)
    messages.success(request, "Đã ghi báo cáo tiến độ.")
    return redirect(task)


@require_POST
def task_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what a cooperating unit has to say."""
    task = get_task(request, pk)
    require(permissions.can_note(request.user, task))
    form = _note_form(cast(User, request.user), task, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, task, form)
    try:
        services.add_note(task=task, actor=request.user, text=form.cleaned_data["text"], **form.said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, task, form)
    messages.success(request, "Đã ghi ý kiến.")
    return redirect(task)


@require_POST
def task_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that a task is done."""
    task = get_task(request, pk)
    require(permissions.can_confirm(request.user, task.plan))
    services.confirm_task(task=task, actor=request.user)
    messages.success(request, "Đã xác nhận nhiệm vụ hoàn thành.")
    return redirect(task)


@require_POST
def task_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse to confirm, with a reason."""
    task = get_task(request, pk)
    require(permissions.can_confirm(request.user, task.plan))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chưa gửi lại: hãy ghi lý do chưa xác nhận.")
        return redirect(task)
    services.refuse_task(task=task, actor=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, "Đã gửi lại đơn vị kèm lý do; việc nhắc hạn được bật lại.")
    return redirect(task)


@require_POST
def task_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report back."""
    task = get_task(request, pk)
    require(permissions.can_reopen(request.user, task))
    services.reopen_task(task=task, actor=request.user)
    messages.success(request, "Đã mở lại nhiệm vụ.")
    return redirect(task)


@require_POST
def tasks_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the ticked tasks of a plan, or refuse them for one reason; then say what became of each."""
    plan = get_plan(request, pk)
    require(permissions.can_confirm(request.user, plan))
    ticked = [found for text in request.POST.getlist("task") if (found := number(text)) is not None]
    refuses = request.POST.get("act") == "refuse"
    form = ReasonForm(request.POST)
    tasks = list(queries.tasks_of(plan).filter(pk__in=ticked))
    if not tasks:
        raise Refused("Chưa chọn nhiệm vụ nào; hãy đánh dấu các nhiệm vụ trước khi bấm nút.")
    if refuses and not form.is_valid():
        raise Refused("Chưa ghi lý do chưa xác nhận; hãy ghi rõ điều còn thiếu để đơn vị bổ sung.")
    reason = form.cleaned_data["reason"] if refuses else None
    outcomes = services.decide_tasks(tasks=tasks, actor=request.user, reason=reason)
    context = {
        "plan": plan,
        "outcomes": outcomes,
        "refuses": refuses,
        "done": sum(not outcome.refusal for outcome in outcomes),
        "back": reverse("plans:task_list", args=[plan.pk]),
    }
    return render(request, "plans/task_decided.html", context)


@require_safe
def task_evidence(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over a file of evidence to whoever may open it."""
    evidence = get_object_or_404(TaskEvidence.objects.visible_to(request.user), pk=pk)
    with evidence.file.open("rb") as file:
        content = BytesIO(file.read())
    return send_file(content, name=evidence.name, content_type=CONTENT_TYPES[evidence.kind])


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away that was attached by mistake."""
    rows = TaskEvidence.objects.visible_to(request.user).select_related("report__task__plan__unit")
    evidence = get_object_or_404(rows, pk=pk)
    require(permissions.can_remove_evidence(request.user, evidence))
    services.remove_evidence(evidence=evidence, actor=request.user)
    messages.success(request, f"Đã bỏ tệp {evidence.name}.")
    return redirect(evidence.report.task)
