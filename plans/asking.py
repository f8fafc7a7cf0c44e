"""Which messages about plans and their tasks still ask for an act."""

from collections.abc import Collection

from reminders import asking
from reminders.asking import Event, number

from .models import Plan, PlanTask
from .models.task import UNDONE


def step_key(step: str, plan: Plan) -> str:
    """The event that tells of a plan's step: another one each time the plan comes to it anew."""
    since = plan.state_since.isoformat() if plan.state_since else ""
    return f"plans.{step}:{plan.pk}:{since}"


def refused_key(task: PlanTask) -> str:
    """The event that tells that a task was not confirmed: another one each time."""
    return f"plans.refuse_task:{task.pk}:{task.times_returned}"


def _at_step(step: str, state: str, events: Collection[Event]) -> list[Event]:
    rows = Plan.objects.filter(pk__in={number(key) for key, _ in events}, state=state)
    keys = {step_key(step, plan) for plan in rows.only("pk", "state_since")}
    return [event for event in events if event[0] in keys]


def to_sign(events: Collection[Event]) -> list[Event]:
    """Plans that still wait for signature since the message."""
    return _at_step("submit", Plan.State.SUBMITTED, events)


def to_mend(events: Collection[Event]) -> list[Event]:
    """Plans that were returned and not sent again."""
    return _at_step("return", Plan.State.RETURNED, events)


def to_finish(events: Collection[Event]) -> list[Event]:
    """Tasks whose report was refused and that were not reported as done again."""
    rows = PlanTask.objects.filter(UNDONE, pk__in={number(key) for key, _ in events})
    keys = {refused_key(task) for task in rows.only("pk", "times_returned")}
    return [event for event in events if event[0] in keys]


def register() -> None:
    """Tell the reminders."""
    asking.register("plans.submit", to_sign)
    asking.register("plans.return", to_mend)
    asking.register("plans.refuse_task", to_finish)
