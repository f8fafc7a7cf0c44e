"""The page of one's own messages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from core.lists import paginate

from .. import permissions, queries, services
from ..models import Message
from ..permissions_urging import can_urge


@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """My messages, first the unread ones that still ask."""
    page = paginate(request, Message.objects.visible_to(request.user).counted_first())
    page.object_list = queries.settled(page.object_list)
    oversees = permissions.can_oversee(request.user)
    context = {
        "page": page,
        "unread_here": queries.unread_count(request.user),
        "oversees": oversees,
        "urges": can_urge(request.user),
    }
    return render(request, "reminders/message_list.html", context)


@require_POST
def message_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all my messages as read."""
    number = services.mark_all_read(user=request.user)
    messages.success(request, f"Đã đánh dấu {number} thông báo là đã đọc.")
    return redirect("reminders:message_list")


@require_POST
def message_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one of my messages as read and stay in the list."""
    services.mark_read(message=get_object_or_404(Message, recipient=request.user, pk=pk))
    return redirect("reminders:message_list")


@require_POST
def message_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one of my messages as read and go to the thing it is about; a POST, because it writes. One that was taken
    back since the page was drawn opens too, and says so."""
    message = get_object_or_404(Message, recipient=request.user, pk=pk)
    services.mark_read(message=message)
    if message.state == Message.State.SILENCED:
        messages.info(request, "Việc trong thông báo này đã xong, đã dời hoặc đã chuyển người khác.")
    inside = url_has_allowed_host_and_scheme(message.url, allowed_hosts=None)
    return redirect(message.url if message.url and inside else "reminders:message_list")
