"""Who may what: a role held at a unit reaches that unit and all below it; an empty scope sees nothing.

Superusers have no powers in pages; they run commands.
"""

from django.db.models import Q

from .models import Role, RoleKind, Unit, User
from .models.tree import PATH_STEP, UnitQuerySet

# Who may read names, dates of birth and ratings of the people of the units their role reaches.
PERSONAL_DATA_ROLES = (
    RoleKind.STAFF,
    RoleKind.HEAD,
    RoleKind.STANDING_OFFICE,
    RoleKind.COUNCIL_MEMBER,
    RoleKind.LEADER,
    RoleKind.ADMINISTRATOR,
)
# Who changes units, and who keeps the people in them: on pages and by imports alike.
UNIT_KEEPERS = (RoleKind.ADMINISTRATOR,)
PEOPLE_KEEPERS = (RoleKind.ADMINISTRATOR, RoleKind.STANDING_OFFICE)


def holds(user: User, unit: Unit, *kinds: str) -> bool:
    """Whether the user holds one of the roles at the unit or above it, today."""
    return any(role.kind in kinds and unit.path.startswith(role.unit.path) for role in user.held_roles)


def has_role(user: User, *kinds: str) -> bool:
    """Whether the user holds one of the roles anywhere, today."""
    return any(role.kind in kinds for role in user.held_roles)


def reached(user: User, *kinds: str, field: str = "unit") -> Q:
    """Return the filter "the unit in `field` is reached by one of these roles"; `field=""` filters units."""
    prefix = f"{field}__path__startswith" if field else "path__startswith"
    paths = {role.unit.path for role in user.held_roles if role.kind in kinds}
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{prefix: path})
    return condition


def house(user: User, field: str = "unit") -> Q:
    """Return the filter "the unit in `field` stands on one line with a unit where the user holds a role".

    What a unit makes known belongs to its whole house: to those who work below it, and to those who reach it.
    """
    paths = {role.unit.path for role in user.held_roles}
    above = {path[:end] for path in paths for end in range(PATH_STEP, len(path) + 1, PATH_STEP)}
    return Q(**{f"{field}__path__in": above}) | reached(user, *RoleKind.values, field=field)


def home_units(user: User, *kinds: str) -> list[Unit]:
    """Return the units at which the user holds one of these roles, the highest first."""
    units = {role.unit_id: role.unit for role in user.held_roles if role.kind in kinds}
    return sorted(units.values(), key=lambda unit: unit.path)


def can_see_units(user: User) -> bool:
    """The tree is open to everyone with a role."""
    return bool(user.held_roles)


def can_manage_unit(user: User, unit: Unit) -> bool:
    """Units and roles are changed by the administrator who reaches the unit."""
    return holds(user, unit, *UNIT_KEEPERS)


def units_managed_by(user: User) -> UnitQuerySet:
    """The units that the administrator reaches."""
    return Unit.objects.filter(reached(user, *UNIT_KEEPERS, field=""))


def can_manage_account(user: User, account: User) -> bool:
    """An account is kept by an administrator who reaches every unit at which it holds or held a role."""
    units = {role.unit for role in account.roles.select_related("unit")}
    return bool(units) and account.pk != user.pk and all(can_manage_unit(user, unit) for unit in units)


def can_see_accounts(user: User) -> bool:
    """The list of accounts is the administrator's; it shows those that he keeps."""
    return has_role(user, RoleKind.ADMINISTRATOR)


def units_of_people(user: User) -> UnitQuerySet:
    """The units in which the user keeps people."""
    return Unit.objects.filter(reached(user, *PEOPLE_KEEPERS, field=""))


def can_wind_up(user: User, unit: Unit) -> bool:
    """Who settles what is left at a unit: its administrators, and once it is dissolved those of the units that carry it
    on, so that its own last one may go too."""
    from .queries import carried_on_by

    return can_manage_unit(user, unit) or any(can_manage_unit(user, heir) for heir in carried_on_by(unit))


def can_move_people_on(user: User, unit: Unit) -> bool:
    """Whether somebody may bring the people of a dissolved unit into the one that carries it on: he keeps that one."""
    return can_manage_people(user, unit if unit.successor is None else unit.successor)


def can_manage_people(user: User, unit: Unit) -> bool:
    """People are kept by the administrator and by the standing office."""
    return holds(user, unit, *PEOPLE_KEEPERS)


def can_find_duplicates(user: User) -> bool:
    """The list of records that may be one person: whoever keeps people somewhere."""
    return has_role(user, *PEOPLE_KEEPERS)


def can_see_audit(user: User) -> bool:
    """The audit trail is read by the administrator, as far as `audited` reaches."""
    return has_role(user, RoleKind.ADMINISTRATOR)


def can_see_health(user: User) -> bool:
    """How the machine and its processes are: administrators; the page counts and names nobody."""
    return has_role(user, RoleKind.ADMINISTRATOR)


def audited(user: User) -> Q:
    """Return the filter of the events that an administrator may read.

    Those of the accounts that hold or held a role in his units; the system's own only at the top of the tree.
    """
    if any(role.kind == RoleKind.ADMINISTRATOR and role.unit.parent_id is None for role in user.held_roles):
        return Q()
    return Q(actor__in=Role.objects.filter(reached(user, RoleKind.ADMINISTRATOR)).values("user"))
