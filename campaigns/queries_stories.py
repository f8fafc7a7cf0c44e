"""Reads of stories: the list, and what a period still asks for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet

from core.dates import today
from core.lists import matches
from core.values import number
from reminders import periods
from reminders.models import Recurring, RecurringDone
from reminders.services import STORY
from units.models import Unit, User
from units.models.tree import PATH_STEP

from .models import Story

DRAFT, PUBLISHED = "nhap", "da-dang"
STATES = {DRAFT: "Bản nháp", PUBLISHED: "Đã đăng"}


@dataclass(frozen=True)
class Asked:
    """What of the stories is wanted; nothing means all. A quarter counts within its year."""

    search: str = ""
    state: str = ""
    kind: str = ""
    year: int | None = None
    quarter: int | None = None

    @classmethod
    def read(cls, get: dict[str, str]) -> "Asked":
        """From an address; nonsense asks for nothing."""
        year, quarter = number(get.get("nam", "")), number(get.get("quy", ""))
        return cls(
            search=get.get("q", "").strip(),
            state=get.get("tinh-trang", "") if get.get("tinh-trang") in STATES else "",
            kind=get.get("loai", "") if get.get("loai") in Story.Kind.values else "",
            year=year if year and year < dt.MAXYEAR else None,
            quarter=quarter if quarter in (1, 2, 3, 4) else None,
        )

    def __bool__(self) -> bool:
        return self != Asked()


def stories(user: User, asked: Asked) -> QuerySet[Story]:
    """Return the stories that the user may read and asks for: drafts first, then those published last."""
    rows = Story.objects.visible_to(user).filter(matches(asked.search))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(published_on__isnull=asked.state == DRAFT)
    if asked.year:
        rows = rows.filter(published_on__year=asked.year)
        if asked.quarter:
            rows = rows.filter(published_on__quarter=asked.quarter)
    return rows.select_related("unit", "about_unit").order_by(F("published_on").desc(nulls_first=True), "-pk")


def years(user: User) -> list[int]:
    """Return the years in which stories were published, the latest first."""
    rows = Story.objects.visible_to(user).published().order_by().values_list("published_on__year", flat=True)
    return sorted(set(rows.distinct()), reverse=True)


@dataclass(frozen=True)
class Owed:
    """What the current period asks of an office: how many stories, how many there are, until when."""

    row: Recurring
    period: periods.Period
    number: int
    done: bool

    @property
    def complete(self) -> bool:
        return self.done or self.number >= self.row.wanted


def asked_of(unit: Unit) -> Recurring | None:
    """Return the recurring work that a unit's stories count for: that of the nearest unit on its line."""
    line = [unit.path[:end] for end in range(PATH_STEP, len(unit.path) + 1, PATH_STEP)]
    rows = Recurring.objects.filter(seed=STORY, active=True, unit__path__in=line).select_related("unit")
    return max(rows, key=lambda row: len(row.unit.path), default=None)


def published_in(row: Recurring, day: dt.date) -> int:
    """Return how many stories were published for a recurring work in the period of a day: by its unit and those below
    it that have no such work of their own."""
    start = periods.start_of(row.rule, day)
    end = periods.due_in(start, periods.MONTHS[row.rule] + 1, 1)
    rows = Story.objects.filter(
        unit__path__startswith=row.unit.path, published_on__gte=start, published_on__lt=end
    )
    others = Recurring.objects.filter(seed=STORY, active=True, unit__path__startswith=row.unit.path)
    for path in others.exclude(pk=row.pk).values_list("unit__path", flat=True):
        rows = rows.exclude(unit__path__startswith=path)
    return rows.count()


def owed(units: list[Unit]) -> list[Owed]:
    """Return what the period of today asks of the offices for which somebody writes."""
    found = {row.pk: row for row in map(asked_of, units) if row}
    return [_owed(row) for row in found.values()]


def _owed(row: Recurring) -> Owed:
    on = today()
    start = periods.start_of(row.rule, on)
    period = periods.Period(row.rule, start, periods.due_in(start, row.month, row.day))
    done = RecurringDone.objects.filter(recurring=row, period=start).exists()
    return Owed(row, period, published_in(row, on), done)
