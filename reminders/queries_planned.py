"""What will be told to whom on which day, reckoned from the rooms' deadlines; and what a recurring work still owes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.dates import today
from core.working_days import WorkingCalendar
from units.models import Unit, User
from units.permissions import reached

from . import kinds, permissions, registry, schedules, stages
from .escalation import Overseers, told
from .models import Recurring, RecurringDone
from .periods import Period
from .queries import working_calendar
from .registry import Due
from .services.writing import existing_events

DAYS = 30


@dataclass(frozen=True)
class Planned:
    """One reminder that falls on a day: of which deadline, at which mark, to whom (id, name, why)."""

    on: dt.date
    due: Due
    stage: stages.Stage
    people: tuple[tuple[int, str, str], ...]
    written: bool = False

    @property
    def kind_title(self) -> str:
        return kinds.kind_of(self.due.kind).title

    @property
    def label(self) -> str:
        return stages.label(self.stage.key)

    @property
    def reasons(self) -> list[str]:
        """Why somebody is told who has not to do it himself, each reason once."""
        return list(dict.fromkeys(reason for _, _, reason in self.people if reason))


@dataclass(frozen=True)
class Asked:
    """What of the next days is wanted: a kind, a unit's name, a person's id; nothing means all."""

    kind: str = ""
    unit: str = ""
    person: int | None = None
    day: dt.date | None = None

    def takes(self, row: Planned) -> bool:
        """Whether a row is wanted, but for its day."""
        return (
            (not self.kind or row.due.kind == self.kind)
            and (not self.unit or row.due.unit == self.unit)
            and (self.person is None or any(user == self.person for user, _, _ in row.people))
        )


def planned(user: User, on: dt.date, *, days: int = DAYS) -> list[Planned]:
    """Return what will be told from a day on, `days` days long, to people whom the user oversees and of units that he
    reaches, in order; in a number of queries that grows with neither."""
    calendar, kept = working_calendar(), schedules.load()
    last = on + dt.timedelta(days=days - 1)
    found = [
        (replace(due, kind=kind), stage, schedule)
        for kind, provider in registry.providers()
        if (schedule := kept[kind]).enabled
        for due in provider(on, ahead=days + schedule.ahead, behind=schedule.behind)
        for stage in _told(due, schedule, calendar, on, last)
    ]
    overseers = Overseers(on)
    overseers.know({unit for due, _, _ in found for unit in due.units})
    people = [told(due, stage, schedule, overseers) for due, stage, schedule in found]
    names = _names(user, {one for each in people for one in each})
    reach = _reach(user, {unit for due, _, _ in found for unit in due.units})
    rows = []
    for (due, stage, _), each in zip(found, people, strict=True):
        mine = not due.units or reach.issuperset(due.units) or user.pk in each
        shown = tuple((one, names[one], reason) for one, reason in each.items() if mine and one in names)
        if shown:
            rows.append(Planned(stage.told_on, due, stage, shown))
    return _with_written(sorted(rows, key=lambda row: (row.on, row.due.due_on, row.due.key)), on)


def _told(
    due: Due, schedule: stages.Schedule, calendar: WorkingCalendar, first: dt.date, last: dt.date
) -> Iterable[stages.Stage]:
    return (
        stage
        for stage in stages.told_in(due.due_on, schedule, calendar, first, last)
        if due.tells(stage) and (schedule.since is None or stage.told_on >= schedule.since)
    )


def _names(user: User, people: Iterable[int]) -> dict[int, str]:
    """The names of those of the people whom the user oversees, in the order of the names."""
    rows = User.objects.filter(permissions.overseen_people(user), pk__in=people).order_by("full_name", "pk")
    return dict(rows.values_list("pk", "full_name"))


def _reach(user: User, units: Iterable[int]) -> set[int]:
    """Those of the units that one of the user's overseeing roles reaches."""
    rows = Unit.objects.filter(reached(user, *permissions.OVERSEERS, field=""), pk__in=units)
    return set(rows.values_list("pk", flat=True))


def _key(row: Planned) -> str:
    return f"{row.due.key}|{row.due.due_on.isoformat()}|{row.stage.key}"


def _with_written(rows: list[Planned], on: dt.date) -> list[Planned]:
    """Say of the day itself which reminders have been written already."""
    known = {key for key, _ in existing_events({_key(row) for row in rows if row.on == on})}
    return [
        Planned(row.on, row.due, row.stage, row.people, written=row.on == on and _key(row) in known) for row in rows
    ]


def per_day(rows: Iterable[Planned]) -> Mapping[dt.date, int]:
    """Return how many messages fall on each day that has some, in order."""
    counts: dict[dt.date, int] = {}
    for row in rows:
        counts[row.on] = counts.get(row.on, 0) + len(row.people)
    return counts


@dataclass(frozen=True)
class RecurringRow:
    """A recurring work on its page: what is open, what was done last, what the reader may do."""

    row: Recurring
    open: list[Period]
    done: list[tuple[Period, RecurringDone]]
    keeps: bool
    marks: bool


def recurring_rows(user: User, *, aside: bool = False, shown: int = 4) -> list[RecurringRow]:
    """Return the recurring works that the user may see, `aside` those that were set aside, by two queries."""
    on = today()
    rows = list(Recurring.objects.visible_to(user).filter(active=not aside).select_related("unit"))
    marks: dict[int, dict[dt.date, RecurringDone]] = {}
    for mark in RecurringDone.objects.filter(recurring__in=rows).select_related("by"):
        marks.setdefault(mark.recurring_id, {})[mark.period] = mark
    return [_recurring_row(user, row, marks.get(row.pk, {}), on, shown) for row in rows]


def _recurring_row(
    user: User, row: Recurring, marks: dict[dt.date, RecurringDone], on: dt.date, shown: int
) -> RecurringRow:
    """Open are the periods whose day has passed, and the next one."""
    all_ = row.periods(dt.date.min.replace(year=2000), on + dt.timedelta(days=500))
    open_ = [period for period in all_ if period.start not in marks]
    past = [period for period in open_ if period.due_on < on]
    coming = [period for period in open_ if period.due_on >= on][:1]
    done = [(period, marks[period.start]) for period in reversed(all_) if period.start in marks]
    keeps, may = permissions.can_keep_recurring(user, row), permissions.can_mark_recurring(user, row)
    return RecurringRow(row, [*past[-shown:], *coming], done[:shown], keeps, may)
