"""Work that comes back: periods, who is told, marks of what is done, the page."""

import datetime as dt

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exceptions import Refused
from core.testing import count_queries, same_queries
from reminders import periods, services
from reminders.deadlines import recurring_due
from reminders.models import Message, Recurring
from reminders.services import plan_messages

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 10)
PAGE = "/nhac-viec/dinh-ky/"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-06-10 09:00+07:00", tick=False)
    return time_machine


def work(world, **changes):
    values = {"unit": world.office, "title": "Báo cáo thi đua", "role": "standing_office", "rule": "half_yearly",
              "month": 6, "day": 15}  # fmt: skip
    return services.keep_recurring(actor=world.users["standing_office"], **values | changes)


rules = st.sampled_from(sorted(periods.MONTHS))


firsts = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(rule=rules, month=st.integers(1, 15), day=st.integers(1, 31), first=firsts)
def test_every_period_is_due_once_in_order_and_inside_what_was_asked(rule, month, day, first):
    month = min(month, periods.MONTHS[rule] + periods.AFTERWARDS)
    last = first + dt.timedelta(days=800)
    found = list(periods.periods(rule, month=month, day=day, first=first, last=last))
    assert [each.due_on for each in found] == sorted({each.due_on for each in found})
    assert all(first <= each.due_on <= last for each in found)
    assert 12 // periods.MONTHS[rule] * 2 <= len(found) <= 12 // periods.MONTHS[rule] * 2 + 2
    assert all(each.start == periods.start_of(rule, each.start) for each in found)


@pytest.mark.parametrize(
    ("rule", "month", "day", "name", "due_on"),
    [
        ("quarterly", 2, 31, "quý I/2026", dt.date(2026, 2, 28)),
        ("half_yearly", 6, 15, "6 tháng đầu năm 2026", dt.date(2026, 6, 15)),
        ("yearly", 13, 5, "năm 2025", dt.date(2026, 1, 5)),
    ],
)
def test_periods_have_names_and_short_months_end(rule, month, day, name, due_on):
    found = periods.periods(rule, month=month, day=day, first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31))
    assert (name, due_on) in [(each.name, each.due_on) for each in found]


def test_the_years_report_falls_due_in_december_of_every_year(world):
    services.seed_recurring(ON)
    dues = recurring_due(dt.date(2026, 12, 1), ahead=400)
    found = [(due.title, due.due_on) for due in dues if "tổng kết" in due.title]
    title = "Báo cáo tổng kết công tác thi đua, khen thưởng gửi cấp trên"
    assert found == [(f"{title}, năm 2026", dt.date(2026, 12, 15)), (f"{title}, năm 2027", dt.date(2027, 12, 15))]


def test_each_standing_office_owes_three_works_that_nobody_has_verified(world, clock):
    assert services.seed_recurring(ON) == 3
    assert services.seed_recurring(ON) == 0
    assert set(Recurring.objects.values_list("unit", "verified")) == {(world.office.pk, False)}
    dues = {due.title: due.recipients for due in recurring_due(ON, ahead=20)}
    assert dues == {
        "Bài gương điển hình tiên tiến của quý, quý II/2026": [world.users["information_centre"].pk],
        "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm gửi cấp trên, năm 2026": [
            world.users["standing_office"].pk
        ],
    }


def test_a_period_that_is_done_is_silent_and_one_taken_back_reminds_again(world, clock):
    row, office = work(world), world.users["standing_office"]
    plan_messages(ON)
    message = Message.objects.get(kind="reminders.recurring", deadline_key__contains=f":{row.pk}:")
    assert message.stage == "7"
    done = services.mark_done(actor=office, row=row, period=dt.date(2026, 1, 1), note="Báo cáo 45/BC-VP")
    with pytest.raises(Refused, match="đã được đánh dấu xong"):
        services.mark_done(actor=office, row=row, period=dt.date(2026, 1, 1))
    plan_messages(ON)
    message.refresh_from_db()
    assert message.state == Message.State.SILENCED
    services.take_back_done(actor=office, done=done, reason="Nhầm kỳ")
    plan_messages(ON)
    message.refresh_from_db()
    assert message.state == Message.State.QUEUED


def test_a_moved_day_moves_the_deadline(world, clock):
    row = work(world)
    work(world, row=row, month=7, day=1)
    assert [due.due_on for due in recurring_due(ON, ahead=30)] == [dt.date(2026, 7, 1)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"month": 10}, "từ 1 đến 9"), ({"verified": True}, "chưa ghi căn cứ")],
)
def test_what_makes_no_sense_is_refused(world, changes, words):
    with pytest.raises(Refused, match=words):
        work(world, **changes)


def test_the_number_of_queries_does_not_grow(world, clock):
    work(world)
    one = count_queries(lambda: list(recurring_due(ON)))
    work(world, title="Việc hai")
    work(world, title="Việc ba", unit=world.division, role="staff")
    assert count_queries(lambda: list(recurring_due(ON))) == one


def test_the_page_shows_what_is_open_and_takes_the_mark(world, clock, client):
    row = work(world)
    client.force_login(world.users["standing_office"])
    page = client.get(PAGE).content.decode()
    assert "chưa xác minh" in page
    assert "6 tháng đầu năm 2026, hạn" in page
    assert "15/06/2026" in page
    answer = client.post(f"{PAGE}{row.pk}/xong/", {"period": "2026-01-01", "done_on": "31/02/2026"})
    assert answer.status_code == 409
    client.post(f"{PAGE}{row.pk}/xong/", {"period": "2026-01-01", "done_on": "09/06/2026", "note": "Đã gửi"})
    page = client.get(PAGE).content.decode()
    assert "đánh dấu: Đã gửi" in page
    assert "6 tháng đầu năm 2026, hạn" not in page
    same_queries(lambda: client.get(PAGE), lambda: [work(world, title=f"Việc {number}") for number in (1, 2)])


def test_two_houses_that_owe_one_work_have_each_a_place_of_its_own_name(world, clock, client):
    work(world)
    work(world, unit=world.division)
    client.force_login(world.users["administrator"])
    page = lxml.html.fromstring(client.get(PAGE).content.decode())
    names = [[page.get_element_by_id(part).text_content().split() for part in section.get("aria-labelledby").split()]
             for section in page.xpath("//section[@aria-labelledby]")]  # fmt: skip
    assert len(names) == 2
    assert names[0] != names[1]
