"""Pages of the unit tree, people, roles and the audit trail."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import act_names, links
from core.dates import today
from core.exceptions import Refused
from core.http import require
from core.lists import matches, paginate

from .. import permissions, permissions_common, queries, services
from ..forms import AccountForm, MoveForm, PersonForm, RoleForm, UnitForm
from ..models import Person, Role, Unit, User


def _form_page(request: HttpRequest, form: Form, title: str, back: Unit) -> HttpResponse:
    """One page for every form of a unit: what was typed stays, and the way back is the unit."""
    context = {"form": form, "title": title, "back_url": reverse("units:unit_detail", args=[back.pk])}
    return render(request, "units/form.html", context)


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """The tree, or what the search finds in it."""
    require(permissions.can_see_units(request.user))
    search = request.GET.get("q", "").strip()
    page = paginate(request, queries.tree_with_counts().filter(matches(search)), per_page=100)
    context = {
        "page": page,
        "search": search,
        "may_merge": permissions.can_find_duplicates(request.user),
        "may_see_accounts": permissions.can_see_accounts(request.user),
        "may_name_keepers": permissions_common.can_name_keepers(request.user),
    }
    return render(request, "units/unit_list.html", context)


@require_safe
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit: its letterhead, its roles and, for those who need them, its people."""
    require(permissions.can_see_units(request.user))
    unit = get_object_or_404(Unit.objects.visible_to(request.user).select_related("parent", "successor"), pk=pk)
    search = request.GET.get("q", "").strip()
    people = queries.people_below(unit, request.user).filter(matches(search))
    context = {
        "unit": unit,
        "ancestors": unit.ancestors(),
        "former_names": [row | {"at": dt.datetime.fromisoformat(row["at"])} for row in reversed(unit.former_names)],
        "search": search,
        "page": paginate(request, people),
        "roles": queries.roles_at(unit),
        "links": links.links("unit", request.user, unit),
        "may_manage": permissions.can_manage_unit(request.user, unit),
        "may_manage_people": permissions.can_manage_people(request.user, unit),
        "roles_left": queries.roles_left(unit) if permissions.can_wind_up(request.user, unit) else 0,
        "left_behind": queries.left_behind(unit) if permissions.can_move_people_on(request.user, unit) else 0,
    }
    return render(request, "units/unit_detail.html", context)


@require_http_methods(["GET", "POST"])
def unit_create(request: HttpRequest, parent: int) -> HttpResponse:
    """Add a unit below another."""
    above = get_object_or_404(Unit.objects.visible_to(request.user), pk=parent)
    require(permissions.can_manage_unit(request.user, above))
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.create_unit(actor=request.user, parent=above, **form.given())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã thêm {unit.name}.")
            return redirect("units:unit_detail", unit.pk)
    return _form_page(request, form, "Thêm đơn vị", above)


@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a unit's data."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    require(permissions.can_manage_unit(request.user, unit))
    title = f"Sửa {unit.name}"  # as it is, not as it was typed
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        services.change_unit(actor=request.user, unit=Unit.objects.get(pk=pk), **form.given())
        messages.success(request, "Đã lưu thông tin đơn vị.")
        return redirect("units:unit_detail", unit.pk)
    return _form_page(request, form, title, unit)


@require_http_methods(["GET", "POST"])
def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit with all below it under another parent that the administrator reaches too."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    require(permissions.can_manage_unit(request.user, unit))
    parents = permissions.units_managed_by(request.user)
    form = MoveForm(request.POST or None, unit=unit, choices=parents)
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data["parent"]
        try:
            services.move_unit(actor=request.user, unit=unit, parent=parent)
        except Refused as refusal:
            form.add_error("parent", str(refusal))
        else:
            messages.success(request, f"Đã chuyển {unit.name} về {parent.name}.")
            return redirect("units:unit_detail", unit.pk)
    return _form_page(request, form, f"Chuyển {unit.name}", unit)


@require_POST
def people_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the people of a dissolved unit into the one that carries it on."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user).select_related("successor"), pk=pk)
    require(permissions.can_move_people_on(request.user, unit))
    count = services.move_people_on(actor=request.user, unit=unit)
    messages.success(request, f"Đã chuyển {count} người sang {unit.successor}.")
    return redirect("units:unit_detail", unit.pk)


