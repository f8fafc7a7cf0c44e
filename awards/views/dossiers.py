"""Pages of a unit's dossier: filled, checked, sent, received."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import presence
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import file_name, require, send_file
from core.lists import paginate
from documents.rendering import render as render_document
from units.models import RoleKind, Unit
from units.queries import heir_of

from .. import permissions, queries, services
from ..conflicts import conflicts_of
from ..forms.dossiers import ClerkForm, NominateForm, household_awards
from ..head_signs import unit_signer
from ..models import Dossier, UnitMinutes
from ..namesakes import people_apart
from ..papers import submission_content
from ..permissions_council import can_read_papers, closed_in
from ..picklist import looks_on, pick_list
from .rounds import visible_round

PAPERS_CLOSED = (
    "Biên bản, tờ trình này nói cả về đề nghị mà bạn đã khai báo xung đột lợi ích nên đóng với bạn. "
    "Hồ sơ của những người, tập thể khác vẫn mở ở từng đề nghị."
)


def visible_dossier(request: HttpRequest, pk: int) -> Dossier:
    """The dossier, when the user may see it."""
    rows = Dossier.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("round__unit", "unit__parent", "sent_by", "received_by", "late_accepted_by", "clerk"), pk=pk
    )


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    """The dossiers of the user's units, and the rounds that still wait for one."""
    require(permissions.can_see_dossiers(request.user))
    state = request.GET.get("state", "")
    context = {
        "page": paginate(request, queries.dossiers(request.user, state)),
        "state": state,
        "states": queries.DOSSIER_STATES,
        "unanswered": queries.rounds_to_answer(request.user),
    }
    return render(request, "awards/dossier_list.html", context)


