"""The page that names the offices which keep what is one for the whole installation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.exceptions import Refused
from core.http import require

from .. import permissions_common, services
from ..forms_keepers import KeepersForm
from ..models import Unit


@require_http_methods(["GET", "HEAD", "POST"])
def common_keepers(request: HttpRequest) -> HttpResponse:
    """Name the offices that change rules of awards, calendar, schedules and hours of sending."""
    require(permissions_common.can_name_keepers(request.user))
    form = KeepersForm(request.POST or None, initial={"units": permissions_common.common_keepers()})
    if request.method == "POST" and form.is_valid():
        chosen: list[Unit] = list(form.cleaned_data["units"])
        try:
            services.name_keepers(actor=request.user, units=chosen)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã lưu danh sách cơ quan giữ phần dùng chung.")
            if not permissions_common.common_keepers():
                messages.warning(request, "Chưa chọn cơ quan nào: chỉ đơn vị đứng đầu hệ thống sửa được.")
            return redirect("units:common_keepers")
    return render(request, "units/common_keepers.html", {"form": form}, status=422 if form.errors else 200)
