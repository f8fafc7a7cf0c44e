"""Who signs by order or by mandate: the list, giving one, ending one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require
from core.lists import paginate

from .. import permissions, services
from ..forms import MandateForm
from ..kinds import kind_name
from ..models import SigningMandate


@require_safe
def mandate_list(request: HttpRequest) -> HttpResponse:
    """All orders and mandates of the issuers that the user keeps, those in force first."""
    require(permissions.can_keep_mandates(request.user))
    mandates = SigningMandate.objects.visible_to(request.user).select_related("unit", "user", "own_unit")
    page = paginate(request, mandates.order_by("ended_at", "-since", "-pk"))
    rows = [(mandate, _state(mandate), [kind_name(kind) for kind in mandate.kinds]) for mandate in page]
    return render(request, "documents/mandate_list.html", {"page": page, "rows": rows})


def _state(mandate: SigningMandate) -> tuple[str, str]:
    """The mandate's state in words, and its chip."""
    day = today()
    if mandate.ended_at is not None:
        return "đã chấm dứt", "neutral"
    if mandate.since > day:
        return "chưa đến ngày", "info"
    if mandate.until is not None and mandate.until < day:
        return "hết thời hạn", "neutral"
    return "đang có hiệu lực", "done"


@require_http_methods(["GET", "POST"])
def mandate_give(request: HttpRequest) -> HttpResponse:
    """Write down an order or a mandate."""
    require(permissions.can_keep_mandates(request.user))
    form = MandateForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            mandate = services.give_mandate(**form.values, actor=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi việc giao ký cho {mandate.user.full_name}.")
            return redirect("documents:mandate_list")
    return render(request, "documents/mandate_form.html", {"form": form})


@require_POST
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an order or a mandate before its time."""
    mandate = get_object_or_404(SigningMandate.objects.visible_to(request.user), pk=pk)
    require(permissions.can_keep_mandate(request.user, mandate))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Chưa chấm dứt: hãy ghi lý do, không quá 2000 ký tự.")
    services.end_mandate(mandate=mandate, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, f"Đã chấm dứt việc giao ký cho {mandate.user.full_name}.")
    return redirect("documents:mandate_list")
