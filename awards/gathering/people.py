"""Facts of people, as they stand or for a year."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from core.dates import today
from units.models import Person

from ..rules.facts import Facts, Recognised
from .shelf import Shelf, read_people


@dataclass(frozen=True)
class Period:
    """What is looked at: the year, and the days of the achievements."""

    year: int
    start: dt.date
    end: dt.date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The calendar year."""
        return cls(year, dt.date(year, 1, 1), dt.date(year, 12, 31))

    @property
    def open(self) -> bool:
        """Whether results of the year may still come."""
        return self.year >= today().year


def gather_people(people: QuerySet[Person], period: Period) -> dict[int, Facts]:
    """Return the facts of people by id, in a number of queries that does not grow with them."""
    shelf = read_people(people.order_by())
    rows = people.order_by().values_list("pk", "joined_on", "left_on", "gender")
    return {
        pk: person_facts(shelf, pk, period, joined_on=joined, left_on=left, woman=gender == Person.Gender.FEMALE)
        for pk, joined, left, gender in rows
    }


def person_facts(shelf: Shelf, person: int, period: Period, own: int | None = None, **more: Any) -> Facts:
    """Return a person's facts; `own` is the nomination that is looked at, whose own results do not count."""
    return Facts(
        year=period.year,
        period_start=period.start,
        period_end=period.end,
        ratings=shelf.ratings.get(person, {}),
        awards=[given for given, origin in shelf.awards.get(person, ()) if origin is None or origin != own],
        pending=pending(shelf, person, period.year, own),
        open_year=period.open,
        recognised=[_without(row, own) for row in shelf.initiatives.get(person, ())],
        measures=shelf.measures.get(person, ()),
        leaves=shelf.absences.get(person, ()),
        posts=shelf.posts.get(person, ()),
        **more,
    )


def pending(shelf: Shelf, nominee: int, year: int, own: int | None) -> frozenset[str]:
    """The awards of the year for which the nominee stands in another dossier that is not decided."""
    return frozenset(
        stand.code
        for stand in shelf.stands.get(nominee, ())
        if stand.year == year and not stand.decided and stand.nomination != own
    )


def _without(row: Recognised, own: int | None) -> Recognised:
    """The initiative without the use that the nomination itself makes of it; the marks of nominations go."""
    if not row.used_for:
        return row
    uses = [use for use in row.used_for.split("; ") if own is None or not use.endswith(f" [{own}]")]
    return replace(row, used_for="; ".join(use.rpartition(" [")[0] for use in uses))


def by_level(ratings: Mapping[int, Mapping[int, Any]], people: set[int], year: int) -> dict[str, int]:
    """Count people by their rating of the year."""
    found: dict[str, int] = {}
    for person in people:
        if rated := ratings.get(person, {}).get(year):
            found[rated.level] = found.get(rated.level, 0) + 1
    return found
