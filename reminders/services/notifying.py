"""Messages that follow an act at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from ..models import Message
from .writing import existing_events, write_new

if TYPE_CHECKING:
    from units.models import User


def notify(
    *, recipients: Iterable["User | int"], subject: str, body: str, url: str, event_key: str, kind: str = ""
) -> int:
    """Tell people at once, in the bell and by mail; return how many messages are new.

    Part of the caller's transaction: what is rolled back notifies nobody. Called twice with the same `event_key` (at
    most 200 characters, "campaigns.launch:7"), each recipient has it once; where it was settled, it asks again in the
    bell. The mail leaves after the commit; when no worker can be woken, the next scheduled run sends it.
    """
    ids = sorted({person if isinstance(person, int) else person.pk for person in recipients})
    subject = " ".join(subject.split())[:300]
    known = existing_events([event_key])
    settled = [pk for (_, reader), (pk, _, is_settled) in known.items() if is_settled and reader in set(ids)]
    if settled:
        Message.objects.filter(pk__in=settled, state__in=Message.SHOWN).update(settled_at=None)
    written = write_new(
        Message(recipient_id=pk, event_key=event_key, kind=kind, subject=subject, body=body, url=url)
        for pk in ids
        if (event_key, pk) not in known
    )
    if written:
        transaction.on_commit(wake_sender, robust=True)
    return written


def wake_sender() -> None:
    """Ask a worker to send what may leave; when none can be asked, the next scheduled run sends it."""
    from ..tasks import send_queued

    send_queued.delay()
