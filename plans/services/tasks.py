"""Progress of tasks: what their units report, and what the standing office confirms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_fsm import TransitionNotAllowed

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from reminders.services import notify
from units.models import RoleKind, Unit, User
from units.permissions import holds

from ..asking import refused_key
from ..models import PlanTask, TaskReport
from ..people import People
from .evidence import keep_files

_GONE_ON = "Nhiệm vụ đã chuyển sang trạng thái khác; hãy tải lại trang để xem trạng thái hiện tại."
_DONE_FIELDS = [
    "state", "percent", "done_on", "done_by", "done_note", "confirmed_on", "confirmed_by", "returned_reason",
]  # fmt: skip
Files = Sequence[UploadedFile]


@transaction.atomic
def report_task(
    *,
    task: PlanTask,
    actor: User,
    note: str = "",
    on: dt.date | None = None,
    unit: Unit | None = None,
    files: Files = (),
    confirm: bool = False,
) -> PlanTask:
    """Report a task as done, in the name of a unit; `confirm` when the standing office has seen it itself.

    Raises `Refused` when its plan is not in force, it is reported already, the day lies ahead, or a file is
    not what its name says.
    """
    task = _bound(task)
    day = on or today()
    if day > today():
        raise Refused("Ngày hoàn thành ở tương lai; hãy nhập ngày từ hôm nay trở về trước.")
    before = task.state
    _go(task.report)
    task.done_on, task.done_by, task.done_note = day, actor, note.strip()
    task.percent, task.returned_reason = 100, ""
    if confirm:
        _go(task.confirm)
        task.confirmed_on, task.confirmed_by = today(), actor
    task.save(update_fields=_DONE_FIELDS)
    report = _written(task, actor, TaskReport.Kind.DONE, unit, text=task.done_note, percent=100, on=day)
    if confirm:
        TaskReport.objects.create(task=task, kind=TaskReport.Kind.CONFIRMED, by=actor)
    kept = keep_files(report, files)
    record(
        actor=actor,
        action="plans.report_task",
        target=task,
        before={"state": before},
        after={"state": task.state, "done_on": day.isoformat(), "evidence": [file.pk for file in kept]},
    )
    return task


@transaction.atomic
def report_progress(
    *,
    task: PlanTask,
    actor: User,
    text: str = "",
    percent: int | None = None,
    unit: Unit | None = None,
    files: Files = (),
) -> PlanTask:
    """Report how far a task is; from the first report on it counts as begun.

    Raises `Refused` when nothing is said, the plan is not in force, or the task is reported as done.
    """
    task = _bound(task)
    if not text.strip() and percent is None and not files:
        raise Refused("Báo cáo tiến độ còn trống; hãy ghi việc đã làm, nhập phần trăm hoặc đính kèm tệp.")
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("Tiến độ tính từ 0 đến 100 phần trăm.")
    if task.done_on is not None:
        raise Refused("Nhiệm vụ đã báo hoàn thành; hãy mở lại nhiệm vụ trước khi báo tiến độ.")
    before = {"state": task.state, "percent": task.percent}
    if task.state == PlanTask.State.NOT_BEGUN:
        _go(task.begin)
    if percent is not None:
        task.percent = percent
    task.save(update_fields=["state", "percent"])
    report = _written(task, actor, TaskReport.Kind.PROGRESS, unit, text=text.strip(), percent=percent)
    kept = keep_files(report, files)
    record(
        actor=actor,
        action="plans.report_progress",
        target=task,
        before=before,
        after={"state": task.state, "percent": task.percent, "evidence": [file.pk for file in kept]},
    )
    return task


@transaction.atomic
def move_task(*, task: PlanTask, to: str, actor: User) -> PlanTask:
    """Say that work on a task has begun, or has not. Raises `Refused` for any other move, or a stale page."""
    task = _bound(task)
    before = task.state
    if to == PlanTask.State.DOING:
        _go(task.begin)
        said = "Đã bắt đầu thực hiện."
    elif to == PlanTask.State.NOT_BEGUN:
        _go(task.unbegin)
        said = "Chuyển về chưa bắt đầu."
    else:
        raise Refused("Bảng chỉ chuyển giữa “Chưa bắt đầu” và “Đang làm”; các bước khác làm ở trang nhiệm vụ.")
    task.save(update_fields=["state"])
    _written(task, actor, TaskReport.Kind.PROGRESS, None, text=said)
    record(actor=actor, action="plans.move_task", target=task, before={"state": before}, after={"state": task.state})
    return task


@transaction.atomic
def add_note(*, task: PlanTask, actor: User, text: str = "", unit: Unit | None = None, files: Files = ()) -> TaskReport:
    """Add what a cooperating unit has to say or to show; the task's state stays.

    Raises `Refused` when nothing is said or the plan is not in force.
    """
    task = _bound(task)
    if not text.strip() and not files:
        raise Refused("Ý kiến còn trống; hãy ghi nội dung hoặc đính kèm tệp.")
    report = _written(task, actor, TaskReport.Kind.NOTE, unit, text=text.strip())
    kept = keep_files(report, files)
    record(
        actor=actor,
        action="plans.note_task",
        target=task,
        after={"report": report.pk, "evidence": [file.pk for file in kept]},
    )
    return report


@transaction.atomic
def confirm_task(*, task: PlanTask, actor: User, note: str = "") -> PlanTask:
    """Confirm that a task is done. Raises `Refused` when it does not wait for that."""
    task = _bound(task)
    _go(task.confirm)
    task.confirmed_on, task.confirmed_by = today(), actor
    task.save(update_fields=["state", "confirmed_on", "confirmed_by"])
    TaskReport.objects.create(task=task, kind=TaskReport.Kind.CONFIRMED, by=actor, text=note.strip())
    record(
        actor=actor,
        action="plans.confirm_task",
        target=task,
        before={"state": PlanTask.State.REPORTED},
        after={"state": task.state},
    )
    return task


@transaction.atomic
def refuse_task(*, task: PlanTask, actor: User, reason: str) -> PlanTask:
    """Refuse to confirm, with a reason: the task is open again, its people are told and reminded anew.

    Raises `Refused` without a reason, or when it does not wait for confirmation.
    """
    task = _bound(task)
    reason = reason.strip()
    if not reason:
        raise Refused("Chưa ghi lý do chưa xác nhận; hãy ghi rõ điều còn thiếu để đơn vị bổ sung.")
    before = {"state": task.state, "done_on": _iso(task.done_on)}
    told = {task.done_by_id} if task.done_by_id else set()
    _go(task.refuse)
    _forget_done(task)
    task.returned_reason, task.times_returned = reason, task.times_returned + 1
    task.save(update_fields=[*_DONE_FIELDS, "times_returned"])
    TaskReport.objects.create(task=task, kind=TaskReport.Kind.REFUSED, by=actor, text=reason)
    record(
        actor=actor, action="plans.refuse_task", target=task, before=before, after={"state": task.state}, reason=reason
    )
    told |= set(People(today()).of_units(task.lead_units.values_list("pk", flat=True)))
    notify(
        recipients=told,
        subject=f"Chưa xác nhận hoàn thành: {task.content}"[:200],
        body=f"Lý do: {reason}\nThời hạn: {vn_date(task.ends_on) or 'chưa ghi'}",
        url=task.get_absolute_url(),
        event_key=refused_key(task),
        kind="plans",
    )
    return task


@transaction.atomic
def reopen_task(*, task: PlanTask, actor: User, reason: str = "") -> PlanTask:
    """Take a report back: the task is open again and reminds again."""
    task = _bound(task)
    before = {"state": task.state, "done_on": _iso(task.done_on)}
    _go(task.reopen)
    _forget_done(task)
    task.save(update_fields=_DONE_FIELDS)
    TaskReport.objects.create(task=task, kind=TaskReport.Kind.REOPENED, by=actor, text=reason.strip())
    record(
        actor=actor, action="plans.reopen_task", target=task, before=before, after={"state": task.state}, reason=reason
    )
    return task


@dataclass(frozen=True)
class Outcome:
    """What became of one of many tasks: `refusal` is "" when it was done, else why it was not."""

    task: PlanTask
    refusal: str = ""


def decide_tasks(*, tasks: Iterable[PlanTask], actor: User, reason: str | None = None) -> list[Outcome]:
    """Confirm many tasks, or refuse them all for one reason; each stands for itself, one refusal stops no other."""
    outcomes = []
    for task in tasks:
        try:
            if reason is None:
                confirm_task(task=task, actor=actor)
            else:
                refuse_task(task=task, actor=actor, reason=reason)
        except Refused as refusal:
            outcomes.append(Outcome(task, str(refusal)))
        else:
            outcomes.append(Outcome(task))
    return outcomes


def _bound(task: PlanTask) -> PlanTask:
    """Lock the task. Raises `Refused` when its plan binds nobody."""
    locked = PlanTask.objects.select_for_update(of=("self",))
    task = locked.select_related("plan__unit", "plan__document").get(pk=task.pk)
    if not task.plan.in_force:
        raise Refused("Kế hoạch chưa ban hành nên chưa báo kết quả nhiệm vụ được.")
    if task.plan.document is not None and task.plan.document.withdrawn:
        raise Refused("Kế hoạch đã thu hồi nên nhiệm vụ của nó không còn theo dõi.")
    if task.closed_on is not None:
        raise Refused(
            f"Nhiệm vụ đã kết thúc ngày {vn_date(task.closed_on)} cùng năm kế hoạch. "
            "Nếu vẫn phải làm, hãy mở lại năm ở trang kế hoạch, hoặc đưa vào kế hoạch năm sau."
        )
    return task


def _go(step: Callable[[], None]) -> None:
    try:
        step()
    except TransitionNotAllowed:
        raise Refused(_GONE_ON) from None


def _forget_done(task: PlanTask) -> None:
    """The task is not done; how far it is says the last report of its progress."""
    task.done_on, task.done_by, task.done_note = None, None, ""
    task.confirmed_on, task.confirmed_by = None, None
    last = task.reports.filter(kind=TaskReport.Kind.PROGRESS).exclude(percent=None).first()
    task.percent = last.percent if last else None


def _written(task: PlanTask, actor: User, kind: str, unit: Unit | None, **values: object) -> TaskReport:
    """Write the entry of the history, in the name of the unit chosen, else of the one that the actor works for."""
    units = [unit] if unit else [*task.lead_units.all(), *task.cooperating_units.all()]
    own = next((one for one in units if holds(actor, one, RoleKind.STAFF, RoleKind.HEAD)), None)
    return TaskReport.objects.create(task=task, kind=kind, unit=unit or own, by=actor, on_behalf=own is None, **values)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
