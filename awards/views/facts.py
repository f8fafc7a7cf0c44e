"""Pages on which the standing office keeps ratings, initiatives and discipline."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.dates import today
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require
from units.models import Person, Unit

from .. import permissions, services
from ..forms.facts import AbsenceForm, ClusterResultForm, DisciplineForm, InitiativeForm, PostForm, RatingForm
from ..models import Absence, ClusterResult, Discipline, Initiative, PostHeld
from .register import carried_on, person_moved

FORMS = {
    "rating": RatingForm,
    "initiative": InitiativeForm,
    "discipline": DisciplineForm,
    "leave": AbsenceForm,
    "cluster": ClusterResultForm,
    "post": PostForm,
}
Fact = Initiative | Discipline | Absence | ClusterResult | PostHeld
ROWS: dict[str, type[Fact]] = {
    "sang-kien": Initiative,
    "ky-luat": Discipline,
    "nghi": Absence,
    "cum-khoi": ClusterResult,
    "chuc-vu": PostHeld,
}


@require_http_methods(["GET", "POST"])
def person_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """What the conditions read about a person."""
    if (person := Person.objects.select_related("unit").filter(pk=pk).first()) is None:
        return person_moved(request, pk, "awards:person_facts")
    require(permissions.can_keep_facts(request.user, person.unit))
    return _facts(request, person, person.unit, ["rating", "initiative", "discipline", "leave", "post"])


@require_http_methods(["GET", "POST"])
def unit_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """What the conditions read about a collective."""
    unit = get_object_or_404(Unit, pk=pk)
    if not permissions.can_keep_facts(request.user, unit):
        return carried_on(request, unit, "awards:unit_facts", permissions.can_keep_facts)
    return _facts(request, unit, unit.parent, ["rating", "cluster"])


def _facts(request: HttpRequest, nominee: Person | Unit, home: Unit | None, kinds: list[str]) -> HttpResponse:
    posted = request.POST.get("kind", "")
    forms = {
        kind: FORMS[kind](request.POST if kind == posted else None, initial={"year": today().year}) for kind in kinds
    }
    form = forms.get(posted)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _keep(request, nominee, form, posted)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu.")
            return redirect(request.path)
    context = {
        "nominee": nominee,
        "home": home,
        "forms": forms,
        "form": form,
        "ratings": nominee.ratings.all(),
        "initiatives": nominee.initiatives.all() if isinstance(nominee, Person) else [],
        "disciplines": nominee.disciplines.all() if isinstance(nominee, Person) else [],
        "absences": nominee.absences.all() if isinstance(nominee, Person) else [],
        "posts": nominee.posts_held.all() if isinstance(nominee, Person) else [],
        "clusters": nominee.cluster_results.all() if isinstance(nominee, Unit) else [],
        "individual": isinstance(nominee, Person),
    }
    return render(request, "awards/facts.html", context)


def _keep(request: HttpRequest, nominee: Person | Unit, form: Any, kind: str) -> None:
    if kind == "rating":
        services.set_rating(actor=request.user, nominee=nominee, **form.cleaned_data)
        return
    row = form.save(commit=False)
    setattr(row, "person" if isinstance(nominee, Person) else "unit", nominee)
    services.add_fact(actor=request.user, row=row)


@require_POST
def fact_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take an initiative or a measure back that was entered wrongly."""
    if kind not in ROWS:
        raise Http404
    owner = "unit" if kind == "cum-khoi" else "person__unit"
    found = get_object_or_404(ROWS[kind].objects.select_related(owner), pk=pk)
    row = cast(Fact, found)
    unit = row.unit if isinstance(row, ClusterResult) else row.person.unit
    require(permissions.can_keep_facts(request.user, unit))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi lý do bỏ.")
    services.remove_fact(actor=request.user, row=row, reason=form.cleaned_data["reason"])
    messages.success(request, "Đã bỏ.")
    if isinstance(row, ClusterResult):
        return redirect("awards:unit_facts", row.unit_id)
    return redirect("awards:person_facts", row.person_id)
