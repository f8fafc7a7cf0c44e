"""The list of campaigns, one campaign, and its draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import values
from core.dates import today
from core.exceptions import Refused
from core.http import require
from core.lists import matches, paginate
from plans.models import Plan
from units.models import Unit

from .. import permissions, queries, services
from ..forms import CampaignForm, Criteria, DeadlineForm, ReviewForm
from ..models import Campaign

CRUMB = "Phong trào"


def found(request: HttpRequest, pk: int) -> Campaign:
    """The campaign if the user may read it, else 404."""
    rows = Campaign.objects.visible_to(request.user).select_related("unit", "plan__document")
    return get_object_or_404(rows, pk=pk)


def trail(campaign: Campaign | None = None) -> list[tuple[str, str]]:
    """Where the page stands."""
    crumbs = [(CRUMB, reverse("campaigns:campaign_list"))]
    return crumbs if campaign is None else [*crumbs, (campaign.title, campaign.get_absolute_url())]


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Campaigns that the user may read; words, state and year stand in the address."""
    require(permissions.can_see_campaigns(request.user))
    seen = Campaign.objects.visible_to(request.user)
    search, state, year = (request.GET.get(name, "").strip() for name in ("q", "state", "year"))
    rows = seen.filter(matches(search))
    if state in Campaign.State.values:
        rows = rows.filter(state=state)
    if year.isascii() and year.isdigit() and (number := int(year[:4])):
        rows = rows.filter(starts_on__year=number)
    late = Unit.objects.filter(pk=asked).first() if (asked := values.number(request.GET.get("muon", ""))) else None
    if late:
        rows = rows.filter(pk__in=queries.late_for(request.user).filter(unit=late).values("campaign"))
    context = {
        "page": paginate(request, queries.with_counts(rows.listed())),
        "search": search,
        "state": state,
        "year": year,
        "states": Campaign.State.choices,
        "years": [str(number) for number in queries.years(seen)],
        "may_create": permissions.can_create(request.user),
        "filtered": bool(search or state or year or late),
        "late": late,
    }
    return render(request, "campaigns/campaign_list.html", context)


@require_safe
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign: what it is about, the criteria, where it is, and what this user can do in it."""
    campaign = found(request, pk)
    user = request.user
    own = list(queries.own_units(user, campaign)[:50]) if not campaign.is_draft else []
    registrations = queries.registrations_of(campaign, own)
    may_organise = permissions.can_organise(user, campaign)
    lacks = services.missing_for_launch(campaign) if campaign.is_draft and may_organise else []
    edit_url = reverse("campaigns:campaign_edit", args=[pk])
    criteria = list(campaign.criteria.all())
    context = {
        "campaign": campaign,
        "crumbs": trail(),
        "criteria": criteria,
        "total_points": sum(each.max_points or 0 for each in criteria),
        "units": campaign.units.order_by("path"),
        "steps": _steps(campaign),
        "own": [(unit, registrations.get(unit.pk), permissions.can_send(user, unit)) for unit in own],
        "missing": [{"label": text, "url": f"{edit_url}#{field}"} for text, field in lacks],
        "may_organise": may_organise,
        "may_edit": permissions.can_edit(user, campaign),
        "may_urge": may_organise and campaign.is_launched and campaign.registration_over(),
        "may_see_board": permissions.can_see_board(user, campaign) and not campaign.is_draft,
        "counts": queries.board_counts(campaign),
        "review_form": ReviewForm(initial={"on": today()}),
        "deadline_form": DeadlineForm(initial={"register_by": campaign.register_by}),
        "may_see_plan": _may_see_plan(request, campaign),
    }
    return render(request, "campaigns/campaign_detail.html", context)


def _may_see_plan(request: HttpRequest, campaign: Campaign) -> bool:
    """Whether the plan's name is a link: nobody is led to a page that refuses."""
    return campaign.plan is not None and campaign.plan in Plan.objects.visible_to(request.user)


def _steps(campaign: Campaign) -> list[dict[str, Any]]:
    """The way of a campaign: where it is, since when, what comes next."""
    over = campaign.registration_over()
    place = {Campaign.State.DRAFT: 0, Campaign.State.LAUNCHED: 2 if over else 1, Campaign.State.ENDED: 4}[
        Campaign.State(campaign.state)
    ]
    labels = ["Dự thảo", "Đăng ký thi đua", "Thực hiện", "Tổng kết"]
    closed_on = campaign.register_by if over else None
    since = [campaign.created_at, campaign.launched_at, closed_on, campaign.ended_at]
    return [
        {
            "label": label,
            "who": "",
            "since": day if number <= place else None,
            "state": "done" if number < place else "now" if number == place else "next",
        }
        for number, (label, day) in enumerate(zip(labels, since, strict=True))
    ]


@require_http_methods(["GET", "POST"])
def campaign_create(request: HttpRequest) -> HttpResponse:
    """Begin a campaign."""
    require(permissions.can_create(request.user))
    return _write(request, None)


@require_http_methods(["GET", "POST"])
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    campaign = found(request, pk)
    require(permissions.can_organise(request.user, campaign))
    if not campaign.is_draft:
        raise Refused("Phong trào đã phát động nên không sửa được nữa. Hãy mở trang phong trào để xem.")
    return _write(request, campaign)


def _write(request: HttpRequest, campaign: Campaign | None) -> HttpResponse:
    if request.method != "POST":
        form = CampaignForm(user=request.user, instance=campaign)
        return _form_page(request, campaign, form, Criteria.of(campaign))
    if act := request.POST.get("act", ""):
        form = CampaignForm.as_typed(request.POST, user=request.user, instance=campaign)
        return _form_page(request, campaign, form, Criteria.changed(request.POST, act))
    form = CampaignForm(request.POST, user=request.user, instance=campaign)
    criteria = Criteria.typed(request.POST)
    faults = criteria.faults()
    saved = _saved(request, campaign, form, criteria) if form.is_valid() and not faults else None
    if saved is None:
        for fault in faults:
            form.add_error(None, fault)
        return _form_page(request, campaign, form, criteria)
    messages.success(request, "Đã lưu dự thảo phong trào.")
    return redirect(saved)


def _saved(request: HttpRequest, campaign: Campaign | None, form: CampaignForm, criteria: Criteria) -> Campaign | None:
    """Save by the service; a refusal becomes a fault of the form, so that nothing typed is lost."""
    values = {"actor": request.user, "units": form.cleaned_data["units"], "criteria": criteria.lines()}
    try:
        if campaign is None:
            return services.create_campaign(**values, **form.values())
        version = form.cleaned_data["version"] or 0
        return services.change_campaign(campaign=campaign, version=version, **values, **form.values())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _form_page(request: HttpRequest, campaign: Campaign | None, form: CampaignForm, criteria: Criteria) -> HttpResponse:
    saved = Campaign.objects.get(pk=campaign.pk) if campaign else None
    context = {
        "form": form,
        "criteria": criteria,
        "crumbs": trail(saved),
        "title": "Sửa dự thảo phong trào" if campaign else "Lập phong trào thi đua",
        "back_url": trail(saved)[-1][1],
    }
    return render(request, "campaigns/campaign_form.html", context)
