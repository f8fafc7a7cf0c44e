"""How often one address may ask: counted in the cache, in windows of a minute."""

import time
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WINDOW = 60


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address.

    Behind TRUSTED_PROXIES proxies it is the entry that the outermost of them wrote; what stands before it came
    from the visitor and may be invented.
    """
    proxies = int(settings.TRUSTED_PROXIES)
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def exceeded(request: HttpRequest, scope: str, most: int) -> bool:
    """Count one request of this address and return whether it is one too many in this minute."""
    if not settings.RATE_LIMITED:
        return False
    who = sha256(client_address(request).encode()).hexdigest()[:24]
    key = f"limit:{scope}:{who}:{int(time.time() // WINDOW)}"
    cache.add(key, 0, WINDOW * 2)
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # thrown out of the cache between the two
        return False


def limited(scope: str, most: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorate a view: at most so many requests a minute from one address, then a page that says so (429)."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if exceeded(request, scope, most):
                return too_many(request)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for somebody who asks too often."""
    context = {
        "title": "Quá nhiều lượt trong một phút",
        "sentence": "Địa chỉ mạng này vừa gửi quá nhiều yêu cầu. Hãy chờ một phút rồi thử lại.",
    }
    response = render(request, "core/error.html", context, status=429)
    response["Retry-After"] = str(WINDOW)
    return response
