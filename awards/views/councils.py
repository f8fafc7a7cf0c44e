"""Pages of councils: who sits in them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from units.models import RoleKind
from units.permissions import home_units

from .. import permissions_council as permissions
from ..forms.council import CouncilForm, MemberForm
from ..models import Council, CouncilMember
from ..queries import council as queries
from ..services import councils as services


def visible_council(request: HttpRequest, pk: int) -> Council:
    """The council, when the user may see it."""
    return get_object_or_404(Council.objects.visible_to(request.user).select_related("unit"), pk=pk)


@require_safe
def council_list(request: HttpRequest) -> HttpResponse:
    """Councils and their meetings, the next ones first."""
    require(permissions.can_see_councils(request.user))
    context = {
        "councils": queries.councils(request.user),
        "page": paginate(request, queries.meetings(request.user)),
        "may_create": permissions.can_create_councils(request.user),
    }
    return render(request, "awards/council_list.html", context)


@require_http_methods(["GET", "POST"])
def council_create(request: HttpRequest) -> HttpResponse:
    """A new council of the user's office."""
    require(permissions.can_create_councils(request.user))
    return _form(request, Council())


@require_http_methods(["GET", "POST"])
def council_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a council's words."""
    council = visible_council(request, pk)
    require(permissions.can_keep_council(request.user, council))
    return _form(request, council)


def _form(request: HttpRequest, council: Council) -> HttpResponse:
    offices = home_units(request.user, RoleKind.STANDING_OFFICE)
    form = CouncilForm(request.POST or None, instance=council, offices=offices)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_council(actor=request.user, council=form.instance)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Đã ghi {saved.name}.")
            return redirect(saved)
    status = 422 if form.errors else 200
    return render(request, "awards/council_form.html", {"form": form, "council": council}, status=status)


@require_safe
def council_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits in a council, and its meetings."""
    return _detail(request, visible_council(request, pk))


def _detail(request: HttpRequest, council: Council, form: MemberForm | None = None) -> HttpResponse:
    keeps = permissions.can_keep_council(request.user, council)
    context = {
        "council": council,
        "members": council.members.sitting().select_related("user"),  # type: ignore[attr-defined]
        "page": paginate(request, queries.meetings(request.user).filter(council=council)),
        "keeps": keeps,
        "form": form or (MemberForm(council=council) if keeps else None),
    }
    return render(request, "awards/council_detail.html", context, status=422 if form else 200)


@require_POST
def member_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a seat."""
    council = visible_council(request, pk)
    require(permissions.can_keep_council(request.user, council))
    form = MemberForm(request.POST, council=council)
    if form.is_valid():
        try:
            member = services.seat_member(actor=request.user, member=form.instance)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã thêm {member.full_name}.")
            return redirect(council)
    return _detail(request, council, form)


@require_POST
def member_unseat(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End a seat from today on."""
    council = visible_council(request, pk)
    require(permissions.can_keep_council(request.user, council))
    seat = get_object_or_404(CouncilMember, council=council, pk=member)
    services.unseat_member(actor=request.user, member=seat, on=today())
    messages.success(request, f"{seat.full_name} thôi tham gia {council.name} từ hôm nay.")
    return redirect(council)
