"""Who is proposed although the conditions say otherwise, or under a discipline: told to whoever decides.

A person may conclude against the conditions (see `awards.services.appraisal`); whoever drafts, signs or sends up has
to know it, why, and who concluded. A discipline that was entered after the appraisal is told as well.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from core.dates import today, vn_date

from .assessment import running
from .models import Appraisal, Discipline, Forwarded, Nomination
from .rules import State
from .rules.facts import Measure
from .unit_votes import short_of_half

AGAINST = "Đề nghị khen, khác kết quả đối chiếu"


@dataclass(frozen=True)
class Departure:
    """What stands against a nominee, a sentence each; `reason`, `by` and `on` of whoever concluded otherwise, empty
    when nobody has: it came after the appraisal."""

    name: str
    findings: tuple[str, ...]
    reason: str = ""
    by: str = ""
    on: dt.date | None = None
    handed_up: str = ""  # what the office below, which sent it up, says of its own conclusion
    voted: str = ""  # what its unit's meeting voted, where that was not more than half

    @property
    def label(self) -> str:
        if self.voted and not self.findings and not self.handed_up:
            return "Đơn vị không quá nửa đồng ý"
        return "Đang bị kỷ luật" if self.on is None and self.findings else "Khác kết quả đối chiếu"

    @property
    def answer(self) -> str:
        """Why it is proposed all the same, and who says so."""
        return " ".join(said for said in (self._own, self.handed_up, self.voted) if said)

    @property
    def _own(self) -> str:
        if self.on is not None:
            return f"Vẫn đề nghị khen vì: {self.reason.rstrip('.')} ({self.by}, {vn_date(self.on)})."
        return "Ghi sau khi đã thẩm định; chưa ai kết luận về điều này." if self.findings else ""


def standing_of(nomination: Nomination) -> tuple[str, str]:
    """Return the state as a chip says it, and the chip's kind: never green for what was agreed to against the
    conditions. Lists load `appraisal` with their rows."""
    appraisal = getattr(nomination, "appraisal", None)
    if nomination.state == Nomination.State.APPRAISED and appraisal and appraisal.overridden:
        return AGAINST, "soon"
    return nomination.get_state_display(), nomination.chip_kind


def departures_of(nominations: Iterable[Nomination]) -> dict[int, Departure]:
    """Return, by nomination id and in the given order, what a person has to know before he decides; a number of queries
    that does not grow with them."""
    rows = list(nominations)
    found, below, votes = _departures_here(rows), handed_up(rows), short_of_half(rows)
    for row in rows:
        if row.pk in below or row.pk in votes:
            known = found.get(row.pk) or Departure(row.nominee_name, ())
            found[row.pk] = replace(known, handed_up=below.get(row.pk, ""), voted=votes.get(row.pk, ""))
    return {row.pk: found[row.pk] for row in rows if row.pk in found}


def handed_up(nominations: Iterable[Nomination]) -> dict[int, str]:
    """Return, by id of those that an office below sent up although the conditions said otherwise, what it found, its
    reason, and who concluded."""
    sent = Forwarded.objects.filter(above__in=list(nominations), nomination__appraisal__overridden=True)
    sent = sent.select_related("nomination__round__unit", "nomination__appraisal__by")
    said = {}
    for item in sent:
        appraisal = item.nomination.appraisal  # type: ignore[attr-defined]
        findings = [_result(appraisal), *appraisal.tree.get("blocks", [])]
        said[item.above_id or 0] = (
            f"{item.nomination.round.unit.name} trình lên dù khác kết quả đối chiếu của cơ quan này "
            f"({' '.join(finding for finding in findings if finding).rstrip('.')}), vì: "
            f"{' '.join(appraisal.override_reason.split()).rstrip('.')} ({appraisal.by.full_name}, "
            f"{vn_date(timezone.localdate(appraisal.at))})."
        )
    return said


def _departures_here(rows: Sequence[Nomination]) -> dict[int, Departure]:
    concluded = {
        appraisal.nomination_id: appraisal
        for appraisal in Appraisal.objects.filter(nomination__in=rows, overridden=True).select_related("by")
    }
    measures = _running_on(rows)
    found = {}
    for row in rows:
        appraisal, now = concluded.get(row.pk), measures.get(row.person_id or 0, [])
        if appraisal is None:
            if now:
                found[row.pk] = Departure(row.nominee_name, tuple(now))
            continue
        kept = appraisal.tree.get("blocks", [])
        findings = dict.fromkeys([_result(appraisal), *kept, *now])
        found[row.pk] = Departure(
            row.nominee_name,
            tuple(finding for finding in findings if finding),
            " ".join(appraisal.override_reason.split()),
            appraisal.by.full_name,
            timezone.localdate(appraisal.at),
        )
    return found


def _result(appraisal: Appraisal) -> str:
    """What the conditions said; nothing when they were all met and only something else stood against it."""
    state = appraisal.tree.get("state", State.UNKNOWN)
    if state == State.MET and appraisal.tree.get("blocks"):
        return ""
    return f"Kết quả đối chiếu tiêu chuẩn: {State(state).label.lower()}."


def _running_on(nominations: Iterable[Nomination]) -> dict[int, list[str]]:
    people = {row.person_id for row in nominations if row.individual and row.person_id}
    rows = Discipline.objects.filter(Q(ended_on=None) | Q(ended_on__gte=today()), person__in=people)
    found: dict[int, list[str]] = {}
    for row in rows.order_by("decided_on", "pk"):
        measure = Measure(row.level, row.get_level_display(), row.decided_on, row.ended_on)
        found.setdefault(row.person_id, []).append(running(measure))
    return found
