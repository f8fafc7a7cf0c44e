"""Pages on which lists are brought in from spreadsheets: template, upload, preview, confirmation."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.beside import as_told
from core.exceptions import Refused
from core.http import file_name, require, send_file
from core.lists import paginate

from .. import permissions
from ..importing.blank import blank_workbook, faults_workbook
from ..importing.files import MOST_BYTES, MOST_ROWS
from ..importing.kinds import Kind, all_kinds, kind_of
from ..importing.lines import ACTIONS, FAULTY, NEW, Line, unpacked
from ..importing.preview import cells_of
from ..importing.scope import Scope
from ..models import ImportBatch
from ..services import imports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx) hoặc CSV",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=f"Nhiều nhất {MOST_ROWS:,} dòng, {MOST_BYTES // (1024 * 1024)} MB.".replace(",", ".", 1),
        error_messages={"required": "Hãy chọn tệp cần nhập."},
    )


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """What may be brought in, and what the user brought in before."""
    require(permissions.can_import_something(request.user))
    kinds = [kind for kind in all_kinds().values() if permissions.can_import(request.user, kind.roles)]
    batches = ImportBatch.objects.visible_to(request.user).defer("lines", "touched")
    context = {"kinds": kinds, "page": paginate(request, batches)}
    return render(request, "awards/import_list.html", context)


def _kind(request: HttpRequest, code: str) -> Kind:
    kind = kind_of(code)
    if kind is None:
        raise Http404
    require(permissions.can_import(request.user, kind.roles))
    return kind


@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its columns, its template, the place to send the filled file."""
    found = _kind(request, kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = imports.upload(actor=request.user, kind=found, file=form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("core:job_detail", batch.job_id) if batch.job_id else redirect(batch)
    return render(request, "awards/import_new.html", {"kind": found, "form": form, "columns": found.columns()})


@require_safe
def import_template(request: HttpRequest, kind: str) -> FileResponse:
    """The workbook to fill in."""
    found = _kind(request, kind)
    content = blank_workbook(found, Scope(request.user, found.roles))
    return send_file(BytesIO(content), name=file_name(f"mau {found.title}", "xlsx"), content_type=XLSX)


def _visible(request: HttpRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.user).select_related("job", "created_by"), pk=pk)
    kind = kind_of(batch.kind)
    require(kind is not None and permissions.can_import(request.user, kind.roles))
    return batch


@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview: every fault at its row and column, what is new and what changes; or what came of it."""
    batch = _visible(request, pk)
    if batch.job:
        as_told(batch.job)
    lines = unpacked(batch.lines)
    chosen = request.GET.get("xem", "")
    if chosen not in ACTIONS:
        chosen = FAULTY if batch.counts.get(FAULTY) else next((one for one in ACTIONS if batch.counts.get(one)), NEW)
    rows = _fault_rows(lines) if chosen == FAULTY else [line for line in lines if line.action == chosen]
    kind, page = _kind(request, batch.kind), paginate(request, rows, per_page=50)  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "batch": batch,
        "kind": kind,
        "page": page,
        "cells": cells_of(page.object_list, kind.columns()) if chosen == NEW else None,
        "tabs": [(action, label, batch.counts.get(action, 0)) for action, label in ACTIONS.items()],
        "chosen": chosen,
        "total": sum(batch.counts.values()),
        "good": sum(batch.counts.get(action, 0) for action in ("new", "changed")),
        "faulty": batch.counts.get(FAULTY, 0),
        "waiting": batch.state == ImportBatch.State.CHECKED,
        "running": batch.job is not None and not batch.job.ended,
    }
    return render(request, "awards/import_detail.html", context)


def _fault_rows(lines: list[Line]) -> list[tuple[Line, Any]]:
    return [(line, fault) for line in lines if line.action == FAULTY for fault in line.faults]


@require_safe
def import_faults(request: HttpRequest, pk: int) -> FileResponse:
    """The faults as a workbook, to mend the file by."""
    batch = _visible(request, pk)
    content = faults_workbook(unpacked(batch.lines), title=f"Lỗi trong tệp {batch.file_name}")
    return send_file(BytesIO(content), name=file_name(f"loi {batch.file_name}", "xlsx"), content_type=XLSX)


@require_POST
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    batch = _visible(request, pk)
    try:
        done = imports.confirm(actor=request.user, batch=batch, skip_faulty=request.POST.get("skip_faulty") == "1")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(batch)
    if done.state == ImportBatch.State.APPLIED:
        messages.success(request, "Đã nhập xong.")
        return redirect(done)
    return redirect("core:job_detail", done.job_id)


@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop what was read; nothing was changed."""
    batch = _visible(request, pk)
    imports.discard(actor=request.user, batch=batch)
    messages.success(request, "Đã bỏ tệp; chưa có gì thay đổi.")
    return redirect("awards:import_new", batch.kind)
