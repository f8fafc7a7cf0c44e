"""Which units a row concerns: a set of units that is kept once, "|5|12|", and pointed at.

A reminder is written for each of ten thousand people at once; a table of pairs beside it would double what is written.
The sets are as many as the works have combinations of units, and do not grow with the reminders: a unit is looked for
among them, then its reminders by their index.
"""

from collections.abc import Collection, Iterable
from hashlib import blake2b

from django.db.models import Q

from units.models import Unit

from .models import UnitSet

BAR = "|"


def mark(units: Iterable[int]) -> UnitSet | None:
    """Return the set of these units (ids), not saved (see `keep`); None for none."""
    ids = BAR.join(str(pk) for pk in dict.fromkeys(units))
    if not ids:
        return None
    text = f"{BAR}{ids}{BAR}"
    return UnitSet(pk=int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True), ids=text)


def keep(marks: Iterable[UnitSet | None]) -> None:
    """Save those sets that are not kept yet; one query for all."""
    found = {one.pk: one for one in marks if one is not None}
    if found:
        UnitSet.objects.bulk_create(found.values(), ignore_conflicts=True)


def of_unit(unit: int) -> Q:
    """Return the filter of the rows that concern a unit, alone or among others. One query: a database that is told the
    sets by number knows how rare each is, and does not look for its rows among everybody's newest."""
    found = UnitSet.objects.filter(ids__contains=f"{BAR}{unit}{BAR}")
    return Q(units__in=list(found.values_list("pk", flat=True)))


def read(marks: Iterable[UnitSet]) -> set[int]:
    """Return the units that any of the sets names."""
    return {int(part) for one in marks for part in one.ids.split(BAR) if part}


def choices(units: Collection[int]) -> list[tuple[int, str]]:
    """Return these units as a list to choose from, each once, in the order of their names; one that shares its name
    with another says whose it is. One query."""
    rows = list(Unit.objects.filter(pk__in=units).select_related("parent").order_by("sort_key", "path"))
    names = [row.name for row in rows]
    return [(row.pk, _label(row, shared=names.count(row.name) > 1)) for row in rows]


def _label(unit: Unit, *, shared: bool) -> str:
    return f"{unit.name} ({unit.parent.short_name})" if shared and unit.parent else unit.name
