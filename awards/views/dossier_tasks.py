"""Pages around a dossier: what is left to do, the meeting's minutes, who appraises it, who else has a report open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import presence
from core.exceptions import Refused
from core.http import require
from core.text import nfc
from core.values import number
from units.models import RoleKind

from .. import parts, permissions, queries, services
from ..below import by_hand, papers_up, vote_said, votes_below
from ..content import SHORT_WAY
from ..forms.dossiers import ClerkForm
from ..forms.minutes import MinutesForm
from ..models import Dossier, UnitMinutes
from ..models.minutes import MinutesDraft
from ..namesakes import names_of
from ..services.minutes import SETTLED, VOTED, keep_typed
from ..unit_votes import not_more_than_half
from .dossiers import visible_dossier
from .nominations import NOT_OPEN, visible_nomination


@require_safe
def dossier_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """What the procedure asks of every nomination, ticked off; each missing thing is linked."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_start_dossier(request.user, dossier.round, dossier.unit))
    nominations = queries.nominations_in(dossier)
    found = parts.parts_of(nominations)
    minutes = UnitMinutes.objects.filter(dossier=dossier).first()
    names = names_of(nominations)
    missing = queries.missing_in(nominations, found, names)
    context = {
        "dossier": dossier,
        "round": dossier.round,
        "few": not_more_than_half(nominations, minutes),
        "rows": [
            (row, names[row.pk], found[row.pk], queries.unwritten_of(row) if row.open_to_unit else [])
            for row in nominations
        ],
        "minutes": minutes,
        "needs_minutes": any(part.code == parts.MINUTES and part.url for row in found.values() for part in row),
        "voted": any(part.code == parts.MINUTES and not part.url for row in found.values() for part in row),
        "up": papers_up(dossier, request.user),
        "short_way": dossier.round.category in SHORT_WAY,
        "hindrances": queries.hindrances(dossier, nominations, missing) if dossier.is_draft else [],
        "may_write": permissions.can_write_dossier(request.user, dossier),
    }
    return render(request, "awards/dossier_tasks.html", context)


@require_http_methods(["GET", "POST"])
def unit_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of the unit's meeting, with the votes on each nominee."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_keep_minutes(request.user, dossier), "Hồ sơ đã gửi nên không sửa được biên bản.")
    everything = queries.nominations_in(dossier)
    voted = votes_below(everything)
    nominations = [row for row in everything if row.pk not in voted]
    if everything and not nominations:
        raise Refused(VOTED)
    known = UnitMinutes.objects.filter(dossier=dossier).first()
    draft = MinutesDraft.objects.filter(dossier=dossier).select_related("updated_by").first()
    form = MinutesForm(request.POST or None, instance=known or UnitMinutes(), nominations=nominations, draft=draft)
    if request.method == "POST" and form.is_valid() and _keep(request, dossier, form):
        return redirect("awards:dossier_tasks", dossier.pk)
    context: dict[str, Any] = {"dossier": dossier, "round": dossier.round, "form": form, "known": known, "draft": draft}
    context |= {"few": not_more_than_half(nominations, known), "settled": SETTLED}
    context["voted"] = [(row, vote_said(voted[row.pk])) for row in everything if row.pk in voted]
    return render(request, "awards/dossier_minutes.html", context)


@require_POST
def unit_minutes_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is being typed of the minutes; answers with the time, or with a sentence."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_keep_minutes(request.user, dossier), "Hồ sơ đã gửi nên không sửa được biên bản.")
    known = UnitMinutes.objects.filter(dossier=dossier).first()
    form = MinutesForm(request.POST, instance=known, nominations=by_hand(queries.nominations_in(dossier)))
    version = number(request.POST.get("version", ""))
    try:
        saved = keep_typed(
            actor=request.user, dossier=dossier, typed=form.typed(), version=-1 if version is None else version
        )
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"saved_at": timezone.localtime().strftime("%H:%M:%S"), "version": saved.version})


def _keep(request: HttpRequest, dossier: Dossier, form: MinutesForm) -> bool:
    minutes = form.save(commit=False)
    for name in ("place", "chair", "secretary", "absent", "opinions"):
        setattr(minutes, name, nfc(getattr(minutes, name)))
    try:
        services.keep_minutes(
            actor=request.user,
            dossier=dossier,
            minutes=minutes,
            votes=form.votes(),
            version=form.cleaned_data["version"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Đã lưu biên bản họp.")
    return True


@require_POST
def dossier_clerk(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who of the standing office appraises the dossier."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_assign_clerk(request.user, dossier))
    form = ClerkForm(request.POST, clerks=clerks_for(dossier))
    if not form.is_valid():
        raise Refused("Hãy chọn người trong danh sách của bộ phận thường trực.")
    clerk = form.cleaned_data["clerk"]
    services.assign_clerk(actor=request.user, dossier=dossier, clerk=clerk)
    messages.success(request, f"Đã giao {clerk.full_name} thẩm định." if clerk else "Đã bỏ người thẩm định.")
    return redirect(dossier)


def clerks_for(dossier: Dossier) -> list[int]:
    """The ids of those who work in the standing office of the dossier's round."""
    office = dossier.round.unit
    return queries.users_at([office], RoleKind.STANDING_OFFICE)[office.pk]


@require_POST
def nomination_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Who else has the report open."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_edit_nomination(request.user, nomination), NOT_OPEN)
    return presence.answer(request, nomination, "báo cáo này")
