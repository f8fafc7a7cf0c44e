"""The secret address in a letter by which its reader stops it without signing in.

It names the person and the kind, never expires, and is void as soon as the person's mail address is another one:
whoever has an old letter of somebody else's can do nothing with it.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    from units.models import User

EVERYTHING = "*"  # all kinds that may be turned off
AND = ","  # between the codes of several kinds
_SIGNER = Signer(salt="reminders.stop")


@dataclass(frozen=True)
class Named:
    """Whom and what a token names."""

    user: "User"
    kind: str


def token(user: "User", kind: str) -> str:
    """Return the token for a person's present address and a kind: its code, several ("a,b"), or "*" for every kind
    that may be turned off."""
    return _SIGNER.sign_object([user.pk, kind, _mark(user.email)])


def read(text: str) -> Named | None:
    """Return what a token names; None for a forged one, and for one whose person has another address now."""
    from units.models import User

    try:
        pk, kind, mark = _SIGNER.unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not user.email or _mark(user.email) != mark:
        return None
    return Named(user, kind)


def _mark(email: str) -> str:
    return sha256(email.strip().lower().encode()).hexdigest()[:16]
