"""Tasks of plans in force that fall due, for the reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from reminders.registry import Due
from reminders.stages import HORIZON
from units.models import Role, RoleKind

from .models import PlanTask


def tasks_due(on: dt.date) -> Iterator[Due]:
    """Yield every open task that is due at most `HORIZON` days after `on`, the overdue ones included.

    Those reminded: staff and heads of the units that lead it; without such people the standing office that
    reaches the plan's unit.
    """
    last = on + dt.timedelta(days=HORIZON)
    near = Q(due_on__lte=last) | Q(due_on=None, quarter__isnull=False, plan__year__lte=last.year)
    # An old plan that somebody puts on record must not wake everybody years later.
    near &= Q(plan__year__gte=on.year - 1)
    tasks = [
        (task, deadline)
        for task in PlanTask.objects.open().filter(near).select_related("plan__unit").prefetch_related("lead_units")
        if (deadline := task.deadline) is not None and deadline <= last
    ]
    people = _People(on)
    for task, deadline in tasks:
        units = list(task.lead_units.all())
        yield Due(
            key=f"plans.task:{task.pk}",
            title=f"{_short(task.content)} (Kế hoạch năm {task.plan.year})",
            url=f"{reverse('plans:task_list', args=[task.plan_id])}#nhiem-vu-{task.pk}",
            due_on=deadline,
            recipients=people.of_units([unit.pk for unit in units]) or people.standing_office(task.plan.unit.path),
            unit=", ".join(unit.short_name for unit in units) or task.plan.unit.short_name,
        )


class _People:
    """Who holds which role on a day, read once."""

    def __init__(self, on: dt.date) -> None:
        roles = Role.objects.in_force_on(on).filter(user__is_active=True)
        self._staff: dict[int, set[int]] = {}
        self._offices: list[tuple[str, int]] = []
        for kind, unit, path, user in roles.values_list("kind", "unit_id", "unit__path", "user_id"):
            if kind in (RoleKind.STAFF, RoleKind.HEAD):
                self._staff.setdefault(unit, set()).add(user)
            elif kind == RoleKind.STANDING_OFFICE:
                self._offices.append((path, user))

    def of_units(self, units: list[int]) -> list[int]:
        """Staff and heads of the units themselves."""
        return sorted(set().union(*(self._staff.get(unit, set()) for unit in units)))

    def standing_office(self, path: str) -> list[int]:
        """The standing office nearest above a unit."""
        reaching = [(len(own), user) for own, user in self._offices if path.startswith(own)]
        nearest = max((length for length, _ in reaching), default=0)
        return sorted({user for length, user in reaching if length == nearest})


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 140 else line[:137] + "…"