@require_POST
def dossier_start(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Begin the unit's dossier for a round."""
    around = visible_round(request, pk)
    home = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    require(permissions.can_start_dossier(request.user, around, home))
    return redirect(services.start_dossier(actor=request.user, around=around, unit=home))


@require_POST
def accept_late(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Let a unit send after the last day."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    home = get_object_or_404(around.units, pk=unit)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi lý do đồng ý nhận muộn.")
    services.accept_late(actor=request.user, around=around, unit=home, reason=form.cleaned_data["reason"])
    messages.success(request, f"{home.name} được gửi hồ sơ muộn; lý do đã lưu.")
    return redirect(around)


@require_safe
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A dossier: where it is, what is missing, its nominations."""
    dossier = visible_dossier(request, pk)
    everything = queries.nominations_in(dossier)
    closed = closed_in(request.user, dossier)
    nominations = queries.open_to(everything, request.user) if closed else everything
    may_write = permissions.can_write_dossier(request.user, dossier)
    counts = queries.tally(everything)
    own = permissions.can_start_dossier(request.user, dossier.round, dossier.unit)
    context = {
        "dossier": dossier,
        "round": dossier.round,
        "nominations": nominations,
        "closed": closed,
        "steps": queries.steps_of(dossier, counts),
        "missing": queries.missing_in(nominations) if own else None,
        "stop": queries.stop_of(dossier) if may_write else "",
        "may_write": may_write,
        "writers": presence.others_in(nominations, request.user) if own else [],
        "may_report_nothing": not everything and permissions.can_report_nothing(request.user, dossier),
        "may_take_up_again": permissions.can_take_up_again(request.user, dossier),
        "may_receive": permissions.can_receive_dossier(request.user, dossier),
        "may_run": permissions.can_run_round(request.user, dossier.round),
        "own": own,
        "lists": own and permissions.can_see_dossiers(request.user),
        "ways": (("len", "↑", "Đưa lên một bậc"), ("xuong", "↓", "Đưa xuống một bậc")),
        "has_minutes": UnitMinutes.objects.filter(dossier=dossier).exists(),
        "may_receipt": permissions.can_print_receipt(request.user, dossier),
        "clerk_form": _clerk_form(request, dossier),
    }
    return render(request, "awards/dossier_detail.html", context)


def _clerk_form(request: HttpRequest, dossier: Dossier) -> ClerkForm | None:
    if not permissions.can_assign_clerk(request.user, dossier):
        return None
    office = dossier.round.unit
    clerks = queries.users_at([office], RoleKind.STANDING_OFFICE)[office.pk]
    return ClerkForm(initial={"clerk": dossier.clerk_id}, clerks=clerks)


@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Add nominees: one award, many people or collectives."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_write_dossier(request.user, dossier))
    people, units = queries.candidates(dossier)
    searching = looks_on(request.POST)
    form = NominateForm(None if searching else request.POST or None, dossier=dossier, people=people, units=units)
    if request.method == "POST" and not searching and form.is_valid():
        try:
            added = services.nominate(actor=request.user, dossier=dossier, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã thêm {len(added)} đề nghị. Hãy mở từng đề nghị để viết báo cáo thành tích.")
            for found in conflicts_of(added, request.user).values():
                messages.warning(request, " ".join(f"{one.name}: {one.sentence}" for one in found))
            return redirect(added[0] if len(added) == 1 else dossier)
    chosen = request.POST
    context = {
        "dossier": dossier,
        "form": form,
        "picks": pick_list(people, chosen),
        "heir": None if people else heir_of(dossier.unit),
        "apart": people_apart(people),
        "units": units,
        "proposed": _proposed_words(dossier),
        "chosen_people": set(chosen.getlist("people")),
        "chosen_units": set(chosen.getlist("units")),
        "households": household_awards(dossier).exists(),
        "chosen_award": chosen.get("award_type", ""),
    }
    return render(request, "awards/nominate.html", context)


def _proposed_words(dossier: Dossier) -> dict[int, str]:
    """By person: the awards for which the dossier proposes them already."""
    words: dict[int, str] = {}
    rows = dossier.nominations.filter(unit=None).values_list("person_id", "award_type__name")
    for person, name in rows:
        if person:
            words[person] = f"{words[person]}, {name}" if person in words else name
    return words


@require_safe
def dossier_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check your answers: all that goes out, before the head sends it."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_write_dossier(request.user, dossier), "Hồ sơ này đã gửi nên không còn bước kiểm tra.")
    nominations = queries.nominations_in(dossier)
    missing = queries.missing_in(nominations)
    context = {
        "dossier": dossier,
        "round": dossier.round,
        "nominations": nominations,
        "missing": missing,
        "hindrances": queries.hindrances(dossier, nominations, missing),
        "may_send": permissions.can_send_dossier(request.user, dossier),
        "stop": queries.stop_of(dossier),
    }
    return render(request, "awards/dossier_check.html", context)


@require_POST
def dossier_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the list, by the head."""
    dossier = visible_dossier(request, pk)
    if dossier.sent_by_id == request.user.pk and dossier.is_sent:
        return redirect("awards:dossier_sent", dossier.pk)  # a second click on the same button
    require(permissions.can_send_dossier(request.user, dossier), "Chỉ lãnh đạo đơn vị gửi được hồ sơ chưa gửi.")
    services.send_dossier(actor=request.user, dossier=dossier)
    return redirect("awards:dossier_sent", dossier.pk)


@require_POST
def dossier_nothing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the unit proposes nobody, by the head."""
    dossier = visible_dossier(request, pk)
    if dossier.has_nothing and dossier.sent_by_id == request.user.pk:
        return redirect(dossier)  # a second click on the same button
    require(permissions.can_report_nothing(request.user, dossier), "Chỉ lãnh đạo đơn vị báo được, khi chưa gửi hồ sơ.")
    services.report_nothing(actor=request.user, dossier=dossier)
    messages.success(request, f"Đã báo {dossier.round.unit.name}: {dossier.unit.name} không có đề nghị trong đợt này.")
    return redirect(dossier)


@require_POST
def dossier_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a dossier again that was answered with nobody, by the head."""
    dossier = visible_dossier(request, pk)
    if dossier.is_draft and permissions.can_send_dossier(request.user, dossier):
        return redirect(dossier)  # a second click on the same button
    require(permissions.can_take_up_again(request.user, dossier), "Hồ sơ này không ở trạng thái không có đề nghị.")
    services.take_up_again(actor=request.user, dossier=dossier)
    return redirect(dossier)


@require_safe
def dossier_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """The confirmation with its reference number."""
    dossier = visible_dossier(request, pk)
    require(dossier.is_sent, "Hồ sơ này chưa gửi.")
    return render(request, "awards/dossier_sent.html", {"dossier": dossier, "round": dossier.round})


@require_POST
def dossier_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier in, by the standing office."""
    dossier = visible_dossier(request, pk)
    if dossier.state == Dossier.State.RECEIVED and permissions.can_run_round(request.user, dossier.round):
        when = timezone.localtime(dossier.received_at)
        who = f"Hồ sơ này đã được {dossier.received_by} tiếp nhận"
        messages.info(request, f"{who} lúc {when:%H:%M, %d/%m/%Y}; không có gì thay đổi.")
        return redirect(dossier)  # a second click, or a colleague was faster
    require(permissions.can_receive_dossier(request.user, dossier), "Hồ sơ này không ở bước chờ tiếp nhận.")
    services.receive_dossier(actor=request.user, dossier=dossier)
    messages.success(request, f"Đã tiếp nhận hồ sơ {dossier.reference} của {dossier.unit.name}.")
    return redirect(dossier)


@require_safe
def submission_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The unit's submission with its list, to print and sign."""
    dossier = visible_dossier(request, pk)
    require(can_read_papers(request.user, dossier), PAPERS_CLOSED)
    signer = unit_signer(dossier, request.user)
    pdf = render_document(submission_content(dossier, queries.nominations_in(dossier), signer), draft=dossier.is_draft)
    name = file_name(f"to trinh {dossier.reference} {dossier.unit.short_name}", "pdf")
    return send_file(BytesIO(pdf), name=name, content_type="application/pdf", inline=True)
