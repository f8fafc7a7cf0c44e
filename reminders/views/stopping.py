"""The address in a letter by which its reader stops it: no login, and a look alone changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.limits import limited

from .. import kinds, services, unsubscribing
from ..models import Choice

A_MINUTE = 60
EVERYTHING = "mọi loại thông báo không bắt buộc"


@never_cache
@login_not_required
@csrf_exempt  # the mail program posts here by itself (RFC 8058); the token in the address is what it has to know
@require_http_methods(["GET", "HEAD", "POST"])
@limited("stop", A_MINUTE)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, stop, or take it back: GET asks (programs that follow every link stop nothing), POST does it."""
    named = unsubscribing.read(token)
    if named is None:
        return render(request, "reminders/stop_void.html", status=410)
    if request.method == "POST":
        if "nhan-lai" in request.POST:
            services.resume(user=named.user, kind=named.kind)
        else:
            services.stop(user=named.user, kind=named.kind)
    context = {
        "what": _what(named.kind),
        "stopped": _stopped(named),
        "back": request.method == "POST" and "nhan-lai" in request.POST,
    }
    response = render(request, "reminders/stop.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _what(kind: str) -> str:
    if kind == unsubscribing.EVERYTHING:
        return EVERYTHING
    return "; ".join(one.title for one in services.stoppable(kind)) or kinds.kind_of(kind).title


def _stopped(named: unsubscribing.Named) -> bool:
    """Whether the person gets none of it by mail now."""
    wanted = [kind.code for kind in services.stoppable(named.kind)]
    off = Choice.objects.filter(user=named.user, kind__in=wanted, manner=Choice.Manner.PAGE)
    return bool(wanted) and off.count() == len(wanted)
