"""How the states of tasks look on every page: a word, a mark and a colour."""

from __future__ import annotations

from django.db.models import QuerySet

from core.dates import today

from ..models import PlanTask
from ..models.task import UNDONE
from ..queries.tasks import LATE, STATES

TASK_CHIPS = {
    PlanTask.State.NOT_BEGUN: "neutral",
    PlanTask.State.DOING: "info",
    PlanTask.State.REPORTED: "soon",
    PlanTask.State.CONFIRMED: "done",
}
SHORT_STATES = {
    PlanTask.State.NOT_BEGUN: "Chưa bắt đầu",
    PlanTask.State.DOING: "Đang làm",
    PlanTask.State.REPORTED: "Chờ xác nhận",
    PlanTask.State.CONFIRMED: "Hoàn thành",
}
STATE_FILTERS = (
    ("", "Tất cả"),
    *((key, SHORT_STATES[state]) for key, state in STATES.items()),
    (LATE, "Quá hạn"),
)


def by_state(tasks: QuerySet[PlanTask], chosen: str) -> QuerySet[PlanTask]:
    """Keep the tasks in the state that the address names; another word keeps all."""
    if chosen == LATE:
        return tasks.filter(UNDONE, ends_on__lt=today())
    return tasks.filter(state=STATES[chosen]) if chosen in STATES else tasks
