"""What a nominee still lacks for each award, and when it may be there at the earliest.

Nobody knows the coming years; the answer says what it assumes: every coming year is like the last one that is rated
and over (the same rating, the same yearly titles, the same initiatives), and what the data carries is given at once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..models import AwardType, Category, Rule
from ..rules import State
from ..rules.facts import LEVEL_NAMES, Facts, Given, Recognised
from ..rules.language import Test, children_of, compiled
from .lines import Line

HORIZON = 15  # years looked ahead
# Titles of a year: they are taken to come again as long as the years are alike.
YEARLY = ("LDTT", "CSTT", "CSTDCS", "TTLDTT", "DVTT", "TTLDXS", "DVQT", "COTDT")


@dataclass(frozen=True)
class Prospect:
    """One award: how it stands now, and the first year in which the data would carry it."""

    line: Line
    year: int
    earliest: int | None = None
    supposed: Sequence[str] = ()

    @property
    def is_now(self) -> bool:
        return self.earliest == self.year


@dataclass(frozen=True)
class Outlook:
    """All awards of a nominee, with what was assumed about the coming years."""

    year: int
    pattern: int | None
    assumption: str
    prospects: Sequence[Prospect]


def outlook_of(facts: Facts, lines: Sequence[Line], standards: Mapping[str, Any]) -> Outlook:
    """Return the outlook of one nominee from the lines of this year."""
    rated = [year for year in facts.ratings if year <= facts.year]
    pattern = max([year for year in rated if year < facts.year] or rated, default=None)
    if pattern is None:
        prospects = [Prospect(line, facts.year) for line in lines]
        return Outlook(facts.year, None, "", prospects)
    first = _first_years(facts, pattern, [line.rule for line in lines], standards)
    prospects = [Prospect(line, facts.year, *first.get(line.award_type.code, (None, []))) for line in lines]
    return Outlook(facts.year, pattern, _assumption(facts, pattern, lines), prospects)


def _first_years(
    facts: Facts, pattern: int, rules: Sequence[Rule], standards: Mapping[str, Any]
) -> dict[str, tuple[int, list[str]]]:
    """Return, by award, the first year in which it is met, and the awards supposed to have come before it."""
    chances = _chances(rules, standards)
    names = {chance.code: chance.rule.award_type.name for chance in chances}
    found: dict[str, tuple[int, list[str]]] = {}
    supposed: list[Given] = []

    def met(chance: _Chance, coming: Facts) -> bool:
        if chance.test(coming, None).measured != State.MET:
            return False
        if chance.code not in found:
            feeding = [row for row in supposed if row.code not in YEARLY and _feeds(chance.rule, row)]
            before = _needed(chance.test, coming, feeding)
            found[chance.code] = (coming.year, [f"{names[row.code]} năm {row.year}" for row in before])
        return not any(row.code == chance.code and row.year == coming.year for row in coming.awards)

    for year in range(facts.year, facts.year + HORIZON + 1):
        coming = _as_if(facts, pattern, year, supposed)
        for chance in chances:
            if chance.adds and met(chance, coming) and chance.has_years_of_its_own(coming, supposed):
                supposed.append(_supposed(chance.code, year))
                coming = replace(coming, awards=[*coming.awards, supposed[-1]])
        free = [chance for chance in chances if not chance.adds and met(chance, coming)]
        if not any(row.year == year and _is_form(row.code, chances) for row in facts.awards):
            own = [chance for chance in reversed(free) if chance.has_years_of_its_own(coming, supposed)]
            supposed += [_supposed(chance.code, year) for chance in own[:1]]
    return found


@dataclass(frozen=True)
class _Chance:
    """A rule that may be met in a coming year. `adds`: an award that stands beside the others of its year, a title or a
    reward for years of service. Of the other forms one achievement carries one (Luật 06/2022/QH15, Điều 5.2.c)."""

    rule: Rule
    test: Test
    adds: bool
    alike: frozenset[str]

    @property
    def code(self) -> str:
        return self.rule.award_type.code

    def has_years_of_its_own(self, coming: Facts, supposed: Sequence[Given]) -> bool:
        """Whether it is met on years that no supposed award of the same worth, of another body, has used up."""
        if not any(row.code in self.alike for row in supposed):
            return True
        awards = [replace(row, code=self.code) if row.code in self.alike and row in supposed else row
                  for row in coming.awards]  # fmt: skip
        return self.test(replace(coming, awards=awards), None).measured == State.MET


def _is_form(code: str, chances: Sequence[_Chance]) -> bool:
    return any(chance.code == code and not chance.adds for chance in chances)


def _chances(rules: Sequence[Rule], standards: Mapping[str, Any]) -> list[_Chance]:
    """The rules in the order in which their awards rest on each other: titles before forms, the lower before the
    higher."""
    order = sorted(rules, key=lambda rule: (rule.award_type.kind == AwardType.Kind.FORM, -rule.award_type.order))
    alike = [set(named) for rule in rules for named in _alternatives(rule.condition)]
    return [
        _Chance(
            rule,
            compiled(rule.condition, standards),
            rule.award_type.kind == AwardType.Kind.TITLE or rule.award_type.categories == [Category.SERVICE],
            frozenset().union(*(codes for codes in alike if rule.award_type.code in codes)) - {rule.award_type.code},
        )
        for rule in order
    ]


def _alternatives(node: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield the awards that a condition names side by side: of one worth, given by different bodies."""
    if isinstance(node.get("award"), list):
        yield node["award"]
    for _, child in children_of(node):
        yield from _alternatives(child)


