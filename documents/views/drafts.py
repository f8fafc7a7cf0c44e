"""Drafts: the list, a new one, the page of one, its pages as they print."""

from io import BytesIO
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import file_name, require, send_file, send_page
from core.lists import paginate
from core.models import AuditEvent
from units.models import User

from .. import permissions, previews, queries, services
from ..composing import symbol_of
from ..draft_signers import signing_authority
from ..forms import DraftFilter, NewDraftForm
from ..frames import DRAFT_KINDS
from ..kinds import kind_name
from ..missing import missing_for_signature
from ..models import Document, Draft

CHIPS = {
    Draft.State.DRAFT: "neutral",
    Draft.State.SUBMITTED: "soon",
    Draft.State.RETURNED: "late",
    Draft.State.ISSUED: "done",
}
VERBS = {
    "documents.draft_create": "Tạo dự thảo",
    "documents.draft_submit": "Gửi ký",
    "documents.draft_take_back": "Lấy lại để sửa",
    "documents.draft_return": "Trả lại",
    "documents.draft_issue": "Ban hành",
}


def get_draft(request: HttpRequest, pk: int) -> Draft:
    """Return the draft, or 404 when the user may not read it."""
    drafts = Draft.objects.visible_to(request.user)
    related = ("issuer", "drafting_unit", "series", "signer", "document", "replaces", "created_by")
    return get_object_or_404(drafts.select_related(*related), pk=pk)


def draft_signer(request: HttpRequest, draft: Draft) -> User | None:
    """Who will sign, when it is the reader: a leader looks at the very sheet that his signature will issue."""
    user = cast(User, request.user)
    return user if permissions.can_decide_draft(user, draft) else None


@require_safe
def documents_home(request: HttpRequest) -> HttpResponse:
    """The room's door: to the drafts for those who write or sign, to the register for everybody else."""
    require(permissions.can_see_register(request.user))
    return redirect("documents:draft_list" if permissions.can_see_drafts(request.user) else "documents:document_list")


@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """The drafts that the user may read."""
    require(permissions.can_see_drafts(request.user))
    form = DraftFilter(request.GET, user=request.user)
    rows = queries.drafts(request.user, **form.chosen)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "chips": CHIPS,
        "may_write": permissions.can_write_drafts(request.user),
    }
    return render(request, "documents/draft_list.html", context)


@require_http_methods(["GET", "POST"])
def draft_new(request: HttpRequest) -> HttpResponse:
    """Choose type, drafting unit and issuer; the draft begins with the words of its model."""
    require(permissions.can_write_drafts(request.user))
    replaces = _replaced(request)
    initial: dict[str, Any] = {"kind": request.GET.get("loai", "CV")}
    if replaces:
        initial |= {"kind": replaces.kind, "issuer": replaces.issuer_id, "subject": replaces.subject}
    form = NewDraftForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.create_draft(**form.cleaned_data, actor=request.user, replaces=replaces)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã tạo dự thảo {kind_name(draft.kind).lower()}.")
            return redirect("documents:draft_edit", draft.pk)
    return render(request, "documents/draft_new.html", {"form": form, "replaces": replaces, "kinds": DRAFT_KINDS})


def _replaced(request: HttpRequest) -> Document | None:
    """The issued document that `?thay=` names, when the user may replace it."""
    pk = request.GET.get("thay", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 12):
        return None
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    require(permissions.can_replace_document(request.user, document), "Văn bản này không thay thế được nữa.")
    return document


@require_safe
def draft_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it prints, and beside it what may be done with it."""
    draft = get_draft(request, pk)
    user = cast(User, request.user)
    may_edit = permissions.can_edit_draft(user, draft)
    may_decide = permissions.can_decide_draft(user, draft)
    context = {
        "draft": draft,
        "kind_name": kind_name(draft.kind),
        "chip": CHIPS[Draft.State(draft.state)],
        "code": draft.document.code if draft.document else f"…/{symbol_of(draft)}",
        "steps": _steps(draft),
        "events": _events(draft),
        "may_edit": may_edit,
        "may_take_back": permissions.can_take_back_draft(user, draft),
        "may_decide": may_decide,
        "authority": signing_authority(draft, user) if may_decide else None,
        "missing": missing_links(draft) if may_edit else [],
        "today": today(),
        **sheet_context(request, draft),
    }
    return render(request, "documents/draft_detail.html", context)


def missing_links(draft: Draft) -> list[dict[str, str]]:
    """What is missing for signature, each with the place of the form to go to."""
    edit = reverse("documents:draft_edit", args=[draft.pk])
    return [
        {"label": sentence[:1].upper() + sentence[1:], "url": f"{edit}#{'' if field == 'phu-luc' else 'id_'}{field}"}
        for sentence, field in missing_for_signature(draft)
    ]


def sheet_context(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """The numbers of the pages; none, and a sentence why, when the file of an issued document is gone."""
    try:
        pdf = queries.draft_pdf(draft, signed_by=draft_signer(request, draft))
    except FileNotFoundError:
        assert draft.document is not None
        return {"draft": draft, "pages": range(0), "file_fault": queries.verify_file(draft.document).message}
    return {"draft": draft, "pages": range(1, previews.page_count(pdf) + 1), "file_fault": ""}


@require_safe
def draft_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """All pages as they print now and what is still missing, for the live preview."""
    draft = get_draft(request, pk)
    may_edit = permissions.can_edit_draft(request.user, draft)
    context = {"missing": missing_links(draft) if may_edit else [], **sheet_context(request, draft)}
    return render(request, "documents/_draft_sheet.html", context)


@require_safe
def draft_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page as a picture."""
    draft = get_draft(request, pk)
    signer = draft_signer(request, draft)
    return send_page(lambda: previews.page_image(queries.draft_pdf(draft, signed_by=signer), page), seconds=600)


@require_safe
def draft_file(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF: of an issued document the stored file, of a draft its words of this moment."""
    draft = get_draft(request, pk)
    name = draft.document.file_name if draft.document else file_name(f"du-thao-{draft}", "pdf")
    try:
        pdf = queries.draft_pdf(draft, signed_by=draft_signer(request, draft))
    except FileNotFoundError:
        raise Http404 from None
    return send_file(BytesIO(pdf), name=name, content_type="application/pdf", inline="tai" not in request.GET)


def _events(draft: Draft) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(
        target_type="documents.draft", target_id=str(draft.pk), action__in=VERBS
    ).select_related("actor")[:20]
    return [
        {"verb": VERBS[event.action], "who": event.actor.full_name if event.actor else "Hệ thống",
         "at": event.at, "reason": event.reason}
        for event in events
    ]  # fmt: skip


def _steps(draft: Draft) -> list[dict[str, Any]]:
    place = {Draft.State.SUBMITTED: 1, Draft.State.ISSUED: 3}.get(Draft.State(draft.state), 0)
    who = (draft.drafting_unit.short_name, draft.signer.full_name if draft.signer else draft.issuer.short_name, "")
    steps = []
    for index, label in enumerate(("Soạn thảo", "Trình ký", "Ban hành")):
        state = "done" if index < place else "now" if index == place else "next"
        since = draft.state_since if state == "now" else None
        steps.append({"label": label, "state": state, "who": who[index] if state == "now" else "", "since": since})
    return steps
