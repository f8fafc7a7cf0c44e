"""What the page of a decision shows beside its sheet: money, corrections, what has to come back, publication."""

from collections.abc import Sequence
from typing import Any

from core.dates import today
from units.models import User

from .. import permissions_afterwards as may
from ..forms.money import PaidForm
from ..models import AwardBonus, Decision, Nomination, Publication, Recovery
from ..money import fund_of, higher_of, sheet_of
from ..services.money import shortfall, unpaid_shortfall

BESIDE = 6  # of three hundred people with two titles each the table below says the rest


def afterwards(user: User, decision: Decision, nominations: Sequence[Nomination]) -> dict[str, Any]:
    """Return the part of the page's context that this user may see."""
    found: dict[str, Any] = {
        "amended_by": decision.amended_by.filter(state=Decision.State.SIGNED).select_related("document"),
        "may_amend": may.can_amend(user, decision),
        "may_publish": may.can_publish(user, decision),
        "publication": Publication.objects.filter(decision=decision).first(),
    }
    if may.can_see_bonuses(user, decision):
        if decision.awards_people:
            found["money"] = _money(user, decision, nominations)
        else:
            found["recoveries"] = Recovery.objects.filter(decision=decision).select_related("award")
            found["may_recover"] = may.can_keep_recoveries(user, decision)
    return found


def _money(user: User, decision: Decision, nominations: Sequence[Nomination]) -> dict[str, Any]:
    """Each recipient's bonus and the total: as it would be today for a draft, as it was written for a signed one."""
    unit = decision.round.unit
    if decision.decided_on is None:
        sheet = sheet_of(decision, nominations, today())
        fund = fund_of(unit, today().year)
        rows = [(row.nominee_name, row.award_type.name, bonus, True) for row, bonus in sheet.rows]
        warning = shortfall(fund.free, sheet.total)
        return {
            "rows": rows,
            "total": sheet.total,
            "doubts": sheet.doubts,
            "warning": warning,
            "fund": fund,
            **_beside([(row.nominee_name, row.award_type.name, bonus.note) for row, bonus in sheet.rows]),
        }
    kept = AwardBonus.objects.with_higher().filter(award__decision=decision).select_related("award__award_type")
    bonuses = list(kept.order_by("award__golden_number"))
    over = higher_of(bonuses)
    written = [(row.award.nominee_name, row.award.award_type.name, row, row.award.in_force) for row in bonuses]
    standing = [row for row in bonuses if row.award.in_force]
    fund = fund_of(unit, decision.decided_on.year)
    owed = sum(row.amount for row in standing if row.paid_on is None and row.pk not in over)
    return {
        "rows": written,
        "total": sum(row.amount for row in standing),
        "doubts": list(dict.fromkeys(doubt for row in standing for doubt in row.doubts)),
        "owed": owed,
        **_beside(
            [
                (
                    row.award.nominee_name,
                    row.award.award_type.name,
                    "; ".join(filter(None, [row.note, over.get(row.pk, "")])),
                )
                for row in standing
                if row.amount or row.pk not in over
            ]
        ),
        "warning": unpaid_shortfall(fund.left, owed),
        "fund": fund,
        "form": PaidForm() if owed and may.can_pay(user, decision) else None,
        "may_export": bool(bonuses) and may.can_pay(user, decision),
    }


def _beside(rows: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """The first notes (name, award, words) on several awards of one nominee, and how many more the table has."""
    said = [f"{name}, {award}: {words}." for name, award, words in rows if words]
    return {"beside": said[:BESIDE], "more_beside": max(len(said) - BESIDE, 0)}
