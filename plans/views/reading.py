"""The list of plans and the page of one plan."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.dates import today
from core.http import file_name, require, send_file, send_page
from core.lists import paginate
from core.models import AuditEvent
from core.values import number
from documents.queries import verify_file
from units.models import Unit, User

from .. import deadlines_bases, permissions, queries
from ..content import from_plan
from ..models import Plan
from ..queries import changes
from ..queries.linking import family
from ..queries.restoring import looks_broken
from ..services import missing_for_signature
from .findings import proof_summary
from .showing import CHIPS, outline

VERBS = {
    "plans.create": "Tạo dự thảo",
    "plans.submit": "Gửi ký",
    "plans.take_back": "Lấy lại để sửa",
    "plans.return": "Trả lại",
    "plans.issue": "Ban hành",
    "plans.put_on_record": "Ghi nhận đã ban hành trước đây",
}


def get_plan(request: HttpRequest, pk: int) -> Plan:
    """Return the plan, or 404 when the user may not read it."""
    plans = Plan.objects.visible_to(request.user).select_related("unit", "document", "created_by")
    return get_object_or_404(plans, pk=pk)


def _signer(request: HttpRequest, plan: Plan) -> User | None:
    """Who will sign, when it is the reader: a leader looks at the very sheet that his signature will issue."""
    user = cast(User, request.user)
    return user if permissions.can_decide(user, plan) else None


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the user may read."""
    require(permissions.can_see_plans(request.user))
    filters = {name: request.GET.get(key, "").strip() for name, key in
               (("search", "q"), ("year", "nam"), ("unit", "don-vi"), ("state", "trang-thai"))}  # fmt: skip
    plans = queries.plan_list(
        request.user, search=filters["search"], year=number(filters["year"]), unit=number(filters["unit"]),
        state=filters["state"],
    )  # fmt: skip
    readable = Plan.objects.visible_to(request.user)
    context = {
        "page": paginate(request, plans),
        "filters": filters,
        "filtered": any(filters.values()),
        "years": readable.order_by("-year").values_list("year", flat=True).distinct(),
        "units": Unit.objects.filter(pk__in=readable.values("unit")).order_by("path"),
        "states": Plan.State.choices,
        "chips": CHIPS,
        "may_write": permissions.can_write_plans(request.user),
    }
    return render(request, "plans/plan_list.html", context)


@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as it prints, and beside it what may be done with it."""
    plan = get_plan(request, pk)
    content = from_plan(plan)
    pages, file_fault = _pages(request, plan)
    may_edit = permissions.can_edit(request.user, plan)
    tasks = [task for section in content.sections for task in section.tasks]
    context: dict[str, Any] = {
        "plan": plan,
        "chip": CHIPS[Plan.State(plan.state)],
        "pages": pages,
        "file_fault": file_fault,
        "outline": outline(content),
        "steps": _steps(plan),
        "task_count": len(tasks),
        "progress": queries.plan_progress(plan) if plan.in_force else {"total": 0},
        "bases": plan.bases.select_related("legal_basis"),
        "basis_endings": deadlines_bases.endings(plan, today()),
        "events": _events(plan),
        "may_edit": may_edit,
        "may_submit": permissions.can_submit(request.user, plan),
        "may_take_back": permissions.can_take_back(request.user, plan),
        "may_decide": permissions.can_decide(request.user, plan),
        "today": today(),
        "past_year": plan.year < today().year,
        "may_record": may_edit and bool(plan.number_text) and plan.issued_on is not None,
        "missing": _missing(plan, content) if may_edit else [],
        **proof_summary(cast(User, request.user), plan),
        "versions": _versions(request, plan),
        "changes_waiting": changes.waiting(plan) if may_edit else 0,
        "garbled": may_edit and looks_broken(content),
        "may_write": permissions.can_write_for(request.user, plan.unit),
        "may_close": permissions.can_close(request.user, plan),
        "may_begin": permissions.can_write_plans(request.user),
        **family(cast(User, request.user), plan),
    }
    return render(request, "plans/plan_detail.html", context)


def _versions(request: HttpRequest, plan: Plan) -> Any:
    """The last versions that the user may read: those of the steps, and the newest saved ones."""
    return permissions.versions_for(request.user, plan).select_related("saved_by").defer("content").order_by("-pk")[:5]


def _pages(request: HttpRequest, plan: Plan) -> tuple[range, str]:
    """The numbers of the plan's pages; none, and a sentence why, when the file of an issued plan is gone."""
    try:
        return range(1, queries.plan_page_count(plan, _signer(request, plan)) + 1), ""
    except FileNotFoundError:
        assert plan.document is not None
        return range(0), verify_file(plan.document).message


def _missing(plan: Plan, content: Any) -> list[dict[str, str]]:
    edit = reverse("plans:plan_edit", args=[plan.pk])
    return [{"label": label, "url": f"{edit}#{'muc' if field == 'muc' else 'id_' + field}"}
            for label, field in missing_for_signature(content)]  # fmt: skip


def _events(plan: Plan) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(
        target_type="plans.plan", target_id=str(plan.pk), action__in=VERBS
    ).select_related("actor")[:20]
    return [{"verb": VERBS[event.action], "who": event.actor.full_name if event.actor else "Hệ thống",
             "at": event.at, "reason": event.reason} for event in events]  # fmt: skip


def _steps(plan: Plan) -> list[dict[str, Any]]:
    """Return the way of the plan: writing, signature, in force."""
    place = {Plan.State.DRAFT: 0, Plan.State.RETURNED: 0, Plan.State.SUBMITTED: 1}.get(Plan.State(plan.state), 3)
    labels = ("Soạn thảo", "Trình ký", "Ban hành và thực hiện")
    steps = []
    for index, label in enumerate(labels):
        state = "done" if index < place else "now" if index == place else "next"
        steps.append({"label": label, "state": state, "who": "", "since": plan.state_since if state == "now" else None})
    return steps


@require_safe
def plan_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF: of an issued plan the stored file, of a draft its words of this moment."""
    plan = get_plan(request, pk)
    name = (
        plan.document.file_name if plan.document else file_name(f"ke-hoach-{plan.year}-{plan.unit.short_name}", "pdf")
    )
    try:
        pdf = queries.plan_pdf(plan, draft=plan.editable, signer=_signer(request, plan))
    except FileNotFoundError:
        raise Http404 from None
    return send_file(BytesIO(pdf), name=name, content_type="application/pdf", inline="tai" not in request.GET)


@require_safe
def plan_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the plan as a picture."""
    plan = get_plan(request, pk)
    return send_page(lambda: queries.plan_page(plan, page, _signer(request, plan)), seconds=600)


@require_safe
def plan_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """All pages of the plan as they print now, for the live preview."""
    plan = get_plan(request, pk)
    pages, file_fault = _pages(request, plan)
    return render(request, "plans/_sheet.html", {"plan": plan, "pages": pages, "file_fault": file_fault})
