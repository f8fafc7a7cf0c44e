"""Pages of decisions: prepared, shown as they will print, signed, their certificates."""

import datetime as dt
import functools
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import file_name, require, send_file, send_page
from core.lists import paginate
from documents.previews import page_count, page_image
from documents.queries import verify_file
from documents.rendering import render as render_document
from documents.signers import nobody_yet, signer_for
from documents.signing_step import after_issue, before_issue
from reminders.queries import working_calendar
from units.models import User

from .. import certificates, permissions, queries, services, way
from ..choosing import ids_of, still_there
from ..departures import Departure, departures_of
from ..forms.decisions import WordsForm
from ..hindrances import hindrances_of
from ..models import Decision, Nomination, Round
from ..papers.content import content_of
from ..papers.lists import counted
from ..permissions_afterwards import can_see_offices, can_see_publications
from ..queries.council import declared_by
from ..queries.hearing import flags_on, reservations
from ..services import golden
from ..services.certificates import print_certificates
from ..services.decisions import nominations_of, prepare_decisions
from ..signing_day import due_of
from .afterwards import afterwards
from .rounds import visible_round

AT_ONCE = 20


def visible_decision(request: HttpRequest, pk: int) -> Decision:
    """The decision, when the user may see it."""
    rows = Decision.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("round__unit", "document", "signer", "prepared_by"), pk=pk)


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Decisions in preparation, waiting and signed."""
    require(permissions.can_see_decisions(request.user))
    state = request.GET.get("state", "")
    page = paginate(request, queries.decisions(request.user, state))
    context = {
        "page": page,
        "dues": _dues(page.object_list),
        "state": state,
        "states": Decision.State.choices,
        "keeps_money": can_see_offices(request.user),
        "publishes": can_see_publications(request.user),
    }
    return render(request, "awards/decision_list.html", context)


def _dues(decisions: Iterable[Decision]) -> dict[int, dt.date | None]:
    """By which day each that is not signed is to be, by its id."""
    days = functools.cache(working_calendar)
    return {row.pk: due_of(row, days) for row in decisions if not row.document_id}


@require_http_methods(["GET", "POST"])
def decision_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which appraised nominations go into a decision."""
    around = visible_round(request, pk)
    require(permissions.can_prepare_decision(request.user, around))
    ready = list(queries.appraised(around))
    if request.method == "POST":
        chosen = ids_of(request.POST.getlist("nominations"))
        if known := _prepared(request, around, chosen):
            return redirect(known)  # a second click on the same button
        picked = still_there(chosen, ready)
        made = prepare_decisions(
            actor=request.user, around=around, nominations=picked, grouping=request.POST.get("grouping", "all")
        )
        if len(made) > 1:
            messages.success(request, f"Đã lập {len(made)} dự thảo quyết định. Hãy xem từng bản in rồi trình ký.")
            return redirect("awards:decision_list")
        messages.success(request, "Đã lập dự thảo quyết định. Hãy xem bản in rồi trình ký.")
        return redirect(made[0])
    context = {"round": around, "rows": _with_what_is_left(ready), "ready": ready}
    return render(request, "awards/decision_prepare.html", context)


def _with_what_is_left(ready: list[Nomination]) -> list[tuple[Nomination, bool, list[way.Step], Departure | None]]:
    """Each nomination, whether a flag holds it, the steps that are left before it may stand in a decision, and what
    stands against it."""
    left, flagged, against = way.steps_left_of(ready), flags_on(ready), departures_of(ready)
    return [(row, row.pk in flagged, left[row.pk], against.get(row.pk)) for row in ready]


def _prepared(request: HttpRequest, around: Round, chosen: set[int]) -> Decision | None:
    """The draft that the user has made of exactly these nominations."""
    rows = Nomination.objects.filter(round=around, pk__in=chosen).values_list("pk", "decision")
    drafts = Decision.objects.filter(pk__in={pk for _, pk in rows if pk}, state=Decision.State.DRAFT)
    found = drafts.filter(prepared_by=request.user.pk).first()
    same = found is not None and set(found.nominations.values_list("pk", flat=True)) == chosen
    return found if same else None


@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision as it prints, and what the user may do with it."""
    decision = visible_decision(request, pk)
    user = request.user
    try:
        pages, lost = page_count(_pdf(request, decision)), ""
    except FileNotFoundError:
        assert decision.document is not None
        pages, lost = 0, verify_file(decision.document).message
    nominations = nominations_of(decision)
    awards = decision.awards.select_related("award_type").prefetch_related("reissues").order_by("golden_number")
    may_sign = permissions.can_sign_decision(user, decision)
    declared = declared_by(user, nominations) if may_sign else []
    context = {
        "decision": decision,
        "round": decision.round,
        "due": _dues([decision]).get(decision.pk),
        "pages": range(1, pages + 1),
        "lost": lost,
        "counted": counted(nominations) if decision.awards_people else f"{decision.amendments.count():02d} kết quả",
        "awards": awards,
        "printed": sum(award.in_force for award in awards),
        "may_change": permissions.can_change_decision(user, decision),
        "may_sign": may_sign,
        "declared": declared,
        **_notes(user, decision, nominations, declared),
        "may_print": permissions.can_print_certificates(user, decision),
        **afterwards(user, decision, nominations),
        "unverified": any(row.rule_set and not row.rule_set.verified for row in queries.appraisals_of(decision)),
    }
    return render(request, "awards/decision_detail.html", context)


def _notes(user: User, decision: Decision, nominations: list[Nomination], declared: list[Nomination]) -> dict[str, Any]:
    """What agencies said against it, who is proposed against the conditions or twice, and what keeps it from being
    signed, for who sends the draft on or signs it, before he does; of those `declared` a conflict on only the last."""
    if not (permissions.can_change_decision(user, decision) or permissions.can_sign_decision(user, decision)):
        return {"reservations": [], "departures": [], "hindrances": [], "beside": []}
    open_ = [row for row in nominations if row not in declared]
    return {
        "reservations": reservations(open_),
        "departures": list(departures_of(open_).values()),
        "hindrances": hindrances_of(nominations),
        "beside": open_,
    }


def _pdf(request: HttpRequest, decision: Decision) -> bytes:
    """The stored file of a signed decision; of a draft what it would print now, kept a moment for its pages."""
    if decision.document:
        return decision.document.read_current()
    nominations = nominations_of(decision)
    who = request.user if permissions.signs_for(request.user, decision.round.unit) else None
    unit = decision.round.unit
    signer = signer_for(who, unit, collective=False) if who else nobody_yet(unit, collective=False)
    blank = golden.no_numbers_yet(decision.round.unit)
    content = content_of(decision, nominations, signer, today(), blank)
    key = f"awards.decision:{decision.pk}:{hash(repr(content))}"
    found = cache.get(key)
    if found is None:
        found = render_document(content, draft=True)
        cache.set(key, found, 120)
    return found


@require_safe
def decision_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The decision as a file."""
    decision = visible_decision(request, pk)
    name = decision.document.file_name if decision.document else file_name(f"du thao quyet dinh {decision.pk}", "pdf")
    try:
        content = _pdf(request, decision)
    except FileNotFoundError:
        raise Http404 from None
    return send_file(BytesIO(content), name=name, content_type="application/pdf", inline=True)


