"""When a deadline reminds: marks before it, repetitions after it, the office's days off, an end."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import WorkingCalendar
from reminders import stages
from reminders.stages import Schedule

DUE = dt.date(2026, 3, 20)  # a Friday
TET = WorkingCalendar(off={dt.date(2026, 2, day) for day in range(16, 21)}, made_up={dt.date(2026, 2, 7)})
PLAIN = WorkingCalendar()
USUAL = Schedule()


def key(due_on, on, schedule=USUAL, calendar=PLAIN):
    stage = stages.stage_on(due_on, on, schedule, calendar)
    return stage and stage.key


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (dt.date(2026, 3, 5), None),
        (dt.date(2026, 3, 6), "14"),
        (dt.date(2026, 3, 12), "14"),
        (dt.date(2026, 3, 13), "7"),
        (dt.date(2026, 3, 17), "3"),
        (dt.date(2026, 3, 18), "3"),
        (dt.date(2026, 3, 19), "1"),
        (DUE, "0"),
        (dt.date(2026, 3, 23), "overdue"),  # the working day after
        (dt.date(2026, 3, 25), "overdue"),
        (dt.date(2026, 3, 26), "overdue:2"),
        (dt.date(2026, 3, 31), "overdue:3"),
        (dt.date(2026, 6, 12), "overdue:20"),  # 60 working days
        (dt.date(2026, 6, 15), None),
        (dt.date(2027, 8, 12), None),
    ],
)
def test_each_day_has_the_newest_stage_that_was_reached(on, stage):
    assert key(DUE, on) == stage


@pytest.mark.parametrize(
    ("due_on", "on", "stage"),
    [
        (dt.date(2026, 2, 18), dt.date(2026, 2, 13), "0"),  # in Tết: all marks of those days on the Friday before
        (dt.date(2026, 2, 17), dt.date(2026, 2, 23), "overdue"),
        (dt.date(2026, 2, 24), dt.date(2026, 2, 13), "3"),
        (dt.date(2026, 2, 24), dt.date(2026, 2, 23), "1"),
        (dt.date(2026, 2, 7), dt.date(2026, 2, 7), "0"),  # the Saturday that is worked
        (dt.date(2027, 1, 2), dt.date(2026, 12, 19), None),
        (dt.date(2027, 1, 2), dt.date(2026, 12, 31), "3"),
    ],
)
def test_what_falls_on_a_day_off_is_told_on_the_working_day_before(due_on, on, stage):
    assert key(due_on, on, Schedule(before=(7, 3, 1, 0)), TET) == stage


def test_the_office_sets_the_marks_and_can_turn_a_kind_off():
    schedule = Schedule(before=(5,), repeat=0)
    assert key(DUE, DUE, schedule) == "5"
    assert key(DUE, DUE + dt.timedelta(days=40), schedule) == "overdue"
    assert key(DUE, DUE, Schedule(enabled=False)) is None
    assert stages.told_in(DUE, Schedule(enabled=False), PLAIN, DUE, DUE) == []


days = st.dates(dt.date(2025, 12, 1), dt.date(2027, 3, 1))
schedules = st.builds(
    Schedule,
    before=st.lists(st.integers(0, 40), max_size=5, unique=True).map(tuple),
    repeat=st.integers(0, 6),
    silent_after=st.integers(1, 30),
)
calendars = st.builds(WorkingCalendar, off=st.frozensets(days, max_size=40), made_up=st.frozensets(days, max_size=5))


@given(due_on=days, schedule=schedules, calendar=calendars)
def test_stages_are_told_in_order_on_working_days_and_end(due_on, schedule, calendar):
    last = due_on + dt.timedelta(days=200)
    found = list(stages.stages_of(due_on, schedule, calendar, last))
    assert len({stage.key for stage in found}) == len(found)
    assert [stage.told_on for stage in found] == sorted(stage.told_on for stage in found)
    assert all(calendar.works(stage.told_on) for stage in found)
    assert all(stage.told_on <= due_on for stage in found if not stage.late)
    assert all(calendar.between(due_on, stage.told_on) == stage.late <= schedule.silent_after
               for stage in found if stage.late)  # fmt: skip
    assert key(due_on, calendar.last_worked(last), schedule, calendar) is None


@given(due_on=days, schedule=schedules, calendar=calendars)
def test_who_looks_every_working_day_sees_what_is_announced(due_on, schedule, calendar):
    """The page of what will be sent and the planner agree."""
    first, last = due_on - dt.timedelta(days=20), due_on + dt.timedelta(days=25)
    seen, before = {}, key(due_on, calendar.last_worked(first - dt.timedelta(days=1)), schedule, calendar)
    for step in range((last - first).days + 1):
        on = first + dt.timedelta(days=step)
        if calendar.works(on) and (now := key(due_on, on, schedule, calendar)) != before:
            before = now
            if now:
                seen[on] = now
    announced = stages.told_in(due_on, schedule, calendar, first, last)
    assert {stage.told_on: stage.key for stage in announced} == seen


@pytest.mark.parametrize(
    ("on", "opening"),
    [
        (DUE - dt.timedelta(days=14), "Sắp đến hạn"),
        (DUE - dt.timedelta(days=1), "Hạn là ngày mai"),
        (DUE, "Hạn là hôm nay"),
        (DUE + dt.timedelta(days=1), "Đã quá hạn"),
    ],
)
def test_a_subject_is_one_line_true_on_its_day(on, opening):
    assert stages.subject("Nộp báo cáo\nquý I", DUE, on) == f"{opening} (20/03/2026): Nộp báo cáo quý I"


@pytest.mark.parametrize(
    ("days_before", "words"),
    [
        (7, "còn 7 ngày, tính từ ngày 13/03/2026"),
        (0, "hạn cuối là chính ngày 20/03/2026"),
        (-2, "quá hạn 2 ngày, tính đến ngày 22/03/2026"),
    ],
)
def test_a_body_says_what_until_when_for_whom_and_why(days_before, words):
    on = DUE - dt.timedelta(days=days_before)
    text = stages.body(title="Nộp báo cáo", unit="Phòng Tổng hợp", due_on=DUE, on=on, reason="Chuyển tới lãnh đạo.")
    assert "Việc: Nộp báo cáo" in text
    assert "Đơn vị thực hiện: Phòng Tổng hợp" in text
    assert "hết ngày 20/03/2026" in text
    assert words in text
    assert text.endswith("Chuyển tới lãnh đạo.")


def test_stages_have_names():
    assert [stages.label(stage) for stage in ("7", "0", "overdue", "overdue:2", "")] == [
        "trước 7 ngày", "đúng ngày", "quá hạn", "quá hạn, lần 2", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days_before", "opening", "when"),
    [
        (3, "Sắp họp", "Thời gian: 14:00 ngày 20/03/2026 (còn 3 ngày, tính từ ngày 17/03/2026)"),
        (1, "Ngày mai họp", "Thời gian: 14:00 ngày 20/03/2026 (còn 1 ngày, tính từ ngày 19/03/2026)"),
        (0, "Hôm nay họp", "Thời gian: 14:00 ngày 20/03/2026"),
    ],
)
def test_a_meeting_is_told_with_its_hour_and_not_as_a_time_limit(days_before, opening, when):
    on, at = DUE - dt.timedelta(days=days_before), dt.datetime(2026, 3, 20, 7, tzinfo=dt.UTC)
    assert stages.subject("Phiên họp", DUE, on, at) == f"{opening} (20/03/2026): Phiên họp"
    text = stages.body(title="Phiên họp", unit="Văn phòng", due_on=DUE, on=on, starts_at=at)
    assert text.splitlines() == ["Việc: Phiên họp", "Đơn vị họp: Văn phòng", when]
