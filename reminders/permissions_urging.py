"""Who may urge: the standing office. Which work it may urge is said by each room's own list (`late`)."""

from units.models import RoleKind, User
from units.permissions import has_role


def can_urge(user: User) -> bool:
    """The list of late work is the standing office's; it holds the work of the units that the role reaches."""
    return has_role(user, RoleKind.STANDING_OFFICE)
