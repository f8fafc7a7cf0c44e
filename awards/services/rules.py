"""Writes of rule sets, rules and procedures: kept by the office, checked before they are saved, all on record."""

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from core.jobs import start_job
from core.models import Job
from units.models import User

from ..eligibility import workbook
from ..loading import OWN, PROCEDURE_FIELDS, digest_of
from ..models import AwardType, Procedure, Rule, RuleSet
from ..queries.eligibility import Asked, is_many, survey_of
from ..rules.checking import faults
from .steps import locked, reason_of

STALE = "Có người khác vừa sửa phần này. Hãy mở trang này ở thẻ khác để xem bản mới rồi ghi lại phần của bạn."
RULE_SAID = ("condition",)
PROCEDURE_SAID = tuple(name for name in PROCEDURE_FIELDS if name not in ("verified", "note"))
SET_WORDS = ("title", "in_force_from", "in_force_to", "citation", "note", "active")


@transaction.atomic
def take_survey(*, actor: User, asked: Asked) -> bytes | Job:
    """Return the list of who is eligible as a workbook, or the job that writes it where the unit is large; who took
    what is on record."""
    record(actor=actor, action="awards.export_eligibility", target=actor, after=asked.fields)
    if is_many(asked):
        title = f"Xuất danh sách đủ điều kiện năm {asked.year}"
        return start_job(kind=workbook.JOB, title=title, actor=actor, params={"fields": asked.fields})
    return workbook.workbook(survey_of(asked))


@transaction.atomic
def copy_rule_set(*, actor: User, origin: RuleSet, made: RuleSet) -> RuleSet:
    """Make a rule set of one's own from another, with its rules and procedures: switched off and not yet confirmed.
    Of them only what the law itself says counts as compared with its text. `made` carries code, title, layer, dates
    and citation. Raises Refused for a code that is taken or dates that cross.
    """
    if RuleSet.objects.filter(code=made.code).exists():
        raise Refused(f"Mã “{made.code}” đã có bộ khác dùng. Hãy chọn mã khác.")
    _check_dates(made.in_force_from, made.in_force_to)
    made.active, made.verified, made.shipped_digest = False, False, OWN
    made.save(force_insert=True)
    _copy_parts(origin, Rule, made, RULE_SAID)
    _copy_parts(origin, Procedure, made, PROCEDURE_SAID)
    record(actor=actor, action="awards.copy_rule_set", target=made, after={"origin": origin.pk, "code": made.code})
    return made


def _copy_parts(origin: RuleSet, model: type[Rule] | type[Procedure], made: RuleSet, said: tuple[str, ...]) -> None:
    """Copy the rules or the procedures; what reads (`said`) as in a shipped and confirmed set of the law is known."""
    rows: Any = model._default_manager.all()
    law = rows.filter(rule_set__layer=RuleSet.Layer.LAW, rule_set__verified=True, verified=True)
    law = law.exclude(rule_set__shipped_digest__in=("", OWN))
    if origin.shipped_digest not in ("", OWN) and not origin.verified:  # of a law that nobody compared yet
        law = law.none()
    known = {(row.award_type_id, row.target): row for row in law}
    copies = []
    for row in rows.filter(rule_set=origin):
        alike = known.get((row.award_type_id, row.target))
        copy_of = _own(row, made)
        copy_of.verified = alike is not None and all(getattr(alike, name) == getattr(row, name) for name in said)
        copies.append(copy_of)
    rows.bulk_create(copies)


def _own(row: Any, rule_set: RuleSet) -> Any:
    made = copy.copy(row)
    made.pk, made.rule_set, made.version, made.shipped_digest = None, rule_set, 1, OWN
    made._state = copy.copy(row._state)
    made._state.adding = True
    made.offered = None
    return made


def _check_dates(start: dt.date, end: dt.date | None) -> None:
    if end and end < start:
        raise Refused("Ngày hết hiệu lực phải sau ngày có hiệu lực. Hãy xem lại hai ngày.")


