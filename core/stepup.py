"""Step-up: before somebody signs, the password is asked again; the answer holds for five minutes.

A view asks after it has checked who may do the thing, and before it does it:

    require(permissions.can_decide(request.user, plan))
    if page := stepup.ask(request, "Ký ban hành kế hoạch"):
        return page

The page that asks carries on what was posted, so that nothing is lost. Wrong passwords count like failed
sign-ins: django-axes locks after too many. Right or wrong, each answer is on record, without what was typed.
"""

import time
from typing import TYPE_CHECKING, cast

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .audit import record

if TYPE_CHECKING:
    from units.models import User

SECONDS = 300
FIELD = "stepup_password"
# The password of a key: typed on the page that asks, never written into it.
KEY_FIELD = "key_password"
_KEY = "stepup"
_WRONG = "Mật khẩu chưa đúng. Hãy xem lại phím Caps Lock, bộ gõ tiếng Việt rồi nhập lại."


def confirmed(request: HttpRequest) -> bool:
    """Whether this user gave the password in the last five minutes."""
    kept = request.session.get(_KEY) or {}
    return kept.get("user") == request.user.pk and 0 <= time.time() - kept.get("at", 0) <= SECONDS


def confirm(request: HttpRequest) -> None:
    """Remember that the user has just given the password."""
    request.session[_KEY] = stamp(request.user.pk)


def stamp(user_pk: int | None) -> dict[str, object]:
    """What the session keeps; tests put it there themselves."""
    return {"user": user_pk, "at": time.time()}


def ask(request: HttpRequest, what: str, *, with_key: bool = False) -> HttpResponse | None:
    """Return None when the user is confirmed, now or by the password in this request; else the page that asks.

    `with_key` also asks, unless the request brings an answer, for the password of the key that will sign; it may
    be left empty.
    """
    error = ""
    if FIELD in request.POST and not confirmed(request):
        # With too many failures behind it, axes refuses here and its middleware answers with its own page.
        found = authenticate(request, username=request.user.get_username(), password=request.POST[FIELD])
        user = cast("User", request.user)
        right = found is not None and found.pk == user.pk
        action = "core.step_up" if right else "core.step_up_failed"
        record(actor=user, action=action, target=user, after={"path": request.path})
        if right:
            confirm(request)
        else:
            error = _WRONG
    if confirmed(request) and (not with_key or KEY_FIELD in request.POST):
        return None
    kept = [(name, value) for name, values in request.POST.lists() for value in values
            if name not in (FIELD, KEY_FIELD, "csrfmiddlewaretoken")]  # fmt: skip
    context = {
        "what": what,
        "kept": kept,
        "asks_password": not confirmed(request),
        "asks_key": with_key or bool(request.POST.get(KEY_FIELD)),
        "error": error,
        "minutes": SECONDS // 60,
    }
    response = render(request, "core/stepup.html", context, status=422 if error else 200)
    response["Cache-Control"] = "private, no-store"
    return response
