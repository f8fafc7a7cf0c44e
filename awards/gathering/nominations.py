"""Facts of nominations, of all kinds at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from units.models import Person

from ..models import Judgement, Nomination, Target
from ..rules.facts import Facts
from .people import Period, person_facts
from .shelf import Stand, read_people
from .units import Collectives


def gather_facts(nominations: Iterable[Nomination]) -> dict[int, Facts]:
    """Return the facts by nomination id. The nominations come with their dossier, round, person and unit."""
    found = list(nominations)
    judgements = _judgements(found)
    facts = _of_people(found) | _of_units(found) | _of_households(found)
    return {pk: replace(one, judgements=judgements.get(pk, {})) for pk, one in facts.items()}


def _period(nomination: Nomination) -> Period:
    around = nomination.round
    return Period(around.year, around.period_start, around.period_end)


def _of_people(nominations: Sequence[Nomination]) -> dict[int, Facts]:
    rows = [(nomination, nomination.person) for nomination in nominations if nomination.person]
    if not rows:
        return {}
    shelf = read_people(Person.objects.filter(pk__in={person.pk for _, person in rows}))
    return {
        nomination.pk: person_facts(
            shelf,
            person.pk,
            _period(nomination),
            own=nomination.pk,
            joined_on=person.joined_on,
            left_on=person.left_on,
            woman=person.gender == Person.Gender.FEMALE,
        )
        for nomination, person in rows
    }


def _of_units(nominations: Sequence[Nomination]) -> dict[int, Facts]:
    """Collectives, by the period of their round: nearly always one."""
    periods: dict[Period, list[Nomination]] = defaultdict(list)
    for nomination in nominations:
        if nomination.target == Target.COLLECTIVE:
            periods[_period(nomination)].append(nomination)
    found: dict[int, Facts] = {}
    for period, rows in periods.items():
        collectives = Collectives([row.unit for row in rows if row.unit], period)
        for row in rows:
            assert row.unit is not None
            found[row.pk] = collectives.facts(row.unit, own=row.pk, counts=_in_round(row.round_id))
    return found


def _in_round(around: int):  # type: ignore[no-untyped-def]
    def same(stand: Stand) -> bool:
        return stand.around == around

    return same


def _of_households(nominations: Sequence[Nomination]) -> dict[int, Facts]:
    found = {}
    for nomination in nominations:
        if nomination.target == Target.HOUSEHOLD:
            period = _period(nomination)
            found[nomination.pk] = Facts(year=period.year, period_start=period.start, period_end=period.end)
    return found


def _judgements(nominations: Sequence[Nomination]) -> dict[int, dict[str, tuple[bool, str]]]:
    found: dict[int, dict[str, tuple[bool, str]]] = defaultdict(dict)
    rows = Judgement.objects.filter(nomination__in=[nomination.pk for nomination in nominations])
    for judgement in rows.select_related("by"):
        note = f"{judgement.note} " if judgement.note else ""
        said = f"{note}({judgement.by.full_name}, {judgement.at:%d/%m/%Y})"
        found[judgement.nomination_id][judgement.code] = (judgement.met, said)
    return found
