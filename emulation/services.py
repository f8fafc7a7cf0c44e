"""What a first page remembers: when its reader was here before."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from core.dates import today

from .models import FIRST_DAYS, Visit

if TYPE_CHECKING:
    from units.models import User

# Signing in on a second device, or again after lunch, is the same visit.
ONE_VISIT = dt.timedelta(hours=4)


@transaction.atomic
def begin_visit(*, user: "User") -> Visit:
    """Note that somebody has signed in: from now on new is what came since the day of the visit before."""
    now = timezone.now()
    first = {"began_at": now, "news_since": today() - dt.timedelta(days=FIRST_DAYS)}
    visit, created = Visit.objects.select_for_update().get_or_create(user=user, defaults=first)
    if not created and now - visit.began_at > ONE_VISIT:
        visit.news_since = max(visit.news_since, timezone.localdate(visit.began_at))
        visit.began_at = now
        visit.save(update_fields=["news_since", "began_at"])
    return visit


@transaction.atomic
def mark_seen(*, user: "User") -> None:
    """The reader has seen what is new: tomorrow's news begins tomorrow, today's is not shown again."""
    Visit.objects.update_or_create(
        user=user,
        defaults={"news_since": today() + dt.timedelta(days=1)},
        create_defaults={"began_at": timezone.now(), "news_since": today() + dt.timedelta(days=1)},
    )


def on_sign_in(sender: object, user: Any, **kwargs: object) -> None:
    """Django's signal of a sign-in."""
    begin_visit(user=user)
