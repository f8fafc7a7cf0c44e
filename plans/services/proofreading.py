"""What is done with findings: set aside with a reason, taken up again, mended where the mending is certain."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from documents.proofreading import Finding
from units.models import User

from ..content import from_plan
from ..models import DismissedFinding, Plan
from ..proofreading import findings_of, mended
from .writing import save_plan

_NOT_EDITABLE = "Kế hoạch đã gửi ký hoặc đã ban hành nên không sửa được; hãy lấy lại bản trình trước khi sửa."
_CHANGED = "Chỗ này đã đổi từ lúc soát; danh sách bên dưới là kết quả soát lại."


@transaction.atomic
def dismiss_finding(*, plan: Plan, key: str, reason: str, actor: User) -> DismissedFinding:
    """Set a finding aside. Raises `Refused` without a reason, or when the text does not show it any more."""
    plan = _editable(plan)
    if not reason.strip():
        raise Refused("Chưa bỏ qua: hãy ghi lý do, để người ký biết vì sao giữ nguyên.")
    finding = next((each for each in findings_of(plan) if each.key == key), None)
    if finding is None:
        raise Refused(_CHANGED)
    dismissed, _ = DismissedFinding.objects.update_or_create(
        plan=plan,
        key=key,
        defaults={
            "rule": finding.rule,
            "severity": finding.severity,
            "excerpt": finding.excerpt,
            "message": finding.message,
            "reason": reason.strip(),
            "dismissed_by": actor,
        },
    )
    record(
        actor=actor,
        action="plans.dismiss_finding",
        target=plan,
        after={"rule": finding.rule},
        reason=dismissed.reason,
    )
    return dismissed


@transaction.atomic
def reopen_finding(*, dismissed: DismissedFinding, actor: User) -> None:
    """Put a finding that was set aside back into the list."""
    plan = _editable(dismissed.plan)
    record(
        actor=actor,
        action="plans.reopen_finding",
        target=plan,
        before={"rule": dismissed.rule, "reason": dismissed.reason},
    )
    dismissed.delete()


@transaction.atomic
def fix_findings(*, plan: Plan, keys: Sequence[str], actor: User) -> tuple[Plan, int]:
    """Mend the findings of these keys whose mending is certain; return the plan as saved and how many there were.

    The text is proofread anew, so that nothing is mended that has changed since the list was shown.
    Raises `Refused` when none of them is there any more.
    """
    plan = _editable(plan)
    wanted: list[Finding] = [each for each in findings_of(plan) if each.certain and each.key in set(keys)]
    content, count = mended(from_plan(plan), wanted)
    if not count:
        raise Refused(_CHANGED)
    return save_plan(plan=plan, content=content, version=plan.version, actor=actor), count


def _editable(plan: Plan) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if not plan.editable:
        raise Refused(_NOT_EDITABLE)
    return plan