@require_safe
def decision_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """All pages of the decision as they print now, for the queue of those who sign."""
    decision = visible_decision(request, pk)
    try:
        pages = page_count(_pdf(request, decision))
    except FileNotFoundError:
        raise Http404 from None
    nominations = nominations_of(decision)
    declared = declared_by(request.user, nominations)
    notes = _notes(request.user, decision, nominations, declared)
    return render(request, "awards/_decision_sheet.html", {"decision": decision, "pages": range(1, pages + 1), **notes})


@require_safe
def decision_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the decision as a picture."""
    decision = visible_decision(request, pk)
    return send_page(lambda: page_image(_pdf(request, decision), page))


@require_http_methods(["GET", "POST"])
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a draft."""
    decision = visible_decision(request, pk)
    require(permissions.can_change_decision(request.user, decision), "Quyết định đã trình ký nên không sửa được.")
    form = WordsForm(request.POST or None, instance=decision)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_decision(actor=request.user, decision=decision, **form.words())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu dự thảo.")
            return redirect(decision)
    return render(request, "awards/decision_form.html", {"form": form, "decision": decision, "round": decision.round})


@require_POST
def decision_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft to the leaders."""
    decision = visible_decision(request, pk)
    if decision.state == Decision.State.SUBMITTED and permissions.can_run_round(request.user, decision.round):
        return redirect(decision)  # a second click on the same button
    require(permissions.can_change_decision(request.user, decision), "Quyết định này đã được trình ký.")
    services.submit_decision(actor=request.user, decision=decision)
    messages.success(request, "Đã trình ký. Lãnh đạo thấy quyết định này ở trang Việc của tôi.")
    return redirect(decision)


@require_POST
def decision_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign and issue."""
    decision = visible_decision(request, pk)
    if decision.state == Decision.State.SIGNED and decision.signer_id == request.user.pk:
        return redirect(decision)  # a second click on the same button
    require(permissions.can_sign_decision(request.user, decision), "Quyết định này không chờ bạn ký.")
    if page := before_issue(request, f"Ký ban hành quyết định: {decision.subject}"):
        return page
    signed = services.sign_decision(actor=request.user, decision=decision)
    assert signed.document is not None
    messages.success(request, f"Đã ký ban hành Quyết định số {signed.document.code}.")
    after_issue(request, signed.document)
    return redirect(decision)


@require_POST
def decision_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a decision back to the standing office."""
    decision = visible_decision(request, pk)
    require(permissions.can_sign_decision(request.user, decision), "Quyết định này không chờ bạn ký.")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi lý do trả lại.")
    services.return_decision(actor=request.user, decision=decision, reason=form.cleaned_data["reason"])
    messages.success(request, "Đã trả lại dự thảo cho bộ phận thường trực.")
    return redirect("awards:decision_list")


@require_POST
def decision_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    decision = visible_decision(request, pk)
    require(permissions.can_change_decision(request.user, decision), "Chỉ bỏ được dự thảo chưa trình ký.")
    around = decision.round
    services.discard_decision(actor=request.user, decision=decision)
    messages.success(request, "Đã bỏ dự thảo; các đề nghị trở lại danh sách chờ quyết định.")
    return redirect(around)


@require_safe
def certificates_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """All certificates of a small decision in one file; a large one is printed by a job."""
    decision = visible_decision(request, pk)
    require(permissions.can_print_certificates(request.user, decision))
    awards = list(certificates.awards_of(decision))
    if not awards:
        raise Refused("Quyết định này không còn kết quả nào có hiệu lực nên không có giấy để in.")
    if len(awards) > AT_ONCE:
        raise Refused(f"Có {len(awards)} giấy: hãy dùng nút in tất cả để máy chạy nền.")
    assert decision.document is not None
    name = file_name(f"giay khen quyet dinh {decision.document.code}", "pdf")
    return send_file(BytesIO(certificates.render(awards)), name=name, content_type="application/pdf", inline=True)


@require_POST
def certificates_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Print all certificates in the background."""
    decision = visible_decision(request, pk)
    require(permissions.can_print_certificates(request.user, decision))
    job = print_certificates(actor=request.user, decision=decision)
    return redirect("core:job_detail", job.pk)