@transaction.atomic
def change_rule_set(*, actor: User, rule_set: RuleSet, version: int, words: Mapping[str, Any]) -> RuleSet:
    """Change title, dates, citation, note, and whether the set is in use. A changed set waits for confirmation again.
    Raises Refused when somebody else changed it since `version`, or for dates that cross."""
    rule_set = _fresh(rule_set, version)
    before = {name: str(getattr(rule_set, name)) for name in SET_WORDS}
    for name in SET_WORDS:
        setattr(rule_set, name, words[name])
    _check_dates(rule_set.in_force_from, rule_set.in_force_to)
    after = {name: str(getattr(rule_set, name)) for name in SET_WORDS}
    if {name for name in SET_WORDS if before[name] != after[name]} - {"active"}:
        rule_set.verified = False
    rule_set.version += 1
    rule_set.save(update_fields=[*SET_WORDS, "verified", "version"])
    record(actor=actor, action="awards.change_rule_set", target=rule_set, before=before, after=after)
    return rule_set


def _fresh(row: Any, version: int) -> Any:
    stored = locked(row)
    if stored.version != version:
        raise Refused(STALE)
    return stored


@transaction.atomic
def verify_rule_set(*, actor: User, rule_set: RuleSet, verified: bool, reason: str) -> RuleSet:
    """Confirm that a set says what the texts say, or take that back; `reason` names what it was compared with.
    Raises Refused without it, and while a rule that the office wrote or changed waits to be compared."""
    said = reason_of(reason)
    rule_set = locked(rule_set)
    if verified and (open_rules := [str(rule) for rule in waiting_rules(rule_set) if is_of_office(rule)]):
        names = ", ".join(open_rules[:5]) + (f" và {len(open_rules) - 5} tiêu chuẩn khác" if open_rules[5:] else "")
        raise Refused(
            f"Còn {len(open_rules)} tiêu chuẩn của bộ này chưa đối chiếu: {names}. Hãy mở từng tiêu chuẩn, đối chiếu, "
            "đánh dấu “Tiêu chuẩn này đã đối chiếu với văn bản” rồi mới ghi nhận cả bộ."
        )
    rule_set.verified = verified
    rule_set.verified_by, rule_set.verified_at = (actor, timezone.now()) if verified else (None, None)
    rule_set.version += 1
    rule_set.save(update_fields=["verified", "verified_by", "verified_at", "version"])
    record(actor=actor, action="awards.verify_rule_set", target=rule_set, after={"verified": verified}, reason=said)
    return rule_set


@transaction.atomic
def change_rule(*, actor: User, rule: Rule, version: int, condition: dict[str, Any], note: str, verified: bool) -> Rule:
    """Change the condition of a rule; its set is then no longer confirmed, nor with a rule that is not. Raises Refused
    for what could never be answered, saying where and why, and when somebody else changed the rule since `version`."""
    rule = _fresh(rule, version)
    check_condition(condition, rule.rule_set)
    before = {"condition": rule.condition, "verified": rule.verified}
    open_again = not verified or condition != rule.condition
    rule.condition, rule.note, rule.verified, rule.offered = condition, note.strip(), verified, None
    rule.version += 1
    rule.save(update_fields=["condition", "note", "verified", "offered", "version"])
    after = {"condition": condition, "verified": verified} | (_open_again(rule) if open_again else {})
    record(actor=actor, action="awards.change_rule", target=rule, before=before, after=after)
    return rule


def waiting_rules(rule_set: RuleSet) -> list[Rule]:
    """Return the rules of a set that nobody compared with the text yet, or not since they changed."""
    return list(rule_set.rules.filter(verified=False).select_related("award_type"))


def is_of_office(rule: Rule) -> bool:
    """Whether the office wrote or changed it: what a release leaves open (rules of other authorities) stays open."""
    return rule.shipped_digest == OWN or digest_of(rule) != rule.shipped_digest


def _open_again(rule: Rule) -> dict[str, bool]:
    """Take the confirmation of a rule's set back; returns what to put on record of it."""
    confirmed = RuleSet.objects.filter(pk=rule.rule_set_id, verified=True)
    taken_back = confirmed.update(verified=False, verified_by=None, verified_at=None, version=F("version") + 1)
    return {"rule_set_verified": False} if taken_back else {}