def _needed(test: Test, coming: Facts, feeding: Sequence[Given]) -> Sequence[Given]:
    """Return the fewest of the supposed awards with which the conditions are met: where one of several would do, the
    earliest."""

    def met_without(rows: Sequence[Given]) -> bool:
        rest = replace(coming, awards=[row for row in coming.awards if row not in rows])
        return test(rest, None).measured == State.MET

    spared: list[Given] = []
    for row in sorted(feeding, key=lambda given: -given.year):
        if met_without([*spared, row]):
            spared.append(row)
    return [row for row in feeding if row not in spared]


def _feeds(rule: Rule, given: Given) -> bool:
    """Whether the conditions of the rule name the award."""
    return f'"{given.code}"' in str(rule.condition).replace("'", '"') and given.code != rule.award_type.code


def _supposed(code: str, year: int) -> Given:
    return Given(code, year, dt.date(year, 12, 31), f"giả định năm {year}", "cong_trang", dt.date(year, 12, 31))


def _as_if(facts: Facts, pattern: int, year: int, supposed: Sequence[Given]) -> Facts:
    """The facts as they would stand in a coming year."""
    coming = [later for later in range(pattern + 1, year + 1) if later > facts.year or later not in facts.ratings]
    rated = facts.ratings[pattern]
    yearly = {row.code for row in facts.awards if row.year == pattern and row.code in YEARLY}
    held = {(row.code, row.year) for row in facts.awards}
    again = [_supposed(code, later) for later in coming for code in sorted(yearly) if (code, later) not in held]
    works = [row for row in facts.recognised if row.on.year == pattern]
    return replace(
        facts,
        year=year,
        period_start=dt.date(year, 1, 1),
        period_end=dt.date(year, 12, 31),
        ratings={**facts.ratings, **dict.fromkeys(coming, rated)},
        awards=[*facts.awards, *again, *supposed],
        recognised=[*facts.recognised, *(_again(row, later) for later in coming for row in works)],
        clusters=[
            *facts.clusters,
            *(replace(row, year=later) for later in coming for row in facts.clusters if row.year == pattern),
        ],
        open_year=False,
        pending=frozenset(),
    )


def _again(row: Recognised, year: int) -> Recognised:
    return replace(row, on=dt.date(year, 6, 30), title=f"{row.title} (giả định năm {year})", used_for="")


def _assumption(facts: Facts, pattern: int, lines: Sequence[Line]) -> str:
    names = {line.award_type.code: line.award_type.name for line in lines}
    codes = {row.code for row in facts.awards if row.year == pattern and row.code in YEARLY}
    titles = [names.get(code, code) for code in YEARLY if code in codes]
    works = sum(row.on.year == pattern for row in facts.recognised)
    parts = [f"xếp loại {LEVEL_NAMES[facts.ratings[pattern].level]}"]
    parts.append(f"được tặng {', '.join(titles)}" if titles else "không có danh hiệu hằng năm")
    parts.append(f"có {works} sáng kiến, đề tài" if works else "không có sáng kiến, đề tài")
    return (
        f"Giả định: mỗi năm tới lặp lại năm {pattern} ({'; '.join(parts)}); danh hiệu, hình thức nào đủ theo số liệu "
        "thì được tặng ngay năm đó; một năm không giả định hai hình thức khen thưởng, vì một thành tích không khen "
        f"nhiều hình thức (Luật 06/2022/QH15, Điều 5 khoản 2 điểm c). Nhìn trước {HORIZON} năm; phần do người đánh giá "
        "không tính vào đây."
    )
