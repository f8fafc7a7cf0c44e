"""What a unit takes over from those that it carries on after a merger or a new name.

Awards come over with the name of then in their evidence. A rating comes over for a year in which the unit has none
and all predecessors that were rated were rated alike; where they differ nobody but a person can say.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from units.models import Unit
from units.queries import predecessors_of

from ..rules.facts import Rated
from .shelf import Shelf, read_units


def with_predecessors(own: Shelf, units: Iterable[int]) -> Shelf:
    """Return the shelf of these units with what their predecessors bring. One query where none has any."""
    chains = {unit: before for unit, before in predecessors_of(units).items() if before}
    if not chains:
        return own
    earlier = set().union(*chains.values())
    names = dict(Unit.objects.filter(pk__in=earlier).values_list("pk", "name"))
    theirs = read_units(Unit.objects.filter(pk__in=earlier))
    awards, ratings = dict(own.awards), dict(own.ratings)
    for unit, before in chains.items():
        awards[unit] = [
            *own.awards.get(unit, ()),
            *(
                (replace(given, cited=f"{given.cited} (khi là {names[old]})"), origin)
                for old in sorted(before)
                for given, origin in theirs.awards.get(old, ())
            ),
        ]
        ratings[unit] = {**_alike(theirs, before, names), **own.ratings.get(unit, {})}
    return replace(own, awards=awards, ratings=ratings)


def _alike(theirs: Shelf, before: set[int], names: dict[int, str]) -> dict[int, Rated]:
    """The ratings on which all predecessors of a year agree."""
    by_year: dict[int, dict[int, Rated]] = defaultdict(dict)
    for old in sorted(before):
        for year, rated in theirs.ratings.get(old, {}).items():
            by_year[year][old] = rated
    found = {}
    for year, rows in by_year.items():
        if len({rated.level for rated in rows.values()}) == 1:
            first = min(rows)
            found[year] = replace(rows[first], source=f"{rows[first].source} (khi là {names[first]})".strip())
    return found
