"""What will be told to whom on which day, reckoned from the rooms' deadlines."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.dates import today
from core.memory import many_objects
from core.text import name_key
from core.working_days import WorkingCalendar
from units.models import Unit, User
from units.permissions import reached

from . import kinds, permissions, registry, schedules, stages, unit_marks
from .escalation import Overseers, told
from .queries import working_calendar
from .registry import Due
from .services.writing import existing_events

DAYS = 30
Person = tuple[int, str, str]


@dataclass(frozen=True)
class Planned:
    """One reminder that falls on a day: of which deadline, at which mark, to whom (id, name, why)."""

    on: dt.date
    due: Due
    stage: stages.Stage
    people: tuple[Person, ...]
    written: bool = False

    @property
    def kind_title(self) -> str:
        return kinds.kind_of(self.due.kind).title

    @property
    def label(self) -> str:
        return "ngày làm việc cuối trước hạn" if self.before_rest else stages.label(self.stage.key)

    @property
    def before_rest(self) -> bool:
        """Whether the deadline falls on a day off, so that its day is told of on the last working day before."""
        return self.stage.key == stages.THE_DAY and self.stage.told_on != self.due.due_on

    @property
    def reasons(self) -> list[str]:
        """Why somebody is told who has not to do it himself, each reason once."""
        return list(dict.fromkeys(reason for _, _, reason in self.people if reason))


@dataclass(frozen=True)
class Asked:
    """What of the next days is wanted: a kind, a unit's id, a person's id, a day; nothing means all."""

    kind: str = ""
    unit: int | None = None
    person: int | None = None
    day: dt.date | None = None


@dataclass(frozen=True)
class _Alike:
    """Deadlines of one kind and day that the same units have to meet and the same people hear of."""

    kind: str
    due_on: dt.date
    recipients: tuple[int, ...]
    units: tuple[int, ...]
    passes: bool


@dataclass(frozen=True)
class _Mark:
    """One mark of deadlines that are alike, and who is told then."""

    alike: _Alike
    stage: stages.Stage
    dues: list[Due]
    people: tuple[Person, ...]

    def wanted(self, asked: Asked) -> bool:
        """Whether it is asked for, but for its day."""
        return (
            asked.kind in ("", self.alike.kind)
            and (asked.unit is None or asked.unit in self.alike.units)
            and (asked.person is None or any(user == asked.person for user, _, _ in self.people))
        )


@dataclass(frozen=True)
class Coming:
    """The reminders of the next days. A row is made only where somebody reads it: a day may have ten thousand."""

    marks: Sequence[_Mark]

    def __iter__(self) -> Iterator[Planned]:
        for day in self.per_day():
            yield from self.on(day)

    def __len__(self) -> int:
        return sum(len(mark.dues) for mark in self.marks)

    def narrowed(self, asked: Asked) -> "Coming":
        """Those of the kind, the unit and the person asked for, on all days."""
        return Coming([mark for mark in self.marks if mark.wanted(asked)])

    def per_day(self) -> Mapping[dt.date, int]:
        """Return how many messages fall on each day that has some, in order."""
        counts: dict[dt.date, int] = {}
        for mark in self.marks:
            day = mark.stage.told_on
            counts[day] = counts.get(day, 0) + len(mark.dues) * len(mark.people)
        return dict(sorted(counts.items()))

    def on(self, day: dt.date) -> list[Planned]:
        """Return the reminders of a day, what falls due first before the others."""
        with many_objects():
            rows = [(due, mark) for mark in self.marks if mark.stage.told_on == day for due in mark.dues]
            rows.sort(key=lambda row: (row[0].due_on, row[0].key))
            return [Planned(day, due, mark.stage, mark.people) for due, mark in rows]

    def units(self) -> list[tuple[int, str]]:
        """Return the units that have to act, to choose from, by one query."""
        return unit_marks.choices({unit for mark in self.marks for unit in mark.alike.units})

    def people(self) -> list[tuple[str, int]]:
        """Return those who are told, in the order of their names."""
        found = {(name, pk) for mark in self.marks for pk, name, _ in mark.people}
        return sorted(found, key=lambda one: (name_key(one[0]), one[1]))


@dataclass
class _Reading:
    """The deadlines of the next days as they are read: those that are alike together, each mark reckoned once."""

    on: dt.date
    last: dt.date
    calendar: WorkingCalendar
    schedules: Mapping[str, stages.Schedule]
    dues: dict[_Alike, list[Due]] = field(default_factory=dict)
    _stages: dict[tuple[str, dt.date], list[stages.Stage]] = field(default_factory=dict)

    def read(self, days: int) -> None:
        """Read every kind that reminds at all."""
        for kind, provider in registry.providers():
            schedule = self.schedules[kind]
            if schedule.enabled:
                for due in provider(self.on, ahead=days + schedule.ahead, behind=schedule.behind):
                    alike = _Alike(kind, due.due_on, tuple(due.recipients), due.units, due.passes)
                    self.dues.setdefault(alike, []).append(replace(due, kind=kind))

    def stages(self, alike: _Alike) -> Iterable[stages.Stage]:
        """The marks that fall in these days and that somebody is told of."""
        key, schedule = (alike.kind, alike.due_on), self.schedules[alike.kind]
        if key not in self._stages:
            found = stages.told_in(alike.due_on, schedule, self.calendar, self.on, self.last)
            self._stages[key] = [one for one in found if schedule.since is None or one.told_on >= schedule.since]
        first = self.dues[alike][0]
        return (stage for stage in self._stages[key] if first.tells(stage))


def planned(user: User, on: dt.date, *, days: int = DAYS) -> Coming:
    """Return what will be told from a day on, `days` days long, to people whom the user oversees and of units that he
    reaches; in a number of queries that grows with neither."""
    reading = _Reading(on, on + dt.timedelta(days=days - 1), working_calendar(), schedules.load())
    with many_objects():
        reading.read(days)
    units = {unit for alike in reading.dues for unit in alike.units}
    overseers = Overseers(on)
    overseers.know(units)
    found = [
        (alike, stage, told(dues[0], stage, reading.schedules[alike.kind], overseers))
        for alike, dues in reading.dues.items()
        for stage in reading.stages(alike)
    ]
    names = _names(user, {one for _, _, each in found for one in each})
    reach = _reach(user, units)
    marks = []
    for alike, stage, each in found:
        if not alike.units or reach.issuperset(alike.units) or user.pk in each:
            shown = tuple((one, names[one], reason) for one, reason in each.items() if one in names)
            if shown:
                marks.append(_Mark(alike, stage, reading.dues[alike], shown))
    return Coming(marks)


def _names(user: User, people: Iterable[int]) -> dict[int, str]:
    """The names of those of the people whom the user oversees."""
    rows = User.objects.filter(permissions.overseen_people(user), pk__in=people)
    return dict(rows.values_list("pk", "full_name"))


def _reach(user: User, units: Iterable[int]) -> set[int]:
    """Those of the units that one of the user's overseeing roles reaches."""
    rows = Unit.objects.filter(reached(user, *permissions.OVERSEERS, field=""), pk__in=units)
    return set(rows.values_list("pk", flat=True))


def with_written(rows: Iterable[Planned]) -> list[Planned]:
    """Say of today's reminders which have been written already, by one query."""
    rows, on = list(rows), today()
    known = {key for key, _ in existing_events({_key(row) for row in rows if row.on == on})}
    return [replace(row, written=row.on == on and _key(row) in known) for row in rows]


def _key(row: Planned) -> str:
    return f"{row.due.key}|{row.due.due_on.isoformat()}|{row.stage.key}"
