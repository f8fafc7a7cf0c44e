"""Who may look into the outbox and keep the calendar; a message itself is its recipient's
(`Message.objects.visible_to`)."""

from units.models import RoleKind, User
from units.permissions import has_role


def can_see_outbox(user: User) -> bool:
    """The outbox is the administrator's tool, for the people of the units that the role reaches."""
    return has_role(user, RoleKind.ADMINISTRATOR)


def can_see_calendar(user: User) -> bool:
    """Days off are no secret: everybody who has a role counts by them."""
    return bool(user.held_roles)


def can_keep_calendar(user: User) -> bool:
    """The calendar is one for the whole installation; the standing office and the administrator keep it."""
    return has_role(user, RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)
