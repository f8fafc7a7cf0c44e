"""Pages of rounds."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from units.models import RoleKind, Unit
from units.permissions import holds, home_units

from .. import permissions, queries, services
from ..ending import ending_of
from ..forms.rounds import RoundForm
from ..models import Round
from ..nominees import counted
from ..permissions_council import can_see_councils
from ..queries.year import STEPS


def number(text: str) -> int | None:
    """The number in a filter, or None for nonsense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def visible_round(request: HttpRequest, pk: int) -> Round:
    """The round, when the user may see it."""
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("unit"), pk=pk)


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """The rounds of the user's office or unit."""
    require(permissions.can_see_rounds(request.user))
    year, state = number(request.GET.get("year", "")), request.GET.get("state", "")
    step = request.GET.get("buoc", "") if request.GET.get("buoc", "") in STEPS else ""
    asked = number(request.GET.get("muon", ""))
    late = Unit.objects.filter(pk=asked).first() if asked else None
    rows = queries.rounds(request.user, year=year, state=state, step=step, late=late.pk if late else None)
    context = {
        "page": paginate(request, rows),
        "step": step,
        "steps": STEPS,
        "late": late,
        "years": queries.round_years(request.user),
        "states": Round.State.choices,
        "year": year,
        "state": state,
        "may_create": permissions.can_create_rounds(request.user),
        "councils": can_see_councils(request.user),
    }
    return render(request, "awards/round_list.html", context)


@require_safe
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: its dates, how far each unit is, what comes next."""
    around = visible_round(request, pk)
    user = request.user
    office = holds(user, around.unit, *permissions.OFFICE_ROLES)
    rows = queries.unit_rows(around, user, everyone=office)
    counts = queries.state_counts(around) if office else {}
    context = {
        "round": around,
        "award_types": around.award_types.all(),
        "rows": rows,
        "office": office,
        "may_run": permissions.can_run_round(user, around),
        "ending": ending_of(around, rows, counts) if office and around.is_open else None,
        "counts": counts,
        "waiting": sum(counts.get(state, 0) for state in ("received", "returned")),
        "ready": counts.get("appraised", 0),
        "decisions": queries.decisions(user).filter(round=around) if office else [],
        "late": around.sending_is_over,
        "may_urge": around.is_open and around.sending_is_over and permissions.can_run_round(user, around)
        and not all(row.sent for row in rows),
        "counted": counted(around, user) if office else None,
        "received": any(counts.get(state) for state in ("received", "appraised", "proposed", "awarded")),
        "may_print": permissions.can_print_round(user, around),
    }
    return render(request, "awards/round_detail.html", context)


@require_http_methods(["GET", "POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    """Prepare a round; it opens by its own button."""
    require(permissions.can_create_rounds(request.user))
    offices = _offices(request)
    day = today()
    blank = Round(
        unit=offices[0],
        year=day.year,
        title=f"Xét khen thưởng năm {day.year}",
        period_start=dt.date(day.year, 1, 1),
        period_end=dt.date(day.year, 12, 31),
        opens_on=day,
    )
    return _edit(request, blank, offices)


@require_http_methods(["GET", "POST"])
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a round: dates may move, units and awards may be added."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    return _edit(request, around, [around.unit])


def _offices(request: HttpRequest) -> list[Unit]:
    """The offices for which the user runs rounds: those that issue documents of their own."""
    found = home_units(request.user, RoleKind.STANDING_OFFICE)
    offices = [unit for unit in found if unit.issues_documents]
    require(bool(offices), "Cơ quan của bạn chưa được thiết lập để ban hành văn bản. Hãy báo quản trị hệ thống.")
    return offices


def _edit(request: HttpRequest, around: Round, offices: list[Unit]) -> HttpResponse:
    below = Unit.objects.none()
    for office in offices:
        below |= Unit.objects.subtree(office).exclude(pk=office.pk)
    units = below.alive_on(today())
    if around.pk:  # a unit that was dissolved meanwhile keeps its place in the round
        units |= Unit.objects.filter(pk__in=around.units.values("pk"))
    form = RoundForm(request.POST or None, instance=around, offices=offices, units=list(units.order_by("path")))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            saved = services.save_round(
                actor=request.user,
                around=form.instance,
                award_types=cleaned["award_types"],
                units=cleaned["units"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã lưu đợt xét “{saved.title}”.")
            return redirect(saved)
    return render(request, "awards/round_form.html", {"form": form, "round": around})


@require_POST
def round_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a prepared round."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    services.open_round(actor=request.user, around=around)
    messages.success(request, "Đợt xét đã mở; các đơn vị có thể lập hồ sơ.")
    return redirect(around)


@require_POST
def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a round."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    services.close_round(actor=request.user, around=around)
    messages.success(request, "Đợt xét đã kết thúc.")
    return redirect(around)


@require_POST
def round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an ended round again."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    services.reopen_round(actor=request.user, around=around)
    messages.success(request, "Đợt xét đã mở lại.")
    return redirect(around)
