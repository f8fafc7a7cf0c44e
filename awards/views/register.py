"""Pages of the register of awards."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.http import file_name, require, send_file
from core.models import Job
from units.models import Person, RoleKind, Unit, User
from units.permissions import reached
from units.queries import heir_of, merged_into, predecessors_of

from .. import certificates, exports, permissions, queries, register, services
from ..forms.facts import AwardForm
from ..models import Award, Target
from ..services.exports import take_register
from ..traces import traces_of
from .rounds import number


@require_safe
def register_list(request: HttpRequest) -> HttpResponse:
    """The register: searched without diacritics, filtered, the latest first."""
    require(permissions.can_see_register(request.user))
    chosen = register.Filter.of(request.GET)
    found = register.lines(request.user, chosen)
    after, before = number(request.GET.get("sau", "")), number(request.GET.get("truoc", ""))
    query = request.GET.copy()
    for name in ("sau", "truoc", "page"):
        query.pop(name, None)
    context = {
        "window": register.window(
            found, after=after, before=before, most=register.COUNTED_WORDS if chosen.text else None
        ),
        "query": query.urlencode(),
        "chosen": chosen,
        "may_enter": permissions.can_enter_awards(request.user),
        "may_import": permissions.can_import_something(request.user),
        **register.choices(request.user),
    }
    return render(request, "awards/register_list.html", context)


@require_POST
def register_export(request: HttpRequest, form: str) -> HttpResponse | FileResponse:
    """Take what is filtered as a workbook or a PDF: at once, or as a job when it is long."""
    require(permissions.can_see_register(request.user))
    if form not in exports.CONTENT_TYPES:
        raise Http404
    chosen = register.Filter.of(request.POST)
    try:
        taken = take_register(actor=request.user, chosen=chosen, form=form)
    except Refused as refusal:
        messages.error(request, str(refusal))
        query = urlencode(chosen.fields)
        return redirect(f"{reverse('awards:register_list')}?{query}")
    if isinstance(taken, Job):
        return redirect("core:job_detail", taken.pk)
    name = exports.name_of(chosen, form)
    return send_file(BytesIO(taken), name=name, content_type=exports.CONTENT_TYPES[form])


@require_safe
def person_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of a person: awards with the unit of then, ratings, initiatives, what is under way."""
    if (person := Person.objects.select_related("unit").filter(pk=pk).first()) is None:
        return person_moved(request, pk, "awards:person_history")
    require(permissions.can_see_person_history(request.user, person))
    context = {
        **_history(request, person, person.unit),
        "home": person.unit,
        "individual": True,
        "former_codes": person.former_codes.all(),
        "facts_url": reverse("awards:person_facts", args=[person.pk]),
    }
    return render(request, "awards/history.html", context)


def person_moved(request: HttpRequest, record: int, page: str) -> HttpResponse:
    """Lead from the page of a record that was merged into another to the same page of that one; who may not see that
    person learns nothing of either."""
    person = merged_into(record)
    if person is None or not permissions.can_see_person_history(request.user, person):
        raise Http404
    messages.info(request, f"Hồ sơ bạn mở đã được gộp vào hồ sơ này của {person.full_name}.")
    return redirect(page, person.pk)


@require_safe
def unit_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of a collective, and of those that it carries on under the names they had."""
    unit = get_object_or_404(Unit.objects.select_related("parent", "successor"), pk=pk)
    if not permissions.can_see_unit_history(request.user, unit):
        return carried_on(request, unit, "awards:unit_history", permissions.can_see_unit_history)
    before = predecessors_of([unit.pk])[unit.pk]
    register_url = f"{reverse('awards:register_list')}?unit={unit.pk}&target="
    households = Award.objects.in_force().filter(unit=unit, target=Target.HOUSEHOLD).exists()
    context = {
        **_history(request, unit, unit),
        "home": unit.parent,
        "individual": False,
        "predecessors": Unit.objects.filter(pk__in=before).order_by("-dissolved_on"),
        "people_url": f"{register_url}{Target.INDIVIDUAL}",
        "households_url": f"{register_url}{Target.HOUSEHOLD}" if households else "",
        "facts_url": reverse("awards:unit_facts", args=[unit.pk]),
    }
    return render(request, "awards/history.html", context)


def carried_on(request: HttpRequest, unit: Unit, page: str, may: Callable[[User, Unit], bool]) -> HttpResponse:
    """Lead from a unit that is no more to the same page of the one that carries it on: its people's bookmark names the
    old one. Raises PermissionDenied where there is none, or none that the user `may` see."""
    heir = heir_of(unit)
    if heir is None or not may(cast(User, request.user), heir):
        raise PermissionDenied
    messages.info(request, f"{unit.name} không còn hoạt động; {heir.name} kế tục và giữ lịch sử khen thưởng.")
    return redirect(page, heir.pk)


def _history(request: HttpRequest, nominee: Person | Unit, home: Unit) -> dict[str, Any]:
    user = request.user
    person = nominee if isinstance(nominee, Person) else None
    seen = permissions.can_see_ratings(user, nominee)
    awards = permissions.history_open_to(user, nominee)
    disciplined = person is not None and permissions.can_see_disciplines(user, person)
    return {
        "nominee": nominee,
        "awards": queries.history_of(nominee).filter(awards),
        "traces": traces_of(nominee, awards),
        "nominations": queries.under_way(nominee, user),
        "ratings": nominee.ratings.all() if seen else None,
        "initiatives": person.initiatives.all() if person and seen else None,
        "disciplines": person.disciplines.all() if person and disciplined else None,
        "may_keep_facts": permissions.can_keep_facts(user, home),
        "list_url": reverse("awards:register_list") if permissions.can_see_register(user) else "",
    }


@require_http_methods(["GET", "POST"])
def award_enter(request: HttpRequest) -> HttpResponse:
    """Enter an award that was decided before the system came."""
    require(permissions.can_enter_awards(request.user))
    units = list(Unit.objects.filter(reached(request.user, RoleKind.STANDING_OFFICE, field="")))
    form = AwardForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            award = services.enter_award(actor=request.user, award=form.award())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi vào sổ: {award}.")
            return redirect("awards:award_enter")
    return render(request, "awards/award_form.html", {"form": form})


@require_safe
def certificate_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """One certificate."""
    award = get_object_or_404(
        Award.objects.visible_to(request.user).select_related("decision__round__unit", "decision__document"), pk=pk
    )
    require(bool(award.decision and permissions.can_print_certificates(request.user, award.decision)))
    pdf = certificates.render([get_object_or_404(certificates.awards_of(award.decision), pk=award.pk)])
    name = file_name(f"giay khen {award.nominee_name} {award.year}", "pdf")
    return send_file(BytesIO(pdf), name=name, content_type="application/pdf", inline=True)
