"""The end of a plan's year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import Refused
from core.forms import reason_given
from core.http import require

from .. import permissions, services
from ..models import Plan, PlanTask
from .reading import get_plan

LONGEST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
def plan_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still open, and the form that ends it."""
    plan = get_plan(request, pk)
    require(permissions.can_close(request.user, plan))
    if request.method != "POST":
        return _page(request, plan)
    own = {task.pk: request.POST.get(f"ly-do-{task.pk}", "").strip() for task in _open(plan)}
    reason = request.POST.get("reason", "").strip()
    try:
        if any(len(text) > LONGEST for text in (reason, *own.values())):
            raise Refused(f"Lý do dài quá {LONGEST} ký tự; hãy viết ngắn lại.")
        ended = services.close_year(plan=plan, actor=request.user, reason=reason, own=own)
    except Refused as refusal:
        return _page(request, plan, refusal=str(refusal), reason=reason, own=own)
    messages.success(request, f"Đã kết thúc năm kế hoạch {plan.year}: {ended} nhiệm vụ dừng khi chưa hoàn thành.")
    return redirect("plans:plan_detail", pk)


@require_POST
def plan_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the year again, with a reason."""
    plan = get_plan(request, pk)
    require(permissions.can_close(request.user, plan))
    reason = reason_given(request.POST, "Chưa mở lại: hãy ghi lý do mở lại năm kế hoạch")
    opened = services.reopen_year(plan=plan, actor=request.user, reason=reason)
    messages.success(request, f"Đã mở lại năm kế hoạch {plan.year}: {opened} nhiệm vụ lại được nhắc.")
    return redirect("plans:plan_detail", pk)


def _open(plan: Plan) -> list[PlanTask]:
    tasks = PlanTask.objects.open().filter(plan=plan).prefetch_related("lead_units")
    return list(tasks.order_by("section__position", "position"))


def _page(
    request: HttpRequest, plan: Plan, *, refusal: str = "", reason: str = "", own: dict[int, str] | None = None
) -> HttpResponse:
    rows = [(task, (own or {}).get(task.pk, "")) for task in _open(plan)]
    context = {"plan": plan, "rows": rows, "refusal": refusal, "reason": reason}
    return render(request, "plans/plan_close.html", context, status=422 if refusal else 200)
