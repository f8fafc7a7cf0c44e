"""Pages of the rule sets: what held on a day and why, and how an office keeps its own."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import require

from .. import permissions
from ..choice_of_rules import held
from ..forms.rules import ProcedureForm, RuleForm, RuleSetCopyForm, RuleSetForm
from ..made_here import said_of
from ..models import Procedure, Rule, RuleSet
from ..rulebook import Rulebook
from ..services import rules as services
from ..services.procedures import as_offered


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """What holds on a day, by award, with the set that each rule comes from; all sets below."""
    require(permissions.can_see_rules(request.user))
    asked, ended = (request.GET.get(name, "").strip() for name in ("ngay", "thanh-tich"))
    day, period_end = _day(asked) or today(), _day(ended)
    book = Rulebook()
    rules = sorted(book.rules_on(day).values(), key=lambda rule: (rule.award_type.order, rule.award_type.code))
    context = {
        "day": day,
        "wrong": [text[:30] for text, found in ((asked, _day(asked)), (ended, period_end)) if text and found is None],
        "period_end": period_end,
        "held": held(book, received=day, period_end=period_end) if period_end else None,
        "sets": book.sets_on(day),
        "rows": [(rule, book.procedure_on(day, rule.award_type.code, rule.target)) for rule in rules],
        "rule_sets": book.rule_sets,
        "waiting": set(Rule.objects.filter(verified=False).values_list("rule_set", flat=True)),
        "may_keep": permissions.can_keep_rules(request.user),
    }
    return render(request, "awards/rule_list.html", context)


def _day(text: str) -> dt.date | None:
    """The day that was written, None for nothing and for what is none."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


@require_safe
def rule_set_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One set with its rules and procedures."""
    require(permissions.can_see_rules(request.user))
    rule_set = get_object_or_404(RuleSet.objects.select_related("verified_by"), pk=pk)
    rules = list(rule_set.rules.select_related("award_type"))
    procedures = list(rule_set.procedures.select_related("award_type", "rule_set"))
    waiting = [rule for rule in rules if not rule.verified]
    held = {(rule.award_type_id, rule.target) for rule in rules}
    others = Rule.objects.filter(rule_set__layer=RuleSet.Layer.LAW).exclude(rule_set=rule_set)
    offers = {(rule.award_type_id, rule.target): rule for rule in others.select_related("award_type", "rule_set")}
    context = {
        "rule_set": rule_set,
        "rules": rules,
        "waiting": waiting,
        "blocked": any(map(services.is_of_office, waiting)),
        "procedures": [(row, as_offered(row)) for row in procedures],
        "may_keep": permissions.can_keep_rules(request.user),
        "offers": [rule for key, rule in offers.items() if key not in held],
    }
    return render(request, "awards/rule_set_detail.html", context)


def _kept(request: HttpRequest, pk: int) -> RuleSet:
    require(permissions.can_keep_rules(request.user))
    return get_object_or_404(RuleSet, pk=pk)


def _try(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """Run a service; its refusal stands above what was typed."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_http_methods(["GET", "POST"])
def rule_set_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a set of one's own from this one."""
    origin = _kept(request, pk)
    initial = {"layer": RuleSet.Layer.PROVINCE, "in_force_from": today()}
    form = RuleSetCopyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        if saved := _try(form, lambda: services.copy_rule_set(actor=request.user, origin=origin, made=made)):
            messages.success(request, "Đã sao thành bộ mới. Bộ này chưa dùng và chưa xác minh.")
            return redirect(saved)
    context = {"form": form, "rule_set": origin, "title": "Sao thành bộ mới", "button": "Sao bộ tiêu chuẩn"}
    return render(request, "awards/rule_set_form.html", context)


