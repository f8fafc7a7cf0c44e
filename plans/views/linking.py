"""Which plan of an office above this one carries out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.http import require
from core.values import number

from .. import permissions, services
from ..models import Plan
from .reading import get_plan


@require_POST
def plan_parent(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the plan above, or none."""
    plan = get_plan(request, pk)
    require(permissions.can_write_for(request.user, plan.unit), "Bạn không soạn kế hoạch cho cơ quan này.")
    asked = request.POST.get("parent", "")
    parent = None
    if asked:
        parent = get_object_or_404(Plan.objects.visible_to(request.user), pk=number(asked) or 0)
    services.choose_parent(plan=plan, parent=parent, actor=request.user)
    messages.success(request, "Đã ghi kế hoạch cấp trên." if parent else "Đã bỏ liên kết với kế hoạch cấp trên.")
    return redirect(plan)
