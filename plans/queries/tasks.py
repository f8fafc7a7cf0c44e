"""Reads on the tasks of plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import QueryDict

from core.dates import today
from core.lists import matches
from core.values import number
from units.models import RoleKind, Unit, User
from units.permissions import has_role, reached

from .. import permissions
from ..models import Plan, PlanTask, Section, TaskEvidence, TaskReport
from ..models.task import UNDONE
from ..outline import section_numbers, task_numbers

LATE = "qua-han"
# What the address says of a state, and what it means.
STATES = {
    "chua-bat-dau": PlanTask.State.NOT_BEGUN,
    "dang-lam": PlanTask.State.DOING,
    "cho-xac-nhan": PlanTask.State.REPORTED,
    "hoan-thanh": PlanTask.State.CONFIRMED,
}
MINE, ALL = "toi", "tat-ca"
EXPORT_LIMIT = 5000


@dataclass(frozen=True)
class TaskFilter:
    """What a page of tasks shows: the year, else one plan; a unit and all below it; whose.

    Quarter 0 is that of tasks without any time; `lead` is the very unit that leads, without those below it.
    """

    year: int | None = None
    plan: int | None = None
    unit: int | None = None
    quarter: int | None = None
    words: str = ""
    state: str = ""
    mine: bool = False
    lead: int | None = None

    @classmethod
    def read(cls, get: QueryDict, user: User) -> TaskFilter:
        """Return what the address asks for; nonsense asks for nothing. Who works in a unit begins with its tasks."""
        plan = number(get.get("ke-hoach", ""))
        quarter = number(get.get("quy", ""))
        state = get.get("trang-thai", "")
        whose = get.get("cua", "")
        return cls(
            year=None if plan else number(get.get("nam", "")) or today().year,
            plan=plan,
            unit=number(get.get("don-vi", "")),
            quarter=quarter if quarter in (0, 1, 2, 3, 4) else None,
            words=get.get("q", "").replace("\0", "").strip()[:200],
            state=state if state in STATES or state == LATE else "",
            mine=whose == MINE or (whose != ALL and plan is None and works_in_a_unit(user)),
            lead=number(get.get("chu-tri", "")),
        )

    @property
    def narrowed(self) -> bool:
        """Whether it leaves out tasks of its year or plan."""
        return bool(self.unit or self.quarter is not None or self.words or self.state or self.lead)

    @property
    def address(self) -> str:
        """It as the query of an address."""
        said: dict[str, Any] = {
            "nam": self.year, "ke-hoach": self.plan, "don-vi": self.unit, "quy": self.quarter, "q": self.words,
            "trang-thai": self.state, "cua": MINE if self.mine else ALL, "chu-tri": self.lead,
        }  # fmt: skip
        return urlencode({key: value for key, value in said.items() if value not in (None, "")})

    def but(self, **changes: Any) -> TaskFilter:
        """The same with changes."""
        return replace(self, **changes)


def works_in_a_unit(user: User) -> bool:
    """Whether tasks may be the user's own."""
    return has_role(user, RoleKind.STAFF, RoleKind.HEAD)


def visible_tasks(user: User) -> QuerySet[PlanTask]:
    """The tasks of the plans in force that the user may read."""
    return PlanTask.objects.in_force().filter(plan__in=Plan.objects.visible_to(user).values("pk"))


def filtered_tasks(user: User, asked: TaskFilter) -> QuerySet[PlanTask]:
    """The tasks that the filter leaves, without order."""
    tasks = visible_tasks(user).filter(matches(asked.words))
    if asked.year is not None:
        tasks = tasks.filter(plan__year=asked.year)
    if asked.plan is not None:
        tasks = tasks.filter(plan=asked.plan)
    if asked.mine:
        tasks = tasks.filter(permissions.worked_on(user))
    if asked.unit is not None:
        tasks = tasks.filter(_of_unit(asked.unit))
    if asked.lead is not None:
        tasks = tasks.filter(pk__in=PlanTask.objects.filter(lead_units=asked.lead).values("pk"))
    if asked.quarter is not None:
        tasks = tasks.filter(_in_quarter(asked.quarter))
    if asked.state == LATE:
        tasks = tasks.filter(UNDONE, ends_on__lt=today())
    elif asked.state:
        tasks = tasks.filter(state=STATES[asked.state])
    return tasks


def _in_quarter(quarter: int) -> Q:
    """The tasks of a quarter: its own, else that of its day; 0 are those that have neither."""
    if not quarter:
        return Q(quarter=None, due_on=None)
    first = 3 * quarter - 2
    return Q(quarter=quarter) | Q(quarter=None, due_on__month__range=(first, first + 2))


def _of_unit(unit: int) -> Q:
    """The tasks that the unit or one below it leads or cooperates in; a task of several of them counts once."""
    path = Unit.objects.filter(pk=unit).values_list("path", flat=True).first()
    if path is None:
        return Q(pk__in=[])
    lead = PlanTask.objects.filter(lead_units__path__startswith=path).values("pk")
    cooperating = PlanTask.objects.filter(cooperating_units__path__startswith=path).values("pk")
    return Q(pk__in=lead) | Q(pk__in=cooperating)


