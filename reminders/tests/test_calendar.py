"""The calendar of days off: shipped, kept by the office, asked for when the next year's is missing."""

import datetime as dt

import pytest
from django.urls import reverse

from core.exceptions import Refused
from core.models import AuditEvent
from core.testing import same_queries
from reminders import queries, services
from reminders.models import CalendarDay
from reminders.waiting import waiting_for

Kind = CalendarDay.Kind
PAGE = reverse("reminders:calendar")
KEEP = reverse("reminders:calendar_keep")


@pytest.fixture
def office(world, client):
    client.force_login(world.users["standing_office"])
    return world.users["standing_office"]


def test_what_is_shipped_reaches_the_end_of_2027_and_says_that_nobody_compared_it(db):
    assert queries.years_kept() == [2025, 2026, 2027]
    assert not CalendarDay.objects.filter(verified=True).exists()
    weekend = [day for day in CalendarDay.objects.exclude(kind=Kind.MADE_UP) if day.day.weekday() > 4]
    assert weekend == []
    assert all(day.day.weekday() > 4 for day in CalendarDay.objects.filter(kind=Kind.MADE_UP))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (dt.date(2026, 2, 13), 1, dt.date(2026, 2, 23)),  # over Tết
        (dt.date(2026, 8, 21), 5, dt.date(2026, 8, 27)),  # with the Saturday that is worked
        (dt.date(2026, 11, 23), 1, dt.date(2026, 11, 25)),  # over Ngày Văn hóa Việt Nam
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 4)),  # into the next year
    ],
)
def test_terms_run_over_the_days_off(db, start, days, end):
    assert queries.working_calendar().after(start, days) == end


def test_loading_again_adds_nothing_and_leaves_what_the_office_took_out(world):
    row = CalendarDay.objects.get(day="2026-11-24")
    services.remove_day(actor=world.users["standing_office"], row=row, reason="Ghi nhầm ngày")
    assert services.load_calendar() == 0
    assert queries.working_calendar().works(dt.date(2026, 11, 24))


def test_a_day_is_taken_out_only_with_a_reason(office, client):
    row = CalendarDay.objects.get(day="2026-11-24")
    url = reverse("reminders:calendar_remove", args=[row.pk])
    assert "hãy ghi lý do" in client.post(url, {"reason": " "}, follow=True).content.decode()
    assert CalendarDay.objects.filter(pk=row.pk).exists()
    client.post(url, {"reason": "Không còn hoán đổi"})
    assert AuditEvent.objects.get(action="reminders.remove_day").reason == "Không còn hoán đổi"


def test_a_day_is_written_once_and_changed_by_writing_it_again(office, client):
    for name in ("Nghỉ bão số 3", "Nghỉ bão"):
        answer = client.post(KEEP, {"day": "14/9/2026", "kind": Kind.HOLIDAY, "name": name, "source": ""})
        assert answer.status_code == 302
    row = CalendarDay.objects.get(day="2026-09-14")
    assert (row.name, row.verified) == ("Nghỉ bão", True)
    assert not queries.working_calendar().works(row.day)
    assert AuditEvent.objects.filter(action="reminders.keep_day").count() == 2


@pytest.mark.parametrize(
    ("day", "kind", "sentence"),
    [
        ("21/11/2026", Kind.HOLIDAY, "thứ Bảy, cơ quan đã nghỉ sẵn"),
        ("20/11/2026", Kind.MADE_UP, "phải là thứ Bảy hoặc Chủ nhật"),
        ("31/02/2026", Kind.HOLIDAY, "Ngày"),
        ("01/01/1500", Kind.HOLIDAY, "từ 2000 đến 2100"),
    ],
)
def test_a_day_that_changes_nothing_is_refused_in_words(office, client, day, kind, sentence):
    answer = client.post(KEEP, {"day": day, "kind": kind, "name": "Tên đã gõ", "source": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Tên đã gõ" in page


def test_the_next_year_is_asked_for_in_autumn_and_filled_by_one_button(office, client, time_machine):
    CalendarDay.objects.filter(day__year=2027).delete()
    time_machine.move_to(dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC), tick=False)
    assert waiting_for(office) == []
    time_machine.move_to(dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC), tick=False)
    client.force_login(office)
    (waits,) = waiting_for(office)
    assert waits.title == "Lịch nghỉ năm 2027 chưa có"
    assert "Lập lịch nghỉ năm 2027" in client.get(waits.url).content.decode()
    client.post(reverse("reminders:calendar_propose", args=[2027]))
    assert not queries.working_calendar().works(dt.date(2027, 4, 16))  # 10/3 by the moon
    assert waiting_for(office) == []
    with pytest.raises(Refused, match="năm 2027 đã có"):
        services.propose_year(actor=office, year=2027)


def test_the_office_says_once_that_a_year_was_compared(office, client):
    assert "chưa đối chiếu" in client.get(PAGE, {"nam": 2026}).content.decode()
    client.post(reverse("reminders:calendar_confirm", args=[2026]))
    assert "chưa đối chiếu" not in client.get(PAGE, {"nam": 2026}).content.decode()
    assert CalendarDay.objects.filter(day__year=2027, verified=True).count() == 0


def test_the_page_counts_a_term_and_takes_nonsense(office, client):
    page = client.get(PAGE, {"nam": 2026, "tu": "13/02/2026", "so": "10"}).content.decode()
    assert "hết ngày 06/03/2026" in page
    for query in ({"nam": "²", "tu": "x", "so": "-1"}, {"nam": "99999999999999999999", "tu": "31/12/9999", "so": "3"}):
        assert client.get(PAGE, query).status_code == 200


def test_a_reader_has_no_buttons_and_the_page_costs_the_same(world, client):
    client.force_login(world.users["staff"])
    page = client.get(PAGE).content.decode()
    assert "Đã đối chiếu cả năm" not in page
    assert "Ghi ngày này" not in page

    def grow():
        for day in (14, 15, 16):
            CalendarDay.objects.create(day=dt.date(2026, 9, day), name="Nghỉ bão")

    same_queries(lambda: client.get(PAGE, {"nam": 2026}), grow)
