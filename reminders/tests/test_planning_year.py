"""A whole year, day by day, on a frozen clock: every mark on its day, once, none on a day off."""

import datetime as dt

import pytest
import time_machine

from core.dates import today
from reminders.models import Message, Missed, PlannerRun
from reminders.queries import working_calendar
from reminders.services import plan_messages
from reminders.tests.factories import due
from units.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 1, 5), dt.date(2027, 2, 19)
DUES = {
    "tet": dt.date(2026, 2, 18),  # the day itself lies in Tết
    "swap": dt.date(2026, 9, 1),
    "worked saturday": dt.date(2026, 8, 22),
    "year's end": dt.date(2026, 12, 31),
    "sunday": dt.date(2027, 1, 3),
    "next tet": dt.date(2027, 2, 5),
}


def told_by_hand(due_on, calendar):
    """What the rule says, counted day by day: marks on or before their day, then each third working day late."""
    found = {}
    for mark in (14, 7, 3, 1, 0):
        day = due_on - mark * DAY
        while not calendar.works(day):
            day -= DAY
        found[day] = str(mark)
    day, late = due_on, 0
    while late < 60:
        day += DAY
        late += calendar.works(day)
        if calendar.works(day) and late % 3 == 1:
            found[day] = "overdue" if late == 1 else f"overdue:{late // 3 + 1}"
    return {day: stage for day, stage in found.items() if FIRST <= day <= LAST}


def test_each_mark_of_a_year_is_told_on_its_day_and_once(deadlines):
    user = UserFactory()
    deadlines.extend(due([user], key=f"tests.task:{name}", due_on=day) for name, day in DUES.items())
    calendar, written = working_calendar(), {}
    day = FIRST
    while day <= LAST:
        # 17:30 in UTC is half past midnight of the next day here: the local day counts.
        with time_machine.travel(dt.datetime.combine(day - DAY, dt.time(17, 30), dt.UTC), tick=False):
            assert today() == day
            known = Message.objects.count()
            if plan_messages(today()):
                for message in Message.objects.order_by("pk")[known:]:
                    written.setdefault(message.deadline_key, {})[day] = message.stage
        day += DAY
    for name, due_on in DUES.items():
        assert written[f"tests.task:{name}"] == told_by_hand(due_on, calendar), name
    assert all(calendar.works(run.on) for run in PlannerRun.objects.filter(kind=""))
    assert not Missed.objects.exists()


@pytest.mark.parametrize(
    ("utc", "stage"),
    [
        ("2026-12-30 16:59", "1"),  # 23:59 on the 30th here
        ("2026-12-30 17:00", "0"),  # 00:00 on the 31st
        ("2026-12-31 16:59", "0"),  # its last minute
        ("2027-01-03 17:00", "overdue"),  # the 1st is off, then a weekend: Monday
    ],
)
def test_a_deadline_ends_with_its_day_here_over_the_edge_of_the_year(deadlines, utc, stage):
    deadlines.append(due([UserFactory()], due_on=dt.date(2026, 12, 31)))
    with time_machine.travel(dt.datetime.fromisoformat(f"{utc}+00:00"), tick=False):
        plan_messages(today())
    assert Message.objects.get().stage == stage


def test_nothing_is_written_in_tet_though_the_clock_runs(deadlines):
    deadlines.append(due([UserFactory()], due_on=dt.date(2026, 2, 19)))
    for day in range(14, 23):
        assert plan_messages(dt.date(2026, 2, day)) == 0
    assert plan_messages(dt.date(2026, 2, 23)) == 1
    assert Message.objects.get().stage == "overdue"
