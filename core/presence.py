"""Who else has the same thing open: a page that edits says every few seconds that it is there.

A view of the room asks for permission and hands over to `answer`; its page includes `core/_presence.html` with that
view's address. Being there is no act: nothing of it stands in the audit trail, and rows are gone after minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .models import Presence

if TYPE_CHECKING:
    from units.models import User

AWAY_AFTER = dt.timedelta(seconds=70)  # three beats that did not come
_KEPT = dt.timedelta(minutes=10)


def _of(target: models.Model) -> dict[str, str]:
    return {"target_type": target._meta.label_lower, "target_id": str(target.pk)}


@transaction.atomic
def seen(*, target: models.Model, user: User) -> None:
    """Note that the user has the object open now; after an absence it counts as opened anew."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - _KEPT).delete()
    mine = Presence.objects.filter(**_of(target), user=user)
    # A page that is left takes the row away at any moment: what is not there to be renewed is made.
    mine.filter(seen_at__lt=now - AWAY_AFTER).update(since=now)
    if not mine.update(seen_at=now):
        Presence.objects.get_or_create(**_of(target), user=user, defaults={"since": now, "seen_at": now})


def left(*, target: models.Model, user: User) -> None:
    """Note that the user has closed the object."""
    Presence.objects.filter(**_of(target), user=user).delete()


def others(target: models.Model, user: User) -> list[Presence]:
    """Return who else has the object open now, the earliest first."""
    rows = Presence.objects.filter(**_of(target), seen_at__gte=timezone.now() - AWAY_AFTER).exclude(user=user)
    return list(rows.select_related("user").order_by("since", "pk"))


def others_in(targets: Sequence[models.Model], user: User) -> list[tuple[Any, Presence]]:
    """Return who else has some of these objects of one model open now, with the object; one query for all."""
    known = {str(target.pk): target for target in targets}
    if not known:
        return []
    rows = Presence.objects.filter(
        target_type=targets[0]._meta.label_lower, target_id__in=known, seen_at__gte=timezone.now() - AWAY_AFTER
    )
    rows = rows.exclude(user=user).select_related("user").order_by("since", "pk")
    return [(known[row.target_id], row) for row in rows]


def answer(request: HttpRequest, target: models.Model, what: str) -> HttpResponse:
    """Answer a page's beat with the sentences about everybody else; `what` is "kế hoạch này" or the like."""
    user: Any = request.user
    if request.POST.get("left"):
        left(target=target, user=user)
        return HttpResponse(status=204)
    seen(target=target, user=user)
    return render(request, "core/_presence_said.html", {"others": others(target, user), "what": what})
