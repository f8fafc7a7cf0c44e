"""Days that a plan's own words set: a deadline of who keeps the plan, until a task takes its place."""

import datetime as dt

import pytest

from plans.deadlines_dates import KIND, limits
from plans.models import PlanTask, Section
from reminders.models import Message
from reminders.queries_planned import planned
from reminders.services import plan_messages
from units.models import User
from units.tests.factories import make_world

from .factories import make_recorded

DAY = dt.date(2026, 12, 5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- Các phòng gửi báo cáo trước ngày 05/12/2026;\n- Khác", "Các phòng gửi báo cáo trước ngày 05/12/2026"),
        ("Báo cáo năm chậm nhất ngày 5 tháng 12 năm 2026.", "Báo cáo năm chậm nhất ngày 5 tháng 12 năm 2026."),
        ("Báo cáo đến hết ngày 5/12/2026", "Báo cáo đến hết ngày 5/12/2026"),
        ("Căn cứ Nghị định 152/2025/NĐ-CP ngày 05/12/2026", None),
        ("Gửi trước ngày 15/12/2026", None),
        ("Gửi trước ngày 35/12/2026", None),
        ("Gửi trước ngày 05/12/20261", None),
    ],
)
def test_a_day_counts_only_where_the_words_make_it_a_limit(text, sentence):
    assert [words for _, words in limits(text, DAY, DAY)] == ([sentence] if sentence else [])


@pytest.fixture
def section(db):
    """A section of a plan in force whose words name the 15th as a limit."""
    section = Section.objects.filter(plan=make_recorded(make_world())).first()
    Section.objects.filter(pk=section.pk).update(body="- Các phòng báo cáo trước ngày 15/12/2026; lưu hồ sơ.")
    return section


def told():
    return Message.objects.filter(kind=KIND).order_by("pk")


def test_the_standing_office_is_told_a_week_and_a_day_before_and_never_of_delay(section):
    for day in (7, 8, 9, 14, 15, 16, 17):
        plan_messages(dt.date(2026, 12, day))
    assert [(message.stage, message.recipient.username) for message in told()] == [
        ("7", "thu_standing_office"), ("1", "thu_standing_office"),
    ]  # fmt: skip
    words = "Kế hoạch năm 2026 ghi thời hạn: Các phòng báo cáo trước ngày 15/12/2026"
    assert told()[0].subject == f"Sắp đến hạn (15/12/2026): {words}"


def test_it_stands_under_what_will_be_sent(section):
    user = User.objects.get(username="thu_standing_office")
    rows = [row for row in planned(user, dt.date(2026, 12, 1)) if row.due.kind == KIND]
    assert [(row.on.day, row.people[0][0]) for row in rows] == [(8, user.pk), (14, user.pk)]


@pytest.mark.parametrize("end", ["closed", "task", "moved"])
def test_a_closed_plan_a_task_or_other_words_silence_it(section, end):
    plan_messages(dt.date(2026, 12, 8))
    if end == "closed":
        type(section.plan).objects.filter(pk=section.plan_id).update(closed_on=dt.date(2026, 12, 8))
    elif end == "task":
        PlanTask.objects.create(
            plan=section.plan, section=section, position=9, content="Báo cáo", due_on=dt.date(2026, 12, 15)
        )
    else:
        Section.objects.filter(pk=section.pk).update(body="Báo cáo trước ngày 25/12/2026")
    plan_messages(dt.date(2026, 12, 9))
    assert [message.state for message in told()] == [Message.State.SILENCED]