@require_http_methods(["GET", "POST"])
def rule_set_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, dates, citation, in use or not."""
    rule_set = _kept(request, pk)
    form = RuleSetForm(request.POST or None, instance=RuleSet.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        saved = _try(
            form,
            lambda: services.change_rule_set(
                actor=request.user, rule_set=rule_set, version=words["version"], words=words
            ),
        )
        if saved:
            messages.success(request, "Đã lưu bộ tiêu chuẩn.")
            return redirect(saved)
    context = {"form": form, "rule_set": rule_set, "title": "Sửa bộ tiêu chuẩn", "button": "Lưu bộ tiêu chuẩn"}
    return render(request, "awards/rule_set_form.html", context)


def say_taken_back(request: HttpRequest, before: RuleSet) -> None:
    """Say that a set, as it was read before the act, is no longer confirmed after it."""
    if before.verified and not RuleSet.objects.get(pk=before.pk).verified:
        said = f"“{before.title}” trở lại “Chưa xác minh” vì một tiêu chuẩn của bộ vừa đổi"
        messages.warning(request, f"{said}; đối chiếu xong hãy xác minh lại.")


@require_POST
def rule_set_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a set after comparing it with the texts, or take that back."""
    rule_set = _kept(request, pk)
    confirmed = request.POST.get("verified") == "1"
    reason = request.POST.get("reason", "")
    services.verify_rule_set(actor=request.user, rule_set=rule_set, verified=confirmed, reason=reason)
    messages.success(request, "Đã ghi nhận xác minh." if confirmed else "Đã bỏ xác minh.")
    return redirect(rule_set)


@require_http_methods(["GET", "POST"])
def rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Words, articles and numbers of a rule."""
    require(permissions.can_keep_rules(request.user))
    rule = get_object_or_404(Rule.objects.select_related("rule_set", "award_type"), pk=pk)
    form = RuleForm(request.POST or None, rule=rule)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        saved = _try(
            form,
            lambda: services.change_rule(
                actor=request.user,
                rule=rule,
                version=words["version"],
                condition=form.condition(),
                note=words["note"],
                verified=words["verified"],
            ),
        )
        if saved:
            messages.success(request, f"Đã lưu tiêu chuẩn {rule}.")
            say_taken_back(request, rule.rule_set)
            return redirect(rule)
    return render(request, "awards/rule_form.html", {"form": form, "rule": rule})


@require_POST
def rule_take_offered(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what a newer release says."""
    require(permissions.can_keep_rules(request.user))
    rule = get_object_or_404(Rule.objects.select_related("rule_set", "award_type"), pk=pk)
    services.take_offered(actor=request.user, rule=rule)
    messages.success(request, f"Đã lấy bản phát hành mới cho {rule}.")
    say_taken_back(request, rule.rule_set)
    return redirect(rule)


@require_POST
def rule_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rule of the law into this set, to be changed here."""
    rule_set = _kept(request, pk)
    wanted = request.POST.get("origin", "")
    origin = get_object_or_404(Rule, pk=int(wanted) if wanted.isdecimal() else 0)
    made = services.add_rule(actor=request.user, rule_set=rule_set, origin=origin)
    messages.success(request, f"Đã thêm {made}. Hãy sửa theo quy định của cơ quan.")
    say_taken_back(request, rule_set)
    return redirect("awards:rule_edit", made.pk)


@require_POST
def rule_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rule out of the office's own set."""
    require(permissions.can_keep_rules(request.user))
    rule = get_object_or_404(Rule.objects.select_related("rule_set"), pk=pk)
    services.remove_rule(actor=request.user, rule=rule)
    messages.success(request, "Đã bỏ tiêu chuẩn riêng; tiêu chuẩn theo luật được dùng lại.")
    return redirect(rule.rule_set)


@require_http_methods(["GET", "POST"])
def procedure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The way of an award under a set."""
    require(permissions.can_keep_rules(request.user))
    procedure = get_object_or_404(Procedure.objects.select_related("rule_set", "award_type"), pk=pk)
    return _procedure(request, procedure)


@require_http_methods(["GET", "POST"])
def procedure_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A procedure for an award that has none in this set."""
    return _procedure(request, Procedure(rule_set=_kept(request, pk), verified=False))


def _procedure(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    form = ProcedureForm(request.POST or None, instance=procedure)
    if request.method == "POST" and form.is_valid():
        filled, version = form.procedure(), form.cleaned_data["version"]
        saved = _try(form, lambda: services.save_procedure(actor=request.user, procedure=filled, version=version))
        if saved:
            here = said_of(saved.components)
            told = f" Không phải nộp tệp: {'; '.join(here)}." if here else ""
            messages.success(request, f"Đã lưu quy trình xét {saved.award_type}.{told}")
            return redirect(saved)
    title = f"Quy trình xét {procedure.award_type}" if procedure.pk else "Thêm quy trình xét"
    context = {"form": form, "rule_set": procedure.rule_set, "title": title, "button": "Lưu quy trình"}
    return render(request, "awards/rule_set_form.html", context)
