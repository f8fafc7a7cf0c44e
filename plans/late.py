"""Tasks of plans in force that are late, with the units that lead them, for the standing office's letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.dates import vn_long_date
from reminders.late import ANSWER_DAY, LateWork
from reminders.urging_words import cited
from units.models import RoleKind, User
from units.permissions import reached

from .models import Plan, PlanTask

LATE = "plans.task"
# A first page asks for the first few only: the rest of a long list is not read for it.
READ_AT_ONCE = 200


def tasks_late(user: User, on: dt.date) -> Iterator[LateWork]:
    """Yield the open tasks whose last day has passed, of the plans that the user's standing office reaches.

    As with the reminders a plan of years ago that is put on record chases nobody.
    """
    mine = reached(user, RoleKind.STANDING_OFFICE, field="plan__unit")
    tasks = PlanTask.objects.open().filter(mine, ends_on__lt=on, plan__year__gte=on.year - 1)
    rows = tasks.select_related("plan__unit", "plan__document").prefetch_related("lead_units")
    ordered = rows.order_by("ends_on", "pk")  # as an index has them
    first = list(ordered[:READ_AT_ONCE])
    yield from map(_late, first)
    if len(first) == READ_AT_ONCE:
        yield from map(_late, ordered[READ_AT_ONCE:].iterator(chunk_size=1000))


def _late(task: PlanTask) -> LateWork:
    plan, units = task.plan, tuple(task.lead_units.all())
    content = " ".join(task.content.split()).rstrip(".;, ")
    assert task.ends_on is not None
    whose = units[0].name if len(units) == 1 else "các cơ quan, đơn vị nêu trên"
    return LateWork(
        key=f"{LATE}:{task.pk}",
        title=content[:300],
        url=task.get_absolute_url(),
        due_on=task.ends_on,
        office=plan.unit,
        units=units,
        subject=f"đôn đốc thực hiện nhiệm vụ theo {_short(plan)}",
        opening=f"Thực hiện {_cited(plan)}, {whose} được giao chủ trì nhiệm vụ: “{content}”; thời hạn hoàn thành: hết "
        f"{vn_long_date(task.ends_on)}.",
        matter="nhiệm vụ nêu trên",
        lacking="báo cáo bổ sung theo ý kiến trả lại" if task.returned_reason else "báo cáo kết quả thực hiện",
        asked=(
            "Khẩn trương hoàn thành nhiệm vụ nêu trên, báo cáo kết quả kèm minh chứng trên phần mềm thi đua, khen "
            f"thưởng chậm nhất hết {ANSWER_DAY}.",
        ),
        group=f"plans.plan:{plan.pk}",
        note="" if units else f"Chưa chọn đơn vị chủ trì nên chưa biết đôn đốc ai. Kế hoạch ghi: {_named(task)}.",
    )


def _short(plan: Plan) -> str:
    return f"Kế hoạch số {plan.code}" if plan.code else f"Kế hoạch năm {plan.year}"


def _cited(plan: Plan) -> str:
    issued_on = plan.document.issued_on if plan.document else plan.issued_on
    return cited("Kế hoạch", plan.code, issued_on, plan.unit.name, plan.subject)


def _named(task: PlanTask) -> str:
    return " ".join(task.agencies.split()) or "không ghi"
