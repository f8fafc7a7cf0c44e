"""Proofreading beside the text: what was found, mended by one press, set aside with a reason."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require
from documents.proofreading.names import NAMES

from .. import permissions, services
from ..models import Plan
from ..proofreading import Proof, proof_of
from .reading import get_plan

_NO_REASON = "Chưa bỏ qua: hãy ghi lý do, không quá 2000 ký tự, để người ký biết vì sao giữ nguyên."


def _seen(request: HttpRequest, pk: int) -> Plan:
    plan = get_plan(request, pk)
    require(permissions.can_see_findings(request.user, plan))
    return plan


def _edited(request: HttpRequest, pk: int) -> Plan:
    plan = get_plan(request, pk)
    require(
        permissions.can_edit(request.user, plan), "Kế hoạch này không còn là dự thảo, hoặc không do đơn vị bạn soạn."
    )
    return plan


def findings_context(request: HttpRequest, plan: Plan, **said: str) -> dict[str, Any]:
    """Return what `_findings.html` shows."""
    proof = proof_of(plan)
    return {
        "plan": plan,
        "proof": proof,
        "groups": _groups(proof),
        "rule_names": NAMES,
        "may_edit": permissions.can_edit(request.user, plan),
        "said": said.get("said", ""),
        "refused": said.get("refused", ""),
    }


def _groups(proof: Proof) -> list[dict[str, Any]]:
    return [
        {"severity": severity, "label": label, "findings": findings, "open": severity != "note"}
        for severity, label, findings in (
            ("error", "Lỗi", proof.errors),
            ("warning", "Cần xem", proof.warnings),
            ("note", "Lưu ý", proof.notes),
        )
        if findings
    ]


@require_safe
def plan_findings(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings as a part of a page."""
    return render(request, "plans/_findings.html", findings_context(request, _seen(request, pk)))


@require_safe
def plan_proofread(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings on a page of their own."""
    return render(request, "plans/plan_proofread.html", findings_context(request, _seen(request, pk)))


def _answer(request: HttpRequest, plan: Plan, sentence: str, *, refused: bool = False) -> HttpResponse:
    """Answer with the fresh findings beside the text, or go back to their page."""
    if not request.headers.get("HX-Request"):
        (messages.error if refused else messages.success)(request, sentence)
        return redirect("plans:plan_proofread", plan.pk)
    plan = get_plan(request, plan.pk)
    said = {"refused": sentence} if refused else {"said": sentence}
    return render(request, "plans/_findings.html", findings_context(request, plan, **said))


@require_POST
def plan_fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend one finding, or with `all` every one whose mending is certain."""
    plan = _edited(request, pk)
    keys = [each.key for each in proof_of(plan).certain] if "all" in request.POST else request.POST.getlist("key")
    try:
        plan, count = services.fix_findings(plan=plan, keys=keys, actor=request.user)
    except Refused as refusal:
        return _answer(request, plan, str(refusal), refused=True)
    response = _answer(request, plan, f"Đã sửa {count} chỗ." if count > 1 else "Đã sửa.")
    response["HX-Trigger-After-Swap"] = json.dumps({"plan-fixed": {"version": plan.version}})
    return response


@require_POST
def finding_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a finding aside with a reason."""
    plan = _edited(request, pk)
    form = ReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_NO_REASON)
        services.dismiss_finding(
            plan=plan, key=request.POST.get("key", ""), reason=form.cleaned_data["reason"], actor=request.user
        )
    except Refused as refusal:
        return _answer(request, plan, str(refusal), refused=True)
    return _answer(request, plan, "Đã bỏ qua; lý do được giữ lại.")


@require_POST
def finding_reopen(request: HttpRequest, pk: int, dismissed: int) -> HttpResponse:
    """Put a finding that was set aside back into the list."""
    plan = _edited(request, pk)
    services.reopen_finding(dismissed=get_object_or_404(plan.dismissed_findings, pk=dismissed), actor=request.user)
    return _answer(request, plan, "Đã mở lại.")
