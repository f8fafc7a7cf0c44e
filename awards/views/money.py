"""Pages of money: the fund of an office, payment lists, base salaries and multipliers."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import file_name, require, send_file
from units.models import Unit

from .. import permissions
from .. import permissions_afterwards as may
from ..bonus import OPEN_AFTER_LOWER, SEVERAL, of_rate, salary_on
from ..exports import CONTENT_TYPES
from ..forms.money import FundForm, PaidForm, RateForm, SalaryForm
from ..models import AwardType, BaseSalary, BonusRate, FundEntry, Target
from ..money import fund_of, owing, rates_in_use, salaries
from ..payments import payment_list
from ..services import money as services
from .decisions import visible_decision

FIRST_YEAR = 2000


@require_safe
def fund_list(request: HttpRequest) -> HttpResponse:
    """The offices whose fund the user may see; one alone opens at once."""
    require(may.can_see_offices(request.user))
    offices = may.offices_of(request.user)
    if len(offices) == 1:
        return redirect("awards:fund_detail", offices[0].pk, today().year)
    year = today().year
    return render(request, "awards/fund_list.html", {"funds": [fund_of(unit, year) for unit in offices], "year": year})


@require_http_methods(["GET", "POST"])
def fund_detail(request: HttpRequest, unit: int, year: int) -> HttpResponse:
    """What came, what was paid, what is left of a year; money that comes in is written here."""
    office = get_object_or_404(Unit, pk=unit)
    require(may.can_see_fund(request.user, office))
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Http404
    keeps = may.can_keep_fund(request.user, office)
    form = FundForm(request.POST or None) if keeps else None
    if request.method == "POST":
        require(keeps)
        assert form is not None
        if form.is_valid():
            services.add_to_fund(actor=request.user, unit=office, year=year, **form.cleaned_data)
            messages.success(request, "Đã ghi vào quỹ.")
            return redirect("awards:fund_detail", office.pk, year)
    context = {
        "office": office,
        "fund": fund_of(office, year),
        "year": year,
        "years": [other for other in (year - 1, year + 1) if FIRST_YEAR <= other <= today().year + 1],
        "entries": FundEntry.objects.filter(unit=office, year=year).select_related("decision__document", "created_by"),
        "owing": owing(office, year),
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "awards/fund_detail.html", context, status=status)


@require_POST
def bonus_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark what is owed by a decision as paid."""
    decision = visible_decision(request, pk)
    require(may.can_pay(request.user, decision))
    form = PaidForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi ngày chi theo dạng ngày/tháng/năm.")
    entry = services.pay_bonuses(actor=request.user, decision=decision, on=form.cleaned_data["on"])
    messages.success(request, f"Đã ghi chi {entry.amount:,} đồng.".replace(",", "."))
    return redirect(f"{decision.get_absolute_url()}#tien-thuong")


@require_POST
def bonus_export(request: HttpRequest, pk: int) -> FileResponse:
    """The payment list of a decision for the accountant."""
    decision = visible_decision(request, pk)
    require(may.can_pay(request.user, decision))
    content, rows = payment_list(decision, request.user)
    services.record_payment_list(actor=request.user, decision=decision, rows=rows)
    assert decision.document is not None
    name = file_name(f"chi tien thuong {decision.document.code}", "xlsx")
    return send_file(BytesIO(content), name=name, content_type=CONTENT_TYPES["xlsx"])


@require_safe
def bonus_rates(request: HttpRequest) -> HttpResponse:
    """Base salaries by day, and what each award carries today."""
    require(permissions.can_see_rounds(request.user))
    known, used = salary_on(today(), salaries()), rates_in_use()
    base = replace(known, verified=True) if known else None  # whether it is confirmed stands above, once
    names = dict(AwardType.objects.values_list("code", "name"))
    order = dict(AwardType.objects.values_list("code", "order"))
    rows = [
        {
            "rate": rate,
            "name": names.get(rate.code) or rate.name or rate.code,
            "now": of_rate(used[rate.code, rate.target], base, rate.target) if base else None,
            "overlaid": rate.layer == BonusRate.Layer.LAW and used[rate.code, rate.target].article != rate.article,
        }
        for rate in sorted(BonusRate.objects.all(), key=lambda row: (order.get(row.code, 999), row.code, row.target))
    ]
    context: dict[str, Any] = {
        "rows": rows,
        "base": base,
        "several": SEVERAL,
        "open_question": OPEN_AFTER_LOWER,
        "salaries": BaseSalary.objects.all(),
        "targets": dict(Target.choices),
        "may_keep": permissions.can_keep_rules(request.user),
    }
    return render(request, "awards/bonus_rates.html", context)


@require_http_methods(["GET", "POST"])
def salary_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A base salary, new or corrected."""
    require(permissions.can_keep_rules(request.user))
    row = get_object_or_404(BaseSalary, pk=pk) if pk else BaseSalary()
    form = SalaryForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_salary(actor=request.user, salary=form.save(commit=False))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu mức lương cơ sở.")
            return redirect("awards:bonus_rates")
    return _form(request, form, "Lương cơ sở")


@require_http_methods(["GET", "POST"])
def rate_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A multiplier of the province's own."""
    require(permissions.can_keep_rules(request.user))
    own = BonusRate.objects.filter(layer=BonusRate.Layer.PROVINCE)
    row = get_object_or_404(own, pk=pk) if pk else BonusRate(layer=BonusRate.Layer.PROVINCE)
    form = RateForm(request.POST or None, instance=row, initial={"award": row.code})
    if request.method == "POST" and form.is_valid():
        try:
            services.save_rate(actor=request.user, rate=form.rate())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu mức tiền thưởng của tỉnh.")
            return redirect("awards:bonus_rates")
    return _form(request, form, "Mức tiền thưởng của tỉnh")


def _form(request: HttpRequest, form: ModelForm, title: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "awards/bonus_form.html", {"form": form, "title": title}, status=status)


@require_POST
def rate_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a province's own multiplier away."""
    require(permissions.can_keep_rules(request.user))
    services.remove_rate(actor=request.user, rate=get_object_or_404(BonusRate, pk=pk))
    messages.success(request, "Đã bỏ mức của tỉnh; mức của nghị định được dùng lại.")
    return redirect("awards:bonus_rates")
