"""What a unit's own meeting voted on its nominees: who reached more than half of those who were there.

No text sets a share for that meeting, so more than half is what is looked at; it is pointed out and bars nothing: the
unit's own rules decide.
"""

from collections.abc import Iterable

from .models import Nomination, UnitMinutes
from .voting import Threshold

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
