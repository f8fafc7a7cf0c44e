"""Pages on eligibility: who may be proposed for what, and what one nominee still lacks."""

from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.dates import today
from core.http import require, send_file
from core.lists import paginate
from core.models import Job
from units.models import Person, Unit

from .. import permissions
from ..eligibility import nominee_outlook, workbook
from ..eligibility.survey import rules_day
from ..queries.eligibility import asked_of, awards_of, survey_of, surveyed_units
from ..rulebook import Rulebook
from ..services import rules as services
from .register import carried_on, person_moved

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def eligibility_list(request: HttpRequest) -> HttpResponse:
    """Everybody of a unit against every award, with reasons."""
    require(permissions.can_see_eligibility(request.user))
    asked = asked_of(request.user, request.GET)
    if asked is None:
        return render(request, "awards/eligibility_list.html", {"asked": None})
    found = survey_of(asked)
    context = {
        "asked": asked,
        "page": paginate(request, found.lines),
        "counts": found.counts,
        "units": surveyed_units(request.user),
        "awards": awards_of(asked),
        "rule_sets": Rulebook().sets_on(rules_day(asked.year)),
        "years": range(today().year + 1, today().year - 5, -1),
    }
    return render(request, "awards/eligibility_list.html", context)


@require_POST
def eligibility_export(request: HttpRequest) -> FileResponse | HttpResponse:
    """Take what is filtered as a workbook; who took it is on record."""
    require(permissions.can_see_eligibility(request.user))
    asked = asked_of(request.user, request.POST)
    require(asked is not None)
    assert asked is not None
    taken = services.take_survey(actor=request.user, asked=asked)
    if isinstance(taken, Job):
        return redirect("core:job_detail", taken.pk)
    return send_file(BytesIO(taken), name=workbook.name_of(asked), content_type=EXCEL)


@require_safe
def person_outlook(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person still lacks for each award, and when at the earliest."""
    if (person := Person.objects.select_related("unit").filter(pk=pk).first()) is None:
        return person_moved(request, pk, "awards:person_outlook")
    return _outlook(request, person, person.unit, reverse("awards:person_history", args=[pk]))


@require_safe
def unit_outlook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of a collective."""
    unit = get_object_or_404(Unit.objects.select_related("parent"), pk=pk)
    if not permissions.can_see_outlook(request.user, unit):
        return carried_on(request, unit, "awards:unit_outlook", permissions.can_see_outlook)
    return _outlook(request, unit, unit.parent, reverse("awards:unit_history", args=[pk]))


def _outlook(request: HttpRequest, nominee: Person | Unit, home: Unit | None, history_url: str) -> HttpResponse:
    require(permissions.can_see_outlook(request.user, nominee))
    context = {
        "nominee": nominee,
        "home": home,
        "history_url": history_url,
        "list_url": reverse("awards:eligibility_list") if permissions.can_see_eligibility(request.user) else "",
        "outlook": nominee_outlook(nominee),
        "rule_sets": Rulebook().sets_on(rules_day(today().year)),
    }
    return render(request, "awards/eligibility_outlook.html", context)
