"""Until when a received dossier is appraised: the working days of each award's procedure, from the day of receipt."""

import datetime as dt
from dataclasses import dataclass

from reminders.queries import working_calendar

from .models import AwardType, Dossier, RuleSet
from .rulebook import Rulebook
from .way import SIMPLE, procedure_of


@dataclass(frozen=True)
class Limit:
    """The time limit of one award of a dossier; `days` are working days, None when no rule fixes any. `days_of_round`
    are those from the receipt to the day of the round's calendar; below 1 when that day was over. `short_way`: the days
    are the law's for công trạng, and nobody found whether they hold by the simple procedure."""

    award_type: AwardType
    count: int
    days: int | None
    last_day: dt.date | None
    article: str
    verified: bool = True
    days_of_round: int = 0
    short_way: bool = False


def limits_of(dossier: Dossier) -> list[Limit]:
    """Return the time limits by award, in the order of the list. The day of receipt does not count
    (Bộ luật Dân sự 2015, Điều 147); before the receipt there is no last day."""
    rows = dossier.nominations.select_related("award_type", "round").order_by("award_type__order", "pk")
    book, calendar = Rulebook(), working_calendar()
    start = dossier.received_at.astimezone().date() if dossier.received_at else None
    found: dict[int, Limit] = {}
    for row in rows:
        row.dossier = dossier
        known = found.get(row.award_type_id)
        procedure = procedure_of(row, book)
        days = procedure.appraisal_days if procedure else None
        last = calendar.after(start, days) if start and days else None
        found[row.award_type_id] = Limit(
            row.award_type,
            known.count + 1 if known else 1,
            days,
            last,
            procedure.article if procedure and days else "",
            procedure is None or (procedure.verified and procedure.rule_set.verified),
            calendar.between(start, dossier.round.appraise_by) if start else 0,
            bool(procedure and days and procedure.rule_set.layer == RuleSet.Layer.LAW and row.round.category in SIMPLE),
        )
    return list(found.values())
