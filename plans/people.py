"""Who holds which role on a day, read once for many tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from units.models import Role, RoleKind
from units.queries import carried_to


class People:
    """The staff and heads of each unit and the standing offices, in two queries."""

    def __init__(self, on: dt.date) -> None:
        roles = Role.objects.in_force_on(on).filter(user__is_active=True)
        self._staff: dict[int, set[int]] = {}
        self._offices: list[tuple[str, int]] = []
        for kind, unit, path, user in roles.values_list("kind", "unit_id", "unit__path", "user_id"):
            if kind in (RoleKind.STAFF, RoleKind.HEAD):
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

    def offices_of(self, user: int) -> list[str]:
        """The paths of the units whose standing office a user is."""
        return [path for path, one in self._offices if one == user]

    def staffed(self) -> list[int]:
        """The units that have staff or a head."""
        return list(self._staff)

    def standing_office(self, path: str) -> list[int]:
        """User ids of the standing office nearest above a unit."""
        reaching = [(len(own), user) for own, user in self._offices if path.startswith(own)]
        nearest = max((length for length, _ in reaching), default=0)
        return sorted({user for length, user in reaching if length == nearest})
