"""Who is told: the users whose roles reach a unit, by what they do there."""

from collections.abc import Iterable

from core.dates import today
from units.models import Role, RoleKind, Unit
from units.queries import carried_to

from ..permissions import UNIT_ROLES


def users_at(units: Iterable[Unit], *kinds: str) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users whose role of these kinds reaches the unit, in one query."""
    wanted = list(units)
    roles = list(Role.objects.in_force_on(today()).filter(kind__in=kinds, user__is_active=True).select_related("unit"))
    return {
        unit.pk: sorted({role.user_id for role in roles if unit.path.startswith(role.unit.path)}) for unit in wanted
    }


def unit_writers(units: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the unit's staff and heads, and those of the unit that carries it on once it is gone."""
    named = list(units)
    found = users_at(named, *UNIT_ROLES)
    after = {old: new for old, new in carried_to().items() if old in found}
    there = users_at(Unit.objects.filter(pk__in=after.values()), *UNIT_ROLES) if after else {}
    return found | {old: sorted({*found[old], *there.get(new, [])}) for old, new in after.items()}


def writers_of(units: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users who write or send a dossier of the unit (`permissions.writes_for`): the
    unit's writers, and the standing office at that very unit, which forwards its list."""
    named = list(units)
    offices = answerers_of(named)
    return {unit: sorted({*users, *offices[unit]}) for unit, users in unit_writers(named).items()}


def answerers_of(agencies: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users who are told that an opinion is asked of the unit: its staff and heads,
    and the standing office at that very unit."""
    asked = list(agencies)
    found = {unit: set(users) for unit, users in users_at(asked, RoleKind.STAFF, RoleKind.HEAD).items()}
    offices = Role.objects.in_force_on(today()).filter(kind=RoleKind.STANDING_OFFICE, user__is_active=True)
    for unit, user in offices.filter(unit__in=asked).values_list("unit_id", "user_id"):
        found[unit].add(user)
    return {unit: sorted(users) for unit, users in found.items()}


def signers_of(units: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users who sign for the unit itself: a leader above is not asked."""
    wanted = [unit.pk for unit in units]
    roles = Role.objects.in_force_on(today()).filter(kind=RoleKind.LEADER, user__is_active=True, unit__in=wanted)
    found: dict[int, set[int]] = {pk: set() for pk in wanted}
    for unit, user in roles.values_list("unit_id", "user_id"):
        found[unit].add(user)
    return {unit: sorted(users) for unit, users in found.items()}
