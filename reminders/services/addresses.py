"""Addresses that do not work: marked by the sender, cleared by the administrator or by a new address."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from core.audit import record

from ..models import BadAddress

if TYPE_CHECKING:
    from units.models import User


@transaction.atomic
def mark_bad(*, user: "User", address: str, reason: str) -> BadAddress:
    """Note that a mail server refused this address for good; later deliveries to it stay in the page."""
    row, _ = BadAddress.objects.update_or_create(
        user=user, defaults={"address": address, "reason": reason[:300], "since": timezone.now()}
    )
    record(actor=None, action="reminders.mark_bad_address", target=user)
    return row


@transaction.atomic
def clear_bad(*, actor: "User", row: BadAddress) -> None:
    """Let mail go to the address again: it was a mistake of the server, or has been mended there."""
    record(actor=actor, action="reminders.clear_bad_address", target=row.user)
    row.delete()
