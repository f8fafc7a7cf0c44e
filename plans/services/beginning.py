"""Drafts that begin from another plan: next year's from this year's, a unit's from that of another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from core.dates import vn_date
from documents import citing
from documents.queries import Citation, find_cited
from units.models import Unit, User

from ..changing import Change
from ..content import PlanContent, from_plan
from ..models import ChangeSet, Plan
from ..rolling import BasisFact, copied, name_changes, proposals
from ..rolling.kinds import PARENT
from ..rolling.texts import Cited
from .changes import write_changes
from .writing import create_plan


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
    changes = _changes(from_plan(plan), source, unit, year, other=other, above=above)
    kind = ChangeSet.Kind.COPY if other else ChangeSet.Kind.ROLL
    found = ChangeSet.objects.create(plan=plan, kind=kind, source_plan=source, created_by=actor)
    write_changes(found, changes)
    return plan


def _changes(
    content: PlanContent, source: Plan, unit: Unit, year: int, *, other: bool, above: bool
) -> list[Change]:
    found = proposals(content, source.year, year, lambda cited, words: basis_fact(cited, words, dt.date(year, 1, 1)))
    if other:
        names = [source.unit.name, source.unit.short_name, source.unit.letterhead_name]
        found = [*name_changes(content, names, unit.name), *found]
    if above and source.code and (first := next(iter(content.opening.splitlines()), "")):
        day = f" ngày {vn_date(source.issued_on)}" if source.issued_on else ""
        link = f"Thực hiện Kế hoạch số {source.code}{day} của {source.unit.name} về {_small(source.subject)};"
        found.insert(0, Change(PARENT, "opening", first, f"{link}\n{first}", label="Mở đầu và căn cứ",
                               note="Dẫn kế hoạch cấp trên mà kế hoạch này thực hiện."))  # fmt: skip
    return found


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
