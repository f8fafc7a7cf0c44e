"""Pages of the legal bases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.dates import today
from core.http import require
from core.lists import paginate

from .. import permissions, queries
from ..forms import BasisFilter


@require_safe
def basis_list(request: HttpRequest) -> HttpResponse:
    """Legal bases: which were in force on a day, and how sure we are."""
    require(permissions.can_see_bases(request.user))
    form = BasisFilter(request.GET)
    page = paginate(request, queries.bases(**form.chosen))
    day = form.day or today()
    rows = [(basis, basis.in_force(day)) for basis in page]
    return render(request, "documents/basis_list.html", {"page": page, "rows": rows, "form": form, "day": day})
