"""Reads of the bell and of the outbox."""

from typing import TYPE_CHECKING

from django.db.models import Count

from .models import Message

if TYPE_CHECKING:
    from units.models import User


def unread_count(user: "User") -> int:
    """How many messages of the bell the user has not opened."""
    return Message.objects.visible_to(user).unread().count()


def state_counts(user: "User") -> dict[str, int]:
    """How many messages of the administrator's people stand in each state, by one query."""
    rows = Message.objects.administered_by(user).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)
