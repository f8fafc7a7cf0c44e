"""Pasting into the editor: the clipboard's text is read here and goes back as plain data."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from core.http import require

from .. import permissions
from ..pasting import read_pasted


@require_POST
def plan_paste(request: HttpRequest) -> JsonResponse:
    """Say what the pasted HTML or text would become; nothing is saved, and no HTML goes back."""
    require(permissions.can_write_plans(request.user))
    return JsonResponse(read_pasted(request.POST.get("html", ""), request.POST.get("text", "")).to_json())
