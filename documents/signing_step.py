"""Issue and sign in one act: what every view that issues a document does before and after."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from core import stepup
from units.models import User

from .models import Document, SigningMeans

_LONGEST = 200


def before_issue(request: HttpRequest, what: str) -> HttpResponse | None:
    """Ask for the user's password, and for his key's when he has one; then open the key with it.

    Returns the page that asks, or None when all is in order. Raises Refused when the key does not open: nothing
    is issued then.
    """
    user = cast(User, request.user)
    means = SigningMeans.objects.filter(user=user).defer("picture").first()
    if page := stepup.ask(request, what, with_key=bool(means and means.method)):
        return page
    if secret := _secret(request):
        from .services.signing import check_secret

        check_secret(owner=user, key_password=secret)
    return None


def after_issue(request: HttpRequest, document: Document) -> None:
    """Put the signer's digital signature when the key's password was typed; say what became of it."""
    if not (secret := _secret(request)):
        return
    from .services.signing_round import sign_at_once

    fault = sign_at_once(document=document, actor=cast(User, request.user), key_password=secret)
    if fault:
        messages.warning(request, f"Văn bản số {document.code} đã ban hành nhưng chưa ký số: {fault}")
    else:
        messages.success(request, f"Đã ký số văn bản số {document.code}.")


def _secret(request: HttpRequest) -> str:
    return str(request.POST.get(stepup.KEY_FIELD, ""))[:_LONGEST]
