"""The deadlines of recurring work: this room's own.

A room above in which such a work is done leads there by the work's seed (`lead_to`); else the list of works is opened.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.urls import reverse

from units.models import Role, RoleKind

from .models import Recurring, RecurringDone
from .models.recurring import RecurringQuerySet
from .registry import Due, window
from .stages import BEHIND, HORIZON

KIND = "reminders.recurring"
_places: dict[str, str] = {}


def lead_to(seed: str, address: str) -> None:
    """Name the address (of a URL pattern without arguments) at which the works of a seed are done."""
    _places[seed] = address


def place_of(row: Recurring) -> str:
    """Where a recurring work is done, or at least marked as done."""
    if row.seed in _places:
        return reverse(_places[row.seed])
    return f"{reverse('reminders:recurring_list')}#viec-{row.pk}"


def recurring_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the periods of recurring work that nobody has marked as done.

    Told are those who hold the row's role in its unit or below, else the standing office that reaches it.
    """
    yield from dues_of(Recurring.objects.all(), on, window(on, ahead, behind))


def dues_of(works: RecurringQuerySet, on: dt.date, near: tuple[dt.date, dt.date]) -> Iterator[Due]:
    """Yield the same of these works only, due between two days; one query where there are none."""
    first, last = near
    rows = list(works.filter(active=True).select_related("unit"))
    if not rows:
        return
    done = set(RecurringDone.objects.filter(recurring__in=rows).values_list("recurring", "period"))
    people = _people(on, rows)
    for row in rows:
        for period in row.periods(first, last):
            if (row.pk, period.start) not in done:
                yield Due(
                    key=f"{KIND}:{row.pk}:{period.start.isoformat()}",
                    title=f"{row.title}, {period.name}",
                    url=place_of(row),
                    due_on=period.due_on,
                    recipients=people[row.pk],
                    unit=row.unit.name,
                    units=(row.unit_id,),
                )


def _people(on: dt.date, rows: Iterable[Recurring]) -> dict[int, list[int]]:
    """Whom each work concerns, by one query."""
    wanted = {row.role for row in rows} | {RoleKind.STANDING_OFFICE}
    roles = Role.objects.in_force_on(on).filter(kind__in=wanted, user__is_active=True)
    held = list(roles.order_by("user_id").values_list("kind", "unit__path", "user_id"))
    found = {}
    for row in rows:
        path = row.unit.path
        own = {user for kind, at, user in held if kind == row.role and at.startswith(path)}
        office = {user for kind, at, user in held if kind == RoleKind.STANDING_OFFICE and path.startswith(at)}
        found[row.pk] = sorted(own or office)
    return found
