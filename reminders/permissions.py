"""Who may read a message and who may look into the outbox."""

from units.models import RoleKind, User
from units.permissions import has_role

from .models import Message


def can_read(user: User, message: Message) -> bool:
    """A message is its recipient's."""
    return message.recipient_id == user.pk


def can_see_outbox(user: User) -> bool:
    """The outbox is the administrator's tool, for the people of the units that the role reaches."""
    return has_role(user, RoleKind.ADMINISTRATOR)
