"""Pages on which a test is added to a rule, and procedures are copied and taken out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import Refused
from core.http import require

from .. import permissions
from ..forms.conditions import KINDS, ConditionForm, kinds_for
from ..forms.rules import ProcedureCopyForm
from ..models import Procedure, Rule
from ..rules.editing import Part, parts_of, with_more
from ..services import procedures as procedure_services
from ..services import rules as services
from .rules import say_taken_back


@require_http_methods(["GET", "POST"])
def condition_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a kind of test, give its parameters, see the sentence it will read as, and add it."""
    require(permissions.can_keep_rules(request.user))
    rule = get_object_or_404(Rule.objects.select_related("rule_set", "award_type"), pk=pk)
    part = _place(rule, request.GET.get("vao", "root"))
    kinds = kinds_for(rule, part)
    kind = request.GET.get("loai", "")
    context: dict[str, Any] = {"rule": rule, "part": part, "kinds": kinds, "kind": kind}
    if kind not in dict(kinds):
        return render(request, "awards/condition_add.html", context)
    names, standards = services.names_for(rule.rule_set)
    form = ConditionForm(
        request.POST or None, rule=rule, part=part, kind=kind, names=names, standards=standards
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        context["preview"] = form.node()
        if "xem" not in request.POST and _added(request, rule, part, form):
            return redirect(f"{rule.get_absolute_url()}")
    context |= {"form": form, "kind_name": KINDS[kind][0]}
    return render(request, "awards/condition_add.html", context)


def _place(rule: Rule, key: str) -> Part:
    for part in parts_of(rule.condition):
        if part.key == key and part.takes_more:
            return part
    raise Http404


def _added(request: HttpRequest, rule: Rule, part: Part, form: ConditionForm) -> bool:
    try:
        services.change_rule(
            actor=request.user,
            rule=rule,
            version=form.cleaned_data["version"],
            condition=with_more(rule.condition, part.key, form.node()),
            note=rule.note,
            verified=False,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"Đã thêm điều kiện vào tiêu chuẩn {rule}. Tiêu chuẩn này chờ đối chiếu lại.")
    say_taken_back(request, rule.rule_set)
    return True


def _procedure(request: HttpRequest, pk: int) -> Procedure:
    require(permissions.can_keep_rules(request.user))
    return get_object_or_404(Procedure.objects.select_related("rule_set", "award_type"), pk=pk)


@require_POST
def procedure_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an office's own procedure out of its set."""
    procedure = _procedure(request, pk)
    procedure_services.remove_procedure(actor=request.user, procedure=procedure)
    messages.success(request, "Đã bỏ quy trình riêng; quy trình theo luật được dùng lại.")
    return redirect(procedure.rule_set)


@require_http_methods(["GET", "POST"])
def procedure_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a procedure to another award or set."""
    origin = _procedure(request, pk)
    form = ProcedureCopyForm(request.POST or None, initial={"rule_set": origin.rule_set_id, "target": origin.target})
    if request.method == "POST" and form.is_valid():
        try:
            made = procedure_services.copy_procedure(actor=request.user, origin=origin, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã chép quy trình; bản chép chưa xác minh. Hãy xem lại từng mục rồi lưu.")
            return redirect("awards:procedure_edit", made.pk)
    title = f"Chép quy trình xét {origin.award_type}"
    context = {"form": form, "rule_set": origin.rule_set, "title": title, "button": "Chép quy trình"}
    return render(request, "awards/rule_set_form.html", context)


@require_POST
def procedure_take_offered(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what a newer release says of a procedure."""
    procedure = _procedure(request, pk)
    procedure_services.take_offered_procedure(actor=request.user, procedure=procedure)
    messages.success(request, f"Đã lấy bản phát hành mới cho quy trình xét {procedure.award_type}.")
    return redirect(procedure)
