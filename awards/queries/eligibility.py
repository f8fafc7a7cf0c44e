"""Reads of the pages on eligibility: what was asked, over which unit, and the lines that answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from core.dates import today
from units.models import Person, Unit, User

from .. import permissions
from ..eligibility import Answer, Line, survey
from ..eligibility.survey import rules_day
from ..models import AwardType, Target
from ..rulebook import Rulebook
from ..rules.checking import measurable

AT_ONCE = 1500  # people above whom one award at a time is asked


@dataclass(frozen=True)
class Asked:
    """What the list shows."""

    unit: Unit
    year: int
    target: str
    award: str
    answer: str

    @property
    def fields(self) -> dict[str, str]:
        """As the address carries it."""
        return {
            "unit": str(self.unit.pk),
            "year": str(self.year),
            "target": self.target,
            "award": self.award,
            "answer": self.answer,
        }


@dataclass(frozen=True)
class Survey:
    """The lines that were asked for, and how many there are of each answer."""

    asked: Asked
    lines: Sequence[Line]
    counts: Sequence[tuple[Answer, int]]


def surveyed_units(user: User) -> QuerySet[Unit]:
    """Return the units over which the user may ask."""
    return Unit.objects.filter(permissions.surveyed(user, field="")).alive_on(today()).order_by("path")


def asked_of(user: User, query: QueryDict) -> Asked | None:
    """Return what the address asks for, nonsense replaced by what is usual; None without a unit to ask about."""
    units = surveyed_units(user)
    wanted = query.get("unit", "")
    unit = (units.filter(pk=int(wanted)).first() if wanted.isdecimal() else None) or units.first()
    if unit is None:
        return None
    year, target = query.get("year", ""), query.get("target", "")
    asked = Asked(
        unit=unit,
        year=int(year) if year.isdecimal() and 2000 <= int(year) <= today().year + 1 else today().year,
        target=target if target == Target.COLLECTIVE else Target.INDIVIDUAL,
        award=query.get("award", ""),
        answer=query.get("answer", Answer.MET),
    )
    known = {award.code for award in awards_of(asked)}
    award = asked.award if asked.award in known else ""
    if not award and is_many(asked):
        award = next(iter(awards_of(asked)), AwardType(code="")).code
    answer = asked.answer if asked.answer in set(Answer) | {""} else Answer.MET
    return Asked(asked.unit, asked.year, asked.target, award, answer)


def is_many(asked: Asked) -> bool:
    """Whether the unit is so large that one award at a time is asked, and a workbook written in the background."""
    return Person.objects.filter(unit__path__startswith=asked.unit.path).count() > AT_ONCE


def awards_of(asked: Asked) -> list[AwardType]:
    """Return the awards that data says something about, for this kind of nominee, in order."""
    rules = Rulebook().rules_on(rules_day(asked.year))
    found = [
        rule.award_type
        for (_, target), rule in rules.items()
        if target == asked.target and rule.award_type.in_use and measurable(rule.condition)
    ]
    return sorted(found, key=lambda award: (award.order, award.code))


def survey_of(asked: Asked) -> Survey:
    """Return the answer to what is asked."""
    lines = survey(asked.unit, asked.year, award=asked.award, target=asked.target)
    tally = Counter(line.answer for line in lines)
    kept = [line for line in lines if not asked.answer or line.answer == asked.answer]
    return Survey(asked, kept, [(answer, tally[answer]) for answer in Answer])
