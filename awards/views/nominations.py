"""Pages of a nomination: read, written with autosave, its evidence."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import presence
from core.exceptions import Refused
from core.http import require, send_file
from core.uploads import ACCEPT
from documents.previews import page_count

from .. import permissions, queries, services
from ..assessment import assess, conditions_of
from ..content import report_of
from ..content.figures import asks_initiatives, condition_of, figures_of, service_total
from ..departures import standing_of
from ..forms.report import ContentForm
from ..models import Attachment, Nomination
from ..parts import parts_of
from ..rulebook import Rulebook
from ..services.attachments import CONTENT_TYPES

MOST_PAGES = 8  # of one file as pictures in the page
NOT_OPEN = "Đề nghị này đã gửi hoặc không thuộc đơn vị của bạn nên không sửa được."


def visible_nomination(request: HttpRequest, pk: int) -> Nomination:
    """The nomination, when the user may see it, with all that its pages show."""
    rows = Nomination.objects.visible_to(request.user).select_related(
        "dossier__unit",
        "dossier__round",
        "round__unit",
        "award_type",
        "person__unit",
        "unit__parent",
        "updated_by",
        "decision",
    )
    return get_object_or_404(rows, pk=pk)


def report(nomination: Nomination) -> list[tuple[str, str]]:
    """The report as label and text, in the order of the form."""
    return report_of(nomination)


def report_tables(nomination: Nomination) -> dict[str, Any]:
    """What stands in the report beside its texts: figures, posts, the initiatives on which it rests."""
    posts = nomination.content.get("posts", [])
    return {
        "figures": figures_of(nomination),
        "posts": posts,
        "service_total": service_total(posts),
        "picked": queries.picked_initiatives(nomination),
    }


def files_of(nomination: Nomination) -> list[dict[str, Any]]:
    """Files of evidence with the addresses of their pages as pictures, the first ones of a long file."""
    names = {part.code: part.name for part in parts_of([nomination])[nomination.pk]}
    rows = nomination.attachments.select_related("uploaded_by")
    return [
        {"file": row, "component": names.get(row.component, ""), "pages": range(1, pages_shown(row) + 1)}
        for row in rows
    ]


def pages_shown(attachment: Attachment) -> int:
    """How many pages of a file are shown as pictures: none for what is no PDF or picture, or cannot be drawn."""
    if attachment.kind in ("jpg", "png"):
        return 1
    if attachment.kind != "pdf":
        return 0
    try:
        with attachment.file.open("rb") as file:
            return min(page_count(file.read()), MOST_PAGES)
    except Exception:  # a broken PDF, or a file that is gone from the disk: its link stays
        return 0


@require_safe
def nomination_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A nomination as its readers see it: report, evidence, history, how far it meets the conditions."""
    nomination = visible_nomination(request, pk)
    user = request.user
    own = permissions.can_start_dossier(user, nomination.round, nomination.dossier.unit)
    context = {
        "nomination": nomination,
        "dossier": nomination.dossier,
        "report": report(nomination),
        **report_tables(nomination),
        "attachments": files_of(nomination),
        "history": queries.history_for(nomination),
        "assessment": assess(nomination),
        "standing": standing_of(nomination),
        "missing": queries.missing_of(nomination) if own and nomination.open_to_unit else [],
        "may_edit": permissions.can_edit_nomination(user, nomination),
        "writers": presence.others_in([nomination], user) if own and nomination.open_to_unit else [],
        "may_remove": permissions.can_write_dossier(user, nomination.dossier),
        "may_resend": permissions.can_resend_nomination(user, nomination),
        "may_appraise": permissions.can_appraise(user, nomination),
    }
    return render(request, "awards/nomination_detail.html", context)


@require_http_methods(["GET", "POST"])
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report. Saves itself; the button saves and shows what is still missing."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_edit_nomination(request.user, nomination), NOT_OPEN)
    condition = condition_of(nomination, Rulebook(), conditions_of(nomination))
    form = ContentForm(request.POST or None, nomination=nomination, condition=condition)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, nomination, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu.")
            return redirect(nomination)
    found = parts_of([nomination])[nomination.pk]
    context = {
        "nomination": nomination,
        "dossier": nomination.dossier,
        "form": form,
        "figures": form.figures(),
        "picked": form.picked(),
        "initiatives": queries.initiatives_to_pick(nomination, asked=asks_initiatives(condition)),
        "uploads": [part for part in found if part.uploaded],
        "accept": ACCEPT,
        "missing": queries.missing_of(nomination, found),
        "attachments": files_of(nomination),
        "history": queries.history_for(nomination),
    }
    return render(request, "awards/nomination_form.html", context)


def _save(request: HttpRequest, nomination: Nomination, form: ContentForm) -> Nomination:
    return services.save_content(
        actor=request.user, nomination=nomination, content=form.content(), version=form.cleaned_data["version"]
    )


@require_POST
def nomination_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is being typed; answers with the time, or with a sentence."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_edit_nomination(request.user, nomination), NOT_OPEN)
    form = ContentForm(request.POST, nomination=nomination, typing=True)
    if not form.is_valid():
        return JsonResponse({"error": form.faults(), "errors": form.errors}, status=422)
    try:
        saved = _save(request, nomination, form)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"saved_at": timezone.localtime().strftime("%H:%M:%S"), "version": saved.version})


@require_POST
def nomination_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a nominee out of a dossier that was not sent."""
    nomination = visible_nomination(request, pk)
    dossier = nomination.dossier
    require(permissions.can_write_dossier(request.user, dossier), NOT_OPEN)
    services.remove_nomination(actor=request.user, nomination=nomination)
    messages.success(request, f"Đã bỏ {nomination.nominee_name} khỏi hồ sơ.")
    return redirect(dossier)


@require_POST
def nomination_resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mended nomination again, by the head."""
    nomination = visible_nomination(request, pk)
    if nomination.resent_at and nomination.state == Nomination.State.RECEIVED:
        return redirect(nomination)  # a second click on the same button
    require(permissions.can_resend_nomination(request.user, nomination), "Chỉ lãnh đạo đơn vị gửi lại được.")
    services.resend_nomination(actor=request.user, nomination=nomination)
    messages.success(request, f"Đã gửi lại đề nghị của {nomination.nominee_name}.")
    return redirect(nomination)


@require_POST
def attachment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach evidence, several files at once."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_edit_nomination(request.user, nomination), NOT_OPEN)
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, "Hãy chọn tệp trước khi bấm nút đính kèm.")
    asked = {part.code for part in parts_of([nomination])[nomination.pk] if part.uploaded}
    component = request.POST.get("component", "")
    component = component if component in asked else ""
    kept = 0
    for file in files:
        try:
            services.attach(actor=request.user, nomination=nomination, file=file, component=component)
            kept += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    if kept:
        messages.success(request, f"Đã đính kèm {kept} tệp.")
    return redirect("awards:nomination_edit", nomination.pk)


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over a file of evidence to whoever may see its nomination."""
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    with found.file.open("rb") as file:
        content = BytesIO(file.read())
    return send_file(content, name=found.name, content_type=CONTENT_TYPES[found.kind])


@require_POST
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away."""
    rows = Attachment.objects.visible_to(request.user).select_related("nomination__dossier__unit")
    found = get_object_or_404(rows, pk=pk)
    require(permissions.can_edit_nomination(request.user, found.nomination), NOT_OPEN)
    services.detach(actor=request.user, attachment=found)
    messages.success(request, f"Đã bỏ tệp {found.name}.")
    return redirect("awards:nomination_edit", found.nomination_id)
