"""Who is proposed although the conditions say otherwise, or under a discipline: told to whoever decides.

A person may conclude against the conditions (see `awards.services.appraisal`); whoever drafts, signs or sends up has
to know it, why, and who concluded. A discipline that was entered after the appraisal is told as well.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from core.dates import today, vn_date

from .assessment import running
from .models import Appraisal, Discipline, Nomination
from .rules import State
from .rules.facts import Measure

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

    @property
    def label(self) -> str:
        return "Đang bị kỷ luật" if self.on is None else "Khác kết quả đối chiếu"

    @property
    def answer(self) -> str:
        """Why it is proposed all the same, and who says so."""
        if self.on is None:
            return "Ghi sau khi đã thẩm định; chưa ai kết luận về điều này."
        return f"Vẫn đề nghị khen vì: {self.reason.rstrip('.')} ({self.by}, {vn_date(self.on)})."


def overridden_among(nominations: Iterable[Nomination]) -> set[int]:
    """Return the ids of those that were agreed to against the conditions; one query."""
    rows = Appraisal.objects.filter(nomination__in=list(nominations), overridden=True)
    return set(rows.values_list("nomination_id", flat=True))


def standing_of(nomination: Nomination) -> str:
    """Return the words for a nomination that was agreed to against the conditions, "" for any other."""
    agreed = nomination.state == Nomination.State.APPRAISED
    return AGAINST if agreed and overridden_among([nomination]) else ""


def departures_of(nominations: Iterable[Nomination]) -> dict[int, Departure]:
    """Return, by nomination id and in the given order, what a person has to know before he decides; two queries."""
    rows = list(nominations)
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
