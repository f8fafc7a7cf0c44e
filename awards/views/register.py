"""Pages of the register of awards and of the rule sets."""

from io import BytesIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.http import file_name, require, send_file
from core.models import Job
from units.models import Person, RoleKind, Unit
from units.permissions import reached

from .. import certificates, exports, permissions, queries, register, services
from ..forms import AwardForm
from ..models import Award, RuleSet
from ..services.exports import take_register
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
        "window": register.window(found, after=after, before=before),
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
    """All awards of a person."""
    person = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    require(permissions.can_see_person_history(request.user, person))
    context = {
        "nominee": person,
        "home": person.unit,
        "awards": queries.history_of(person),
        "facts_url": reverse("awards:person_facts", args=[person.pk]),
        "may_keep_facts": permissions.can_keep_facts(request.user, person.unit),
    }
    return render(request, "awards/history.html", context)


@require_safe
def unit_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All awards of a collective."""
    unit = get_object_or_404(Unit.objects.select_related("parent"), pk=pk)
    require(permissions.can_see_unit_history(request.user, unit))
    context = {
        "nominee": unit,
        "home": unit.parent,
        "awards": queries.history_of(unit),
        "facts_url": reverse("awards:unit_facts", args=[unit.pk]),
        "may_keep_facts": permissions.can_keep_facts(request.user, unit),
    }
    return render(request, "awards/history.html", context)


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
    pdf = certificates.render([certificates.awards_of(award.decision).get(pk=award.pk)])
    name = file_name(f"giay khen {award.nominee_name} {award.year}", "pdf")
    return send_file(BytesIO(pdf), name=name, content_type="application/pdf", inline=True)


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """The conditions in force by date, with their articles; what nobody confirmed says so."""
    require(permissions.can_see_rounds(request.user))
    rule_sets = RuleSet.objects.prefetch_related("rules__award_type")
    return render(request, "awards/rule_list.html", {"rule_sets": rule_sets})
