"""Which messages about plans and their tasks still ask for an act."""

from collections.abc import Collection
from functools import partial

from reminders import asking
from reminders.asking import Event, told_by

from .models import Plan, PlanTask
from .models.task import UNDONE


def step_key(step: str, plan: Plan) -> str:
    """The event that tells of a plan's step: another one each time the plan comes to it anew."""
    since = plan.state_since.isoformat() if plan.state_since else ""
    return f"plans.{step}:{plan.pk}:{since}"


def refused_key(task: PlanTask) -> str:
    """The event that tells that a task was not confirmed: another one each time."""
    return f"plans.refuse_task:{task.pk}:{task.times_returned}"


def to_sign(events: Collection[Event]) -> list[Event]:
    """Plans that still wait for signature since the message."""
    return told_by(Plan.objects.filter(state=Plan.State.SUBMITTED), partial(step_key, "submit"), events)


def to_mend(events: Collection[Event]) -> list[Event]:
    """Plans that were returned and not sent again."""
    return told_by(Plan.objects.filter(state=Plan.State.RETURNED), partial(step_key, "return"), events)


def to_finish(events: Collection[Event]) -> list[Event]:
    """Tasks whose report was refused and that were not reported as done again."""
    return told_by(PlanTask.objects.filter(UNDONE), refused_key, events)


def register() -> None:
    """Tell the reminders."""
    asking.register("plans.submit", to_sign)
    asking.register("plans.return", to_mend)
    asking.register("plans.refuse_task", to_finish)
