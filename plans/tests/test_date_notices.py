"""Days that a plan's own words set: told a week before, to who keeps the plan, once."""

import datetime as dt

import pytest

from plans.date_notices import limits
from plans.models import Section
from reminders.models import Message
from reminders.services import plan_messages
from units.tests.factories import make_world

from .factories import make_recorded

DAY = dt.date(2026, 12, 5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- Các phòng gửi báo cáo trước ngày 05/12/2026;\n- Khác", "- Các phòng gửi báo cáo trước ngày 05/12/2026"),
        ("Báo cáo năm chậm nhất ngày 5 tháng 12 năm 2026.", "Báo cáo năm chậm nhất ngày 5 tháng 12 năm 2026."),
        ("Báo cáo đến hết ngày 5/12/2026", "Báo cáo đến hết ngày 5/12/2026"),
        ("Căn cứ Nghị định 152/2025/NĐ-CP ngày 05/12/2026", None),
        ("Gửi trước ngày 15/12/2026", None),
        ("Gửi trước ngày 05/12/20261", None),
    ],
)
def test_a_day_counts_only_where_the_words_make_it_a_limit(text, sentence):
    assert [words for _, words in limits(text, [DAY])] == ([sentence] if sentence else [])


def test_the_standing_office_is_told_a_week_before_and_once(db):
    world = make_world()
    plan = make_recorded(world)
    section = Section.objects.filter(plan=plan).first()
    Section.objects.filter(pk=section.pk).update(body="Các phòng báo cáo trước ngày 15/12/2026; lưu hồ sơ.")
    plan_messages(dt.date(2026, 12, 7))
    assert not Message.objects.filter(kind="plans.date").exists()
    for day in (8, 9, 10):
        plan_messages(dt.date(2026, 12, day))
    message = Message.objects.get(kind="plans.date")
    assert message.recipient == world.users["standing_office"]
    assert message.subject == "Kế hoạch năm 2026 ghi thời hạn 15/12/2026: Các phòng báo cáo trước ngày 15/12/2026"
