"""Who may change the rules of awards: rule sets, procedures, base salaries, rates of bonuses."""

from units.models import RoleKind, User
from units.permissions_common import keeps_common


def can_keep_rules(user: User) -> bool:
    """There is one catalogue for the whole installation: the standing offices that keep what is common may."""
    return keeps_common(user, RoleKind.STANDING_OFFICE)
