"""Numbers of the golden book and of reissued certificates, taken under a lock, without a gap or a twin."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import Unit, User

from ..models import Award, GoldenBook, GoldenCounter, Nomination, Reissue
from .steps import locked, reason_of, said_before


def counter_of(unit: Unit, year: int) -> GoldenCounter:
    """Return the counter of an office and year, locked until the caller's transaction ends: whoever signs for the
    office at the same moment waits here."""
    found, _ = GoldenCounter.objects.select_for_update().get_or_create(unit=unit, year=year)
    return found


def number_awards(awards: list[Award], counter: GoldenCounter) -> None:
    """Give the lines of a decision, in the order of its list, their numbers as the office counts them."""
    if numbering_of(counter.unit) == GoldenBook.Numbering.DECISION:
        for number, award in enumerate(awards, start=1):
            award.golden_number = number
        return
    for number, award in enumerate(awards, start=counter.last_number + 1):
        award.golden_number, award.golden_office, award.golden_year = number, counter.unit, counter.year
    counter.last_number += len(awards)
    counter.save(update_fields=["last_number"])


def numbers_ahead(nominations: Sequence[Nomination], counter: GoldenCounter) -> dict[int, str] | None:
    """Return the numbers that the nominees of a list will get, by id, while the counter is locked: for the decision's
    list. None where the running number of the list is the number."""
    if numbering_of(counter.unit) == GoldenBook.Numbering.DECISION:
        return None
    first = counter.last_number + 1
    return {row.pk: f"{number:02d}/{counter.year}" for number, row in enumerate(nominations, start=first)}


def no_numbers_yet(unit: Unit) -> dict[int, str] | None:
    """The same for a draft: an empty column, or none."""
    return None if numbering_of(unit) == GoldenBook.Numbering.DECISION else {}


def numbering_of(unit: Unit) -> str:
    """Return how an office numbers its golden book; in each decision unless it says otherwise."""
    found = GoldenBook.objects.filter(unit=unit).values_list("numbering", flat=True).first()
    return found or GoldenBook.Numbering.DECISION


@transaction.atomic
def set_numbering(*, actor: User, unit: Unit, numbering: str) -> GoldenBook:
    """Choose how the golden book is numbered from the next decision on; numbers that were given stay."""
    if numbering not in GoldenBook.Numbering.values:
        raise Refused("Hãy chọn một cách đánh số sổ vàng.")
    book, _ = GoldenBook.objects.update_or_create(unit=unit, defaults={"numbering": numbering})
    record(actor=actor, action="awards.set_golden_numbering", target=book, after={"numbering": numbering})
    return book


@transaction.atomic
def reissue(*, actor: User, award: Award, reason: str, on: dt.date | None = None) -> Reissue:
    """Issue the certificate of an award again (cấp lại), with the next number of the office's year.

    The same button pressed twice gives the paper that the first press made: one day, one reason, one number. Raises
    Refused without a reason, and for an award that is cancelled or was not decided here.
    """
    said = reason_of(reason)
    award = locked(award)
    if award.decision is None:
        raise Refused("Kết quả này không do quyết định trong hệ thống tặng nên không cấp lại giấy ở đây được.")
    if not award.in_force:
        raise Refused("Kết quả này đã bị hủy bỏ nên không cấp lại giấy được.")
    day, unit = on or today(), award.decision.round.unit
    row = Reissue(award=award, unit=unit, year=day.year, reason=said[:300], issued_on=day, issued_by=actor)
    if before := said_before(row, "award", "reason", "issued_on", "issued_by"):
        return before
    counter = counter_of(unit, day.year)
    counter.last_reissue += 1
    counter.save(update_fields=["last_reissue"])
    row.number = counter.last_reissue
    row.save(force_insert=True)
    record(actor=actor, action="awards.reissue", target=award, after={"number": row.number}, reason=said)
    return row
