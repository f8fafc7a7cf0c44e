"""The bell of the top bar: its number, asked for again and again, and the newest messages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseStopPolling

from .. import queries


@never_cache
@login_not_required
@require_safe
def number(request: HttpRequest) -> HttpResponse:
    """How many messages are unread; 204 when it is the number that the page shows (`so`) already.

    A page whose session is over, or in whose browser somebody else (`ai`) has signed in since, is told to ask no
    more: a bell is no reason to throw anybody out of what he is typing.
    """
    user = request.user
    if not user.is_authenticated or request.GET.get("ai", str(user.pk)) != str(user.pk):
        return HttpResponseStopPolling()
    unread = queries.unread_count(user)
    if request.GET.get("so") == str(unread):
        return HttpResponse(status=204)
    return render(request, "reminders/_bell.html", {"unread": unread})


@never_cache
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest messages, for the panel below the bell."""
    return render(request, "reminders/_newest.html", {"newest": queries.newest(request.user)})