def with_units(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    """With what a row of a task shows, in two more queries."""
    return tasks.select_related("plan__unit", "section", "done_by", "confirmed_by").prefetch_related(
        "lead_units", "cooperating_units"
    )


def by_deadline(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    """The nearest deadline first, those without one last."""
    return tasks.order_by(F("ends_on").asc(nulls_last=True), "plan", "section__position", "position")


def tasks_of(plan: Plan) -> QuerySet[PlanTask]:
    """Return the plan's tasks in order, with the units that lead them."""
    return with_units(PlanTask.objects.filter(plan=plan)).order_by("section__position", "position")


def history(task: PlanTask) -> QuerySet[TaskReport]:
    """What was reported of the task, the newest first, with its files."""
    return task.reports.select_related("by", "unit").prefetch_related(
        Prefetch("evidence", TaskEvidence.objects.order_by("pk"))
    )


def waiting_for_confirmation(user: User) -> QuerySet[PlanTask]:
    """What was reported as done to the standing office and is not confirmed yet."""
    office = reached(user, RoleKind.STANDING_OFFICE, field="plan__unit")
    return PlanTask.objects.in_force().filter(office, state=PlanTask.State.REPORTED)


def state_counts(tasks: QuerySet[PlanTask]) -> dict[str, int]:
    """How many tasks stand in each state, and how many are late, in one query."""
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in PlanTask.State}
    late = Count("pk", filter=UNDONE & Q(ends_on__lt=today()))
    return tasks.order_by().aggregate(**counts, late=late, total=Count("pk"))


@dataclass(frozen=True)
class QuarterRow:
    """The tasks of one quarter of a year: how many stand in which state, and how many are late."""

    quarter: int
    states: dict[str, int]
    late: int


def quarters_of(user: User, year: int) -> list[QuarterRow]:
    """Return the tasks of a year that the user may read by quarter and state, in one query; a quarter without tasks
    is left out, 0 stands last."""
    tasks = filtered_tasks(user, TaskFilter(year=year)).order_by()
    late = Count("pk", filter=UNDONE & Q(ends_on__lt=today()))
    groups = tasks.values_list("quarter", "due_on__month", "state").annotate(count=Count("pk"), late=late)
    states: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lates: dict[int, int] = defaultdict(int)
    for own, month, state, count, behind in groups:
        quarter = own or ((month + 2) // 3 if month else 0)
        states[quarter][state] += count
        lates[quarter] += behind
    return [QuarterRow(key, states[key], lates[key]) for key in sorted(states, key=lambda one: one or 9)]


def late_by_unit(user: User, year: int) -> dict[int, int]:
    """Return, by leading unit, how many of its tasks of the year are late, as far as the user may read them."""
    late = filtered_tasks(user, TaskFilter(year=year, state=LATE))
    through = PlanTask.lead_units.through.objects.filter(plantask__in=late.order_by().values("pk"))
    return dict(through.order_by().values_list("unit").annotate(count=Count("pk")))


def export_rows(user: User, asked: TaskFilter) -> list[PlanTask]:
    """The filtered tasks in the order of their plans, at most `EXPORT_LIMIT`."""
    tasks = with_units(filtered_tasks(user, asked)).select_related("plan__document")
    return list(tasks.order_by("-plan__year", "plan", "section__position", "position")[:EXPORT_LIMIT])


def evidence_rows(user: User, asked: TaskFilter) -> list[TaskEvidence]:
    """The evidence of the filtered tasks, as far as the user may open it."""
    files = TaskEvidence.objects.visible_to(user).filter(
        report__task__in=filtered_tasks(user, asked).order_by().values("pk")
    )
    related = files.select_related("report__task__plan__document", "report__unit", "report__by")
    return list(related.order_by("report__task__plan", "report__task", "report", "pk")[:EXPORT_LIMIT])


def printed_places(tasks: Sequence[PlanTask]) -> dict[int, tuple[str, str]]:
    """Return for each task the number and heading of its section, and its own number, as the plan prints them."""
    plans = {task.plan_id for task in tasks}
    sections = Section.objects.filter(plan__in=plans).order_by("plan", "position").only(
        "plan_id", "level", "numbering", "heading", "numbers_restart"
    )  # fmt: skip
    rows = PlanTask.objects.filter(plan__in=plans).exclude(content="", agencies="", cooperating="", time="").order_by(
        "section", "position"
    )  # fmt: skip
    of_section: dict[int, list[PlanTask]] = {}
    for task in rows.only("section_id", "label", "group", "quarter"):
        of_section.setdefault(task.section_id, []).append(task)
    places: dict[int, tuple[str, str]] = {}
    for _, group in groupby(sections, key=lambda section: section.plan_id):
        found = list(group)
        for section, place in zip(found, section_numbers(found), strict=True):
            label = ". ".join(part for part in (place, section.heading) if part)
            own = of_section.get(section.pk, [])
            for task, printed in zip(own, task_numbers(own, restart=section.numbers_restart), strict=True):
                places[task.pk] = label, printed
    return places
