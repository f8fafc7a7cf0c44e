"""Results before the public, and the page on which the office says so."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require
from core.limits import limited
from core.lists import matches, paginate
from core.text import fold

from .. import permissions_afterwards as may
from ..home_boxes import unpublished
from ..models import Award, Decision
from ..models.publishing import published
from ..services import publishing as services
from .decisions import visible_decision
from .rounds import number

PAGES_A_MINUTE = 60
MOST_READ, MOST_FOUND = 500, 100
PUBLIC = Q(state=Decision.State.SIGNED) & published()


@login_not_required
@require_safe
@limited("results", PAGES_A_MINUTE)
def results_public(request: HttpRequest) -> HttpResponse:
    """Published results, the latest decision first: decisions, or the lines that a search finds."""
    text = request.GET.get("q", "").strip()[:100]
    decisions = Decision.objects.filter(PUBLIC).select_related("document", "round__unit").order_by("-decided_on", "-pk")
    years = sorted({day.year for day in decisions.dates("decided_on", "year")}, reverse=True)
    asked = number(request.GET.get("year", ""))
    year = asked if asked in years else None
    if year:
        decisions = decisions.filter(decided_on__year=year)
    context: dict[str, Any] = {"text": text, "year": year, "years": years}
    if text:
        context["lines"] = _found(text, decisions)
    else:
        standing = Count("awards", filter=Q(awards__state=Award.State.IN_FORCE))
        context["page"] = paginate(request, decisions.annotate(count=standing))
    return render(request, "awards/results_public.html", context)


def _found(text: str, decisions: QuerySet[Decision]) -> list[Award]:
    """The lines whose public words hold all that was typed: what else the register searches by stays out of reach."""
    rows = Award.objects.in_force().filter(matches(text), decision__in=decisions)
    wanted = fold(text).split()
    near = rows.select_related("award_type", "unit").order_by("order_key", "pk")[:MOST_READ]
    public = ((row, fold(f"{row.nominee_name} {row.unit} {row.award_type} {row.decision_code}")) for row in near)
    return [row for row, words in public if all(word in words for word in wanted)][:MOST_FOUND]


@login_not_required
@require_safe
@limited("results", PAGES_A_MINUTE)
def results_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines in force of one published decision: name, unit, award, number; nothing else."""
    decision = Decision.objects.filter(PUBLIC, pk=pk).select_related("document", "round__unit").first()
    if decision is None:
        raise Http404
    rows = Award.objects.in_force().filter(decision=decision).select_related("award_type", "unit")
    page = paginate(request, rows.order_by("golden_number", "pk"))
    return render(request, "awards/results_decision.html", {"decision": decision, "page": page})


@require_safe
def results_list(request: HttpRequest) -> HttpResponse:
    """Signed decisions: which are published, which may be."""
    require(may.can_see_publications(request.user))
    left = request.GET.get("chua", "") == "1"
    rows = unpublished(request.user) if left else may.publishable(request.user)
    rows = rows.select_related("document", "round__unit", "publication").order_by("-decided_on", "-pk")
    return render(request, "awards/results_list.html", {"page": paginate(request, rows), "left": left})


@require_POST
def results_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a decision's results before the public."""
    decision = visible_decision(request, pk)
    require(may.can_publish(request.user, decision))
    services.publish_results(actor=request.user, decision=decision)
    messages.success(request, "Đã công bố kết quả; người được khen có tài khoản đã nhận thông báo.")
    return redirect(decision)


@require_POST
def results_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision's results from the public page."""
    decision = visible_decision(request, pk)
    require(may.can_publish(request.user, decision))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi lý do gỡ kết quả.")
    services.withdraw_results(actor=request.user, decision=decision, reason=form.cleaned_data["reason"])
    messages.success(request, "Đã gỡ kết quả khỏi trang công khai.")
    return redirect(decision)
