"""What could not be told because nothing ran: known by the days on which the planner did."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from core.dates import today, vn_date
from core.working_days import ONE, WorkingCalendar

from .. import stages
from ..escalation import Overseers, told
from ..models import Missed, PlannerRun
from ..registry import Due
from ..unit_marks import keep, mark

DOWN = "Máy chủ ngừng từ {since} đến {until}."
UNREAD = "Không đọc được thời hạn của loại việc này từ {since} đến {until}."


@dataclass(frozen=True)
class Gap:
    """Working days on which nothing of a kind was told, and why."""

    first: dt.date
    last: dt.date
    reason: str


class Runs:
    """The planner's days: when it ran last, and that it runs now. A day that has not come yet leaves no trace."""

    def __init__(self, on: dt.date, calendar: WorkingCalendar) -> None:
        self._on = on
        self._calendar = calendar
        rows = PlannerRun.objects.order_by().values("kind").annotate(day=Max("on"), at=Max("last_at"))
        self._last = {row["kind"]: (row["day"], row["at"]) for row in rows}

    def gap(self, kind: str) -> Gap | None:
        """Return the working days between the last one on which the kind was told and this one; None without any."""
        if kind not in self._last or self._on > today():
            return None
        day, at = self._last[kind]
        before = self._calendar.last_worked(self._on - ONE)
        if day >= before:
            return None
        words = DOWN if self._last[""][0] <= day else UNREAD
        return Gap(day + ONE, before, words.format(since=_moment(at), until=_moment(timezone.now())))

    def note(self, kinds: Iterable[str]) -> None:
        """Write that these kinds were read and told of today (on a day off: that somebody looked), by one query."""
        if self._on > today():
            return
        now = timezone.now()
        PlannerRun.objects.bulk_create(
            [PlannerRun(kind=kind, on=self._on, first_at=now, last_at=now) for kind in kinds],
            update_conflicts=True, unique_fields=["kind", "on"], update_fields=["last_at"],
        )  # fmt: skip


def _moment(at: dt.datetime) -> str:
    here = timezone.localtime(at)
    return f"{here:%H:%M} ngày {vn_date(here.date())}"


def note_missed(
    dues: Iterable[Due],
    kind: str,
    schedule: stages.Schedule,
    calendar: WorkingCalendar,
    overseers: Overseers,
    gap: Gap,
    newest: Callable[[dt.date], stages.Stage | None],
) -> None:
    """Keep the marks that fell in the gap and are not told any more: all but the newest of each deadline."""
    rows = [
        Missed(
            recipient_id=recipient, event_key=f"{due.key}|{due.due_on.isoformat()}|{stage.key}", kind=kind,
            due_on=due.due_on, stage=stage.key, told_on=stage.told_on, title=due.title[:300], unit=due.unit[:300],
            units=mark(due.units), url=due.url, reason=gap.reason,
        )
        for due in dues
        for stage in stages.told_in(due.due_on, schedule, calendar, gap.first, gap.last)
        if due.tells(stage) and stage != newest(due.due_on)
        for recipient in told(due, stage, schedule, overseers)
    ]  # fmt: skip
    if rows:
        keep(row.units for row in rows)
        Missed.objects.bulk_create(_with_accounts(rows), ignore_conflicts=True)


def _with_accounts(rows: list[Missed]) -> list[Missed]:
    from units.models import User

    known = set(User.objects.filter(pk__in={row.recipient_id for row in rows}).values_list("pk", flat=True))
    return [row for row in rows if row.recipient_id in known]
