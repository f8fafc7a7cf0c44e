"""How one wants to be told, and what the office lets out at any hour."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.http import require

from .. import kinds, permissions, services
from ..manners import CHOICES, choosable, offered, own_manner
from ..models import AnyHourKind, BadAddress, Choice

if TYPE_CHECKING:
    from units.models import User

FIELD = "loai-"


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """My choice for each kind of message."""
    user = cast("User", request.user)
    if request.method == "POST":
        services.choose(user=user, manners=_chosen(request))
        messages.success(request, "Đã lưu cách nhận thông báo.")
        return redirect("reminders:choices")
    kept = dict(Choice.objects.filter(user=user).values_list("kind", "manner"))
    rows = [_row(kind, kept.get(kind.code, "")) for kind in choosable()]
    bad = BadAddress.objects.filter(user=user, address=user.email).exists()
    context = {"rows": rows, "manners": CHOICES, "bad_address": bad, "crumbs": _crumbs()}
    return render(request, "reminders/choices.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What was posted, by the kind's code."""
    found = {kind.code: request.POST.get(f"{FIELD}{kind.code}", "") for kind in choosable()}
    return {code: manner for code, manner in found.items() if manner}


def _row(kind: kinds.Kind, chosen: str) -> dict[str, object]:
    """One kind with its boxes: value, label, whether it is offered, whether it counts now."""
    possible = offered(kind)
    now = chosen if chosen in possible else own_manner(kind)
    boxes = [(value, label, value in possible, value == now) for value, label in CHOICES]
    return {"kind": kind, "field": f"{FIELD}{kind.code}", "boxes": boxes}


@require_http_methods(["GET", "POST"])
def any_hour(request: HttpRequest) -> HttpResponse:
    """The kinds that leave also in quiet hours and on days off."""
    require(permissions.can_set_any_hour(request.user))
    if request.method == "POST":
        services.let_out_at_any_hour(actor=request.user, codes=request.POST.getlist("loai"))
        messages.success(request, "Đã lưu các loại được gửi cả ngoài giờ.")
        return redirect("reminders:any_hour")
    kept = set(AnyHourKind.objects.values_list("kind", flat=True))
    rows = [(kind, kind.code in kept) for kind in kinds.every()]
    return render(request, "reminders/any_hour.html", {"rows": rows, "crumbs": _crumbs()})


def _crumbs() -> list[tuple[str, str]]:
    return [("Thông báo", reverse("reminders:message_list"))]
