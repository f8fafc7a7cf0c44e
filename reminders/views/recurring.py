"""Recurring work: the list, the form, the marks of what is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.forms import reason_given
from core.http import require

from .. import permissions, queries_recurring, services
from ..forms_planned import DoneForm, RecurringForm
from ..models import Recurring, RecurringDone


@require_safe
def recurring_list(request: HttpRequest) -> HttpResponse:
    """What the house owes in every quarter, half-year and year."""
    require(permissions.can_see_recurring(request.user))
    aside = request.GET.get("ngung") == "1"
    context = {
        "rows": queries_recurring.recurring_rows(request.user, aside=aside),
        "aside": aside,
        "may_add": permissions.can_begin_recurring(request.user),
    }
    return render(request, "reminders/recurring_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recurring_new(request: HttpRequest) -> HttpResponse:
    """Add a recurring work."""
    require(permissions.can_begin_recurring(request.user))
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def recurring_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a recurring work, or set it aside."""
    row = get_object_or_404(Recurring.objects.visible_to(request.user).select_related("unit"), pk=pk)
    require(permissions.can_keep_recurring(request.user, row))
    return _form(request, row)


def _form(request: HttpRequest, row: Recurring | None) -> HttpResponse:
    form = RecurringForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep_recurring(
                actor=request.user, row=Recurring.objects.get(pk=row.pk) if row else None, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi việc định kỳ: {kept.title}.")
            return redirect("reminders:recurring_list")
    context = {"form": form, "row": row}
    return render(request, "reminders/recurring_edit.html", context, status=422 if form.errors else 200)


@require_POST
def recurring_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one period as done."""
    row = get_object_or_404(Recurring.objects.visible_to(request.user).select_related("unit"), pk=pk)
    require(permissions.can_mark_recurring(request.user, row))
    form = DoneForm(request.POST)
    if not form.is_valid():
        raise Refused("Chưa đánh dấu được: hãy ghi ngày xong theo dạng ngày/tháng/năm, ghi chú không quá 300 ký tự.")
    services.mark_done(actor=request.user, row=row, **form.cleaned_data)
    messages.success(request, f"Đã đánh dấu xong: {row.title}. Lời nhắc của kỳ này dừng lại.")
    return _back(row)


@require_POST
def recurring_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mark back, with a reason."""
    within = Recurring.objects.visible_to(request.user)
    done = get_object_or_404(RecurringDone.objects.select_related("recurring__unit"), pk=pk, recurring__in=within)
    require(permissions.can_keep_recurring(request.user, done.recurring))
    reason = reason_given(request.POST, "Hãy ghi lý do bỏ dấu xong")
    services.take_back_done(actor=request.user, done=done, reason=reason)
    messages.success(request, f"Đã bỏ dấu xong: {done.recurring.title}. Kỳ đó lại được nhắc.")
    return _back(done.recurring)


def _back(row: Recurring) -> HttpResponse:
    return redirect(f"{reverse('reminders:recurring_list')}#viec-{row.pk}")
