"""Which units a row concerns, as one text of the row: "|5|12|".

A reminder is written for each of ten thousand people at once; a table of pairs beside it would double what is written
to answer a question that is asked now and then.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q

from units.models import Unit

BAR = "|"


def mark(units: Iterable[int]) -> str:
    """Return the text for these units (ids); nothing for none."""
    ids = BAR.join(str(pk) for pk in dict.fromkeys(units))
    return f"{BAR}{ids}{BAR}" if ids else ""


def of_unit(unit: int) -> Q:
    """Return the filter of the rows that concern a unit, alone or among others."""
    return Q(unit_ids__contains=f"{BAR}{unit}{BAR}")


def read(texts: Iterable[str]) -> set[int]:
    """Return the units that any of the texts names."""
    return {int(part) for text in texts for part in text.split(BAR) if part}


def choices(units: Collection[int]) -> list[tuple[int, str]]:
    """Return these units as a list to choose from, each once, in the order of their names; one that shares its name
    with another says whose it is. One query."""
    rows = list(Unit.objects.filter(pk__in=units).select_related("parent").order_by("sort_key", "path"))
    names = [row.name for row in rows]
    return [(row.pk, _label(row, shared=names.count(row.name) > 1)) for row in rows]


def _label(unit: Unit, *, shared: bool) -> str:
    return f"{unit.name} ({unit.parent.short_name})" if shared and unit.parent else unit.name
