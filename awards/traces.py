"""What happened to lines of the register after they were written: corrected, cancelled, recovered, printed again."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from units.models import Person, Unit
from units.queries import predecessors_of

from .models import Amendment, Award, Decision, Reissue, Target


@dataclass(frozen=True, order=True)
class Trace:
    """One later act: the day, and what it did to which award."""

    on: dt.date
    text: str


def traces_of(nominee: Person | Unit, seen: Q) -> list[Trace]:
    """Return what later decisions and reissues did to the awards of a person, or of a collective and those that it
    carries on, as far as the filter `seen` lets them through; the latest first. Why something was cancelled is told by
    the decision, not here."""
    if isinstance(nominee, Person):
        awards = Award.objects.filter(person=nominee)
    else:
        units = [nominee.pk, *predecessors_of([nominee.pk])[nominee.pk]]
        awards = Award.objects.filter(unit__in=units, target=Target.COLLECTIVE, person=None)
    awards = awards.filter(seen)
    amended = Amendment.objects.filter(award__in=awards, decision__state=Decision.State.SIGNED)
    found = [_amended(row) for row in amended.select_related("award__award_type", "decision__document")]
    found += [_reissued(row) for row in Reissue.objects.filter(award__in=awards).select_related("award__award_type")]
    return sorted(found, reverse=True)


def _amended(row: Amendment) -> Trace:
    document = row.decision.document
    assert document is not None
    said = "; ".join(f"{label}: “{old}” sửa thành “{new}”" for label, old, new in row.changes)
    act = f"{row.decision.get_kind_display()} {_called(row.award)} theo Quyết định số {document.code}"
    return Trace(document.issued_on, f"{act}: {said}." if said else f"{act}.")


def _reissued(row: Reissue) -> Trace:
    return Trace(row.issued_on, f"Cấp lại giấy số {row.code}: {_called(row.award)}. Lý do: {row.reason.rstrip('.')}.")


def _called(award: Award) -> str:
    return f"{award.award_type.name} năm {award.year} ({award.decision_code})"
