"""Restoring runs as a job: it reads several plans word by word and takes a few seconds."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from core.exceptions import Refused
from core.jobs import job
from core.models import Job

from . import permissions
from .models import Plan, ProposedChange
from .services import propose_restoration

JOB = "plans.restore"


@job(JOB, again=False)  # a second run would propose everything a second time
def run(row: Job, *, plan: int, sources: Sequence[int]) -> None:
    """Propose the clean wording; the job's result is the page of the proposals."""
    actor = row.created_by
    broken = Plan.objects.select_related("unit", "document").filter(pk=plan).first()
    if broken is None or actor is None or not permissions.can_edit(actor, broken):
        raise Refused("Kế hoạch này không còn là dự thảo, hoặc bạn không còn soạn cho đơn vị đó.")
    readable = Plan.objects.visible_to(actor).select_related("unit", "document").filter(pk__in=sources)
    order = {pk: place for place, pk in enumerate(sources)}
    found = propose_restoration(
        plan=broken, sources=sorted(readable, key=lambda one: order[one.pk]), actor=actor
    )
    count = found.changes.filter(state=ProposedChange.State.OPEN).count()
    row.message = f"Đã đề xuất {count} đoạn; chưa có gì được thay đổi."
    row.result_url = f"{reverse('plans:change_list', args=[broken.pk])}?dot={found.pk}"
