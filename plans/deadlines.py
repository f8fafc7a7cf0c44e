"""Tasks of plans in force that fall due, for the reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON

from .models import PlanTask
from .people import People


def tasks_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield every open task that is due from `behind` days before `on` to `ahead` days after it.

    Those reminded: staff and heads of the units that lead it; without such people the standing office that
    reaches the plan's unit.
    """
    # An old plan that somebody puts on record must not wake everybody years later.
    tasks = PlanTask.objects.open().filter(ends_on__range=window(on, ahead, behind), plan__year__gte=on.year - 1)
    people = People(on)
    for task in tasks.select_related("plan__unit").prefetch_related("lead_units"):
        units = list(task.lead_units.all())
        assert task.ends_on is not None
        yield Due(
            key=_key(task),
            title=f"{_short(task.content).rstrip('.;')} (Kế hoạch năm {task.plan.year})",
            url=task.get_absolute_url(),
            due_on=task.ends_on,
            recipients=people.of_units([unit.pk for unit in units]) or people.standing_office(task.plan.unit.path),
            unit=", ".join(unit.short_name for unit in units) or task.plan.unit.short_name,
            units=tuple(unit.pk for unit in units) or (task.plan.unit_id,),
        )


def _key(task: PlanTask) -> str:
    """The name of the deadline; a new one each time a report was refused, so that the reminders wake again."""
    again = f":{task.times_returned}" if task.times_returned else ""
    return f"plans.task:{task.pk}{again}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 140 else line[:137] + "…"
