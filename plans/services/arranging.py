"""Who leads a task, who cooperates, until when, and what it must yield: settled in drafts and in force alike."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from core.audit import record
from core.exceptions import Refused
from units.models import Unit, User

from ..models import Plan, PlanTask


@dataclass(frozen=True)
class Arrangement:
    """What somebody settled for one task; `seen` is the `mark` of what the page showed before."""

    task: int
    lead_units: Sequence[Unit]
    cooperating_units: Sequence[Unit]
    due_on: dt.date | None
    deliverable: str = ""
    seen: str = ""


def mark(task: PlanTask) -> str:
    """Return a short digest of what is settled for the task, by which a stale page is known."""
    return _digest(_settled(task))


@transaction.atomic
def arrange_task(
    *,
    task: PlanTask,
    lead_units: Iterable[Unit],
    due_on: dt.date | None,
    actor: User,
    cooperating_units: Iterable[Unit] | None = None,
    deliverable: str | None = None,
) -> PlanTask:
    """Settle one task; the printed words stay. What is left out (None) stays as it was."""
    task = PlanTask.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=task.pk)
    before = _settled(task)
    cooperating = task.cooperating_units.all() if cooperating_units is None else cooperating_units
    words = task.deliverable if deliverable is None else deliverable
    _settle(task, list(lead_units), list(cooperating), due_on, words)
    record(actor=actor, action="plans.arrange_task", target=task, before=before, after=_settled(task))
    return task


@transaction.atomic
def arrange_tasks(*, plan: Plan, rows: Sequence[Arrangement], actor: User) -> int:
    """Settle many tasks of a plan at once; return how many changed.

    A row that says what its page showed changes nothing. Raises `Refused`, and changes no task, when a row was
    changed both here and by somebody else meanwhile.
    """
    wanted = {row.task: row for row in rows}
    locked = PlanTask.objects.select_for_update(of=("self",)).filter(plan=plan, pk__in=wanted)
    tasks = locked.select_related("plan__unit").prefetch_related("lead_units", "cooperating_units")
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for task in tasks:
        row = wanted[task.pk]
        stored, now = _settled(task), _wanted(row)
        if now == stored or _digest(now) == row.seen:
            continue
        if row.seen and row.seen != mark(task):
            raise Refused(
                f"Người khác vừa đổi phân công của nhiệm vụ “{task.content[:80]}”; hãy tải lại trang rồi chọn lại."
            )
        before[str(task.pk)] = stored
        _settle(task, list(row.lead_units), list(row.cooperating_units), row.due_on, row.deliverable)
        after[str(task.pk)] = now
    if after:
        record(actor=actor, action="plans.arrange_tasks", target=plan, before=before, after=after)
    return len(after)


def _settle(
    task: PlanTask, leads: list[Unit], cooperating: list[Unit], due_on: dt.date | None, deliverable: str
) -> None:
    """Write it; a person's choice of units is not read anew from the words from then on."""
    stored = _settled(task)
    moved = task.due_on != due_on
    task.due_on, task.deliverable = due_on, deliverable.strip()
    if stored["lead_units"] != _ids(leads) or stored["cooperating_units"] != _ids(cooperating):
        task.units_chosen = True
        task.lead_units.set(leads)
        task.cooperating_units.set(cooperating)
    task.save(update_fields=["due_on", "deliverable", "units_chosen"])
    if moved and task.plan.editable:
        # The editor shows the day too: a page that was opened before must not write the old one back.
        Plan.objects.filter(pk=task.plan_id).update(version=F("version") + 1)


def _settled(task: PlanTask) -> dict[str, Any]:
    return _values(task.lead_units.all(), task.cooperating_units.all(), task.due_on, task.deliverable)


def _wanted(row: Arrangement) -> dict[str, Any]:
    return _values(row.lead_units, row.cooperating_units, row.due_on, row.deliverable.strip())


def _values(
    leads: Iterable[Unit], cooperating: Iterable[Unit], due_on: dt.date | None, deliverable: str
) -> dict[str, Any]:
    return {
        "lead_units": _ids(leads),
        "cooperating_units": _ids(cooperating),
        "due_on": due_on.isoformat() if due_on else None,
        "deliverable": deliverable.replace("\r\n", "\n"),
    }


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _ids(units: Iterable[Unit]) -> list[int]:
    return sorted({unit.pk for unit in units})
