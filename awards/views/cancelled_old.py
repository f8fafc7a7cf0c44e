"""Pages on which an old award is cancelled by a paper from elsewhere, and what came back of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.exceptions import Refused
from core.http import require

from .. import permissions_afterwards as may
from ..forms.cancelled import OldCancellationForm, OldReturnForm
from ..models import Award, OldCancellation
from ..models.cancelled_old import history_url
from ..services.cancelled_old import cancel_old_award, keep_old_recovery


@require_http_methods(["GET", "POST"])
def old_award_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the decision, made elsewhere, that cancelled an old line."""
    rows = Award.objects.visible_to(request.user).select_related("award_type", "unit", "person")
    award = get_object_or_404(rows, pk=pk)
    office = may.office_of_old(request.user, award)
    require(office is not None, "Chỉ ghi hủy bỏ ở đây kết quả cũ còn hiệu lực, do bộ phận thường trực của đơn vị.")
    assert office is not None
    form = OldCancellationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_old_award(actor=request.user, award=award, office=office, entered=form.save(commit=False))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi hủy bỏ {award.award_type.name} của {award.nominee_name}.")
            return redirect(history_url(award))
    context = {"form": form, "award": award, "back": history_url(award), "title": "Hủy bỏ kết quả cũ"}
    return render(request, "awards/old_award_form.html", context)


@require_http_methods(["GET", "POST"])
def old_award_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """What came back of an old award that was cancelled."""
    seen = Award.objects.visible_to(request.user)
    row = get_object_or_404(
        OldCancellation.objects.filter(award__in=seen).select_related("award__award_type", "office"), pk=pk
    )
    require(may.can_keep_old_recovery(request.user, row))
    form = OldReturnForm(request.POST or None, instance=OldCancellation.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data
        try:
            keep_old_recovery(
                actor=request.user, cancellation=row,
                objects_on=days["objects_returned_on"], money_on=days["money_returned_on"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi việc nộp lại.")
            return redirect(history_url(row.award))
    context = {
        "form": form, "award": row.award, "row": row, "back": history_url(row.award), "title": "Nộp lại hiện vật, tiền",
    }  # fmt: skip
    return render(request, "awards/old_award_form.html", context)
