"""The page "Tình trạng hệ thống" for the administrator."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import health
from core.http import require
from units.models import User
from units.permissions import can_see_health


@require_safe
def system_health(request: HttpRequest) -> HttpResponse:
    """Everything that is looked at, by subject; what is wrong stands first once more, with what to do."""
    require(can_see_health(cast(User, request.user)))
    groups = health.report()
    context = {
        "groups": groups,
        "wanting": health.wanting(groups),
        "worst": health.worst(groups),
        "chip": health.CHIPS[health.worst(groups)],
        "at": timezone.now(),
    }
    response = render(request, "emulation/health.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
