"""What a reader does with the bell. Reading one's own mail is no act that the audit trail keeps."""

from typing import TYPE_CHECKING

from django.utils import timezone

from ..models import Message

if TYPE_CHECKING:
    from units.models import User


def mark_read(*, message: Message) -> None:
    """Note when a message was first read."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, user: "User") -> int:
    """Mark all of a person's messages as read; return how many were not."""
    return Message.objects.visible_to(user).unread().update(read_at=timezone.now())
