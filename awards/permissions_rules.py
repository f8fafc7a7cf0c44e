"""Who may change what holds for everybody: rule sets, procedures, base salaries, rates of bonuses.

There is one catalogue for the whole installation, so not every standing office may touch it: the one at the root may,
and the offices that were named for it. Until somebody names any, the standing offices that stand highest may.
"""

from django.db.models.functions import Length

from core.dates import today
from units.models import Role, RoleKind, Unit, User
from units.models.tree import PATH_STEP

from .models.rule_keepers import RuleKeeper


def can_keep_rules(user: User) -> bool:
    """The standing office at the root of the installation, or of an office that was named for it."""
    own = [role.unit for role in user.held_roles if role.kind == RoleKind.STANDING_OFFICE]
    if not own:
        return False
    if any(len(unit.path) == PATH_STEP for unit in own):
        return True
    return any(office.path.startswith(unit.path) for office in keepers() for unit in own)


def keepers() -> list[Unit]:
    """Return the offices that may change the rules beside the root: those named, else the highest that there are."""
    named = [row.unit for row in RuleKeeper.objects.select_related("unit")]
    return named or highest()


def highest() -> list[Unit]:
    """Return the units nearest to the root at which somebody holds the role of the standing office today."""
    held = Role.objects.in_force_on(today()).filter(kind=RoleKind.STANDING_OFFICE)
    units = Unit.objects.filter(pk__in=held.values("unit")).annotate(length=Length("path"))
    nearest = units.order_by("length").values_list("length", flat=True).first()
    return list(units.filter(length=nearest).order_by("path")) if nearest else []
