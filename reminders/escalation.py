"""Who else is told of work that stays undone: the head of the unit, then the standing office."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from units.models import Role, RoleKind, Unit
from units.models.tree import PATH_STEP
from units.queries import carried_to

from .registry import Due
from .stages import Schedule, Stage

TO_HEAD = "Chuyển tới lãnh đạo đơn vị vì việc đã quá hạn {late} ngày làm việc mà chưa xong."
TO_OFFICE = "Chuyển tới thường trực thi đua vì việc đã quá hạn {late} ngày làm việc mà đơn vị chưa xong."


class Overseers:
    """The heads and standing offices of a day, and where the units stand; read once, when first asked for."""

    def __init__(self, on: dt.date) -> None:
        self._on = on
        self._paths: dict[int, str] = {}

    @cached_property
    def _after(self) -> dict[int, int]:
        return carried_to()

    @cached_property
    def _by_path(self) -> dict[tuple[str, str], list[int]]:
        roles = Role.objects.in_force_on(self._on).filter(user__is_active=True)
        roles = roles.filter(kind__in=(RoleKind.HEAD, RoleKind.STANDING_OFFICE)).order_by("user_id")
        found: dict[tuple[str, str], list[int]] = {}
        for kind, path, user in roles.values_list("kind", "unit__path", "user_id"):
            found.setdefault((kind, path), []).append(user)
        return found

    def know(self, units: Iterable[int]) -> None:
        """Read where these units stand, by one query for all that are not known yet; a unit that is gone stands where
        the one stands that carries it on."""
        wanted = set(units) - self._paths.keys()
        if wanted:
            at = {unit: self._after.get(unit, unit) for unit in wanted}
            paths = dict(Unit.objects.filter(pk__in=at.values()).values_list("pk", "path"))
            self._paths.update((unit, paths[place]) for unit, place in at.items() if place in paths)

    def nearest(self, kind: str, units: Iterable[int]) -> list[int]:
        """Return who holds the role at each unit, else at the nearest unit above it."""
        return sorted({user for unit in units for user in self._nearest(kind, self._paths.get(unit, ""))})

    def _nearest(self, kind: str, path: str) -> list[int]:
        chain = (path[:end] for end in range(len(path), 0, -PATH_STEP))
        return next((self._by_path[kind, prefix] for prefix in chain if (kind, prefix) in self._by_path), [])


def told(due: Due, stage: Stage, schedule: Schedule, overseers: Overseers) -> dict[int, str]:
    """Return who is told of a deadline at a stage, each with why where it is not his own work.

    A head who is told of the unit's work anyway reads at that stage that it is now his to move. Call
    `overseers.know` with the units of all deadlines first.
    """
    people = dict.fromkeys(due.recipients, "")
    if schedule.head_after is not None and stage.late >= schedule.head_after:
        for user in overseers.nearest(RoleKind.HEAD, due.units):
            people[user] = TO_HEAD.format(late=stage.late)
    if schedule.office_after is not None and stage.late >= schedule.office_after:
        for user in overseers.nearest(RoleKind.STANDING_OFFICE, due.units):
            people.setdefault(user, TO_OFFICE.format(late=stage.late))
    return people
