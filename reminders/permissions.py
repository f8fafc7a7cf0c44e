"""Who may look into the outbox; a message itself is its recipient's (`Message.objects.visible_to`)."""

from units.models import RoleKind, User
from units.permissions import has_role


def can_see_outbox(user: User) -> bool:
    """The outbox is the administrator's tool, for the people of the units that the role reaches."""
    return has_role(user, RoleKind.ADMINISTRATOR)
