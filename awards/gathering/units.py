"""Facts of collectives: their own, and those of the people who serve in them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q, QuerySet

from units.models import Person, Unit
from units.models.tree import PATH_STEP

from ..models import Discipline
from ..rules.facts import Facts, Members
from .carried_on import with_predecessors
from .people import Period, by_level, pending
from .shelf import Shelf, Stand, read_people, read_units, serving_on

# The titles that conditions count among the members.
TITLES = ("LDTT", "CSTDCS", "CSTT")


class Collectives:
    """Some collectives with their members: read once, asked for one after another."""

    def __init__(self, units: Iterable[Unit], period: Period) -> None:
        self.period = period
        self.units = {unit.pk: unit for unit in units}
        self.people = self._people()
        everybody = {person for members in self.people.values() for person in members}
        self.own = with_predecessors(read_units(Unit.objects.filter(pk__in=self.units)), self.units)
        self.theirs = read_people(Person.objects.filter(pk__in=everybody))

    def _people(self) -> dict[int, set[int]]:
        """The people in service at the end of the period in each collective and below it."""
        paths = {unit.path: unit.pk for unit in self.units.values()}
        inside = Q(pk__in=[])
        for path in _tops(paths):
            inside |= Q(unit__path__startswith=path)
        found: dict[int, set[int]] = defaultdict(set)
        serving = Person.objects.filter(inside, serving_on(self.period.end)).order_by()
        for person, path in serving.values_list("pk", "unit__path"):
            for end in range(PATH_STEP, len(path) + 1, PATH_STEP):
                if unit := paths.get(path[:end]):
                    found[unit].add(person)
        return found

    def facts(self, unit: Unit, *, own: int | None = None, counts: Callable[[Stand], bool] | None = None) -> Facts:
        """Return a collective's facts. `own` is the nomination that is looked at; `counts` says which nominations of
        its people belong to the same round (without it: all of the year, and whoever may still get a title)."""
        period, members = self.period, self.people[unit.pk]
        return Facts(
            year=period.year,
            period_start=period.start,
            period_end=period.end,
            ratings=self.own.ratings.get(unit.pk, {}),
            awards=[given for given, origin in self.own.awards.get(unit.pk, ()) if origin is None or origin != own],
            pending=pending(self.own, unit.pk, period.year, own),
            open_year=period.open,
            measures=[measure for person in sorted(members) for measure in self._measures(person)],
            members={code: self._count(members, code, counts) for code in TITLES},
            levels=by_level(self.theirs.ratings, members, period.year),
            clusters=self.own.clusters.get(unit.pk, ()),
            founded_on=unit.founded_on,
        )

    def _measures(self, person: int) -> list:  # type: ignore[type-arg]
        return [
            measure
            for measure in self.theirs.measures.get(person, ())
            if self.period.start <= measure.on <= self.period.end and measure.level != Discipline.Level.CONSIDERED
        ]

    def _count(self, members: set[int], code: str, counts: Callable[[Stand], bool] | None) -> Members:
        held = {person for person in members if self._holds(person, code, counts)}
        if counts is None and self.period.open:
            return Members(len(members), len(held), len(members) - len(held))
        waiting = {
            person for person in members - held for stand in self._standing(person, code, counts) if not stand.won
        }
        return Members(len(members), len(held), len(waiting))

    def _holds(self, person: int, code: str, counts: Callable[[Stand], bool] | None) -> bool:
        year = self.period.year
        given = self.theirs.awards.get(person, ())
        if any(row.code == code and row.year == year for row, _ in given):
            return True
        return any(stand.won for stand in self._standing(person, code, counts))

    def _standing(self, person: int, code: str, counts: Callable[[Stand], bool] | None) -> Sequence[Stand]:
        stands = self.theirs.stands.get(person, ())
        if counts is None:
            return [stand for stand in stands if stand.code == code and stand.year == self.period.year]
        return [stand for stand in stands if stand.code == code and counts(stand)]


def _tops(paths: Iterable[str]) -> list[str]:
    """The paths that no other holds, so that a tree is asked for once."""
    tops: list[str] = []
    for path in sorted(paths):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops


def gather_units(units: QuerySet[Unit], period: Period) -> dict[int, Facts]:
    """Return the facts of collectives by id, in a number of queries that does not grow with them."""
    collectives = Collectives(units, period)
    return {pk: collectives.facts(unit) for pk, unit in collectives.units.items()}


__all__ = ["Collectives", "Shelf", "gather_units"]
