"""The steps of a plan: sent, taken back, returned, issued, put on record, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.forms import reason_given
from core.http import require
from documents.signing_step import after_issue, before_issue

from .. import permissions, services
from .reading import get_plan


@require_POST
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the plan for signature."""
    plan = get_plan(request, pk)
    require(permissions.can_submit(request.user, plan))
    services.submit_plan(plan=plan, actor=request.user, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, "Đã gửi kế hoạch để ký ban hành.")
    return redirect("plans:plan_detail", pk)


@require_POST
def plan_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the plan back to go on writing."""
    plan = get_plan(request, pk)
    require(permissions.can_take_back(request.user, plan))
    services.take_back_plan(plan=plan, actor=request.user)
    messages.success(request, "Đã lấy lại kế hoạch để sửa.")
    return redirect("plans:plan_detail", pk)


@require_POST
def plan_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign and issue the plan."""
    plan = get_plan(request, pk)
    require(permissions.can_decide(request.user, plan))
    if page := before_issue(request, f"Ký ban hành kế hoạch: {plan.subject}"):
        return page
    plan = services.issue_plan(plan=plan, actor=request.user)
    assert plan.document is not None
    messages.success(request, f"Đã ban hành Kế hoạch số {plan.code}.")
    after_issue(request, plan.document)
    return redirect("plans:plan_detail", pk)


@require_POST
def plan_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the plan with a reason."""
    plan = get_plan(request, pk)
    require(permissions.can_decide(request.user, plan))
    reason = reason_given(request.POST, "Chưa trả lại: hãy ghi rõ chỗ cần sửa để người soạn biết")
    services.return_plan(plan=plan, actor=request.user, reason=reason)
    messages.success(request, "Đã trả lại kế hoạch cho người soạn.")
    return redirect("plans:plan_detail", pk)


@require_POST
def plan_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the plan was issued before it came into the system."""
    plan = get_plan(request, pk)
    require(permissions.can_edit(request.user, plan))
    services.put_on_record(plan=plan, actor=request.user)
    messages.success(request, "Đã ghi nhận kế hoạch là đã ban hành.")
    return redirect("plans:plan_detail", pk)


@require_POST
def plan_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    plan = get_plan(request, pk)
    require(permissions.can_edit(request.user, plan))
    reason = reason_given(request.POST, "Chưa xóa: hãy ghi lý do xóa dự thảo")
    services.delete_plan(plan=plan, actor=request.user, reason=reason)
    messages.success(request, "Đã xóa dự thảo kế hoạch.")
    return redirect("plans:plan_list")
