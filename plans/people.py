"""Who holds which role on a day, read once for many tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from units.models import Role, RoleKind
from units.queries import carried_to

from .models import PlanTask

_STAFF = (RoleKind.STAFF, RoleKind.HEAD)


class People:
    """The staff and heads of each unit and the standing offices, in two queries."""

    def __init__(self, on: dt.date) -> None:
        roles = Role.objects.in_force_on(on).filter(user__is_active=True)
        self._staff: dict[int, set[int]] = {}
        self._offices: list[tuple[str, int]] = []
        for kind, unit, path, user in roles.values_list("kind", "unit_id", "unit__path", "user_id"):
            if kind in _STAFF:
                self._staff.setdefault(unit, set()).add(user)
            elif kind == RoleKind.STANDING_OFFICE:
                self._offices.append((path, user))
        for gone, after in carried_to().items():  # who carries a unit on does its tasks
            if after in self._staff:
                self._staff[gone] = self._staff.get(gone, set()) | self._staff[after]

    def of_units(self, units: Iterable[int]) -> list[int]:
        """User ids of the staff and heads of the units themselves."""
        return sorted(set().union(*(self._staff.get(unit, set()) for unit in units)))

    def units_of(self, user: int) -> list[int]:
        """The units of whose staff or heads a user is."""
        return [unit for unit, users in self._staff.items() if user in users]

    def standing_office(self, path: str) -> list[int]:
        """User ids of the standing office nearest above a unit."""
        reaching = [(len(own), user) for own, user in self._offices if path.startswith(own)]
        nearest = max((length for length, _ in reaching), default=0)
        return sorted({user for length, user in reaching if length == nearest})


def left_to(user: int, on: dt.date) -> Q | None:
    """Return the filter of the tasks that fall to a user as the standing office nearest above their plan, because no
    unit that leads them has staff or a head; None for who is no standing office. `People` of one, by four queries."""
    roles = Role.objects.in_force_on(on).filter(user__is_active=True)
    offices = roles.filter(kind=RoleKind.STANDING_OFFICE).values_list("unit__path", "user_id")
    known = {path for path, _ in offices}
    own = {path for path, one in offices if one == user}
    if not own:
        return None
    near = Q(pk__in=[])
    for path in own:
        nearer = {deeper for deeper in known - own if deeper.startswith(path)}
        near |= Q(plan__unit__path__startswith=path) & ~_below(nearer)
    led = PlanTask.lead_units.through.objects.filter(_staffed(roles), plantask=OuterRef("pk"))
    return near & Q(~Exists(led))


def _below(paths: Iterable[str]) -> Q:
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(plan__unit__path__startswith=path)
    return below


def _staffed(roles: QuerySet[Role]) -> Q:
    """The units that have staff or a head, or that such a unit carries on."""
    staff = roles.filter(kind__in=_STAFF)
    after = carried_to()
    there = set(staff.filter(unit__in=after.values()).values_list("unit", flat=True)) if after else set()
    return Q(unit__in=staff.values("unit")) | Q(unit__in=[gone for gone, one in after.items() if one in there])
