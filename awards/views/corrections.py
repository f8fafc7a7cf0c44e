"""Pages on which a signed decision is corrected, cancelled or recovered from, and what came back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.exceptions import Refused
from core.http import require

from .. import permissions_afterwards as may
from ..forms.decisions import RecoveryForm
from ..models import Decision, Recovery
from ..namesakes import people_apart
from ..services import corrections as services
from ..services.recoveries import keep_recovery
from .decisions import visible_decision
from .rounds import number

KINDS = [kind for kind in Decision.Kind if kind != Decision.Kind.AWARD]


@require_http_methods(["GET", "POST"])
def decision_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what is done to which lines of a signed decision; a draft comes of it."""
    decision = visible_decision(request, pk)
    require(may.can_amend(request.user, decision), "Chỉ đính chính, hủy bỏ được kết quả của quyết định đã ký.")
    kind = request.POST.get("kind") or request.GET.get("kind") or Decision.Kind.CORRECT
    kind = kind if kind in KINDS else Decision.Kind.CORRECT
    if request.method == "POST":
        chosen = [found for value in request.POST.getlist("awards") if (found := number(value))]
        if known := services.drafted_alike(original=decision, kind=kind, awards=chosen, actor=request.user):
            return redirect("awards:decision_edit", known.pk)  # a second click on the same button
        made = services.prepare_amendment(actor=request.user, original=decision, kind=kind, awards=chosen)
        messages.success(request, "Đã lập dự thảo. Hãy ghi nội dung rồi trình ký.")
        return redirect("awards:decision_edit", made.pk)
    awards = services.amendable(decision, kind)
    marks = people_apart({award.person for award in awards if award.person})
    context = {
        "decision": decision,
        "kind": kind,
        "kinds": [(choice.value, choice.label) for choice in KINDS],
        "awards": [(award, marks.get(award.person_id or 0, "")) for award in awards],
    }
    return render(request, "awards/decision_amend.html", context)


@require_http_methods(["GET", "POST"])
def recovery_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """When the decision was received, and what came back."""
    rows = Recovery.objects.filter(decision__in=Decision.objects.visible_to(request.user))
    recovery = get_object_or_404(rows.select_related("award", "decision__round__unit"), pk=pk)
    require(may.can_keep_recoveries(request.user, recovery.decision))
    form = RecoveryForm(request.POST or None, instance=Recovery.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            keep_recovery(actor=request.user, recovery=recovery, **form.days())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi việc nộp lại.")
            return redirect(recovery.decision)
    return render(request, "awards/decision_recovery.html", {"form": form, "recovery": recovery})
