"""What this room brings to first pages: plans and reports on their way, plans newly issued, the year's tasks."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from core import charts, figures, following, lateness, news
from core.charts import Bar, Piece, Tone
from core.dates import today
from core.figures import Cell, Chart
from core.following import Followed
from core.lateness import Lateness
from core.news import Fresh, News
from core.sources import Source
from units.models import RoleKind, User
from units.permissions import has_role, reached

from . import permissions, queries
from .models import Plan, PlanTask
from .models.task import UNDONE
from .queries import LATE, STATES, TaskFilter
from .waiting import KIND, TASKS

_SENT = Plan.State.SUBMITTED
# From the most finished to what nobody has touched, as the progress of a plan is drawn.
_TONES = {
    PlanTask.State.CONFIRMED: Tone("done", "Hoàn thành"),
    PlanTask.State.REPORTED: Tone("soon", "Chờ xác nhận"),
    PlanTask.State.DOING: Tone("info", "Đang làm"),
    PlanTask.State.NOT_BEGUN: Tone("open", "Chưa bắt đầu"),
}
_KEYS = {state: key for key, state in STATES.items()}
_NAMES = {1: "Quý I", 2: "Quý II", 3: "Quý III", 4: "Quý IV", 0: "Không ghi thời gian"}


def register() -> None:
    """Called when the room is ready."""
    following.register(followed)
    news.register(fresh)
    figures.register(counts=counts, year=year)
    lateness.register(Lateness("tasks", "Nhiệm vụ", queries.late_by_unit, late_url, order=10))


def followed(user: User) -> list[Source[Followed]]:
    """Plans that wait for a signature, to their standing office; reports that wait to be confirmed, to their units."""
    return [*_plans(user), *_reports(user)]


def _plans(user: User) -> list[Source[Followed]]:
    if not has_role(user, RoleKind.STANDING_OFFICE):
        return []
    # Who signs a plan himself has it among what waits for him.
    leads = [role.unit_id for role in user.held_roles if role.kind == RoleKind.LEADER]
    sent = Plan.objects.filter(reached(user, RoleKind.STANDING_OFFICE), state=_SENT).exclude(unit__in=leads)
    rows = sent.select_related("unit").order_by("state_since", "pk")
    return [Source(KIND, rows, _plan)]


def _plan(plan: Plan) -> Followed:
    return Followed(
        title=str(plan),
        url=plan.get_absolute_url(),
        kind=KIND,
        state=plan.get_state_display(),
        holder=f"Lãnh đạo {plan.unit.short_name}",
        since=plan.state_since,
        chip="soon",
    )


def _reports(user: User) -> list[Source[Followed]]:
    units = permissions.worked_for(user)
    if not units:
        return []
    rows = PlanTask.objects.in_force().filter(
        pk__in=PlanTask.objects.filter(lead_units__in=units).values("pk"), state=PlanTask.State.REPORTED
    )
    return [Source(TASKS, rows.select_related("plan__unit").order_by("done_on", "pk"), _report)]


def _report(task: PlanTask) -> Followed:
    done = task.done_on
    return Followed(
        title=task.content[:200],
        url=task.get_absolute_url(),
        kind=TASKS,
        state="Chờ xác nhận hoàn thành",
        holder=f"Thường trực {task.plan.unit.short_name}",
        since=timezone.make_aware(dt.datetime.combine(done, dt.time())) if done else None,
        chip="soon",
    )


def fresh(user: User, since: dt.date) -> list[Fresh]:
    """Plans issued since the day; the list of documents counts them."""
    if not permissions.can_see_plans(user):
        return []
    rows = Plan.objects.visible_to(user).filter(
        state=Plan.State.ISSUED, document__issued_on__gte=since, document__withdrawn_at=None
    )
    return [Fresh("kế hoạch ban hành", rows.select_related("document").order_by("-document__issued_on", "-pk"), _told)]


def _told(plan: Plan) -> News:
    assert plan.document is not None
    return News(
        title=f"{plan.code}: {plan.subject}",
        url=plan.get_absolute_url(),
        kind="Kế hoạch",
        at=plan.document.issued_at,
        key=f"document:{plan.document_id}",
    )


def counts(user: User) -> list[figures.Count]:
    """To a unit its own tasks of the year; to the standing office and the leader what waits of all."""
    found = []
    if queries.works_in_a_unit(user):
        found += _of_tasks(user, TaskFilter(year=today().year, mine=True), "của đơn vị")
    if has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER):
        found += _of_tasks(user, TaskFilter(year=today().year), "trong năm")
    return found


def _of_tasks(user: User, asked: TaskFilter, whose: str) -> list[figures.Count]:
    numbers = queries.filtered_tasks(user, asked).order_by().aggregate(
        late=Count("pk", filter=UNDONE & Q(ends_on__lt=today())),
        doing=Count("pk", filter=Q(state=PlanTask.State.DOING)),
        reported=Count("pk", filter=Q(state=PlanTask.State.REPORTED)),
    )  # fmt: skip
    named = (
        ("late", LATE, f"Nhiệm vụ {whose} quá hạn"),
        ("doing", _KEYS[PlanTask.State.DOING], f"Nhiệm vụ {whose} đang làm"),
        ("reported", _KEYS[PlanTask.State.REPORTED], f"Nhiệm vụ {whose} chờ xác nhận"),
    )
    return [
        figures.Count(label, numbers[name], tasks_url(asked.but(state=key)), late=name == "late")
        for name, key, label in named
        if numbers[name]
    ]


def tasks_url(asked: TaskFilter) -> str:
    """The list in which exactly the tasks of the filter stand."""
    return f"{reverse('plans:task_year')}?{asked.address}"


def late_url(unit: int, year: int) -> str:
    """The late tasks of a year that the unit leads."""
    return tasks_url(TaskFilter(year=year, lead=unit, state=LATE))


def year(user: User, asked: int) -> list[Chart]:
    """To the standing office and the leader: the tasks of the year by quarter and state."""
    if not has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER):
        return []
    rows = queries.quarters_of(user, asked)
    bars = [
        Bar(
            _NAMES[row.quarter],
            [Piece(tone, row.states.get(state, 0), _url(asked, row.quarter, state)) for state, tone in _TONES.items()],
            tasks_url(TaskFilter(year=asked, quarter=row.quarter)),
        )
        for row in rows
    ]
    title = f"Nhiệm vụ kế hoạch năm {asked} theo quý"
    said = "; ".join(
        f"{bar.label}: {bar.total} nhiệm vụ, {row.late} quá hạn" for bar, row in zip(bars, rows, strict=True)
    )
    return [
        Chart(
            "tasks",
            title,
            charts.stacked_bars("tasks", title, said, bars),
            ["Quý", *(tone.label for tone in _TONES.values()), "Quá hạn", "Cả quý"],
            [(bar.label, bar.url, _cells(asked, bar, row)) for bar, row in zip(bars, rows, strict=True)],
            note="Nhiệm vụ quá hạn cũng đã tính vào “Đang làm” hoặc “Chưa bắt đầu”.",
            empty=f"Không có nhiệm vụ nào của kế hoạch năm {asked} trong phạm vi của bạn.",
            order=10,
        )
    ]


def _cells(asked: int, bar: Bar, row: queries.QuarterRow) -> list[Cell]:
    cells = [Cell(str(piece.value), piece.url if piece.value else "") for piece in bar.pieces]
    late = tasks_url(TaskFilter(year=asked, quarter=row.quarter, state=LATE)) if row.late else ""
    return [*cells, Cell(str(row.late), late, late=bool(row.late)), Cell(str(bar.total), bar.url)]


def _url(asked: int, quarter: int, state: str) -> str:
    return tasks_url(TaskFilter(year=asked, quarter=quarter, state=_KEYS[PlanTask.State(state)]))
