"""Who may change what holds for everybody: rules of awards, calendar, schedules and hours of sending, checked bases.

There is one of each for the whole installation, so not every standing office may touch it: the one at the root may,
and the offices that were named for it. Until somebody names any, the one standing office that stands highest may;
where several stand equally high nobody below the root may, until the root's administrator has named one.
"""

from django.db.models.functions import Length

from core.dates import today

from .models import CommonKeeper, Role, RoleKind, Unit, User
from .models.tree import PATH_STEP


def keeps_common(user: User, *kinds: str) -> bool:
    """Whether the user holds one of the roles at the root, at an office that keeps what is common, or above it."""
    own = [role.unit for role in user.held_roles if role.kind in kinds]
    if not own:
        return False
    if any(len(unit.path) == PATH_STEP for unit in own):
        return True
    return any(office.path.startswith(unit.path) for office in common_keepers() for unit in own)


def can_name_keepers(user: User) -> bool:
    """The offices are named by those who keep, and by the administrator who reaches them."""
    return keeps_common(user, RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)


def common_keepers() -> list[Unit]:
    """Return the offices that keep what is common beside the root: those named, else the highest if it is one."""
    rows = CommonKeeper.objects.filter(unit__in=Unit.objects.alive_on(today())).select_related("unit")
    named = [row.unit for row in rows]
    if named:
        return named
    candidates = highest()
    return candidates if len(candidates) == 1 else []


def highest() -> list[Unit]:
    """Return the units nearest to the root at which somebody holds the role of the standing office today."""
    held = Role.objects.in_force_on(today()).filter(kind=RoleKind.STANDING_OFFICE)
    units = Unit.objects.filter(pk__in=held.values("unit")).annotate(length=Length("path"))
    nearest = units.order_by("length").values_list("length", flat=True).first()
    return list(units.filter(length=nearest).order_by("path")) if nearest else []
