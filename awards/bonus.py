"""Tiền thưởng: how much money goes with an award. Plain arithmetic over plain data; the database is not asked.

Nghị định 152/2025/NĐ-CP, Điều 49-55: a multiple of the base salary in force on the day of the decision, rounded up to
the next ten thousand after multiplying. Of several titles for one period only the highest is paid; forms of different
time and achievement are paid each, of one achievement only the highest; a title and a form are both paid. Amounts are
đồng.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from .achievements import ONE_ACHIEVEMENT, Achievement, may_be_one

STEP = 10_000
_TWICE, _HALF_MORE = Decimal(2), Decimal("1.5")
ROUNDING_DOUBT = (
    "chưa xác minh cách làm tròn: nhân hệ số rồi làm tròn một lần; nếu làm tròn mức của cá nhân trước thì được {other}"
)
CEILING_DOUBT = (
    "chưa xác minh: mức này là mức trần (không quá {multiplier} lần), làm tròn lên vượt trần {exact}; "
    "dùng mức tỉnh quy định nếu có"
)
HIGHEST_ONLY = "cùng thời gian đạt danh hiệu cao hơn ({other}), chỉ thưởng mức cao nhất (Điều 49.5)"
FORM_ONLY = (
    "có thể cùng một thành tích với {other}: chỉ thưởng mức cao nhất, vì các hình thức được thưởng từng hình thức khi "
    f"khác thời gian, khác thành tích (Điều 49.6; {ONE_ACHIEVEMENT})"
)
APART = "thưởng cùng với {other} vì khác thời gian, khác thành tích (Điều 49.6): {why}"
NOT_ANY_MORE = "{other} chưa chi: không chi khoản đó nữa, chỉ chi mức cao nhất ở đây ({article})"
# What the decree says of several awards of one nominee, and what its text leaves open: shown where the rates are.
SEVERAL = (
    "Nhiều danh hiệu của các thời gian khác nhau: thưởng từng danh hiệu; cùng một thời gian: chỉ thưởng mức cao nhất "
    "(Điều 49.5).",
    "Nhiều hình thức khen thưởng khác thời gian, khác thành tích: thưởng từng hình thức (Điều 49.6); cùng loại hình và "
    f"thời gian thì có thể là một thành tích ({ONE_ACHIEVEMENT}): chỉ tính mức cao nhất, trừ khi người soạn quyết định "
    "ghi lý do là khác.",
    "Vừa danh hiệu vừa hình thức: thưởng cả hai (Điều 49.7).",
)
OPEN_AFTER_LOWER = (
    "Danh hiệu thấp hơn của cùng thời gian đã được chi thưởng theo quyết định trước, nay được danh hiệu cao hơn: Điều "
    "49.5 không nói có trừ phần đã thưởng hay không. Hệ thống tính đủ mức cao và ghi số chênh lệch ở trang quyết định; "
    "hãy hỏi kế toán trước khi chi."
)
NO_RATE = "chưa có mức thưởng cho danh hiệu, hình thức này"
NO_BASE = "chưa có lương cơ sở cho ngày {day:%d/%m/%Y}"


@dataclass(frozen=True)
class Salary:
    """A base salary (lương cơ sở) in đồng a month, from a day on."""

    amount: int
    since: dt.date
    basis: str = ""
    verified: bool = True


@dataclass(frozen=True)
class Rate:
    """What one award carries for one kind of nominee. `fixed` is an amount that a province fixed instead."""

    multiplier: Decimal
    article: str
    ceiling: bool = False
    fixed: int | None = None
    verified: bool = True


@dataclass(frozen=True)
class Claim:
    """One award of one nominee. `period` is what it was achieved in; of an award of an earlier decision `decided` names
    that decision, `paid` is its money, `is_paid` whether that left the fund. Of a form, `achievement` is what it is for
    and `apart` why it is of another one than the forms beside it."""

    nominee: Hashable
    code: str
    name: str
    target: str
    title: bool
    period: Hashable
    decided: str = ""
    paid: int | None = None
    is_paid: bool = True
    achievement: Achievement | None = None
    apart: str = ""


@dataclass(frozen=True)
class Bonus:
    """What is paid for a claim; `note` says why nothing is, or what else is not paid any more, `doubts` what nobody has
    confirmed. `one_with` names a form that may be for the same achievement, whatever was said of it; `apart` what was
    said."""

    amount: int
    multiplier: Decimal | None = None
    base: int | None = None
    article: str = ""
    note: str = ""
    doubts: tuple[str, ...] = ()
    one_with: str = ""
    apart: str = ""


def salary_on(day: dt.date, salaries: Iterable[Salary]) -> Salary | None:
    """Return the base salary in force on a day (Điều 49.1), None before the first that is known."""
    begun = [salary for salary in salaries if salary.since <= day]
    return max(begun, key=lambda salary: salary.since, default=None)


def amount(multiplier: Decimal, base: int) -> int:
    """Return the multiple of the base salary, rounded up to the next 10.000 đồng (Điều 49.2)."""
    return _up(multiplier * base)


def dong(value: int) -> str:
    """Return an amount as it is written: "7.590.000 đồng"."""
    return f"{value:,} đồng".replace(",", ".")


def of_rate(rate: Rate, base: Salary, target: str) -> Bonus:
    """Return what a rate comes to. `target` is individual, collective or household."""
    if rate.fixed is not None:
        return Bonus(rate.fixed, rate.multiplier, base.amount, rate.article)
    paid = amount(rate.multiplier, base.amount)
    doubts = [*_rounding(rate, base.amount, target, paid), *_ceiling(rate, base.amount, paid)]
    if not base.verified:
        doubts.append(f"lương cơ sở {dong(base.amount)} chưa xác minh")
    if not rate.verified:
        doubts.append("hệ số chưa xác minh")
    return Bonus(paid, rate.multiplier, base.amount, rate.article, doubts=tuple(doubts))


def bonuses(
    claims: Sequence[Claim],
    rates: Mapping[tuple[str, str], Rate],
    base: Salary | None,
    day: dt.date,
    decided_before: Sequence[Claim] = (),
) -> list[Bonus]:
    """Return the bonus of each claim of a decision, in order.

    `rates` are by award code and target; `decided_before` are awards of other decisions, paid or not: a title
    of the same period among them, or a form for what may be the same achievement, counts for "the highest only".
    """
    if base is None:
        return [Bonus(0, note=NO_BASE.format(day=day)) for _ in claims]
    alone = [_alone(claim, rates, base) for claim in claims]
    known = [(claim, found.amount) for claim, found in zip(claims, alone, strict=True)]
    before = [(claim, _alone(claim, rates, base).amount) for claim in decided_before]
    return [_beside(place, known, before, found) for place, found in enumerate(alone)]


def _alone(claim: Claim, rates: Mapping[tuple[str, str], Rate], base: Salary) -> Bonus:
    rate = rates.get((claim.code, claim.target))
    return of_rate(rate, base, claim.target) if rate else Bonus(0, base=base.amount, note=NO_RATE)


def _beside(place: int, known: Sequence[tuple[Claim, int]], before: Sequence[tuple[Claim, int]], found: Bonus) -> Bonus:
    """What is left of a bonus beside the other titles of the same nominee for the same period, or beside the other
    forms for what may be the same achievement."""
    claim, own = known[place]
    if not found.amount:
        return found
    here = [(other, theirs, -index) for index, (other, theirs) in enumerate(known)
            if index != place and _rival(claim, other)]  # fmt: skip
    earlier = [(other, theirs) for other, theirs in before if _rival(claim, other)]
    if not claim.title and (beside := [*(other for other, _, _ in here), *(other for other, _ in earlier)]):
        found = replace(found, one_with=_named(beside[0]), apart=claim.apart)
        if claim.apart:
            return replace(found, note=APART.format(other=_named(beside[0]), why=claim.apart))
        here = [row for row in here if not row[0].apart]  # it was said of the other one
    for other, theirs, behind in here:
        if (theirs, behind) > (own, -place):
            return replace(found, amount=0, note=_less(claim, other), doubts=())
    for other, theirs in earlier:
        if theirs >= own:
            return replace(found, amount=0, note=_less(claim, other), doubts=())
    return _after_lower(claim, own, earlier, found)


def _after_lower(claim: Claim, own: int, earlier: Sequence[tuple[Claim, int]], found: Bonus) -> Bonus:
    """The highest, after a lower one of an earlier decision: what was paid is an open question, what was not paid is
    not paid any more."""
    article = "Điều 49.5" if claim.title else f"Điều 49.6; {ONE_ACHIEVEMENT}"
    unpaid = [
        NOT_ANY_MORE.format(other=f"{other.name} ({dong(_paid(other, theirs))}), {other.decided},", article=article)
        for other, theirs in earlier
        if not other.is_paid
    ]
    open_questions = tuple(
        f"đã thưởng {other.name} ({dong(_paid(other, theirs))}) cùng thời gian theo {other.decided}: chưa xác minh có "
        f"trừ phần đã thưởng hay không, nếu trừ thì phần chênh lệch là {dong(max(own - _paid(other, theirs), 0))}"
        for other, theirs in earlier
        if other.is_paid
    )
    return replace(
        found, note="; ".join([*filter(None, [found.note]), *unpaid]), doubts=(*found.doubts, *open_questions)
    )


def _named(claim: Claim) -> str:
    """The other award, with its decision and whether that paid it."""
    if not claim.decided:
        return claim.name
    return f"{claim.name}, {claim.decided}, {'đã chi' if claim.is_paid else 'chưa chi'}"


def _less(claim: Claim, other: Claim) -> str:
    """Why a claim is not paid beside another one."""
    return (HIGHEST_ONLY if claim.title else FORM_ONLY).format(other=_named(other))


def _paid(claim: Claim, now: int) -> int:
    """What was paid for it, else what it comes to now."""
    return now if claim.paid is None else claim.paid


def _rival(claim: Claim, other: Claim) -> bool:
    if claim.nominee != other.nominee or claim.title != other.title:
        return False
    if claim.title:
        return other.period == claim.period
    return bool(claim.achievement and other.achievement and may_be_one(claim.achievement, other.achievement))


def _up(value: Decimal) -> int:
    return int((value / STEP).to_integral_value(ROUND_CEILING)) * STEP


def _rounding(rate: Rate, base: int, target: str, paid: int) -> list[str]:
    """Whether "twice the bonus of a person" would come to something else if the person's bonus were rounded first.

    Said only of the articles that speak of a multiple of the person's bonus.
    """
    factor = {"collective": _TWICE, "household": _HALF_MORE}.get(target)
    if factor is None or "(×" not in rate.article:
        return []
    other = _up(amount(rate.multiplier / factor, base) * factor)
    return [ROUNDING_DOUBT.format(other=dong(other))] if other != paid else []


def _ceiling(rate: Rate, base: int, paid: int) -> list[str]:
    exact = rate.multiplier * base
    if not rate.ceiling or paid <= exact:
        return []
    said = f"{rate.multiplier.normalize():f}".replace(".", ",")
    return [CEILING_DOUBT.format(multiplier=said, exact=dong(int(exact)))]
