"""The editor of drafts: the form, its autosave, the buttons of its annexes."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import Refused
from core.http import require

from .. import permissions, services
from ..forms import DraftForm, read_annexes
from ..kinds import kind_name
from ..models import Draft
from ..services import AnnexContent
from .drafts import get_draft, missing_links


def _editable(request: HttpRequest, pk: int) -> Draft:
    draft = get_draft(request, pk)
    allowed = permissions.can_edit_draft(request.user, draft)
    require(allowed, "Văn bản này không còn là dự thảo, hoặc không do đơn vị bạn soạn.")
    return draft


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_http_methods(["GET", "POST"])
def draft_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the document. The buttons of the annexes post here too and come back to the same place."""
    draft = _editable(request, pk)
    if request.method == "GET":
        annexes = [AnnexContent(annex.title, annex.body, annex.landscape) for annex in draft.annexes.all()]
        return _page(request, draft, DraftForm(draft=draft), annexes, draft.version)
    form = DraftForm(request.POST, draft=draft)
    annexes, faults = read_annexes(request.POST)
    act = request.POST.get("act", "")
    changed, sentence = act_on_annexes(annexes, act)
    if form.is_valid() and not faults:
        try:
            services.save_draft(
                draft=draft, values=form.values, annexes=changed, version=_version(request), actor=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, sentence or "Đã lưu văn bản.")
            return redirect(f"{request.path}#phu-luc") if act else redirect("documents:draft_detail", pk)
    for fault in faults:
        form.add_error(None, fault)
    return _page(request, draft, form, annexes, _version(request))


def _page(
    request: HttpRequest, draft: Draft, form: DraftForm, annexes: list[AnnexContent], version: int
) -> HttpResponse:
    context = {
        "draft": draft,
        "kind_name": kind_name(draft.kind),
        "form": form,
        "detail_fields": [form[name] for name in form.details],
        "annexes": annexes,
        "version": version,
        "missing": missing_links(draft),
    }
    return render(request, "documents/draft_edit.html", context)


@require_POST
def draft_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is typed; answer with the time, or with a sentence that says why not."""
    draft = _editable(request, pk)
    form = DraftForm(request.POST, draft=draft)
    annexes, faults = read_annexes(request.POST)
    if not form.is_valid() or faults:
        sentence = faults[0] if faults else "Có chỗ chưa hợp lệ; hãy xem lại các ô vừa nhập."
        return JsonResponse({"error": sentence, "errors": form.errors}, status=422)
    try:
        draft = services.save_draft(
            draft=draft, values=form.values, annexes=annexes, version=_version(request), actor=request.user
        )
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    saved_at = timezone.localtime(draft.changed_at)
    return JsonResponse({"saved_at": f"{saved_at:%H:%M:%S}", "version": draft.version})


def act_on_annexes(annexes: list[AnnexContent], act: str) -> tuple[list[AnnexContent], str]:
    """Return the annexes after "add", "remove:2", "up:2" or "down:2", and a sentence that says what was done."""
    found = list(annexes)
    if act == "add":
        return [*found, AnnexContent()], "Đã thêm một phụ lục ở cuối."
    match = re.fullmatch(r"(remove|up|down):(\d{1,3})", act)
    if not match or int(match.group(2)) >= len(found):
        return found, ""
    place = int(match.group(2))
    annex = found.pop(place)
    if match.group(1) == "remove":
        return found, "Đã bỏ một phụ lục; các phụ lục sau được đánh số lại."
    found.insert(max(place - 1, 0) if match.group(1) == "up" else place + 1, annex)
    return found, "Đã đổi thứ tự phụ lục."
