"""The page of somebody's calendar address, and the feed itself."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_POST, require_safe

from core.limits import limited
from core.values import number
from core.views import not_found

from ..feed_text import feed_text
from ..models import CalendarFeed
from ..services import feeds

READS_A_MINUTE = 60


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Whether the user's calendar has an address, how to make, change and revoke it."""
    return _page(request, feeds.open_feed(request.user))


@require_POST
def feed_create(request: HttpRequest) -> HttpResponse:
    """Make the address and show it, this once."""
    made, token = feeds.create_feed(actor=request.user)
    return _page(request, made, token)


@require_POST
def feed_renew(request: HttpRequest) -> HttpResponse:
    """Make another address in place of the open one, and show it, this once."""
    made, token = feeds.renew_feed(actor=request.user, pk=number(request.POST.get("dia_chi", "")))
    return _page(request, made, token)


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Close the address."""
    feeds.revoke_feed(actor=request.user, pk=number(request.POST.get("dia_chi", "")))
    messages.success(request, "Đã thu hồi địa chỉ lịch. Ứng dụng lịch còn giữ địa chỉ đó không đọc được gì nữa.")
    return redirect("reminders:feed")


def _page(request: HttpRequest, known: CalendarFeed | None, token: str = "") -> HttpResponse:
    address = _site() + reverse("reminders:feed_file", args=[token]) if token else ""
    context: dict[str, Any] = {"feed": known, "address": address, "host": urlsplit(_site()).hostname}
    if address:
        context["subscribe"] = "webcal:" + address.partition(":")[2]
    response = render(request, "reminders/feed.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _site() -> str:
    return str(settings.SITE_URL).rstrip("/")


@login_not_required
@require_safe
@limited("calendar-feed", READS_A_MINUTE)
def feed_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The feed, for whoever holds its address: nobody signs in a calendar program.

    404 for an address that never was, was revoked, or whose account is closed; 304 while nothing has changed.
    """
    known = CalendarFeed.objects.filter(digest=feeds.digest_of(token), revoked_at=None, user__is_active=True)
    found = known.select_related("user").first()
    if found is None:
        return _nothing(request)
    events = feeds.events_of(found.user, at=timezone.now())
    text = feed_text(events, site=_site())
    changed = max([found.created_at, *(event.changed_at for event in events)])
    etag, seconds = quote_etag(hashlib.sha256(text).hexdigest()[:32]), int(changed.timestamp())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="thi-dua-khen-thuong.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(seconds)
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def _nothing(request: HttpRequest) -> HttpResponse:
    """The page of what is not there, without the log line of a 404: it would hold the address, and an account that
    is closed today may be open tomorrow."""
    response = not_found(request, Http404())
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
