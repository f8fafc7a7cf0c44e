"""Proposed changes: written down for a draft, accepted or declined one by one or many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..changing import Change, with_change
from ..content import from_plan
from ..models import ChangeSet, Plan, PlanVersion, ProposedChange
from .versions import keep_version
from .writing import locked_draft, write_content


@dataclass(frozen=True)
class Decided:
    """How many changes were taken over, and those whose words no longer stand there."""

    done: int
    outdated: list[ProposedChange]


@transaction.atomic
def propose_changes(
    *,
    plan: Plan,
    kind: str,
    changes: Sequence[Change],
    actor: User | None,
    source_plan: Plan | None = None,
    sources: Sequence[dict[str, Any]] = (),
) -> ChangeSet:
    """Write down what is proposed for the draft. What waits from an earlier act of this kind is replaced."""
    plan = locked_draft(plan)
    ProposedChange.objects.filter(
        change_set__plan=plan, change_set__kind=kind, state=ProposedChange.State.OPEN
    ).delete()
    ChangeSet.objects.filter(plan=plan, kind=kind, changes=None).delete()
    found = ChangeSet.objects.create(
        plan=plan, kind=kind, source_plan=source_plan, sources=list(sources), created_by=actor
    )
    write_changes(found, changes)
    record(actor=actor, action="plans.propose_changes", target=plan, after={"kind": kind, "changes": len(changes)})
    return found


def write_changes(change_set: ChangeSet, changes: Sequence[Change]) -> None:
    """Write the rows of a set; the calling service records the act."""
    ProposedChange.objects.bulk_create(
        ProposedChange(
            change_set=change_set, position=place, kind=change.kind, mark=change.mark, label=change.label[:200],
            field=change.field, before=change.before, after=change.after, left=change.left, right=change.right,
            note=change.note, confidence=change.confidence, doubts=change.doubts, origin=change.origin[:300],
        )
        for place, change in enumerate(changes, start=1)
    )  # fmt: skip


@transaction.atomic
def accept_changes(
    *, plan: Plan, changes: Iterable[int], actor: User | None, keep_doubts: bool = False
) -> Decided:
    """Put the accepted words into the draft, all in one save; a mark is ticked off.

    A change whose words no longer stand there is left open and given back. With `keep_doubts` (many at once, which
    nobody has read one by one) the words that are not certain stay marked. Raises `Refused` when the plan may not
    change any more.
    """
    plan = locked_draft(plan)
    rows = list(_open(plan, changes))
    content = from_plan(plan)
    done: list[ProposedChange] = []
    outdated: list[ProposedChange] = []
    for row in rows:
        changed = content if row.mark else with_change(content, as_change(row))
        if changed is None:
            outdated.append(row)
        else:
            content = changed
            done.append(row)
    if any(not row.mark for row in done):
        _keep_before(plan, rows[0].change_set, actor)
        write_content(plan, content, actor)
    _decide(done, ProposedChange.State.ACCEPTED, actor)
    if keep_doubts:
        ProposedChange.objects.bulk_create(_still_doubtful(row) for row in done if row.doubts and not row.mark)
    if done:
        record(actor=actor, action="plans.accept_changes", target=plan,
               after={"changes": [row.pk for row in done], "version": plan.version})  # fmt: skip
    return Decided(len(done), outdated)


@transaction.atomic
def decline_changes(*, plan: Plan, changes: Iterable[int], actor: User | None) -> Decided:
    """Set changes aside; the draft stays as it is. Raises `Refused` when the plan may not change any more."""
    plan = locked_draft(plan)
    rows = list(_open(plan, changes))
    _decide(rows, ProposedChange.State.DECLINED, actor)
    if rows:
        record(actor=actor, action="plans.decline_changes", target=plan, after={"changes": [row.pk for row in rows]})
    return Decided(len(rows), [])


@transaction.atomic
def reopen_change(*, plan: Plan, change: ProposedChange, actor: User | None) -> ProposedChange:
    """Let a declined change wait again. Raises `Refused` for one that was accepted: the text is edited instead."""
    plan = locked_draft(plan)
    change = ProposedChange.objects.select_for_update().get(pk=change.pk, change_set__plan=plan)
    if change.state == ProposedChange.State.ACCEPTED and not change.mark:
        raise Refused("Thay đổi này đã nhận vào kế hoạch; hãy sửa ngay trong bài soạn hoặc khôi phục bản lưu trước đó.")
    change.state, change.decided_by, change.decided_at = ProposedChange.State.OPEN, None, None
    change.save(update_fields=["state", "decided_by", "decided_at"])
    record(actor=actor, action="plans.reopen_change", target=plan, after={"change": change.pk})
    return change


def _still_doubtful(row: ProposedChange) -> ProposedChange:
    """The accepted words as they now stand, waiting for somebody to look at those that are not certain."""
    return ProposedChange(
        change_set=row.change_set, position=row.position, kind=row.kind, mark=True, label=row.label, field=row.field,
        before=row.after, left=row.left, right=row.right, note="Đã nhận cùng nhiều đoạn; hãy xem những chữ chưa chắc.",
        confidence=row.confidence, doubts=row.doubts, origin=row.origin,
    )  # fmt: skip


def as_change(row: ProposedChange) -> Change:
    """Return a stored change as plain data."""
    return Change(row.kind, row.field, row.before, row.after, row.left, row.right, row.label, mark=row.mark)


def _open(plan: Plan, changes: Iterable[int]) -> Iterable[ProposedChange]:
    return (
        ProposedChange.objects.select_for_update(of=("self",))
        .select_related("change_set")
        .filter(change_set__plan=plan, pk__in=list(changes), state=ProposedChange.State.OPEN)
        .order_by("change_set", "position")
    )


def _decide(rows: Sequence[ProposedChange], state: str, actor: User | None) -> None:
    ProposedChange.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=state, decided_by=actor, decided_at=timezone.now()
    )


def _keep_before(plan: Plan, change_set: ChangeSet, actor: User | None) -> None:
    """Keep what the draft said before the first change of this act."""
    note = f"Trước khi: {change_set.get_kind_display().lower()}"
    if not plan.versions.filter(version=plan.version).exists():
        begun = change_set.changes.filter(state=ProposedChange.State.ACCEPTED, mark=False).exists()
        keep_version(plan=plan, actor=actor, kind=PlanVersion.Kind.SAVED if begun else PlanVersion.Kind.NAMED,
                     note="" if begun else note)  # fmt: skip
