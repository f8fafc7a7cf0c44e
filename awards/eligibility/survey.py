"""Everybody of a unit against every award, in one pass: the facts are read once, in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterator, Mapping

from core.dates import today
from units.models import Person, Unit

from ..gathering import Period, gather_people, gather_units
from ..gathering.shelf import serving_on
from ..models import Rule, Target
from ..rulebook import Rulebook, standards_of
from ..rules.checking import measurable
from ..rules.facts import Facts
from ..rules.language import compiled
from .lines import Line, Nominee, line_of
from .outlook import Outlook, outlook_of


def rules_day(year: int) -> dt.date:
    """The day whose rules are asked: what is proposed now is received now; of a year gone by its last day."""
    return min(today(), dt.date(year, 12, 31))


def survey(unit: Unit, year: int, *, award: str = "", target: str = Target.INDIVIDUAL) -> list[Line]:
    """Return one line for every nominee of a unit and every award (or only `award`), by award, then by name.

    Awards whose conditions are all left to people are asked for by name only: data says nothing about them.
    """
    book, period = Rulebook(), Period.of_year(year)
    rules = book.rules_on(rules_day(year))
    asked = [rule for (code, of), rule in rules.items() if of == target and _is_asked(rule, code, award)]
    asked.sort(key=lambda rule: (rule.award_type.order, rule.award_type.code))
    if not asked:
        return []
    nominees, facts = (_people if target == Target.INDIVIDUAL else _units)(unit, period)
    ordered = sorted(nominees, key=lambda nominee: (nominee.sort_key, nominee.pk))
    tests = [(rule, compiled(rule.condition, standards_of(rules, target))) for rule in asked]
    return [line_of(nominee, rule, facts[nominee.pk], test) for rule, test in tests for nominee in ordered]


def _is_asked(rule: Rule, code: str, award: str) -> bool:
    return code == award if award else rule.award_type.in_use and measurable(rule.condition)


def _people(unit: Unit, period: Period) -> tuple[Iterator[Nominee], Mapping[int, Facts]]:
    people = Person.objects.filter(serving_on(min(period.end, today())), unit__path__startswith=unit.path)
    names = ("pk", "full_name", "position", "unit__short_name", "sort_key")
    nominees = (
        Nominee(pk, name, ", ".join(filter(None, (position, home))), Target.INDIVIDUAL, key)
        for pk, name, position, home, key in people.order_by().values_list(*names)
    )
    return nominees, gather_people(people, period)


def _units(unit: Unit, period: Period) -> tuple[Iterator[Nominee], Mapping[int, Facts]]:
    units = Unit.objects.subtree(unit).alive_on(min(period.end, today()))
    names = ("pk", "name", "parent__short_name", "path")
    nominees = (
        Nominee(pk, name, above or "", Target.COLLECTIVE, path)
        for pk, name, above, path in units.order_by().values_list(*names)
    )
    return nominees, gather_units(units, period)


def nominee_outlook(nominee: Person | Unit) -> Outlook:
    """Return what one nominee lacks this year for each award that data says something about, and how it may go on."""
    year = today().year
    rules, period = Rulebook().rules_on(rules_day(year)), Period.of_year(year)
    if isinstance(nominee, Person):
        target, name = Target.INDIVIDUAL, nominee.full_name
        facts = gather_people(Person.objects.filter(pk=nominee.pk), period)[nominee.pk]
    else:
        target, name = Target.COLLECTIVE, nominee.name
        facts = gather_units(Unit.objects.filter(pk=nominee.pk), period)[nominee.pk]
    standards = standards_of(rules, target)
    asked = sorted(
        (rule for (code, of), rule in rules.items() if of == target and _is_asked(rule, code, "")),
        key=lambda rule: (-rule.award_type.order, rule.award_type.code),
    )
    whom = Nominee(nominee.pk, name, "", target, nominee.sort_key)
    lines = [line_of(whom, rule, facts, compiled(rule.condition, standards)) for rule in asked]
    return outlook_of(facts, lines, standards)
