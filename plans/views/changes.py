"""The page where proposed changes are accepted or declined, one by one or many at a time."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.http import require
from core.values import number

from .. import permissions, services
from ..content import from_plan
from ..models import ChangeSet, Plan, ProposedChange
from ..queries import changes as reads
from ..rolling.kinds import KINDS, RESTORE
from .reading import get_plan

THRESHOLD = 80


def _writable(request: HttpRequest, pk: int) -> Plan:
    plan = get_plan(request, pk)
    require(
        permissions.can_edit(request.user, plan), "Kế hoạch này không còn là dự thảo, hoặc không do đơn vị bạn soạn."
    )
    return plan


def _set(plan: Plan, text: str) -> ChangeSet | None:
    """The set that the address names, else the newest with something open, else the newest."""
    sets = reads.sets_of(plan)
    pk = number(text)
    if pk is not None and (named := sets.filter(pk=pk).first()):
        return named
    waiting = ProposedChange.objects.filter(change_set__plan=plan, state=ProposedChange.State.OPEN)
    return sets.filter(pk__in=waiting.values("change_set")).first() or sets.first()


def _context(plan: Plan, chosen: ChangeSet | None, *, all_states: bool) -> dict[str, object]:
    changes = list(chosen.changes.select_related("decided_by")) if chosen else []
    waiting = [change for change in changes if change.state == ProposedChange.State.OPEN]
    shown = changes if all_states else waiting
    content = from_plan(plan)
    return {
        "plan": plan,
        "chosen": chosen,
        "sets": list(reads.sets_of(plan)),
        "groups": reads.grouped([change for change in shown if not change.mark], content),
        "marks": reads.grouped([change for change in shown if change.mark], content),
        "kinds": reads.kinds_of(changes),
        "waiting": sum(not change.mark for change in waiting),
        "marks_waiting": sum(change.mark for change in waiting),
        "decided": len(changes) - len(waiting),
        "all_states": all_states,
        "restoring": chosen is not None and chosen.kind == ChangeSet.Kind.RESTORE,
        "sure": sum(change.confidence >= THRESHOLD and not change.mark for change in waiting),
        "threshold": THRESHOLD,
    }


@require_safe
def change_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What is proposed for this draft and waits to be accepted."""
    plan = _writable(request, pk)
    chosen = _set(plan, request.GET.get("dot", ""))
    context = _context(plan, chosen, all_states=request.GET.get("hien") == "ca")
    return render(request, "plans/change_list.html", context)


@require_POST
def change_decide(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Accept, decline or reopen one change; with htmx only its row comes back."""
    plan = _writable(request, pk)
    row = get_object_or_404(ProposedChange.objects.select_related("change_set"), pk=change, change_set__plan=plan)
    said = _decided(request, plan, row, request.POST.get("decision", ""))
    if request.headers.get("HX-Request"):
        row.refresh_from_db()
        plan.refresh_from_db()
        shown = reads.grouped([row], from_plan(plan))[0].rows[0]
        context = {"plan": plan, "row": shown, "restoring": row.kind == RESTORE, "said": said}
        return render(request, "plans/change_row.html", context)
    if said:
        messages.warning(request, said)
    return _back(plan, row.change_set_id, f"thay-doi-{row.pk}")


def _decided(request: HttpRequest, plan: Plan, row: ProposedChange, decision: str) -> str:
    """Do what was asked for one change; what stood in the way, in a sentence."""
    if decision == "reopen":
        services.reopen_change(plan=plan, change=row, actor=request.user)
        return ""
    if decision not in ("accept", "decline"):
        return ""
    decide = services.accept_changes if decision == "accept" else services.decline_changes
    decided = decide(plan=plan, changes=[row.pk], actor=request.user)
    if decided.outdated:
        return "Đoạn này đã được sửa từ khi đề xuất nên không nhận tự động được; hãy sửa trong bài soạn."
    return "" if decided.done else "Chỗ này đã được quyết định trước đó, có thể bởi người khác; không đổi gì thêm."


@require_POST
def change_decide_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all of a kind, all above a confidence, or all; or decline all that wait."""
    plan = _writable(request, pk)
    chosen = get_object_or_404(plan.change_sets, pk=number(request.POST.get("dot", "")) or 0)
    waiting = chosen.changes.filter(state=ProposedChange.State.OPEN, mark=False)
    which, name = _chosen(waiting, request.POST.get("which", ""), request.POST.get("from", ""))
    ids = list(which.values_list("pk", flat=True))
    if request.POST.get("decision") == "decline":
        decided = services.decline_changes(plan=plan, changes=ids, actor=request.user)
        messages.success(request, f"Đã bỏ qua {decided.done} thay đổi{name}.")
    else:
        decided = services.accept_changes(plan=plan, changes=ids, actor=request.user, keep_doubts=True)
        messages.success(request, f"Đã nhận {decided.done} thay đổi{name} vào dự thảo.")
        if decided.outdated:
            messages.warning(request, f"{len(decided.outdated)} chỗ đã được sửa từ khi đề xuất nên còn để lại.")
    return _back(plan, chosen.pk)


def _chosen(waiting: QuerySet[ProposedChange], which: str, least: str) -> tuple[QuerySet[ProposedChange], str]:
    if which in KINDS:
        return waiting.filter(kind=which), f" loại “{KINDS[which]}”"
    if which == "sure":
        bound = min(number(least) if number(least) is not None else THRESHOLD, 100)  # type: ignore[type-var]
        return waiting.filter(confidence__gte=bound), f" có độ tin cậy từ {bound}"
    return (waiting, "") if which == "all" else (waiting.none(), "")


def _back(plan: Plan, chosen: int, anchor: str = "") -> HttpResponse:
    address = f"{reverse('plans:change_list', args=[plan.pk])}?dot={chosen}"
    return redirect(f"{address}#{anchor}" if anchor else address)
