"""When reminders go out: by kind of deadline, and in which hours."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.exceptions import Refused
from core.http import require
from units.permissions_common import common_keepers

from .. import kinds, permissions, registry, schedules, services
from ..forms_planned import HoursForm, ScheduleForm
from ..models import SendingHours


@require_safe
def schedule_list(request: HttpRequest) -> HttpResponse:
    """How every kind of deadline reminds, and when mail may leave."""
    require(permissions.can_oversee(request.user))
    kept = schedules.load()
    context = {
        "rows": [(kinds.kind_of(code), kept[code], code) for code, _ in registry.providers()],
        "hours": SendingHours.objects.first() or SendingHours(),
        "keeps": permissions.can_keep_schedules(request.user),
        "keepers": ", ".join(unit.short_name for unit in common_keepers()),
    }
    return render(request, "reminders/schedule_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Change how one kind of deadline reminds."""
    require(permissions.can_keep_schedules(request.user))
    if kind not in dict(registry.providers()):
        raise Http404
    title = kinds.kind_of(kind).title
    form = ScheduleForm(request.POST or None, instance=schedules.row_of(kind))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_schedule(actor=request.user, kind=kind, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã đổi lịch nhắc: {title}. Mốc đã qua không được nhắc bù.")
            return redirect("reminders:schedule_list")
    context = {"form": form, "title": title, "mandatory": kinds.kind_of(kind).mandatory}
    return render(request, "reminders/schedule_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hours_edit(request: HttpRequest) -> HttpResponse:
    """Change when mail may leave."""
    require(permissions.can_keep_schedules(request.user))
    form = HoursForm(request.POST or None, instance=SendingHours.objects.first() or SendingHours())
    if request.method == "POST" and form.is_valid():
        try:
            services.change_hours(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã đổi giờ gửi thư.")
            return redirect("reminders:schedule_list")
    return render(request, "reminders/hours_edit.html", {"form": form}, status=422 if form.errors else 200)
