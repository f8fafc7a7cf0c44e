"""What this room brings to first pages: the accounts that want something done, to their administrator."""

from django.urls import reverse

from core import figures

from . import permissions
from .models import User
from .queries_accounts import WANTS, accounts_of, wanting


def register() -> None:
    """Called when the room is ready."""
    figures.register(counts=counts)


def counts(user: User) -> list[figures.Count]:
    """How many accounts want what, each with its list."""
    if not permissions.can_see_accounts(user):
        return []
    mine, url = accounts_of(user), reverse("units:account_list")
    numbers = [(want, label, wanting(mine, want).count()) for want, label in WANTS.items()]
    return [
        figures.Count(f"Tài khoản: {label[:1].lower()}{label[1:]}", number, f"{url}?can={want}")
        for want, label, number in numbers
        if number
    ]
