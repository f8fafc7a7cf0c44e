"""Restoring the marks of a plan that an OCR broke: which plans to go by, then a job that proposes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.http import require
from core.jobs import start_job
from core.values import number

from .. import permissions, restoring_job
from ..content import from_plan
from ..queries import restoring as reads
from .reading import get_plan


@require_http_methods(["GET", "POST"])
def plan_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the clean plans; the most like ones of the office are chosen already."""
    plan = get_plan(request, pk)
    require(
        permissions.can_edit(request.user, plan), "Kế hoạch này không còn là dự thảo, hoặc không do đơn vị bạn soạn."
    )
    content = from_plan(plan)
    found = reads.sources(request.user, plan, content)
    if request.method == "POST":
        asked = {number(text) for text in request.POST.getlist("nguon")}
        chosen = [source.plan.pk for source in found if source.plan.pk in asked]
        job = start_job(
            kind=restoring_job.JOB, title=f"Khôi phục dấu: {plan.subject[:150]}", actor=request.user,
            params={"plan": plan.pk, "sources": chosen},
        )  # fmt: skip
        return redirect("core:job_detail", job.pk)
    usual = {source.plan.pk for source in found[: reads.USUAL] if source.likeness >= 30}
    context = {"plan": plan, "sources": found, "usual": usual, "broken": reads.looks_broken(content)}
    return render(request, "plans/restore_choose.html", context)