def names_for(rule_set: RuleSet) -> tuple[dict[str, str], dict[str, str]]:
    """Return the awards that a condition of the set may name, and those whose whole condition it may name, by code."""
    names = dict(AwardType.objects.values_list("code", "name"))
    rules = Rule.objects.all()
    if rule_set.layer != RuleSet.Layer.PROVINCE:  # a province's set lies over the law's, whose conditions it may name
        rules = rules.filter(rule_set=rule_set)
    known = set(rules.values_list("award_type__code", flat=True))
    return names, {code: name for code, name in names.items() if code in known}


def check_condition(condition: dict[str, Any], rule_set: RuleSet) -> None:
    """Raises Refused with all that is wrong with a condition."""
    codes, standards = names_for(rule_set)
    if found := list(faults(condition, frozenset(codes), frozenset(standards))):
        raise Refused("Chưa lưu được tiêu chuẩn. " + " ".join(found[:5]))


@transaction.atomic
def take_offered(*, actor: User, rule: Rule) -> Rule:
    """Take over the condition of the newer release. Raises Refused when there is none."""
    rule = locked(rule)
    if rule.offered is None:
        raise Refused("Tiêu chuẩn này không có bản phát hành mới hơn.")
    before = {"condition": rule.condition}
    taken_back = _open_again(rule)
    rule.condition, rule.offered, rule.version = rule.offered, None, rule.version + 1
    rule.save(update_fields=["condition", "offered", "version"])
    after = {"condition": rule.condition} | taken_back
    record(actor=actor, action="awards.take_offered", target=rule, before=before, after=after)
    return rule


@transaction.atomic
def add_rule(*, actor: User, rule_set: RuleSet, origin: Rule) -> Rule:
    """Take a rule of another set into this one, to be changed here. Raises Refused when it is there already."""
    rule_set = locked(rule_set)
    if rule_set.rules.filter(award_type=origin.award_type, target=origin.target).exists():
        raise Refused(f"Bộ này đã có tiêu chuẩn của {origin}.")
    rule: Rule = _own(origin, rule_set)
    rule.verified = origin.verified and origin.rule_set.verified and origin.rule_set.layer == RuleSet.Layer.LAW
    rule.save(force_insert=True)
    after = {"rule_set": rule_set.pk, "origin": origin.pk} | _open_again(rule)
    record(actor=actor, action="awards.add_rule", target=rule, after=after)
    return rule


@transaction.atomic
def remove_rule(*, actor: User, rule: Rule) -> None:
    """Take a rule out of the office's own set: the law's holds again. Raises Refused for a rule that was shipped."""
    rule = locked(rule)
    if rule.shipped_digest != OWN:
        raise Refused("Tiêu chuẩn này đi kèm hệ thống nên không bỏ được; hãy sửa nội dung hoặc ngừng dùng cả bộ.")
    facts = {"rule_set": rule.rule_set_id, "award_type": rule.award_type_id, "condition": rule.condition}
    record(actor=actor, action="awards.remove_rule", target=rule, before=facts)
    rule.delete()


@transaction.atomic
def save_procedure(*, actor: User, procedure: Procedure, version: int) -> Procedure:
    """Add or change a procedure, whose fields the form has filled. Raises Refused when somebody else changed it, when
    the award has one in the set already, or for a council without a share although one is needed."""
    if procedure.council == Procedure.Council.NONE:
        procedure.threshold = procedure.quorum = procedure.attendance = ""
    if procedure.pk:
        stored = _fresh(procedure, version)
        before = {name: str(getattr(stored, name)) for name in PROCEDURE_FIELDS}
        procedure.version, procedure.offered = stored.version + 1, None
        procedure.save(update_fields=[*PROCEDURE_FIELDS, "offered", "version"])
    else:
        same = Procedure.objects.filter(
            rule_set=procedure.rule_set, award_type=procedure.award_type, target=procedure.target
        )
        if same.exists():
            raise Refused(f"Bộ này đã có quy trình xét {procedure.award_type}. Hãy sửa quy trình đó.")
        before, procedure.shipped_digest = {}, OWN
        procedure.save(force_insert=True)
    after = {name: str(getattr(procedure, name)) for name in PROCEDURE_FIELDS}
    record(actor=actor, action="awards.save_procedure", target=procedure, before=before, after=after)
    return procedure
