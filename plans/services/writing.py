"""Creating and saving a plan's words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from documents.queries import Citation, find_cited
from units.models import Unit, User

from ..content import PLAN_FIELDS, PlanContent
from ..models import Plan, PlanBasis, PlanVersion
from ..reading.bases import read_bases
from ..reading.lines import bullet
from ..reading.shapes import Block
from .linking import link_cited
from .rows import write_rows
from .versions import keep_saved

_SHORT = {
    "header_superior": 200,
    "header_issuer": 200,
    "place": 80,
    "number_text": 60,
    "signer_title": 200,
    "signer_name": 120,
    "subject": 500,
}


class Conflict(Refused):
    """Somebody else saved the plan meanwhile."""


@transaction.atomic
def create_plan(
    *,
    unit: Unit,
    content: PlanContent,
    actor: User | None,
    warnings: Sequence[dict[str, str]] = (),
    parent_plan: Plan | None = None,
) -> Plan:
    """Create a draft of the unit with this content. Raises `Refused` when year or subject is missing or too long."""
    _require(content)
    plan = Plan(unit=unit, created_by=actor, warnings=list(warnings), parent_plan=parent_plan)
    _fill(plan, content)
    plan.save(force_insert=True)
    _write_parts(plan, content)
    record(actor=actor, action="plans.create", target=plan, after={"year": plan.year, "unit": unit.pk})
    return plan


@transaction.atomic
def save_plan(*, plan: Plan, content: PlanContent, version: int, actor: User | None) -> Plan:
    """Save the words of a draft; what it said before is kept as a version.

    Raises `Conflict` when somebody saved it after `version` was read, `Refused` when it may not change any more.
    """
    plan = locked_draft(plan)
    if plan.version != version:
        raise Conflict(
            "Có người khác vừa lưu kế hoạch này; hãy tải lại trang để xem bản mới rồi ghi lại phần của mình."
        )
    write_content(plan, content, actor)
    record(actor=actor, action="plans.save", target=plan, before={"version": version}, after={"version": plan.version})
    return plan


def locked_draft(plan: Plan) -> Plan:
    """Return the plan, its row locked. Raises `Refused` when its words may not change any more."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if not plan.editable:
        raise Refused("Kế hoạch đã gửi ký hoặc đã ban hành nên không sửa được; hãy lấy lại bản trình trước khi sửa.")
    return plan


def write_content(plan: Plan, content: PlanContent, actor: User | None) -> None:
    """Write the words of a locked draft, keeping what it said; the calling service records the act."""
    _require(content)
    keep_saved(plan, actor, content)
    _fill(plan, content)
    plan.version += 1
    plan.save(update_fields=[*PLAN_FIELDS, "version"])
    _write_parts(plan, content)


@transaction.atomic
def restore_version(*, plan: Plan, version: PlanVersion, actor: User | None) -> Plan:
    """Bring back what the plan said in an earlier version; today's words are kept as a version too."""
    content = PlanContent.from_json(version.content)
    return save_plan(plan=plan, content=content, version=plan.version, actor=actor)


@transaction.atomic
def dismiss_warnings(*, plan: Plan, actor: User | None) -> Plan:
    """Take the warnings of the import off the plan: somebody has looked at them all."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    count = len(plan.warnings)
    plan.warnings = []
    plan.save(update_fields=["warnings"])
    record(actor=actor, action="plans.dismiss_warnings", target=plan, before={"warnings": count})
    return plan


@transaction.atomic
def delete_plan(*, plan: Plan, actor: User | None, reason: str) -> None:
    """Delete a draft that was never issued. Raises `Refused` for any other plan."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not plan.editable:
        raise Refused("Chỉ xóa được kế hoạch còn là dự thảo; kế hoạch đã ban hành phải được giữ lại.")
    record(
        actor=actor, action="plans.delete", target=plan, before={"year": plan.year, "unit": plan.unit_id}, reason=reason
    )
    plan.delete()


def _require(content: PlanContent) -> None:
    if not content.subject.strip():
        raise Refused("Kế hoạch chưa có trích yếu; hãy nhập trích yếu rồi lưu lại.")
    if content.year is None or not 1990 <= content.year <= 2100:
        raise Refused("Kế hoạch chưa có năm hợp lệ; hãy nhập năm từ 1990 đến 2100.")
    for name, limit in _SHORT.items():
        if len(getattr(content, name)) > limit:
            label = Plan._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise Refused(f"Phần “{label}” dài quá {limit} ký tự; hãy rút gọn rồi lưu lại.")


def _fill(plan: Plan, content: PlanContent) -> None:
    for name in PLAN_FIELDS:
        setattr(plan, name, getattr(content, name))


def _write_parts(plan: Plan, content: PlanContent) -> None:
    _write_bases(plan)
    link_cited(plan)
    write_rows(plan, content.sections)


def _write_bases(plan: Plan) -> None:
    """Read the bases again from the opening, each with its entry among the legal bases when there is one."""
    plan.bases.all().delete()
    found = read_bases([Block(*bullet(line)) for line in plan.opening.splitlines() if line.strip()])
    known = find_cited([Citation(basis.number or "", basis.title, basis.date) for basis in found])
    PlanBasis.objects.bulk_create(
        PlanBasis(
            plan=plan,
            position=place,
            number=(basis.number or "")[:60],
            date=basis.date,
            title=basis.title,
            legal_basis=entry,
        )
        for place, (basis, entry) in enumerate(zip(found, known, strict=True), start=1)
    )
