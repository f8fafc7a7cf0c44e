"""The secret link by which an agency outside answers: nobody can make one without the installation's key."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from core.dates import today

from .models import OpinionRequest

SALT = "awards.opinion_links"
# A late answer is still wanted for a while; then the link opens nothing any more.
GRACE = dt.timedelta(days=30)


def token_of(request: OpinionRequest) -> str:
    """Return what stands in the link: the number of the request and a seal over it."""
    return f"{request.pk}-{_seal(request)}"


def link_of(request: OpinionRequest) -> str:
    """Return the whole address, for a letter."""
    path = reverse("hearing:opinion_answer", args=[token_of(request)])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def open_until(request: OpinionRequest) -> dt.date:
    """Return the last day on which the link opens something."""
    return request.due_on + GRACE


def request_by(token: str) -> OpinionRequest | None:
    """Return the request that a link opens, None for a wrong, void or expired one."""
    number, _, seal = token.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    request = OpinionRequest.objects.filter(pk=int(number), agency=None).select_related("round__unit").first()
    if request is None or not constant_time_compare(seal, _seal(request)):
        return None
    return None if request.cancelled_at or today() > open_until(request) else request


def _seal(request: OpinionRequest) -> str:
    return salted_hmac(SALT, f"{request.pk}:{request.nonce}", algorithm="sha256").hexdigest()[:40]
