"""Two people at one plan: who else has it open, and what the other one saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core import presence

from ..content import from_plan
from ..formdata import form_data
from ..queries.saves import last_save
from .editor import editable_plan


@require_POST
def plan_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the user has the editor open; answer with who else has."""
    return presence.answer(request, editable_plan(request, pk), "kế hoạch này")


@require_safe
def plan_fields(request: HttpRequest, pk: int) -> JsonResponse:
    """What is stored, as the editor's form would post it, with who saved it and when."""
    plan = editable_plan(request, pk)
    saved = last_save(plan)
    return JsonResponse(
        {
            "version": plan.version,
            "fields": form_data(from_plan(plan)),
            "saved_by": str(saved.actor.full_name) if saved and saved.actor else "",
            "saved_at": f"{timezone.localtime(plan.changed_at):%H:%M}",
        }
    )
