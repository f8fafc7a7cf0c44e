"""Gathers what the conditions read, for any number of nominations in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from units.models import Person

from .models import Award, Discipline, Initiative, Judgement, Nomination, YearlyRating
from .rules.facts import Facts, Measure, Members, Recognised

TITLE = "LDTT"
WON = (Nomination.State.APPRAISED, Nomination.State.PROPOSED, Nomination.State.AWARDED)
LOST = (Nomination.State.REJECTED,)


def gather_facts(nominations: Iterable[Nomination]) -> dict[int, Facts]:
    """Return the facts by nomination id. The nominations come with their dossier, round, person and unit."""
    found = list(nominations)
    shelf = _Shelf.fill(found)
    return {nomination.pk: _facts(nomination, shelf) for nomination in found}


@dataclass(frozen=True)
class _Shelf:
    """Everything read at once, by whom it concerns."""

    person_ratings: Mapping[tuple[int, int], YearlyRating]
    unit_ratings: Mapping[tuple[int, int], YearlyRating]
    initiatives: Mapping[int, list[Initiative]]
    disciplines: Mapping[int, list[Discipline]]
    judgements: Mapping[int, dict[str, tuple[bool, str]]]
    people: Mapping[int, list[Person]]
    holders: Mapping[int, set[int]]
    pending: Mapping[int, set[int]]
    won: Mapping[int, set[int]]
    given: Mapping[tuple[str, int, int, int], list[Award]]

    @classmethod
    def fill(cls, nominations: Sequence[Nomination]) -> "_Shelf":
        collectives = [nomination for nomination in nominations if not nomination.individual]
        people = _people_of(collectives)
        members = {person.pk for group in people.values() for person in group}
        nominees = {nomination.person_id for nomination in nominations if nomination.person_id}
        years = {nomination.round.year for nomination in nominations}
        pending, won = _nominated(collectives)
        return cls(
            person_ratings={
                (rating.person_id, rating.year): rating  # type: ignore[misc]
                for rating in YearlyRating.objects.filter(person__in=nominees, year__in=years)
            },
            unit_ratings={
                (rating.unit_id, rating.year): rating  # type: ignore[misc]
                for rating in YearlyRating.objects.filter(
                    unit__in={nomination.unit_id for nomination in collectives}, year__in=years
                )
            },
            initiatives=_by_person(Initiative.objects.filter(person__in=nominees).order_by("recognised_on", "pk")),
            disciplines=_by_person(
                Discipline.objects.filter(person__in=nominees | members).select_related("person").order_by("decided_on")
            ),
            judgements=_judgements(nominations),
            people=people,
            holders=_holders(members, years),
            pending=pending,
            won=won,
            given=_given(nominations, years),
        )


def _by_person(rows: Iterable) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        found[row.person_id].append(row)
    return found


def _people_of(collectives: Sequence[Nomination]) -> dict[int, list[Person]]:
    """The people in service at the end of the period in each collective and below it, by nomination id."""
    inside = Q(pk__in=[])
    for nomination in collectives:
        assert nomination.unit is not None
        inside |= Q(unit__path__startswith=nomination.unit.path)
    everybody = list(Person.objects.filter(inside).select_related("unit"))
    return {
        nomination.pk: [
            person
            for person in everybody
            if person.unit.path.startswith(nomination.unit.path)  # type: ignore[union-attr]
            and _in_service(person, nomination.round.period_end)
        ]
        for nomination in collectives
    }


def _in_service(person: Person, day: dt.date) -> bool:
    return (person.joined_on is None or person.joined_on <= day) and (person.left_on is None or person.left_on > day)


def _holders(members: set[int], years: set[int]) -> dict[int, set[int]]:
    """Who holds the title by the register, by year."""
    held: dict[int, set[int]] = defaultdict(set)
    rows = Award.objects.filter(person__in=members, year__in=years, award_type__code=TITLE)
    for year, person in rows.values_list("year", "person_id"):
        if person is not None:
            held[year].add(person)
    return held


def _nominated(collectives: Sequence[Nomination]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """People nominated for the title in the same round, still open and already won, by round id."""
    pending: dict[int, set[int]] = defaultdict(set)
    won: dict[int, set[int]] = defaultdict(set)
    rows = Nomination.objects.filter(
        round__in={nomination.round_id for nomination in collectives}, award_type__code=TITLE
    ).exclude(state__in=LOST)
    for round_id, person, state in rows.values_list("round_id", "person_id", "state"):
        if person is not None:
            (won if state in WON else pending)[round_id].add(person)
    return pending, won


def _given(nominations: Sequence[Nomination], years: set[int]) -> dict[tuple[str, int, int, int], list[Award]]:
    """The register's lines of the same nominees and years, by target, nominee, award type and year."""
    found: dict[tuple[str, int, int, int], list[Award]] = defaultdict(list)
    people = [nomination.person_id for nomination in nominations if nomination.person_id]
    units = [nomination.unit_id for nomination in nominations if nomination.unit_id]
    same = Q(person__in=people) | Q(unit__in=units, person=None)
    for award in Award.objects.filter(same, year__in=years):
        nominee = award.person_id or award.unit_id
        found[award.target, nominee, award.award_type_id, award.year].append(award)
    return found


