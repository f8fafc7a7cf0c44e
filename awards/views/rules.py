"""Pages of the rule sets: what held on a day and why, and how an office keeps its own."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.dates import today
from core.http import require

from .. import permissions
from ..models import RuleSet
from ..rulebook import Rulebook


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """What holds on a day, by award, with the set that each rule comes from; the sets behind it."""
    require(permissions.can_see_rules(request.user))
    day, wrong = _day(request.GET.get("ngay", ""))
    book = Rulebook()
    rules = sorted(book.rules_on(day).values(), key=lambda rule: (rule.award_type.order, rule.award_type.code))
    procedures = {rule.pk: book.procedure_on(day, rule.award_type.code, rule.target) for rule in rules}
    context = {
        "day": day,
        "wrong": wrong,
        "sets": book.sets_on(day),
        "rows": [(rule, procedures[rule.pk]) for rule in rules],
        "rule_sets": RuleSet.objects.order_by("-in_force_from", "layer"),
        "may_keep": permissions.can_keep_rules(request.user),
    }
    return render(request, "awards/rule_list.html", context)


def _day(text: str) -> tuple[dt.date, str]:
    """The day that is asked for, or today and what is wrong."""
    if not text:
        return today(), ""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text.strip(), form).date(), ""
        except ValueError:
            continue
    return today(), "Ngày cần viết như 30/09/2026. Đang xem ngày hôm nay."
