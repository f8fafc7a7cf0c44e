"""Bringing a plan in: from a file or pasted text by way of a preview, or begun anew."""

from __future__ import annotations

import json
from base64 import b64encode
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import Refused
from core.http import require, send_file
from core.values import number, plain, read_json
from documents.previews import page_count, page_image
from units.models import Unit, User

from .. import permissions, queries, services
from ..acting import act_on
from ..beginning import skeleton
from ..forms import HeadForm, ImportForm, NewPlanForm, PlanForm, head_of
from ..importing import Imported, read_plan_file
from ..models import Plan
from ..queries import changes
from ..queries.restoring import looks_broken
from .showing import editor_context

SHEET_PAGES = 12  # of a preview that is made anew while somebody types


@require_http_methods(["GET", "POST"])
def plan_import(request: HttpRequest) -> HttpResponse:
    """Choose a file or paste text; what was read is shown for correction, nothing is saved yet."""
    require(permissions.can_write_plans(request.user))
    units = permissions.writable_units(request.user)
    form = ImportForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            name, data = form.source()
            imported = read_plan_file(name, data, unit=form.cleaned_data["unit"])
        except Refused as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(refusal))
        else:
            return _preview(request, form.cleaned_data["unit"], head_of(imported.content), imported)
    return render(request, "plans/plan_import.html", {"form": form})


def _preview(request: HttpRequest, unit: Unit, head: HeadForm, imported: Imported) -> HttpResponse:
    context = {
        "form": head,
        "unit": unit,
        "warnings": imported.warnings,
        "warnings_json": json.dumps(imported.warnings, ensure_ascii=False),
        **editor_context(imported.content),
    }
    return render(request, "plans/import_preview.html", context)


def _posted(request: HttpRequest) -> tuple[Unit, PlanForm, list[dict[str, str]]]:
    """Return what the preview posted; the unit must be one that the user may write for."""
    require(permissions.can_write_plans(request.user))
    pk = number(request.POST.get("unit", ""))
    unit = permissions.writable_units(request.user).filter(pk=pk).first() if pk is not None else None
    require(unit is not None, "Bạn không soạn kế hoạch cho đơn vị này.")
    assert unit is not None
    return unit, PlanForm(request.POST), _warnings(request.POST.get("warnings", ""))


def _warnings(text: str) -> list[dict[str, str]]:
    found = read_json(text)
    return [{"code": plain(item.get("code"))[:40], "message": plain(item.get("message"))[:1000]}
            for item in found if isinstance(item, dict)][:200] if isinstance(found, list) else []  # fmt: skip


@require_POST
def import_save(request: HttpRequest) -> HttpResponse:
    """Save the corrected preview as a draft. Without JavaScript the preview's buttons post here too."""
    unit, form, warnings = _posted(request)
    content = form.content
    if act := request.POST.get("act", ""):
        content.sections, sentence = act_on(content.sections, act)
        messages.info(request, sentence)
        return _preview(request, unit, form.head, Imported(content, warnings))
    if form.is_valid():
        try:
            plan = services.create_plan(unit=unit, content=content, actor=request.user, warnings=warnings)
        except Refused as refusal:
            form.head.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã nhập kế hoạch thành dự thảo.")
            if looks_broken(content):
                messages.warning(request, "Chữ của văn bản bị mất dấu; hãy khôi phục dấu từ kế hoạch khác.")
                return redirect("plans:plan_mend", plan.pk)
            return redirect("plans:plan_detail", plan.pk)
    return _preview(request, unit, form.head, Imported(content, warnings))


@require_POST
def import_pdf(request: HttpRequest) -> FileResponse:
    """The PDF of the preview as it would print; nothing is saved."""
    unit, form, _ = _posted(request)
    pdf = queries.content_pdf(form.content, unit, draft=True)
    return send_file(BytesIO(pdf), name="xem-thu.pdf", content_type="application/pdf", inline=True)


@require_POST
def import_sheet(request: HttpRequest) -> HttpResponse:
    """The first pages of the preview as they would print, inside the page: no address leads to what is not saved."""
    unit, form, _ = _posted(request)
    pdf = queries.content_pdf(form.content, unit, draft=True)
    count = page_count(pdf)
    pages = [b64encode(page_image(pdf, page, scale=1.25)).decode() for page in range(1, min(count, SHEET_PAGES) + 1)]
    return render(request, "plans/_import_sheet.html", {"pages": pages, "left": count - len(pages)})


@require_http_methods(["GET", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    """Begin a plan from the skeleton or from an earlier plan."""
    require(permissions.can_write_plans(request.user))
    units = permissions.writable_units(request.user)
    readable = Plan.objects.visible_to(request.user).select_related("unit", "document").order_by("-year", "-pk")
    form = NewPlanForm(request.POST or None, units=units, plans=readable, initial=_asked(request, readable))
    if request.method == "POST" and form.is_valid():
        try:
            plan = _begun(form.cleaned_data, request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after_beginning(request, plan)
    return render(request, "plans/plan_create.html", {"form": form})


def _asked(request: HttpRequest, readable: QuerySet[Plan]) -> dict[str, Any]:
    """What a link to this page asked for: "?tu=12" means next year's plan from plan 12, "?theo=12" one after it."""
    if plan := readable.filter(pk=number(request.GET.get("tu", "")) or 0).first():
        return {"begin": NewPlanForm.EARLIER, "source": plan.pk, "unit": plan.unit_id, "year": plan.year + 1}
    if plan := readable.filter(pk=number(request.GET.get("theo", "")) or 0).first():
        return {"begin": NewPlanForm.OTHER, "other": plan.pk, "year": plan.year}
    return {"begin": NewPlanForm.EMPTY}


def _begun(given: dict[str, Any], actor: User) -> Plan:
    if given["from"] is not None:
        return services.begin_from(
            source=given["from"], unit=given["unit"], year=given["year"], subject=given["subject"], actor=actor
        )
    content = skeleton(given["unit"], given["year"], given["subject"])
    return services.create_plan(unit=given["unit"], content=content, actor=actor)


def _after_beginning(request: HttpRequest, plan: Plan) -> HttpResponse:
    """To the proposed changes when there are any, else to the editor."""
    if changes.waiting(plan):
        messages.success(request, "Đã tạo dự thảo; hãy xem và nhận các thay đổi được đề xuất cho kế hoạch mới.")
        return redirect("plans:change_list", plan.pk)
    messages.success(request, "Đã tạo dự thảo; nội dung tự lưu trong khi soạn.")
    return redirect("plans:plan_edit", plan.pk)
