"""Writes of money: what is set aside, what is paid, base salaries and multipliers."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from units.models import Unit, User

from ..bonus import dong
from ..models import Award, AwardBonus, BaseSalary, BonusRate, Decision, FundEntry
from ..money import Sheet, fund_of
from .steps import locked, said_before


def keep_bonuses(awards: Sequence[Award], sheet: Sheet) -> None:
    """Write what goes with each new line of the register, as it is on the day of the decision; part of the signing."""
    AwardBonus.objects.bulk_create(
        AwardBonus(
            award=award,
            amount=found.amount,
            multiplier=found.multiplier,
            base=found.base,
            article=found.article,
            note=found.note[:400],
            apart=found.apart,
            doubts=list(found.doubts),
        )
        for award, (_, found) in zip(awards, sheet.rows, strict=True)
    )


@transaction.atomic
def add_to_fund(
    *, actor: User, unit: Unit, year: int, kind: str, amount: int, on: dt.date, note: str = ""
) -> FundEntry:
    """Write money that came into the fund of a year, in đồng. Raises Refused for what only payments write, and for an
    entry that says all that another one says: it was sent twice."""
    if kind not in (FundEntry.Kind.SET_ASIDE, FundEntry.Kind.ADDED):
        raise Refused("Chỉ ghi tay được khoản trích lập hoặc bổ sung; khoản chi và thu hồi do hệ thống ghi.")
    if amount <= 0:
        raise Refused("Số tiền phải lớn hơn 0.")
    if on > today():
        raise Refused("Ngày ghi vào quỹ không thể sau hôm nay.")
    locked(unit)
    entry = FundEntry(unit=unit, year=year, kind=kind, amount=amount, on=on, note=note.strip(), created_by=actor)
    if said_before(entry, "unit", "year", "kind", "amount", "on", "note", "created_by"):
        raise Refused(
            f"Khoản {dong(amount)} ngày {vn_date(on)} đã ghi vào quỹ trước đó rồi nên không ghi lần nữa. Nếu đây là "
            "khoản khác, hãy ghi diễn giải để phân biệt."
        )
    entry.save(force_insert=True)
    record(actor=actor, action="awards.add_to_fund", target=entry, after={"amount": amount, "year": year, "kind": kind})
    return entry


@transaction.atomic
def pay_bonuses(*, actor: User, decision: Decision, on: dt.date) -> FundEntry:
    """Mark all unpaid bonuses of a decision as paid on a day, out of the fund of the decision's year.

    Of two who click at once the second finds nothing left. Raises Refused when nothing is left to pay, when the fund
    has less than that, or when the day lies before the decision or ahead.
    """
    assert decision.decided_on is not None
    unit, year = decision.round.unit, decision.decided_on.year
    if on < decision.decided_on:
        raise Refused(f"Ngày chi phải từ ngày quyết định ({vn_date(decision.decided_on)}) trở đi.")
    if on > today():
        raise Refused("Ngày chi không thể sau hôm nay.")
    locked(unit)  # of two decisions that are paid at once the second sees what the first left
    rows = list(unpaid(decision).select_for_update(of=("self",)).order_by("pk"))
    total = sum(row.amount for row in rows)
    if not total:
        raise Refused("Quyết định này không còn khoản tiền thưởng nào phải chi.")
    _refuse_overdrawn(fund_of(unit, year).left, total, year)
    entry = FundEntry.objects.create(
        unit=unit,
        year=year,
        kind=FundEntry.Kind.PAID,
        amount=total,
        on=on,
        note=f"Chi tiền thưởng cho {len(rows)} lượt khen",
        decision=decision,
        created_by=actor,
    )
    AwardBonus.objects.filter(pk__in=[row.pk for row in rows]).update(paid_on=on, entry=entry)
    record(actor=actor, action="awards.pay_bonuses", target=decision, after={"amount": total, "rows": len(rows)})
    return entry


def _refuse_overdrawn(left: int, total: int, year: int) -> None:
    if total > left:
        stands = f"còn {dong(left)}" if left >= 0 else f"đã chi quá {dong(-left)}"
        raise Refused(
            f"Quỹ năm {year} {stands}, phải chi {dong(total)}: thiếu {dong(total - left)}. Hãy ghi khoản trích lập, bổ "
            "sung ở trang Quỹ thi đua, khen thưởng rồi mới ghi đã chi."
        )


def unpaid(decision: Decision):  # type: ignore[no-untyped-def]
    """Return the bonuses of a decision that are owed."""
    return AwardBonus.objects.owed().filter(award__decision=decision)


@transaction.atomic
def record_payment_list(*, actor: User, decision: Decision, rows: int) -> None:
    """The list for the accountant left the system."""
    record(actor=actor, action="awards.export_payments", target=decision, after={"rows": rows})


@transaction.atomic
def save_salary(*, actor: User, salary: BaseSalary) -> BaseSalary:
    """Keep a base salary. Bonuses of signed decisions stay as they were. Raises Refused for a second one of a day."""
    before = BaseSalary.objects.filter(pk=salary.pk).values("amount", "in_force_from").first() if salary.pk else None
    try:
        with transaction.atomic():
            salary.save()
    except IntegrityError:
        raise Refused("Đã có mức lương cơ sở áp dụng từ ngày này. Hãy sửa mức đó.") from None
    after = {"amount": salary.amount, "from": salary.in_force_from.isoformat()}
    was = {"amount": before["amount"], "from": before["in_force_from"].isoformat()} if before else None
    record(actor=actor, action="awards.save_salary", target=salary, before=was, after=after)
    return salary


@transaction.atomic
def save_rate(*, actor: User, rate: BonusRate) -> BonusRate:
    """Keep a multiplier. Raises Refused when the layer has one for this award and target."""
    try:
        with transaction.atomic():
            rate.save()
    except IntegrityError:
        raise Refused("Đã có mức thưởng cho danh hiệu, hình thức và đối tượng này. Hãy sửa mức đó.") from None
    after = {"code": rate.code, "target": rate.target, "multiplier": str(rate.multiplier), "fixed": rate.fixed}
    record(actor=actor, action="awards.save_rate", target=rate, after=after)
    return rate


@transaction.atomic
def remove_rate(*, actor: User, rate: BonusRate) -> None:
    """Take a province's own rate away: the decree's holds again. Raises Refused for the decree's."""
    if rate.layer != BonusRate.Layer.PROVINCE:
        raise Refused("Mức của nghị định không bỏ được; hãy thêm mức riêng của tỉnh đè lên.")
    before = {"code": rate.code, "target": rate.target, "multiplier": str(rate.multiplier), "fixed": rate.fixed}
    record(actor=actor, action="awards.remove_rate", target=rate, before=before)
    rate.delete()


def shortfall(free: int, total: int) -> str:
    """Return the sentence that a decision costs more than the fund has free; empty when it reaches."""
    if total <= max(free, 0):  # what costs nothing makes no fund shorter
        return ""
    if free < 0:
        return (
            f"Quỹ đã thiếu {dong(-free)} cho các quyết định trước; thêm tổng tiền thưởng {dong(total)} này thì thiếu "
            f"{dong(total - free)}."
        )
    if free == 0:
        return f"Quỹ không còn tiền cho quyết định này: thiếu cả {dong(total)} tiền thưởng."
    return f"Tổng tiền thưởng {dong(total)} vượt số còn lại của quỹ ({dong(free)}): thiếu {dong(total - free)}."


def unpaid_shortfall(left: int, owed: int) -> str:
    """Return the sentence that the fund cannot pay what a signed decision still owes; empty when it can."""
    if owed <= max(left, 0):
        return ""
    if left > 0:
        return f"Quỹ còn {dong(left)}, chưa đủ chi {dong(owed)} của quyết định này: thiếu {dong(owed - left)}."
    said = f"Quỹ đã chi quá {dong(-left)}" if left else "Quỹ không còn tiền"
    return f"{said} nên chưa chi được {dong(owed)} của quyết định này."
