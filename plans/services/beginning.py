"""Drafts that begin from another plan: next year's from this year's, a unit's from that of another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial

from django.db import transaction
from rapidfuzz import fuzz, process

from core.dates import vn_date
from core.text import fold
from documents import citing
from documents.proofreading.rules.years import year_drift
from documents.queries import Citation, find_cited
from reminders.queries import working_calendar
from units.models import Unit, User

from ..changing import Change
from ..content import PlanContent, from_plan
from ..models import ChangeSet, Plan
from ..proofreading import text_of
from ..rolling import BasisFact, Known, Office, copied, name_changes, proposals
from ..rolling.kinds import PARENT
from ..rolling.texts import Cited
from .changes import write_changes
from .writing import create_plan

_SAME_SUBJECT = 80  # how alike, in hundredths, two years' subjects are


@transaction.atomic
def begin_from(*, source: Plan, unit: Unit, year: int, actor: User | None, subject: str = "") -> Plan:
    """Begin a draft of the unit with the words of another plan; what should change waits to be accepted.

    From another office's plan without its letterhead, number, recipients and signer, linked with it when it stands
    above. Nothing but year and those fields is changed before somebody accepts it.
    """
    other = source.unit_id != unit.pk
    content = copied(from_plan(source), year, subject, other_office=other)
    above = other and unit.path.startswith(source.unit.path)
    if other:
        content.signer_title = unit.head_title.upper()
        content.signer_authority = f"TM. {(unit.letterhead_name or unit.name).upper()}" if unit.collective_led else ""
        content.recipients = "Lưu: VT."
    plan = create_plan(unit=unit, content=content, actor=actor, parent_plan=source if above else None)
    changes = _changes(from_plan(plan), source, unit, year, actor, other=other, above=above)
    kind = ChangeSet.Kind.COPY if other else ChangeSet.Kind.ROLL
    found = ChangeSet.objects.create(plan=plan, kind=kind, source_plan=source, created_by=actor)
    write_changes(found, changes)
    return plan


def _changes(
    content: PlanContent, source: Plan, unit: Unit, year: int, actor: User | None, *, other: bool, above: bool
) -> list[Change]:
    known = Known(partial(_plan_after, year=year, actor=actor), working_calendar(), _stale_years(content, source.year))
    found = proposals(
        content, source.year, year, lambda cited, words: basis_fact(cited, words, dt.date(year, 1, 1)), known
    )
    if other:
        others = [name for row in Unit.objects.values_list("name", "short_name") for name in row if name]
        found = [*name_changes(content, _office(source.unit), _office(unit), above=above, others=others), *found]
    if above and source.code and (first := next(iter(content.opening.splitlines()), "")):
        day = f" ngày {vn_date(source.issued_on)}" if source.issued_on else ""
        link = f"Thực hiện Kế hoạch số {source.code}{day} của {source.unit.name} về {_small(source.subject)};"
        found.insert(0, Change(PARENT, "opening", first, f"{link}\n{first}", label="Mở đầu và căn cứ",
                               note="Dẫn kế hoạch cấp trên mà kế hoạch này thực hiện."))  # fmt: skip
    return found


def _office(unit: Unit) -> Office:
    return Office(unit.name, unit.short_name, unit.head_title, unit.letterhead_name)


def _stale_years(content: PlanContent, year: int) -> set[tuple[str, int]]:
    """Places of years that proofreading finds left over in the old plan from an earlier one."""
    text = text_of(dataclasses.replace(content, year=year), finished=False)
    return {(flaw.passage.field, flaw.start) for flaw in year_drift(text) if flaw.passage is not None}


def _plan_after(cited: Cited, *, year: int, actor: User | None) -> str:
    """Return how the plan is cited that the issuer of a cited plan made for that year, when the system has it."""
    issued = Plan.objects.all() if actor is None else Plan.objects.visible_to(actor)
    issued = issued.filter(state__in=(Plan.State.ISSUED, Plan.State.RECORDED), issued_on__isnull=False)
    before = issued.filter(number_text=cited.number, issued_on=cited.date).first() if cited.kind == "Kế hoạch" else None
    if before is None:
        return ""
    after = {plan.pk: plan for plan in issued.filter(unit=before.unit_id, year=year).exclude(number_text="")}
    names = {pk: fold(plan.subject) for pk, plan in after.items()}
    best = process.extractOne(fold(before.subject), names, scorer=fuzz.ratio, score_cutoff=_SAME_SUBJECT)
    return f"Kế hoạch số {after[best[2]].number_text} ngày {vn_date(after[best[2]].issued_on)}" if best else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def basis_fact(cited: Cited, words: str, on: dt.date) -> BasisFact | None:
    """Return what the catalogue of legal bases knows of a cited document on a day, or None when it has none."""
    basis = find_cited([Citation(number=cited.number, title=words, date=cited.date)])[0]
    if basis is None:
        return None
    in_force = basis.in_force(on) or (basis.in_force_to is None or basis.in_force_to >= on)
    after = basis.replaced_by
    seen = {basis.pk}
    while after is not None and not after.in_force(on) and after.replaced_by_id and after.pk not in seen:
        seen.add(after.pk)
        after = after.replaced_by
    successor = citing.full(after) if after is not None and not in_force else ""
    return BasisFact(citing.short(basis), in_force, basis.in_force_to, successor)
