"""Reads of the board, of the view of a year, and of how far plans are."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from core.dates import today
from units.models import Unit, User

from ..models import Plan, PlanTask
from ..models.task import UNDONE
from ..reading.numbering import roman
from .tasks import TaskFilter, by_deadline, filtered_tasks, state_counts, visible_tasks, with_units

ON_BOARD = 20  # cards that one column shows; the rest stands in the list


@dataclass(frozen=True)
class Column:
    """One state of the board: all its tasks counted, the nearest deadlines shown."""

    state: PlanTask.State
    count: int
    tasks: list[PlanTask]

    @property
    def more(self) -> int:
        """How many the column does not show."""
        return self.count - len(self.tasks)


def board(user: User, asked: TaskFilter) -> list[Column]:
    """Return the columns, in a number of queries that does not grow with the tasks."""
    tasks = filtered_tasks(user, asked)
    counts = state_counts(tasks)
    columns = []
    for state in PlanTask.State:
        rows = with_units(tasks.filter(state=state))
        # What is done interests by when it was done, the latest first.
        done = state == PlanTask.State.CONFIRMED
        ordered = rows.order_by(F("done_on").desc(nulls_last=True), "pk") if done else by_deadline(rows)
        columns.append(Column(state, counts[state], list(ordered[:ON_BOARD])))
    return columns


@dataclass(frozen=True)
class Bar:
    """A task's time on the line of a year, in thousandths of it; `begins` and `ends` in words of the page."""

    task: PlanTask
    x: float
    width: float
    begins: dt.date | None
    ends: dt.date | None

    @property
    def drawn(self) -> bool:
        """Whether it lies in the year at all."""
        return self.width > 0


def year_rows(user: User, asked: TaskFilter) -> QuerySet[PlanTask]:
    """Return the tasks of the view of a year, the earliest deadline first."""
    return by_deadline(with_units(filtered_tasks(user, asked)))


def bar(task: PlanTask, year: int) -> Bar:
    """Return where the task lies in the year: from the first day of its quarter to its deadline."""
    begins, ends = task.begins_on, task.deadline
    if begins is None or ends is None or begins.year > year or ends.year < year:
        return Bar(task, 0, 0, begins, ends)
    left = place(max(begins, dt.date(year, 1, 1)))
    right = place(min(ends, dt.date(year, 12, 31)), end=True)
    return Bar(task, left, max(right - left, 4), begins, ends)


def place(day: dt.date, *, end: bool = False) -> float:
    """Return where a day stands on the line of its year, 0 to 1000, every month as wide as the next."""
    days = calendar.monthrange(day.year, day.month)[1]
    return round((day.month - 1 + (day.day - (0 if end else 1)) / days) * 1000 / 12, 1)


def plan_progress(plan: Plan) -> dict[str, Any]:
    """Return how far a plan is: its tasks by state, and by quarter how many of them are done; in two queries."""
    tasks = PlanTask.objects.filter(plan=plan).exclude(content="")
    counts = state_counts(tasks)
    done = Count("pk", filter=Q(done_on__isnull=False))
    late = Count("pk", filter=UNDONE & Q(ends_on__lt=today()))
    rows = tasks.order_by("quarter").values("quarter").annotate(total=Count("pk"), done=done, late=late)
    quarters = [{**row, "name": f"Quý {roman(row['quarter'])}"} for row in rows if row["quarter"]]
    return {**counts, "quarters": quarters, "bars": _bars(counts)}


def _bars(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The pieces of the bar, each as wide as its share (thousandths), the most finished first."""
    open_late = counts["late"]
    shares = [
        ("confirmed", "Hoàn thành", counts[PlanTask.State.CONFIRMED]),
        ("reported", "Chờ xác nhận", counts[PlanTask.State.REPORTED]),
        ("doing", "Đang làm", counts[PlanTask.State.DOING]),
        ("not_begun", "Chưa bắt đầu", counts[PlanTask.State.NOT_BEGUN]),
    ]
    total = max(counts["total"], 1)
    pieces, x = [], 0.0
    for key, label, count in shares:
        width = round(count * 1000 / total, 1)
        pieces.append({"key": key, "label": label, "count": count, "x": x, "width": width})
        x += width
    pieces.append({"key": "late", "label": "Quá hạn", "count": open_late, "x": 0.0, "width": 0.0})
    return pieces


@dataclass(frozen=True)
class Choices:
    """What the filters offer: years, plans of the year, units that tasks of the year name."""

    years: list[int]
    plans: list[Plan]
    units: list[Unit]


def choices(user: User, asked: TaskFilter) -> Choices:
    """Return what the filters offer this user, in a constant number of queries."""
    tasks = visible_tasks(user)
    years = list(tasks.order_by("-plan__year").values_list("plan__year", flat=True).distinct())
    of_year = tasks.filter(plan__year=asked.year) if asked.year else tasks.filter(plan=asked.plan)
    plans = Plan.objects.filter(pk__in=of_year.order_by().values("plan")).select_related("unit", "document")
    units = _units(of_year)
    return Choices(_with(years, asked.year), list(plans.order_by("subject")[:200]), units)


def _units(tasks: QuerySet[PlanTask]) -> list[Unit]:
    named = Q(plan_tasks__in=tasks.values("pk")) | Q(cooperating_tasks__in=tasks.values("pk"))
    ids = Unit.objects.filter(named).order_by().values("pk")
    return list(Unit.objects.filter(pk__in=ids).order_by("path"))


def _with(years: Iterable[int], year: int | None) -> list[int]:
    found = list(years)
    return found if year is None or year in found else sorted([*found, year], reverse=True)
