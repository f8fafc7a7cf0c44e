"""Everything that concerns some people and some units, read at once, by whom it concerns.

Plain tuples instead of rows: an office of ten thousand people is read in one pass.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from units.models import Person, Unit

from ..models import (
    Absence,
    Award,
    ClusterResult,
    Discipline,
    Initiative,
    InitiativeUse,
    Nomination,
    PostHeld,
    Target,
    YearlyRating,
)
from ..rules.facts import Given, Held, Leave, Led, Measure, Rated, Recognised

WON = (Nomination.State.APPRAISED, Nomination.State.PROPOSED, Nomination.State.FORWARDED,
       Nomination.State.AWARDED)  # fmt: skip
LOST = (Nomination.State.REJECTED,)
MEASURE_NAMES = dict(Discipline.Level.choices)
ABSENCE_NAMES = dict(Absence.Kind.choices)
Awarded = tuple[Given, int | None]  # the award, and the nomination that it came from


@dataclass(frozen=True)
class Stand:
    """A nomination that is not refused, nor its award cancelled: who stands in which round for which award."""

    nomination: int
    around: int
    year: int
    code: str
    won: bool
    decided: bool


@dataclass(frozen=True)
class Shelf:
    """What was read, by the id of the person or of the unit."""

    ratings: Mapping[int, Mapping[int, Rated]]
    awards: Mapping[int, Sequence[Awarded]]
    stands: Mapping[int, Sequence[Stand]]
    initiatives: Mapping[int, Sequence[Recognised]] = field(default_factory=dict)
    measures: Mapping[int, Sequence[Measure]] = field(default_factory=dict)
    absences: Mapping[int, Sequence[Leave]] = field(default_factory=dict)
    clusters: Mapping[int, Sequence[Led]] = field(default_factory=dict)
    posts: Mapping[int, Sequence[Held]] = field(default_factory=dict)


def read_people(people: QuerySet[Person]) -> Shelf:
    """Return what is known about people. Eight queries, however many they are."""
    return Shelf(
        ratings=_ratings("person_id", YearlyRating.objects.filter(person__in=people)),
        awards=_awards("person_id", Award.objects.in_force().filter(person__in=people)),
        stands=_stands("person_id", Nomination.objects.filter(person__in=people)),
        initiatives=_initiatives(people),
        measures=_measures(people),
        absences=_absences(people),
        posts=_posts(people),
    )


def read_units(units: QuerySet[Unit]) -> Shelf:
    """Return what is known about collectives. Four queries, however many they are."""
    own = Award.objects.in_force().filter(unit__in=units, person=None, target=Target.COLLECTIVE)
    return Shelf(
        ratings=_ratings("unit_id", YearlyRating.objects.filter(unit__in=units)),
        awards=_awards("unit_id", own),
        stands=_stands("unit_id", Nomination.objects.filter(unit__in=units, target=Target.COLLECTIVE)),
        clusters=_clusters(units),
    )


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found


def _ratings(field_name: str, rows: QuerySet[YearlyRating]) -> dict[int, dict[int, Rated]]:
    found: dict[int, dict[int, Rated]] = defaultdict(dict)
    rated = cache(Rated)
    for key, year, level, source in rows.order_by().values_list(field_name, "year", "level", "source"):
        found[key][year] = rated(level, source)
    return found


def _awards(field_name: str, rows: QuerySet[Award]) -> dict[int, list[Awarded]]:
    names = (
        field_name,
        "award_type__code",
        "year",
        "decided_on",
        "decision_code",
        "category",
        "period_end",
        "nomination_id",
    )
    cited = cache(lambda code, day: f"Quyết định số {code} ngày {day:%d/%m/%Y}")

    def made() -> Iterator[tuple[int, Awarded]]:
        for key, code, year, day, number, category, end, origin in rows.order_by("pk").values_list(*names):
            yield key, (Given(code, year, day, cited(number, day), category, end), origin)

    return _grouped(made())


def _stands(field_name: str, rows: QuerySet[Nomination]) -> dict[int, list[Stand]]:
    names = (field_name, "pk", "round_id", "round__year", "award_type__code", "state")
    awarded = Nomination.State.AWARDED
    standing = rows.exclude(state__in=LOST).exclude(award_row__state=Award.State.CANCELLED)
    return _grouped(
        (key, Stand(pk, around, year, code, state in WON, state == awarded))
        for key, pk, around, year, code, state in standing.order_by("pk").values_list(*names)
    )


def _initiatives(people: QuerySet[Person]) -> dict[int, list[Recognised]]:
    names = ("person_id", "kind", "scope", "title", "recognised_on", "number", "pk")
    used = _used(people)
    return _grouped(
        (person, Recognised(kind, scope, title, day, number, used.get(pk, ""), pk))
        for person, kind, scope, title, day, number, pk in Initiative.objects.filter(person__in=people)
        .order_by("recognised_on", "pk")
        .values_list(*names)
    )


def _used(people: QuerySet[Person]) -> dict[int, str]:
    """By initiative, the awards that rest on it: "Bằng khen tỉnh năm 2024 [17]", the nomination in brackets."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = InitiativeUse.objects.filter(initiative__person__in=people, nomination__state__in=WON)
    names = ("initiative_id", "nomination_id", "nomination__award_type__name", "nomination__round__year")
    for initiative, nomination, award, year in rows.order_by("pk").values_list(*names):
        found[initiative].append(f"{award} năm {year} [{nomination}]")
    return {initiative: "; ".join(awards) for initiative, awards in found.items()}


def _measures(people: QuerySet[Person]) -> dict[int, list[Measure]]:
    names = ("person_id", "level", "decided_on", "ended_on", "person__full_name")
    return _grouped(
        (person, Measure(level, MEASURE_NAMES.get(level, level), on, until, who))
        for person, level, on, until, who in Discipline.objects.filter(person__in=people)
        .order_by("decided_on", "pk")
        .values_list(*names)
    )


def _absences(people: QuerySet[Person]) -> dict[int, list[Leave]]:
    rows = Absence.objects.filter(person__in=people).order_by("since", "pk")
    return _grouped(
        (
            person,
            Leave(ABSENCE_NAMES[kind], since, until, kind in Absence.COUNTING, Absence.COUNTING.get(kind, "")),  # type: ignore[call-overload]
        )
        for person, kind, since, until in rows.values_list("person_id", "kind", "since", "until")
    )


def _posts(people: QuerySet[Person]) -> dict[int, list[Held]]:
    rows = PostHeld.objects.filter(person__in=people).order_by("since", "pk")
    names = ("person_id", "title", "group", "since", "until")
    return _grouped(
        (person, Held(title, group, since, until)) for person, title, group, since, until in rows.values_list(*names)
    )


def _clusters(units: QuerySet[Unit]) -> dict[int, list[Led]]:
    names = ("unit_id", "year", "cluster", "scope", "rank", "source")
    rows = ClusterResult.objects.filter(unit__in=units).order_by("year", "cluster")
    return _grouped((unit, Led(*rest)) for unit, *rest in rows.values_list(*names))


def serving_on(day: dt.date) -> Q:
    """The filter of the people in service at the end of a day."""
    return (Q(joined_on=None) | Q(joined_on__lte=day)) & (Q(left_on=None) | Q(left_on__gt=day))
