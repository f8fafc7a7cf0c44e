"""Pages of the legal bases."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import require
from core.lists import paginate

from .. import bases_usage, citing, permissions, queries, services
from ..forms import BasisFilter, BasisForm
from ..models import LegalBasis

PICKED_AT_ONCE = 12


@require_safe
def basis_list(request: HttpRequest) -> HttpResponse:
    """Legal bases: which were in force on a day, and how sure we are."""
    require(permissions.can_see_bases(request.user))
    form = BasisFilter(request.GET)
    page = paginate(request, queries.bases(**form.chosen))
    day = form.day or today()
    context = {
        "page": page,
        "rows": [(basis, basis.in_force(day)) for basis in page],
        "form": form,
        "day": day,
        "may_add": permissions.can_add_bases(request.user),
    }
    return render(request, "documents/basis_list.html", context)


@require_safe
def basis_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A basis: how it is cited, what rests on it, what happens when it ends."""
    require(permissions.can_see_bases(request.user))
    basis = get_object_or_404(LegalBasis.objects.select_related("replaced_by", "checked_by"), pk=pk)
    day = today()
    context = {
        "basis": basis,
        "in_force": basis.in_force(day),
        "days_left": (basis.in_force_to - day).days if basis.in_force_to else None,
        "uses": bases_usage.shown_to(request.user, [basis]),
        "replaces": basis.replaces.order_by("-issued_on"),
        "full": citing.full(basis),
        "short": citing.short(basis),
        "alike": queries.alike(basis),
        "may_change": permissions.can_change_basis(request.user, basis),
        "may_confirm": permissions.can_confirm_bases(request.user),
    }
    return render(request, "documents/basis_detail.html", context)


@require_http_methods(["GET", "POST"])
def basis_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a basis, or change what the catalogue says of one."""
    require(permissions.can_add_bases(request.user))
    basis = get_object_or_404(LegalBasis, pk=pk) if pk else LegalBasis()
    require(permissions.can_change_basis(request.user, basis))
    form = BasisForm(request.POST or None, instance=basis, vouches=permissions.can_confirm_bases(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            services.save_basis(basis=basis, facts=form.cleaned_data, actor=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã lưu {basis}.")
            return redirect("documents:basis_detail", pk=basis.pk)
    title = "Sửa căn cứ pháp lý" if pk else "Thêm căn cứ pháp lý"
    back = reverse("documents:basis_detail", args=[pk]) if pk else reverse("documents:basis_list")
    return render(request, "documents/basis_form.html", {"form": form, "title": title, "back_url": back})


@require_POST
def basis_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody compared the entry with the document."""
    require(permissions.can_confirm_bases(request.user))
    basis = get_object_or_404(LegalBasis, pk=pk)
    services.confirm_basis(basis=basis, actor=request.user, on=today())
    messages.success(request, f"Đã ghi nhận: {basis} đã được đối chiếu với văn bản.")
    return redirect("documents:basis_detail", pk=pk)


@require_safe
def basis_picker(request: HttpRequest) -> HttpResponse:
    """The bases that match what was typed, each ready to be put into a text; those in force today come first."""
    require(permissions.can_see_bases(request.user))
    text = request.GET.get("q", "")[:200]
    day = today()
    found = queries.to_pick(text, day)
    rows = [
        {
            "basis": basis,
            "in_force": basis.in_force(day),
            "full": f"Căn cứ {citing.full(basis)};",
            "short": f"Căn cứ {citing.short(basis)};",
            "mark": citing.short(basis) if citing.is_named(basis) else basis.number,
        }
        for basis in found[:PICKED_AT_ONCE]
    ]
    return render(request, "documents/_basis_choices.html", {"rows": rows, "more": len(found) > PICKED_AT_ONCE})
