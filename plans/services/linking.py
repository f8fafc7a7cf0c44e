"""Which plan of an office above a plan carries out: read from its opening, or chosen by somebody."""

from __future__ import annotations

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from core.text import fold
from units.models import User

from ..models import Plan

_IN_FORCE = (Plan.State.ISSUED, Plan.State.RECORDED)
_DEPTH = 20


def link_cited(plan: Plan) -> None:
    """Link the plan with the one that its opening cites, unless somebody has chosen; part of the saving service."""
    if plan.parent_chosen:
        return
    cited = _cited(plan)
    if cited is not None and cited.pk != plan.parent_plan_id:
        plan.parent_plan = cited
        plan.save(update_fields=["parent_plan"])


def _cited(plan: Plan) -> Plan | None:
    """The plan in the system whose number, and day where it is said, the opening cites; None when in doubt."""
    bases = [basis for basis in plan.bases.all() if basis.number and fold(basis.title).startswith("ke hoach")]
    if not bases:
        return None
    known = Plan.objects.filter(state__in=_IN_FORCE, number_text__in=[basis.number for basis in bases])
    known = known.exclude(pk=plan.pk).select_related("unit")
    for basis in bases:
        same = [other for other in known if _key(other.number_text) == _key(basis.number)
                and (basis.date is None or other.issued_on == basis.date)]  # fmt: skip
        if len(same) > 1:
            title = fold(basis.title)
            same = [other for other in same if fold(other.unit.name) in title or fold(other.unit.short_name) in title]
        if len(same) == 1 and not _below(same[0], plan):
            return same[0]
    return None


def _key(number: str) -> str:
    return fold(number).replace(" ", "")


def _below(other: Plan, plan: Plan) -> bool:
    """Whether the other plan stands under this one already."""
    step: Plan | None = other
    for _ in range(_DEPTH):
        if step is None:
            return False
        if step.pk == plan.pk:
            return True
        step = step.parent_plan
    return True


@transaction.atomic
def choose_parent(*, plan: Plan, parent: Plan | None, actor: User | None) -> Plan:
    """Say which plan this one carries out, or none. Raises `Refused` for one that is not issued or stands below."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if parent is not None and not parent.in_force:
        raise Refused("Kế hoạch cấp trên phải là kế hoạch đã ban hành; hãy chọn kế hoạch khác.")
    if parent is not None and _below(parent, plan):
        raise Refused("Kế hoạch được chọn đang thực hiện chính kế hoạch này; hãy chọn kế hoạch khác.")
    before = plan.parent_plan_id
    plan.parent_plan, plan.parent_chosen = parent, True
    plan.save(update_fields=["parent_plan", "parent_chosen"])
    record(actor=actor, action="plans.link_parent", target=plan, before={"parent": before},
           after={"parent": plan.parent_plan_id})  # fmt: skip
    return plan
