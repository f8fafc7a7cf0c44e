"""Pages on which a unit's life ends and its roles and people go on elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.dates import today
from core.exceptions import Refused
from core.http import require

from .. import permissions, queries, services
from ..forms_winding_up import DissolveForm, RolesForm
from ..models import Person, Unit
from ..services.winding_up import MOVE

OUTSIDE = (
    "Đơn vị kế thừa ngoài phạm vi quản trị của bạn nên không chuyển người, vai trò sang được. Hãy để nguyên và ghi "
    "giải thể: từ ngày đó quản trị của {successor} chuyển người, vai trò còn lại ở trang của {unit}. Hoặc nhờ quản trị "
    "cấp trên."
)


def _unit(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.user).select_related("successor"), pk=pk)


@require_http_methods(["GET", "POST"])
def unit_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit's life and name its successor; its history stays, roles and people go as chosen."""
    unit = _unit(request, pk)
    require(permissions.can_manage_unit(request.user, unit))
    serving = Person.objects.not_left_on(today()).filter(unit=unit).count()
    form = DissolveForm(request.POST or None, unit=unit, serving=serving, roles=queries.roles_to_settle(unit))
    if request.method == "POST" and form.is_valid():
        given, fates = form.cleaned_data, form.fates
        people = given.get("people", False)
        try:
            _check_reach(request, unit, given["successor"], people or MOVE in fates.values())
            services.dissolve_unit(
                actor=request.user, unit=unit, on=given["on"], successor=given["successor"], reason=given["reason"],
                fates=fates, people=people,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi ngày giải thể, sáp nhập.{_told(fates, serving if people else 0)}")
            return redirect("units:unit_detail", unit.pk)
    return render(request, "units/dissolve.html", {"form": form, "unit": unit, "ending": True})


@require_http_methods(["GET", "POST"])
def roles_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry on or end the roles that are still held at a dissolved unit."""
    unit = _unit(request, pk)
    require(permissions.can_wind_up(request.user, unit))
    carried = unit.successor is not None and unit.successor.dissolved_on is None
    form = RolesForm(request.POST or None, roles=queries.roles_to_settle(unit), successor=carried)
    if request.method == "POST" and form.is_valid():
        try:
            _check_reach(request, unit, unit.successor, MOVE in form.fates.values())
            services.settle_roles(actor=request.user, unit=unit, fates=form.fates)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã xử lý vai trò.{_told(form.fates, 0)}")
            return redirect("units:unit_detail", unit.pk)
    return render(request, "units/dissolve.html", {"form": form, "unit": unit, "ending": False})


def _check_reach(request: HttpRequest, unit: Unit, successor: Unit | None, moves: bool) -> None:
    if moves and successor is not None and not permissions.can_manage_unit(request.user, successor):
        raise Refused(OUTSIDE.format(successor=successor.name, unit=unit.name))


def _told(fates: dict[int, str], people: int) -> str:
    """What was done, in a few words."""
    moved = sum(fate == MOVE for fate in fates.values())
    said = f" Đã chuyển {people} người." if people else ""
    if moved:
        said += f" Đã chuyển {moved} vai trò; hãy xem lại chức vụ khi ký ở đơn vị kế thừa."
    return f"{said} Đã thôi giao {len(fates) - moved} vai trò." if len(fates) > moved else said
