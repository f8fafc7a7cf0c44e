"""Writing rows of the outbox so that nothing is written twice, whoever else is writing."""

from collections.abc import Iterable

from units.models import User

from .. import asking
from ..models import Message
from ..unit_marks import keep

# What is known of a message already: its number, its state, whether it was settled.
Known = tuple[int, str, bool]


def existing_events(event_keys: Iterable[str]) -> dict[tuple[str, int], Known]:
    """Return what is known of each message that these events have already, by event and recipient."""
    rows = Message.objects.filter(event_key__in=list(event_keys))
    found = rows.values_list("event_key", "recipient_id", "pk", "state", "settled_at")
    return {(key, recipient): (pk, state, at is not None) for key, recipient, pk, state, at in found}


def write_new(messages: Iterable[Message]) -> int:
    """Write messages to those recipients that have an account; return how many were handed to the database.

    A row that another worker wrote in the meantime is left as it is: the constraint decides, not the reading
    before.
    """
    rows = list(messages)
    if not rows:
        return 0
    users = User.objects.filter(pk__in={row.recipient_id for row in rows})
    accounts = set(users.values_list("pk", flat=True))
    rows = [row for row in rows if row.recipient_id in accounts]
    for row in rows:
        row.asks = bool(row.deadline_key) or asking.asks(row.event_key)
    keep(row.units for row in rows)
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
