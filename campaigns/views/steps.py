"""A campaign's way: launch, another deadline, end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.dates import vn_date
from core.exceptions import Refused
from core.http import require

from .. import permissions, services
from ..forms import DeadlineForm, ReviewForm
from ..models import Campaign
from .campaigns import found


@require_POST
def campaign_launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft known."""
    campaign = _organised(request, pk)
    services.launch_campaign(actor=request.user, campaign=campaign)
    messages.success(request, "Đã phát động. Cán bộ và lãnh đạo các đơn vị tham gia đã được báo.")
    return redirect(campaign)


@require_POST
def campaign_move_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Give another registration deadline."""
    campaign = _organised(request, pk)
    form = DeadlineForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    services.move_deadline(actor=request.user, campaign=campaign, **form.cleaned_data)
    messages.success(request, f"Đã đổi hạn đăng ký đến hết ngày {vn_date(form.cleaned_data['register_by'])}.")
    return redirect(campaign)


@require_POST
def campaign_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the interim review was held."""
    campaign = _organised(request, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise Refused("Chưa ghi nhận được: hãy ghi ngày sơ kết theo dạng ngày/tháng/năm.")
    services.record_review(actor=request.user, campaign=campaign, **form.cleaned_data)
    messages.success(request, f"Đã ghi nhận sơ kết ngày {vn_date(form.cleaned_data['on'])}.")
    return redirect(campaign)


@require_POST
def campaign_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a campaign after its final review."""
    campaign = _organised(request, pk)
    services.end_campaign(actor=request.user, campaign=campaign, reason=request.POST.get("reason", ""))
    messages.success(request, "Đã kết thúc phong trào.")
    return redirect(campaign)


def _organised(request: HttpRequest, pk: int) -> Campaign:
    campaign = found(request, pk)
    require(permissions.can_organise(request.user, campaign))
    return campaign