def _cited(nomination: Nomination, shelf: _Shelf) -> list[str]:
    nominee = nomination.person_id or nomination.unit_id or 0
    rows = shelf.given.get((nomination.target, nominee, nomination.award_type_id, nomination.round.year), [])
    return [
        f"Quyết định số {award.decision_code} ngày {award.decided_on:%d/%m/%Y}"
        for award in rows
        if award.nomination_id != nomination.pk
    ]


def _judgements(nominations: Sequence[Nomination]) -> dict[int, dict[str, tuple[bool, str]]]:
    found: dict[int, dict[str, tuple[bool, str]]] = defaultdict(dict)
    rows = Judgement.objects.filter(nomination__in=[nomination.pk for nomination in nominations])
    for judgement in rows.select_related("by"):
        note = f"{judgement.note} " if judgement.note else ""
        said = f"{note}({judgement.by.full_name}, {judgement.at:%d/%m/%Y})"
        found[judgement.nomination_id][judgement.code] = (judgement.met, said)
    return found


def _facts(nomination: Nomination, shelf: _Shelf) -> Facts:
    around = nomination.round
    if nomination.individual:
        assert nomination.person_id is not None
        rating = shelf.person_ratings.get((nomination.person_id, around.year))
        disciplined = shelf.disciplines.get(nomination.person_id, [])
    else:
        assert nomination.unit_id is not None
        rating = shelf.unit_ratings.get((nomination.unit_id, around.year))
        members = shelf.people[nomination.pk]
        disciplined = [row for person in members for row in shelf.disciplines.get(person.pk, [])]
        disciplined = [row for row in disciplined if _falls_in(row, around.period_start, around.period_end)]
    return Facts(
        year=around.year,
        period_start=around.period_start,
        period_end=around.period_end,
        rating=rating.level if rating else "",
        rating_source=rating.source if rating else "",
        recognised=[
            Recognised(row.kind, row.scope, row.title, row.recognised_on, row.number)
            for row in shelf.initiatives.get(nomination.person_id or 0, [])
            if around.period_start <= row.recognised_on <= around.period_end
        ],
        measures=[
            Measure(row.level, row.get_level_display(), row.decided_on, row.ended_on, row.person.full_name)
            for row in disciplined
        ],
        members={} if nomination.individual else {TITLE: _count(nomination, shelf)},
        given=_cited(nomination, shelf),
        judgements=shelf.judgements.get(nomination.pk, {}),
    )


def _falls_in(row: Discipline, start: dt.date, end: dt.date) -> bool:
    return start <= row.decided_on <= end and row.level != Discipline.Level.CONSIDERED


def _count(nomination: Nomination, shelf: _Shelf) -> Members:
    members = {person.pk for person in shelf.people[nomination.pk]}
    with_title = members & (shelf.holders[nomination.round.year] | shelf.won[nomination.round_id])
    pending = members & shelf.pending[nomination.round_id] - with_title
    return Members(len(members), len(with_title), len(pending))
