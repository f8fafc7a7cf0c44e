"""The restoration of a plan that an OCR broke, as proposed changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from units.models import User

from ..changing import Change
from ..content import PlanContent, from_plan
from ..models import ChangeSet, Plan
from ..restoring import Proposal, restore
from ..rolling.kinds import RESTORE
from .changes import propose_changes


def propose_restoration(*, plan: Plan, sources: Sequence[Plan], actor: User | None) -> ChangeSet:
    """Propose the clean wording of each paragraph of the draft after the other plans.

    Raises `Refused` when the plan may not change any more.
    """
    plan = Plan.objects.select_related("unit").get(pk=plan.pk)
    content = from_plan(plan)
    found = restore(content, [(_name(source), from_plan(source)) for source in sources])
    changes = [_change(content, proposal) for proposal in found.proposals if proposal.differs
               or proposal.decoded.doubts]  # fmt: skip
    named: list[dict[str, Any]] = [{"id": source.pk, "name": _name(source)} for source in sources]
    return propose_changes(plan=plan, kind=ChangeSet.Kind.RESTORE, changes=changes, actor=actor, sources=named)


def _name(plan: Plan) -> str:
    return f"Kế hoạch {plan.year}{f' ({plan.code})' if plan.code else ''}, {plan.unit.short_name}"


def _change(content: PlanContent, proposal: Proposal) -> Change:
    decoded = proposal.decoded
    doubts = [{"start": doubt.start, "end": doubt.end, "word": doubt.word, "written": doubt.written,
               "reason": doubt.reason} for doubt in decoded.doubts]  # fmt: skip
    nothing_like = not decoded.origin
    return Change(
        RESTORE, _field(content, proposal.key), proposal.place.text, decoded.proposed, label=proposal.place.label,
        mark=not proposal.differs, confidence=decoded.confidence, doubts=doubts,
        origin=f"{decoded.origin} (giống {decoded.likeness}%)" if decoded.origin else "",
        note="Không có đoạn tương tự trong các kế hoạch nguồn; chỉ đoán theo từ ngữ." if nothing_like else "",
    )  # fmt: skip


def _field(content: PlanContent, key: str) -> str:
    """The name of the field with the rows' own ids: "s3.t0.content:1" becomes "task:77:content"."""
    path = key.partition(":")[0]
    *parts, name = path.split(".")
    if not parts:
        return name
    section = content.sections[int(parts[0][1:])]
    if len(parts) > 1:
        return f"task:{section.tasks[int(parts[1][1:])].id}:{name}"
    return f"section:{section.id}:{name}"
