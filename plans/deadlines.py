"""Tasks of plans in force that fall due, for the reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from django.urls import reverse

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON

from .models import Plan, PlanTask
from .models.task import UNDONE, PlanTaskQuerySet
from .people import People, left_to

CHUNK = 2000
# What a reminder says of a task: rows of plain values, because there may be tens of thousands.
_FIELDS = (
    "pk", "content", "ends_on", "times_returned", "plan__year", "plan__unit", "plan__unit__path",
    "plan__unit__short_name",
)  # fmt: skip
Lead = tuple[int, str]


def tasks_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield every open task that is due from `behind` days before `on` to `ahead` days after it.

    Those reminded: staff and heads of the units that lead it; without such people the standing office that
    reaches the plan's unit. One query for the tasks, two for the people, one for the units of each 2,000 tasks.
    """
    yield from _dues(_near(on, ahead, behind), People(on))


def tasks_due_to(user: int, on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the same as far as one person is reminded: what his units lead, and for a standing office what nobody
    does."""
    people = People(on)
    mine = _led_by(people.units_of(user), on, window(on, ahead, behind))
    yield from _dues(PlanTask.objects.filter(pk__in=mine), people)
    if (left := left_to(user, on)) is not None:
        yield from _dues(_near(on, ahead, behind).filter(left), people)


def _led_by(units: list[int], on: dt.date, near: tuple[dt.date, dt.date]) -> list[int]:
    """The same tasks as `_near`, of these units only, by their numbers.

    In two steps, from the units: in one the database begins with all plans in force and reads all their tasks.
    """
    undone = PlanTask.objects.filter(UNDONE, lead_units__in=units, ends_on__range=near).exclude(content="")
    plans = dict(undone.order_by().values_list("pk", "plan"))
    binding = Plan.objects.in_force().filter(pk__in=set(plans.values()), year__gte=on.year - 1)
    known = set(binding.order_by().values_list("pk", flat=True))
    return [task for task, plan in plans.items() if plan in known]


def _near(on: dt.date, ahead: int, behind: int) -> PlanTaskQuerySet:
    """The open tasks of these days. An old plan that somebody puts on record must not wake everybody years later."""
    return PlanTask.objects.open().filter(ends_on__range=window(on, ahead, behind), plan__year__gte=on.year - 1)


def _dues(tasks: PlanTaskQuerySet, people: People) -> Iterator[Due]:
    address = reverse("plans:task_detail", args=[0])
    rows = iter(tasks.order_by("ends_on", "pk").values_list(*_FIELDS))
    while chunk := list(islice(rows, CHUNK)):
        leads = _leads(row[0] for row in chunk)
        for pk, content, ends_on, returned, year, unit, path, name in chunk:
            units = leads.get(pk, [])
            ids = tuple(one for one, _ in units)
            yield Due(
                key=_key(pk, returned),
                event=_key(pk, 0),
                title=f"{_short(content).rstrip('.;')} (Kế hoạch năm {year})",
                url=address.replace("/0/", f"/{pk}/"),
                due_on=ends_on,
                recipients=people.of_units(ids) or people.standing_office(path),
                unit=", ".join(short for _, short in units) or name,
                units=ids or (unit,),
            )


def _leads(tasks: Iterable[int]) -> dict[int, list[Lead]]:
    """The leading units (id, short name) of tasks, by task."""
    through = PlanTask.lead_units.through.objects.filter(plantask__in=list(tasks)).order_by("unit__path")
    found: dict[int, list[Lead]] = {}
    for task, unit, name in through.values_list("plantask_id", "unit_id", "unit__short_name"):
        found.setdefault(task, []).append((unit, name))
    return found


def _key(pk: int, returned: int) -> str:
    """The name of the deadline; a new one each time a report was refused, so that the reminders wake again."""
    again = f":{returned}" if returned else ""
    return f"plans.task:{pk}{again}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 140 else line[:137] + "…"
