"""The editor: the whole form, its autosave, and its buttons that add, move and remove."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import Refused
from core.http import require

from .. import permissions, services
from ..acting import act_on
from ..content import PlanContent, from_plan
from ..forms import HeadForm, PlanForm, head_of
from ..models import Plan
from .reading import get_plan
from .showing import editor_context


def editable_plan(request: HttpRequest, pk: int) -> Plan:
    """Return the plan; 404 when the user may not read it, 403 when its words may not be changed (any more)."""
    plan = get_plan(request, pk)
    require(
        permissions.can_edit(request.user, plan), "Kế hoạch này không còn là dự thảo, hoặc không do đơn vị bạn soạn."
    )
    return plan


def _page(request: HttpRequest, plan: Plan, head: HeadForm, content: PlanContent, **extra: Any) -> HttpResponse:
    context = {"plan": plan, "form": head, "version": plan.version, **editor_context(content), **extra}
    return render(request, "plans/plan_edit.html", context)


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit the plan. Without JavaScript its buttons post here too and come back to the same place."""
    plan = editable_plan(request, pk)
    if request.method == "GET":
        content = from_plan(plan)
        return _page(request, plan, head_of(content), content)
    form = PlanForm(request.POST)
    content = form.content
    act = request.POST.get("act", "")
    if form.is_valid():
        try:
            if act:
                content.sections, sentence = act_on(content.sections, act)
                messages.info(request, sentence or "Đã lưu kế hoạch.")
            services.save_plan(plan=plan, content=content, version=form.version, actor=request.user)
        except Refused as refusal:
            form.head.add_error(None, str(refusal))
        else:
            if act:
                return redirect(f"{request.path}#muc")
            messages.success(request, "Đã lưu kế hoạch.")
            return redirect("plans:plan_detail", plan.pk)
    return _page(request, plan, form.head, content)


@require_POST
def plan_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is typed; answer with the time, or with a sentence that says why not."""
    plan = editable_plan(request, pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "Có chỗ chưa hợp lệ; hãy xem lại các ô vừa nhập.", "errors": form.errors()},
                            status=422)  # fmt: skip
    try:
        plan = services.save_plan(plan=plan, content=form.content, version=form.version, actor=request.user)
    except Refused as refusal:
        conflict = isinstance(refusal, services.Conflict)
        return JsonResponse({"error": str(refusal), "conflict": conflict}, status=409)
    saved_at = timezone.localtime(plan.changed_at)
    sections = from_plan(plan).sections
    return JsonResponse(
        {
            "saved_at": f"{saved_at:%H:%M:%S}",
            "version": plan.version,
            # What the database calls the rows, in the order of the page: new ones have got their names just now.
            "sections": [section.id for section in sections],
            "tasks": [task.id for section in sections for task in section.tasks],
        }
    )


@require_POST
def plan_restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Bring back an earlier version."""
    plan = editable_plan(request, pk)
    kept = get_object_or_404(plan.versions, version=version)
    services.restore_version(plan=plan, version=kept, actor=request.user)
    messages.success(request, "Đã khôi phục bản trước đó; bản vừa thay được giữ lại trong danh sách.")
    return redirect("plans:plan_edit", plan.pk)


@require_POST
def plan_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the import's warnings off the plan."""
    plan = editable_plan(request, pk)
    services.dismiss_warnings(plan=plan, actor=request.user)
    messages.success(request, "Đã bỏ danh sách cần xem lại.")
    return redirect("plans:plan_detail", plan.pk)
