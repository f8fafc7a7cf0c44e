"""The kept versions of a plan: read as they print, brought back."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.http import file_name, require, send_file, send_page
from core.lists import paginate
from documents.previews import page_count, page_image

from .. import permissions, queries, services
from ..content import PlanContent
from ..models import Plan, PlanVersion
from .reading import get_plan


def _kept(request: HttpRequest, pk: int, kept: int) -> tuple[Plan, PlanVersion]:
    """Return the plan and one of the versions that the user may read, or 404."""
    plan = get_plan(request, pk)
    versions = permissions.versions_for(request.user, plan).select_related("saved_by")
    return plan, get_object_or_404(versions, pk=kept)


def _pdf(plan: Plan, version: PlanVersion) -> bytes:
    draft = version.kind != PlanVersion.Kind.ISSUED
    return queries.content_pdf(PlanContent.from_json(version.content), plan.unit, draft=draft)


@require_safe
def version_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All kept versions of the plan that the user may read."""
    plan = get_plan(request, pk)
    versions = permissions.versions_for(request.user, plan).select_related("saved_by").defer("content")
    steps = request.GET.get("chi") == "buoc"
    if steps:
        versions = versions.exclude(kind=PlanVersion.Kind.SAVED)
    earlier = versions.order_by("-pk").filter(pk__lt=OuterRef("pk")).values("pk")[:1]
    context = {
        "plan": plan,
        "page": paginate(request, versions.annotate(before=Subquery(earlier)).order_by("-pk")),
        "steps_only": steps,
        "may_edit": permissions.can_edit(request.user, plan),
    }
    return render(request, "plans/version_list.html", context)


@require_safe
def version_detail(request: HttpRequest, pk: int, kept: int) -> HttpResponse:
    """One kept version as it prints."""
    plan, version = _kept(request, pk, kept)
    context = {
        "plan": plan,
        "version": version,
        "pages": range(1, page_count(_pdf(plan, version)) + 1),
        "may_edit": permissions.can_edit(request.user, plan),
        "is_now": version.version == plan.version,
    }
    return render(request, "plans/version_detail.html", context)


@require_safe
def version_pdf(request: HttpRequest, pk: int, kept: int) -> FileResponse:
    """The PDF of a kept version."""
    plan, version = _kept(request, pk, kept)
    name = file_name(f"ke-hoach-{plan.year}-ban-{version.version}", "pdf")
    return send_file(BytesIO(_pdf(plan, version)), name=name, content_type="application/pdf", inline=True)


@require_safe
def version_page(request: HttpRequest, pk: int, kept: int, page: int) -> HttpResponse:
    """One page of a kept version as a picture."""
    plan, version = _kept(request, pk, kept)
    return send_page(lambda: page_image(_pdf(plan, version), page), seconds=600)


@require_POST
def plan_restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Bring back an earlier version."""
    plan = get_plan(request, pk)
    require(
        permissions.can_edit(request.user, plan), "Kế hoạch này không còn là dự thảo, hoặc không do đơn vị bạn soạn."
    )
    kept = plan.versions.filter(version=version).first()
    if kept is None:
        raise Http404
    services.restore_version(plan=plan, version=kept, actor=request.user)
    messages.success(request, "Đã khôi phục bản trước đó; bản vừa thay được giữ lại trong danh sách.")
    return redirect("plans:plan_edit", plan.pk)
