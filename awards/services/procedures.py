"""Writes of procedures beside changing them: taken out, copied to another award or set, a newer release taken over."""

from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..loading import OWN, PROCEDURE_FIELDS, plain_procedure, procedure_fields
from ..models import AwardType, Procedure, RuleSet
from .steps import locked


@transaction.atomic
def remove_procedure(*, actor: User, procedure: Procedure) -> None:
    """Take an office's own procedure out: what the law's layer says holds again. Raises Refused for one that was
    shipped."""
    procedure = locked(procedure)
    if procedure.shipped_digest != OWN:
        raise Refused("Quy trình này đi kèm hệ thống nên không bỏ được; hãy sửa nội dung hoặc ngừng dùng cả bộ.")
    place = {"rule_set": procedure.rule_set_id, "award_type": procedure.award_type_id, "target": procedure.target}
    record(actor=actor, action="awards.remove_procedure", target=procedure, before=place | _said(procedure))
    procedure.delete()


@transaction.atomic
def copy_procedure(
    *, actor: User, origin: Procedure, rule_set: RuleSet, award_type: AwardType, target: str = ""
) -> Procedure:
    """Copy a procedure to another set or award, not yet confirmed. `target` "" serves every kind of nominee.

    Raises Refused where the set has one for that award already, and for a kind of nominee that the award has not.
    """
    rule_set = locked(rule_set)
    if target and not award_type.fits(target):
        raise Refused(f"{award_type.name} không dành cho đối tượng đã chọn.")
    if rule_set.procedures.filter(award_type=award_type, target=target).exists():
        raise Refused(f"“{rule_set.title}” đã có quy trình xét {award_type.name} như vậy. Hãy sửa quy trình đó.")
    fields = {name: getattr(origin, name) for name in PROCEDURE_FIELDS} | {"verified": False}
    made = Procedure.objects.create(
        rule_set=rule_set, award_type=award_type, target=target, shipped_digest=OWN, **fields
    )  # fmt: skip
    after = {"origin": origin.pk, "rule_set": rule_set.pk, "award_type": award_type.code, "target": target}
    record(actor=actor, action="awards.copy_procedure", target=made, after=after)
    return made


@transaction.atomic
def take_offered_procedure(*, actor: User, procedure: Procedure) -> Procedure:
    """Take over what the newer release says. Raises Refused when there is none."""
    procedure = locked(procedure)
    if procedure.offered is None:
        raise Refused("Quy trình này không có bản phát hành mới hơn.")
    before = _said(procedure)
    for name, value in procedure_fields(procedure.offered).items():
        setattr(procedure, name, value)
    procedure.offered, procedure.version = None, procedure.version + 1
    procedure.save(update_fields=[*PROCEDURE_FIELDS, "offered", "version"])
    record(actor=actor, action="awards.take_offered_procedure", target=procedure, before=before, after=_said(procedure))
    return procedure


def as_offered(procedure: Procedure) -> Procedure | None:
    """Return the newer release of a procedure, to be shown beside it; None when there is none."""
    if procedure.offered is None:
        return None
    place = {"rule_set": procedure.rule_set, "award_type": procedure.award_type, "target": procedure.target}
    return Procedure(**place, **procedure_fields(procedure.offered))


def _said(procedure: Procedure) -> dict[str, object]:
    return plain_procedure({name: getattr(procedure, name) for name in PROCEDURE_FIELDS})