@require_http_methods(["GET", "POST"])
def person_create(request: HttpRequest, unit: int) -> HttpResponse:
    """Add a person to a unit."""
    home = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    require(permissions.can_manage_people(request.user, home))
    return _person_form(request, Person(unit=home), "Thêm cá nhân")


@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's record."""
    known = Person.objects.visible_to(request.user).select_related("unit")
    if (person := known.filter(pk=pk).first()) is None:
        return redirect("units:person_edit", get_object_or_404(known, former_codes__record=pk).pk)
    require(permissions.can_manage_people(request.user, person.unit))
    return _person_form(request, person, f"Sửa {person.full_name}")


def _person_form(request: HttpRequest, person: Person, title: str) -> HttpResponse:
    units = permissions.units_of_people(request.user)
    form = PersonForm(request.POST or None, instance=person, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_person(actor=request.user, person=form.save(commit=False))
        except Refused as refusal:
            form.add_error("unit", str(refusal))
        else:
            messages.success(request, f"Đã lưu {person.full_name}.")
            return redirect("units:unit_detail", person.unit_id)
    return _form_page(request, form, title, person.unit)


@require_http_methods(["GET", "POST"])
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an account: its name and address, a new password, open or closed."""
    account = get_object_or_404(User, pk=pk)
    require(
        permissions.can_manage_account(request.user, account),
        "Tài khoản này giữ vai trò ở đơn vị ngoài phạm vi của bạn. Hãy nhờ quản trị hệ thống cấp trên.",
    )
    form = AccountForm(request.POST or None, instance=account)
    unit = account.roles.select_related("unit").latest("pk").unit
    if request.method == "POST" and form.is_valid():
        services.change_account(actor=request.user, account=User.objects.get(pk=pk), **form.cleaned_data)
        messages.success(request, f"Đã lưu tài khoản {account.username}.")
        return redirect("units:unit_detail", unit.pk)
    return _form_page(request, form, f"Tài khoản {account.username}", unit)


@require_http_methods(["GET", "POST"])
def role_grant(request: HttpRequest, unit: int) -> HttpResponse:
    """Give a role at a unit, opening the account when it is new."""
    place = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    require(permissions.can_manage_unit(request.user, place))
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _grant(request, form, place)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã giao vai trò.")
            return redirect("units:unit_detail", place.pk)
    return _form_page(request, form, f"Giao vai trò ở {place.name}", place)


@transaction.atomic
def _grant(request: HttpRequest, form: RoleForm, unit: Unit) -> None:
    given = form.cleaned_data
    user = form.user or services.create_user(
        actor=request.user,
        username=given["username"],
        full_name=given["full_name"],
        password=given["password"],
        email=given["email"],
    )
    services.grant_role(actor=request.user, user=user, unit=unit, kind=given["kind"], title=given["title"])


@require_POST
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away from now on."""
    role = get_object_or_404(Role.objects.select_related("unit"), pk=pk)
    require(permissions.can_manage_unit(request.user, role.unit))
    services.end_role(actor=request.user, role=role, on=today() - dt.timedelta(days=1))
    messages.success(request, "Đã thôi giao vai trò.")
    return redirect("units:unit_detail", role.unit_id)


@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """The user's own account: name and roles."""
    context = {"roles": request.user.held_roles, "links": links.links("account", request.user, request.user)}
    return render(request, "units/my_account.html", context)


class ChangePassword(PasswordChangeView):
    """Change the user's own password."""

    template_name = "units/form.html"
    success_url = reverse_lazy("units:my_account")
    extra_context = {"title": "Đổi mật khẩu", "button": "Đổi mật khẩu", "back_url": success_url}

    def form_valid(self, form: object) -> HttpResponse:
        messages.success(self.request, "Đã đổi mật khẩu.")
        return super().form_valid(form)  # type: ignore[arg-type]


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    """The audit trail, for the administrator: what the people of his units did."""
    require(permissions.can_see_audit(request.user))
    action, actor = request.GET.get("viec", "").strip(), request.GET.get("ai", "").strip()
    page = paginate(request, queries.audit_events(request.user, action=action, actor=actor), per_page=50)
    context = {"page": page, "action": action, "actor": actor, "acts": act_names.choices()}
    return render(request, "units/audit_list.html", context)
