"""The way of a plan: sent for signature, returned or issued; or put on record as issued before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from documents.kinds import PLAN
from documents.services import issue_document
from reminders.drafts import TO_SIGN
from reminders.services import notify
from units.models import Role, RoleKind, User

from ..asking import step_key
from ..content import PlanContent, from_plan
from ..models import Plan, PlanVersion
from ..printing import as_signed_by
from ..proofreading import proof_of
from ..signals import plan_issued, plan_returned, plan_submitted
from .versions import keep_version

_GONE_ON = "Kế hoạch đã chuyển sang bước khác; hãy tải lại trang để xem bước hiện tại."


def missing_for_signature(content: PlanContent) -> list[tuple[str, str]]:
    """Return what must not be missing before a plan goes to the leader: the sentence, and the field to go to."""
    tasks = [task for section in content.sections for task in section.tasks if not task.empty]
    lacking = (
        (not content.subject.strip(), "Trích yếu", "subject"),
        (not content.opening.strip(), "Phần mở đầu với các căn cứ", "opening"),
        (not content.sections, "Ít nhất một mục nội dung", "muc"),
        (not content.recipients.strip(), "Nơi nhận", "recipients"),
        (any(not task.content.strip() for task in tasks), "Nội dung của mọi nhiệm vụ trong bảng", "muc"),
    )
    return [(sentence, field) for missing, sentence, field in lacking if missing]


@transaction.atomic
def submit_plan(*, plan: Plan, actor: User, reason: str = "") -> Plan:
    """Send the plan for signature; what proofreading calls an error passes with a reason only.

    Raises `Refused` when it lacks something, when errors are open without a reason, or when it is no draft any more.
    """
    plan = _locked(plan)
    if missing := missing_for_signature(from_plan(plan)):
        raise Refused(f"Kế hoạch còn thiếu: {', '.join(sentence for sentence, _ in missing)}; hãy bổ sung rồi gửi ký.")
    errors = len(proof_of(plan).errors) if plan.editable else 0
    if errors and not reason.strip():
        raise Refused(f"Soát lỗi còn {errors} lỗi; hãy sửa, bỏ qua từng lỗi, hoặc ghi lý do gửi ký khi còn lỗi.")
    before = plan.state
    plan.tasks.filter(content="", agencies="", cooperating="", time="").delete()
    _go(plan, plan.submit)
    plan.returned_reason = ""
    plan.save(update_fields=["state", "state_since", "returned_reason"])
    keep_version(plan=plan, actor=actor, kind=PlanVersion.Kind.SENT)
    record(
        actor=actor,
        action="plans.submit",
        target=plan,
        before={"state": before},
        after={"state": plan.state, "open_errors": errors},
        reason=reason.strip() if errors else "",
    )
    leaders = Role.objects.in_force_on(today()).filter(unit=plan.unit, kind=RoleKind.LEADER, user__is_active=True)
    _tell(plan, "submit", list(leaders.values_list("user_id", flat=True)), "Có kế hoạch chờ ký ban hành", TO_SIGN)
    transaction.on_commit(partial(plan_submitted.send, sender=Plan, plan=plan, actor=actor))
    return plan


@transaction.atomic
def take_back_plan(*, plan: Plan, actor: User) -> Plan:
    """Take a plan that waits for signature back to the desk. Raises `Refused` when the leader was quicker."""
    plan = _locked(plan)
    _go(plan, plan.take_back)
    plan.save(update_fields=["state", "state_since"])
    record(
        actor=actor,
        action="plans.take_back",
        target=plan,
        before={"state": Plan.State.SUBMITTED},
        after={"state": plan.state},
    )
    return plan


@transaction.atomic
def return_plan(*, plan: Plan, actor: User, reason: str) -> Plan:
    """Return the plan to its writers with a reason. Raises `Refused` without a reason."""
    if not reason.strip():
        raise Refused("Chưa ghi lý do trả lại; hãy ghi rõ chỗ cần sửa để người soạn biết.")
    plan = _locked(plan)
    _go(plan, plan.give_back)
    plan.returned_reason = reason.strip()
    plan.save(update_fields=["state", "state_since", "returned_reason"])
    keep_version(plan=plan, actor=actor, kind=PlanVersion.Kind.RETURNED, note=plan.returned_reason)
    record(
        actor=actor,
        action="plans.return",
        target=plan,
        before={"state": Plan.State.SUBMITTED},
        after={"state": plan.state},
        reason=reason.strip(),
    )
    _tell(plan, "return", _writers(plan), "Kế hoạch được trả lại để sửa", f"Lý do trả lại: {plan.returned_reason}")
    transaction.on_commit(partial(plan_returned.send, sender=Plan, plan=plan, actor=actor))
    return plan


@transaction.atomic
def issue_plan(*, plan: Plan, actor: User, on: dt.date | None = None) -> Plan:
    """Issue the plan, today unless told otherwise, signed by the actor.

    It takes the next number of the unit's register, is rendered once and kept.
    Raises `Refused` when it does not wait for signature, or when the register refuses the day.
    """
    plan = _locked(plan)
    _go(plan, plan.issue)
    printed = as_signed_by(plan, actor)
    signer = printed.signer
    assert signer is not None
    plan.document = issue_document(
        content=printed,
        issuer=plan.unit,
        kind=PLAN,
        on=on or today(),
        actor=actor,
    )
    plan.issued_on = plan.document.issued_on
    plan.number_text, plan.stamp = plan.document.code, ""
    plan.signer_authority, plan.signer_title, plan.signer_name = "\n".join(signer.authority), signer.title, signer.name
    plan.save()
    keep_version(plan=plan, actor=actor, kind=PlanVersion.Kind.ISSUED, note=f"Kế hoạch số {plan.code}")
    record(
        actor=actor,
        action="plans.issue",
        target=plan,
        before={"state": Plan.State.SUBMITTED},
        after={"state": plan.state, "document": plan.document.pk},
    )
    _tell(plan, "issue", _writers(plan), f"Đã ban hành Kế hoạch số {plan.code}")
    transaction.on_commit(partial(plan_issued.send, sender=Plan, plan=plan, actor=actor))
    return plan


@transaction.atomic
def put_on_record(*, plan: Plan, actor: User | None) -> Plan:
    """Record a plan that was issued before it came into the system: its number and date stay what they were.

    It takes no number of our register. Raises `Refused` without its number or its date.
    """
    plan = _locked(plan)
    if not any(char.isdigit() for char in plan.number_text) or plan.issued_on is None:
        raise Refused("Chưa có số hoặc ngày ban hành của kế hoạch; hãy nhập cả hai trước khi ghi nhận là đã ban hành.")
    before = plan.state
    _go(plan, plan.put_on_record)
    plan.save(update_fields=["state", "state_since"])
    record(
        actor=actor,
        action="plans.put_on_record",
        target=plan,
        before={"state": before},
        after={"state": plan.state, "number": plan.number_text},
    )
    return plan


def _writers(plan: Plan) -> list[int]:
    return [plan.created_by_id] if plan.created_by_id else []


def _tell(plan: Plan, event: str, users: list[int], subject: str, body: str = "") -> None:
    """Tell people at once, in the bell and by mail; each time the plan comes to this step anew."""
    lines = [f"Cơ quan ban hành: {plan.unit.name}", *filter(None, [body])]
    notify(
        recipients=users, subject=f"{subject}: {plan.subject}", body="\n".join(lines),
        url=plan.get_absolute_url(), event_key=step_key(event, plan), kind="plans",
    )  # fmt: skip


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)


def _go(plan: Plan, step: Callable[[], None]) -> None:
    """Take the step, or say that the plan is no longer where the page showed it."""
    try:
        step()
    except TransitionNotAllowed:
        raise Refused(_GONE_ON) from None
    plan.state_since = timezone.now()
