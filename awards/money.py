"""Bonuses of decisions: what the database knows, put before the arithmetic of `awards.bonus`."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from core.dates import vn_date
from units.models import Unit

from . import bonus
from .achievements import ONE_ACHIEVEMENT
from .conflicts import achieved, achievement_of
from .models import Award, AwardBonus, AwardType, BaseSalary, BonusRate, Decision, FundEntry, Nomination

Period = tuple[dt.date | None, dt.date | None]
Rates = dict[tuple[str, str], bonus.Rate]


def salaries() -> list[bonus.Salary]:
    """Return the base salaries that are known."""
    rows = BaseSalary.objects.all()
    return [bonus.Salary(row.amount, row.in_force_from, row.basis, row.verified) for row in rows]


def law_rates() -> Rates:
    """Return the rates of the decree, by award code and target."""
    return _rates(BonusRate.Layer.LAW)


def rates_in_use() -> Rates:
    """Return the rates by award code and target, the province's own over the decree's."""
    return law_rates() | _rates(BonusRate.Layer.PROVINCE)


def _rates(layer: str) -> Rates:
    return {
        (row.code, row.target): bonus.Rate(row.multiplier, row.article, row.ceiling, row.fixed, row.verified)
        for row in BonusRate.objects.filter(layer=layer)
    }


@dataclass(frozen=True)
class Sheet:
    """The bonuses of one decision, in the order of its list."""

    rows: Sequence[tuple[Nomination, bonus.Bonus]]
    base: bonus.Salary | None

    @property
    def total(self) -> int:
        return sum(found.amount for _, found in self.rows)

    @property
    def doubts(self) -> list[str]:
        """What nobody has confirmed, each once."""
        return list(dict.fromkeys(doubt for _, found in self.rows for doubt in found.doubts))

    @property
    def amounts(self) -> dict[int, int]:
        """By nomination id."""
        return {nomination.pk: found.amount for nomination, found in self.rows}


def sheet_of(decision: Decision, nominations: Sequence[Nomination], day: dt.date) -> Sheet:
    """Return the bonuses that a decision would carry on a day. `nominations` in the order of its list."""
    base = bonus.salary_on(day, salaries())
    around = decision.round
    period = (around.period_start, around.period_end)
    claims = [
        _claim(row.award_type, row.target, _nominee(row), period, achievement=achievement_of(around),
               apart=decision.apart.get(str(row.pk), ""))
        for row in nominations
    ]  # fmt: skip
    before = _decided_before(decision, nominations)
    return Sheet(list(zip(nominations, bonus.bonuses(claims, rates_in_use(), base, day, before), strict=True)), base)


def _claim(award_type: AwardType, target: str, nominee: object, period: Period, **more: Any) -> bonus.Claim:
    title = award_type.kind == AwardType.Kind.TITLE
    return bonus.Claim(nominee, award_type.code, award_type.name, target, title, period, **more)


def _nominee(row: Nomination | Award) -> str:
    if row.person_id:
        return f"person {row.person_id}"
    return f"{row.target} {row.unit_id} {getattr(row, 'household_name', '') or row.nominee_name}"


def _decided_before(decision: Decision, nominations: Sequence[Nomination]) -> list[bonus.Claim]:
    """Return the awards of the same nominees that other decisions in force carry money for: titles of the same period,
    forms of a time that touches it."""
    around = decision.round
    people = [nomination.person_id for nomination in nominations if nomination.person_id]
    units = [nomination.unit_id for nomination in nominations if nomination.unit_id]
    titles = Q(award_type__kind=AwardType.Kind.TITLE, period_start=around.period_start, period_end=around.period_end)
    forms = Q(award_type__kind=AwardType.Kind.FORM, period_start__lte=around.period_end,
              period_end__gte=around.period_start)  # fmt: skip
    rows = Award.objects.in_force().filter(titles | forms, bonus__amount__gt=0)
    known = rows.filter(person__in=people) | rows.filter(unit__in=units, person=None)
    known = known.exclude(decision=decision).select_related("award_type", "bonus", "decision__round").order_by("pk")
    return [
        _claim(award.award_type, award.target, _nominee(award), (award.period_start, award.period_end),
               decided=_decided(award), paid=award.bonus.amount,
               is_paid=award.bonus.paid_on is not None, achievement=achieved(award))
        for award in known
    ]  # fmt: skip


def _decided(award: Award) -> str:
    return f"Quyết định số {award.decision_code} ngày {vn_date(award.decided_on)}"


def higher_of(bonuses: Iterable[AwardBonus]) -> dict[int, str]:
    """Return, by id of those that a later and higher award of the same nominee stands over, what is to be paid of the
    two. `bonuses` come from `AwardBonus.objects.with_higher()`."""
    rows = [row for row in bonuses if row.higher]  # type: ignore[attr-defined]
    over = AwardBonus.objects.select_related("award__award_type").in_bulk({row.higher for row in rows})  # type: ignore[attr-defined]
    return {row.pk: _not_paid(row, over[row.higher]) for row in rows}  # type: ignore[attr-defined]


def _not_paid(row: AwardBonus, over: AwardBonus) -> str:
    later, title = over.award, over.award.award_type.kind == AwardType.Kind.TITLE
    paid = f"đã chi ngày {vn_date(over.paid_on)}" if over.paid_on else "chưa chi"
    why = (
        "cùng thời gian chỉ thưởng danh hiệu cao nhất (Điều 49.5)"
        if title
        else f"có thể cùng một thành tích, chỉ thưởng mức cao nhất (Điều 49.6; {ONE_ACHIEVEMENT})"
    )
    named = f"{later.award_type.name} ({bonus.dong(over.amount)}, {paid}), {_decided(later)}"
    if row.paid_on:
        return f"đã chi; sau đó được tặng {named}: {why}; chưa xác minh có trừ phần đã chi hay không"
    return f"không chi {bonus.dong(row.amount)}: sau đó được tặng {named}; {why}"


@dataclass(frozen=True)
class Fund:
    """An office's fund of a year, in đồng. `owed` was decided and is not paid yet."""

    unit: Unit
    year: int
    came: int
    paid: int
    owed: int

    @property
    def left(self) -> int:
        """In the fund now."""
        return self.came - self.paid

    @property
    def free(self) -> int:
        """Left when all that was decided is paid; negative when the fund does not reach."""
        return self.left - self.owed


def fund_of(unit: Unit, year: int) -> Fund:
    """Return how the fund of an office stands for a year."""
    sums = dict(
        FundEntry.objects.filter(unit=unit, year=year).order_by().values_list("kind").annotate(sum=Sum("amount"))
    )
    paid = sums.pop(FundEntry.Kind.PAID, 0)
    open_rows = AwardBonus.objects.owed().filter(award__decision__round__unit=unit, award__decided_on__year=year)
    owed = open_rows.aggregate(sum=Sum("amount"))["sum"] or 0
    return Fund(unit, year, sum(sums.values()), paid, owed)


def owing(unit: Unit, year: int) -> list[tuple[Decision, int]]:
    """Return the decisions of an office and year whose bonuses are not all paid, with what each still owes."""
    open_rows = AwardBonus.objects.owed().filter(
        award__decision__round__unit=unit, award__decision__decided_on__year=year
    )
    sums = dict(open_rows.order_by().values_list("award__decision").annotate(sum=Sum("amount")))
    found = Decision.objects.filter(pk__in=sums).select_related("document").order_by("decided_on", "pk")
    return [(decision, sums[decision.pk]) for decision in found]
