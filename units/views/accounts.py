"""The accounts that an administrator keeps."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.http import require
from core.lists import paginate
from core.text import fold

from .. import permissions
from ..models import User
from ..queries_accounts import WANTS, accounts_of, listed, wanting


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """All of them, or those that want something done; found by name or sign-in name."""
    require(permissions.can_see_accounts(request.user))
    want, words = request.GET.get("can", ""), request.GET.get("q", "").strip()[:100]
    accounts = wanting(accounts_of(request.user), want)
    if words:
        accounts = accounts.filter(pk__in=_named(accounts, words))
    context = {
        "page": paginate(request, listed(accounts)),
        "want": want if want in WANTS else "",
        "wants": WANTS,
        "words": words,
    }
    return render(request, "units/account_list.html", context)


def _named(accounts: QuerySet[User], words: str) -> list[int]:
    """The ids of those whose name or sign-in name holds every word, without diacritics: accounts are no many rows."""
    wanted = fold(words).split()
    rows = accounts.values_list("pk", "full_name", "username")
    return [pk for pk, name, username in rows if all(word in fold(f"{name} {username}") for word in wanted)]
