"""The administrator's outbox: what was sent, what waits, what failed, which addresses do not work."""

import datetime as dt

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from core.models import Job
from core.queues import paused
from units.permissions import can_see_health

from .. import channels, permissions, queries, services
from ..models import Delivery
from ..services.retrying_all import told

State = Delivery.State


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The deliveries, by state, person and day."""
    require(permissions.can_see_outbox(request.user))
    who, day, state = (request.GET.get(name, "").strip() for name in ("nguoi", "ngay", "state"))
    on, fault = _day(day)
    found = queries.deliveries(request.user, who=who, on=on)
    rows = found.filter(state=state) if state in State.values else found
    rows = rows.select_related("recipient").prefetch_related("messages").order_by("-pk")
    kept = request.GET.copy()
    kept.pop("state", None)
    kept.pop("page", None)
    context = {
        "page": paginate(request, rows),
        "states": queries.state_counts(found),
        "state": state if state in State.values else "",
        "who": who,
        "day": day,
        "fault": fault,
        "query": kept.urlencode(),
        "paused": paused("mail"),
        "bad": queries.bad_addresses(request.user).count(),
        "sets_any_hour": permissions.can_set_any_hour(request.user),
        "sees_health": can_see_health(request.user),
    }
    return render(request, "reminders/outbox.html", context)


def _day(text: str) -> tuple[dt.date | None, str]:
    """The day that was typed as dd/mm/yyyy, and what is wrong with it."""
    if not text:
        return None, ""
    try:
        return dt.datetime.strptime(text, "%d/%m/%Y").date(), ""
    except ValueError:
        return None, f"Không hiểu ngày “{text}”. Hãy ghi ngày/tháng/năm, ví dụ 08/03/2026."


@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: what stands in it, what became of it."""
    require(permissions.can_see_outbox(request.user))
    rows = Delivery.objects.administered_by(request.user).select_related("recipient")
    row = get_object_or_404(rows, pk=pk)
    inside = list(row.messages.order_by("due_on", "pk"))
    text, channel = row.text, channels.named(row.channel)
    if not text and inside and channel is not None:
        text = channel.compose(row, inside).text
    context = {
        "delivery": row,
        "inside": inside,
        "text": text,
        "channel": channel.title if channel else row.channel,
        "crumbs": _crumbs(),
    }
    return render(request, "reminders/delivery.html", context)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a delivery again."""
    require(permissions.can_see_outbox(request.user))
    row = get_object_or_404(Delivery.objects.administered_by(request.user), pk=pk)
    services.retry(actor=request.user, delivery=row, reason=request.POST.get("reason", ""))
    messages.success(request, "Đã xếp lại vào hàng chờ gửi; thư sẽ đi trong giờ gửi thư.")
    return redirect(f"{reverse('reminders:outbox')}?state={State.QUEUED}")


@require_POST
def retry_many(request: HttpRequest) -> HttpResponse:
    """Queue the chosen deliveries again, or all that the list shows on all its pages."""
    require(permissions.can_see_outbox(request.user))
    reason = request.POST.get("reason", "")
    if "tat-ca" in request.POST:
        return _retry_all(request, reason)
    rows = list(_ticked(request))
    number = services.retry_many(actor=request.user, deliveries=rows, reason=reason)
    return _queued(request, number, len(rows))


def _retry_all(request: HttpRequest, reason: str) -> HttpResponse:
    who, day, state = (request.POST.get(name, "").strip() for name in ("nguoi", "ngay", "state"))
    on, fault = _day(day)
    if fault:
        raise Refused(fault)
    shown = queries.deliveries(request.user, who=who, on=on).filter(state=state).count()
    done = services.retry_all(actor=request.user, state=state, who=who, on=on, reason=reason)
    return redirect("core:job_detail", done.pk) if isinstance(done, Job) else _queued(request, done, shown)


def _queued(request: HttpRequest, number: int, of: int) -> HttpResponse:
    messages.success(request, told(number, of))
    return redirect(f"{reverse('reminders:outbox')}?state={State.QUEUED}")


def _ticked(request: HttpRequest) -> QuerySet[Delivery]:
    ids = [int(text) for text in request.POST.getlist("thu") if text.isascii() and text.isdigit() and len(text) < 19]
    return Delivery.objects.administered_by(request.user).filter(pk__in=ids)


@require_safe
def bad_addresses(request: HttpRequest) -> HttpResponse:
    """The addresses that a mail server refused for good."""
    require(permissions.can_see_outbox(request.user))
    page = paginate(request, queries.bad_addresses(request.user))
    return render(request, "reminders/bad_addresses.html", {"page": page, "crumbs": _crumbs()})


@require_POST
def clear_bad(request: HttpRequest, pk: int) -> HttpResponse:
    """Let mail go to the address again."""
    require(permissions.can_see_outbox(request.user))
    row = get_object_or_404(queries.bad_addresses(request.user), pk=pk)
    services.clear_bad(actor=request.user, row=row)
    messages.success(request, f"Từ nay thư lại được gửi tới {row.address}.")
    return redirect("reminders:bad_addresses")


def _crumbs() -> list[tuple[str, str]]:
    return [("Thư gửi đi", reverse("reminders:outbox"))]
