"""What a unit's own meeting voted on its nominees: who reached more than half of those who were there.

No text sets a share for that meeting, so more than half is what is looked at; it is pointed out and bars nothing: the
unit's own rules decide.
"""

from collections.abc import Iterable, Sequence

from .models import Nomination, UnitMinutes
from .namesakes import names_of
from .rulebook import Rulebook
from .voting import Threshold, at_least
from .way import procedure_of

HALF = Threshold.read(">1/2")


def carried(nomination: Nomination, present: int) -> bool:
    """Whether more than half of those who were there were for it; False where no votes were written down."""
    return nomination.votes_for is not None and HALF.reached(nomination.votes_for, present)


def short_of_half(nominations: Iterable[Nomination]) -> dict[int, str]:
    """Return, by id, the sentence about each whom not more than half of his unit's meeting was for; one query."""
    rows = [row for row in nominations if row.votes_for is not None]
    dossiers = {row.dossier_id for row in rows}
    known = UnitMinutes.objects.filter(dossier__in=dossiers).values_list("dossier_id", "present") if rows else ()
    present = dict(known)
    return {
        row.pk: f"Cuộc họp của đơn vị: {row.votes_for}/{present[row.dossier_id]} phiếu đồng ý, không quá nửa."
        for row in rows
        if row.dossier_id in present and not carried(row, present[row.dossier_id])
    }


def not_more_than_half(nominations: Sequence[Nomination], minutes: UnitMinutes | None) -> list[str]:
    """Return, in words, whose votes at the unit's meeting are not more than half of those who were there, and what the
    procedure asks where it names a share. It is pointed out and blocks nothing: the unit's own rules decide."""
    if minutes is None or not minutes.present:
        return []
    few = [row for row in nominations if row.votes_for is not None and not carried(row, minutes.present)]
    book, said, names = Rulebook() if few else None, [], names_of(nominations)
    for row in few:
        procedure = procedure_of(row, book)
        asks = "quy trình xét không nêu tỷ lệ"
        if procedure and procedure.threshold:
            asks = f"ở Hội đồng quy trình xét yêu cầu {at_least(procedure.threshold)} ({procedure.article})"
        said.append(f"{names[row.pk]}: {row.votes_for}/{minutes.present} phiếu đồng ý, không quá nửa; {asks}.")
    return said
