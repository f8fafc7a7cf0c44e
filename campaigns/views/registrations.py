"""Who has registered, and one unit's registration."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.http import require
from core.lists import matches, paginate
from units.models import Unit

from .. import permissions, queries, services
from ..forms import RegistrationForm
from ..models import Campaign, Registration
from .campaigns import found, trail


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The units of the campaign: who has registered, who is writing, who has not begun."""
    campaign = found(request, pk)
    require(permissions.can_see_board(request.user, campaign))
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()
    page = paginate(request, queries.board_units(campaign, state).filter(matches(search)), per_page=50)
    registrations = queries.registrations_of(campaign, page.object_list)
    context = {
        "campaign": campaign,
        "crumbs": trail(campaign),
        "page": page,
        "rows": [(unit, registrations.get(unit.pk)) for unit in page],
        "counts": queries.board_counts(campaign),
        "state": state,
        "search": search,
        "may_accept_late": permissions.can_organise(request.user, campaign)
        and campaign.is_launched
        and campaign.registration_over(),
    }
    return render(request, "campaigns/board.html", context)


@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """A unit's registration: its form while it is written, else how it was sent."""
    campaign, place = _asked(request, pk, unit)
    row = _row(campaign, place)
    if request.method == "POST":
        require(permissions.can_draft(request.user, place))
        form = RegistrationForm(request.POST)
        if form.is_valid() and _save(request, campaign, place, form):
            messages.success(request, "Đã lưu bản nháp.")
            return redirect("campaigns:registration", pk, unit)
        return _page(request, campaign, place, row, form)
    return _page(request, campaign, place, row, RegistrationForm.of(row))


@require_POST
def registration_autosave(request: HttpRequest, pk: int, unit: int) -> JsonResponse:
    """Save the draft while it is written; answers when and which version."""
    campaign, place = _asked(request, pk, unit)
    require(permissions.can_draft(request.user, place))
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _fault("Có chỗ cần sửa trước khi lưu.", form, 422)
    row = _save(request, campaign, place, form)
    if row is None:
        return _fault(form.non_field_errors()[0], form, 409)
    saved_at = timezone.localtime(row.changed_at).strftime("%H:%M:%S")
    return JsonResponse({"saved_at": saved_at, "version": row.version})


@require_POST
def registration_send(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Save what stands in the form and register the unit; both or neither."""
    campaign, place = _asked(request, pk, unit)
    require(permissions.can_send(request.user, place))
    form = RegistrationForm(request.POST)
    if form.is_valid() and form.must_be_whole() and _save_and_send(request, campaign, place, form):
        messages.success(request, f"{place.name} đã đăng ký thi đua.")
        return redirect("campaigns:registration", pk, unit)
    return _page(request, campaign, place, _row(campaign, place), form)


@require_POST
def registration_withdraw(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Take a sent registration back before the deadline."""
    campaign, place = _asked(request, pk, unit)
    require(permissions.can_send(request.user, place))
    row = get_object_or_404(Registration, campaign=campaign, unit=place)
    services.withdraw_registration(actor=request.user, registration=row)
    messages.success(request, "Đã rút đăng ký về để sửa. Nhớ gửi lại trước hạn.")
    return redirect("campaigns:registration", pk, unit)


@require_POST
def registration_accept_late(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Let a unit register after the deadline."""
    campaign, place = _asked(request, pk, unit)
    require(permissions.can_organise(request.user, campaign))
    reason = request.POST.get("reason", "")
    services.accept_late(actor=request.user, campaign=campaign, unit=place, reason=reason)
    messages.success(request, f"{place.name} được gửi đăng ký muộn.")
    return redirect("campaigns:board", pk)


def _asked(request: HttpRequest, pk: int, unit: int) -> tuple[Campaign, Unit]:
    """The campaign and one of its units, if the user may read that unit's registration; else 404 or 403."""
    campaign = found(request, pk)
    place = get_object_or_404(campaign.units, pk=unit)
    require(permissions.can_see_registration(request.user, campaign, place))
    return campaign, place


def _row(campaign: Campaign, place: Unit) -> Registration | None:
    return queries.registrations_of(campaign, [place]).get(place.pk)


def _save(
    request: HttpRequest, campaign: Campaign, place: Unit, form: RegistrationForm
) -> Registration | None:
    values = form.cleaned_data
    try:
        return services.save_registration(actor=request.user, campaign=campaign, unit=place, **values)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _save_and_send(request: HttpRequest, campaign: Campaign, place: Unit, form: RegistrationForm) -> bool:
    try:
        with transaction.atomic():
            values = form.cleaned_data
            row = services.save_registration(actor=request.user, campaign=campaign, unit=place, **values)
            services.send_registration(actor=request.user, registration=row)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _fault(sentence: str, form: RegistrationForm, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence, "errors": form.errors}, status=status)


def _page(
    request: HttpRequest, campaign: Campaign, place: Unit, row: Registration | None, form: RegistrationForm
) -> HttpResponse:
    writable = campaign.is_launched and not (row and row.is_sent)
    context: dict[str, Any] = {
        "campaign": campaign,
        "unit": place,
        "registration": row,
        "form": form,
        "crumbs": trail(campaign),
        "criteria": campaign.criteria.all(),
        "may_write": writable and permissions.can_draft(request.user, place),
        "may_send": permissions.can_send(request.user, place),
        "too_late": row.too_late() if row else campaign.registration_over(),
        "over": campaign.registration_over(),
    }
    return render(request, "campaigns/registration.html", context)
