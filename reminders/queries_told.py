"""What deadlines told whom, what became of it, and when the planner ran."""

from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from units.models import User

from . import permissions, unit_marks
from .models import Delivery, DeliveryLine, Message, Missed, PlannerRun, UnitSet
from .models.messages import MessageQuerySet
from .queries_planned import Asked

OPENED, UNOPENED, FAILED, SILENCED = "da-mo", "chua-mo", "hong", "thoi"
State = Message.State
Rows = TypeVar("Rows", bound=QuerySet)
_NOT_SENT = DeliveryLine.objects.filter(
    delivery__state__in=[Delivery.State.FAILED, Delivery.State.ABORTED]
).values("message")
STATES: tuple[tuple[str, str, Q], ...] = (
    (UNOPENED, "Chưa mở", Q(read_at=None) & ~Q(state__in=[State.SILENCED])),
    (OPENED, "Đã mở", Q(read_at__isnull=False)),
    (FAILED, "Gửi hỏng hoặc chưa rõ", Q(pk__in=_NOT_SENT)),
    (SILENCED, "Thôi nhắc", Q(state=State.SILENCED)),
)


def told(user: User, asked: Asked, state: str = "") -> tuple[QuerySet[Message], list[tuple[str, str, int]]]:
    """Return the reminders to people whom the user oversees, the latest first, and how many stand how; one query for
    the counts."""
    rows = _overseen(user)
    rows = narrowed(rows, asked)
    counts = rows.order_by().aggregate(**{f"n{place}": Count("pk", filter=q) for place, (_, _, q) in enumerate(STATES)})
    states = [(code, label, counts[f"n{place}"]) for place, (code, label, _) in enumerate(STATES)]
    conditions = {code: condition for code, _, condition in STATES}
    if state in conditions:
        rows = rows.filter(conditions[state])
    return rows.with_delivery().select_related("recipient").order_by("-pk"), states


def narrowed(rows: Rows, asked: Asked) -> Rows:
    """Return those of the rows that are of the kind, the unit and the person asked for."""
    wanted = {"kind": asked.kind, "recipient": asked.person}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows if asked.unit is None else rows.filter(unit_marks.of_unit(asked.unit))


def units_told(user: User) -> list[tuple[int, str]]:
    """Return the units whose work people whom the user oversees were reminded of, to choose from, by two queries."""
    return _units(Message.objects.filter(permissions.overseen(user)))


def units_missed(user: User) -> list[tuple[int, str]]:
    """The same of what could not be told in time."""
    return _units(Missed.objects.overseen_by(user))


def _overseen(user: User) -> MessageQuerySet:
    return Message.objects.filter(permissions.overseen(user)).exclude(deadline_key="")


def _units(rows: QuerySet) -> list[tuple[int, str]]:
    marks = UnitSet.objects.filter(pk__in=rows.exclude(units=None).order_by().values("units"))
    return unit_marks.choices(unit_marks.read(marks))


def last_runs(number: int = 10) -> list[PlannerRun]:
    """Return the last working days on which the planner ran, the latest first."""
    return list(PlannerRun.objects.filter(kind="").order_by("-on")[:number])
