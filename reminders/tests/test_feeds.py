"""The calendar feed of a person, as a calendar program reads it."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from core.models import AuditEvent
from core.testing import count_queries
from reminders import feed_dues, registry
from reminders.models import CalendarFeed, FeedEvent
from reminders.registry import Due
from reminders.services.feeds import create_feed, events_of, revoke_feed
from units.models import User

pytestmark = pytest.mark.django_db
PAGE = reverse("reminders:feed")
NOON = dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC)
LONG = (
    "Kiểm tra chéo hồ sơ thi đua; rà soát \\ giữa Phòng Tổng hợp, Phòng Nội chính và Trung tâm Phục vụ hành chính "
    "công: Đặng Thị Hồng Ưu-Nguyễn"
)


@pytest.fixture(autouse=True)
def _own_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def staff(world):
    return world.users["staff"]


@pytest.fixture
def dues(monkeypatch, staff):
    """The deadlines of the rooms; a test changes them as their rows change."""
    found = [Due("tests.task:1", LONG, "/ke-hoach/", dt.date(2026, 3, 20), [staff.pk], unit="Phòng Tổng hợp")]

    def provider(on, *, ahead=0, behind=0):
        first, last = registry.window(on, ahead, behind)
        return [due for due in found if first <= due.due_on <= last]

    monkeypatch.setattr(registry, "_providers", {"tests.task": provider})
    return found


@pytest.fixture
def address(staff, dues):
    with time_machine.travel(NOON, tick=False):
        _, token = create_feed(actor=staff)
    return reverse("reminders:feed_file", args=[token])


@pytest.fixture
def read(client, address):
    """Read the feed at an hour and return its events by summary."""

    def ask(at=NOON):
        with time_machine.travel(at, tick=False):
            answer = client.get(address)
        assert answer.status_code == 200
        return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    return ask


def later(**gone):
    return NOON + dt.timedelta(**gone)


def test_a_deadline_is_a_day_with_its_page(read, settings):
    settings.SITE_URL = "https://thidua.vidu.vn"
    event = read()[LONG]
    assert event.decoded("dtstart") == dt.date(2026, 3, 20)
    assert event.decoded("dtend") == dt.date(2026, 3, 21)
    assert event["URL"] == "https://thidua.vidu.vn/ke-hoach/"
    assert "Đơn vị: Phòng Tổng hợp\nThời hạn: hết ngày 20/03/2026" in event["DESCRIPTION"]
    assert (event["STATUS"], event["TRANSP"], event["CLASS"]) == ("CONFIRMED", "TRANSPARENT", "PRIVATE")
    assert not event.walk("VALARM")


def test_lines_are_folded_at_75_octets_between_whole_letters(client, address):
    text = client.get(address).content
    assert text.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
        assert b"\n" not in line
    unfolded = text.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Kiểm tra chéo hồ sơ thi đua\\; rà soát \\\\ giữa Phòng Tổng hợp\\, Phòng Nội chính" in unfolded
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in unfolded


def test_a_moved_date_moves_the_event(read, dues):
    before = read()[LONG]
    dues[0] = replace(dues[0], due_on=dt.date(2026, 4, 10))
    (after,) = read(later(hours=5)).values()
    assert after["UID"] == before["UID"]
    assert after.decoded("dtstart") == dt.date(2026, 4, 10)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("last-modified") == later(hours=5) > before.decoded("last-modified")


def test_reading_again_changes_nothing_and_answers_304(client, address, dues):
    with time_machine.travel(NOON, tick=False):
        first = client.get(address)
    with time_machine.travel(later(days=1), tick=False):
        assert client.get(address).content == first.content
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
        assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
        dues[0] = replace(dues[0], title="Tên khác")
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
        assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_finished_work_is_cancelled_for_a_week_and_then_gone(read, dues):
    uid = read()[LONG]["UID"]
    done = dues.pop()
    event = read(later(hours=1))[LONG]
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 1, uid)
    assert read(later(days=6))[LONG]["SEQUENCE"] == 1
    assert read(later(days=8)) == {}
    dues.append(done)
    event = read(later(days=9))[LONG]
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CONFIRMED", 2, uid)


def test_refused_work_comes_back_as_the_same_event(read, dues):
    first = read()[LONG]
    first_due = dues.pop()
    assert read(later(days=1))[LONG]["STATUS"] == "CANCELLED"
    dues.append(replace(first_due, key=f"{first_due.key}:1", event=first_due.key))
    (again,) = read(later(days=2)).values()
    assert (again["UID"], again["STATUS"]) == (first["UID"], "CONFIRMED")
    assert again["SEQUENCE"] > first["SEQUENCE"]


def test_a_meeting_has_its_hour_and_stays_when_it_was_held(read, dues, staff):
    begins = dt.datetime(2026, 3, 5, 1, tzinfo=dt.UTC)
    dues[0] = Due(
        "tests.meeting:1", "Phiên họp", "/khen-thuong/", dt.date(2026, 3, 5), [staff.pk],
        starts_at=begins, place="Phòng họp 1",
    )  # fmt: skip
    event = read()["Phiên họp"]
    assert event.decoded("dtstart") == begins
    assert event["LOCATION"] == "Phòng họp 1"
    assert "DTEND" not in event
    dues.clear()
    assert read(begins)["Phiên họp"]["STATUS"] == "CONFIRMED"
    assert read(later(days=60))["Phiên họp"]["STATUS"] == "CONFIRMED"


def test_a_meeting_that_was_called_off_before_its_day_is_cancelled(read, dues, staff):
    dues[0] = replace(dues[0], title="Phiên họp", starts_at=dt.datetime(2026, 3, 20, 1, tzinfo=dt.UTC))
    read()
    dues.clear()
    assert read(later(hours=1))["Phiên họp"]["STATUS"] == "CANCELLED"


def test_only_what_the_person_would_be_reminded_of_within_a_year(read, dues, world):
    dues.append(replace(dues[0], key="tests.task:2", title="Của người khác", recipients=[world.users["head"].pk]))
    dues.append(replace(dues[0], key="tests.task:3", title="Năm sau nữa", due_on=dt.date(2027, 6, 1)))
    dues.append(replace(dues[0], key="tests.task:4", title="Sang năm", due_on=dt.date(2027, 2, 1)))
    dues.append(replace(dues[0], key="tests.task:5", title="Quá hạn", due_on=dt.date(2025, 12, 1)))
    assert set(read()) == {LONG, "Sang năm", "Quá hạn"}


def test_a_room_that_fails_cancels_nothing(read, dues, monkeypatch, caplog):
    read()

    def broken(on, **window):
        raise ValueError("no table")

    monkeypatch.setattr(registry, "_providers", {"tests.task": broken})
    assert read(later(hours=1))[LONG]["STATUS"] == "CONFIRMED"
    assert "could not be read" in caplog.text


def test_an_address_opens_nothing_when_it_is_revoked_wrong_or_the_account_is_closed(client, address, staff, caplog):
    assert client.get(address).status_code == 200
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    User.objects.filter(pk=staff.pk).update(is_active=True)
    revoke_feed(actor=staff, pk=CalendarFeed.objects.get().pk)
    assert client.get(address).status_code == 404
    assert "lich-cua-toi" not in caplog.text, "what a log keeps may be read by others"


def test_the_address_stands_nowhere_and_reading_leaves_no_trace(client, address, staff):
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert token not in str(CalendarFeed.objects.values_list("digest", "user").get())
    acts = AuditEvent.objects.count()
    answer = client.get(address)
    assert AuditEvent.objects.count() == acts
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert not answer.cookies
    assert token not in "".join(str(event.after) + str(event.before) for event in AuditEvent.objects.all())


def test_who_asks_too_often_waits(client, address, settings):
    settings.RATE_LIMITED = True
    with time_machine.travel(NOON, tick=False):
        statuses = {client.get(address.replace(".ics", "x.ics")).status_code for _ in range(61)}
    assert statuses == {404, 429}


def test_the_page_shows_the_address_once_changes_it_and_revokes_it(client, staff, dues):
    client.force_login(staff)
    made = client.post(reverse("reminders:feed_create"))
    assert made["Cache-Control"] == "private, no-store"
    first = made.context["address"]
    assert first in made.content.decode()
    assert made.context["subscribe"].startswith("webcal://")
    page = client.get(PAGE).content.decode()
    assert ".ics" not in page
    known = {"dia_chi": str(CalendarFeed.objects.get().pk)}
    second = client.post(reverse("reminders:feed_renew"), known).context["address"]
    path = {name: address.partition("//")[2].partition("/")[2] for name, address in (("old", first), ("new", second))}
    assert client.get(f"/{path['old']}").status_code == 404
    assert client.get(f"/{path['new']}").status_code == 200
    again = client.post(reverse("reminders:feed_renew"), known)
    assert again.status_code == 409, "a form sent twice changes the address once"
    assert client.get(f"/{path['new']}").status_code == 200
    client.post(reverse("reminders:feed_revoke"), {"dia_chi": str(CalendarFeed.objects.get(revoked_at=None).pk)})
    assert client.get(f"/{path['new']}").status_code == 404
    actions = AuditEvent.objects.filter(action__startswith="reminders.feed").order_by("pk")
    assert [event.action.rpartition("_")[2] for event in actions] == ["create", "renew", "revoke"]


def test_somebody_elses_address_is_not_mine_to_change(client, address, world):
    client.force_login(world.users["head"])
    theirs = {"dia_chi": str(CalendarFeed.objects.get().pk)}
    for name in ("reminders:feed_renew", "reminders:feed_revoke"):
        assert client.post(reverse(name), theirs).status_code == 409
    assert client.get(address).status_code == 200


def test_a_second_address_is_refused_while_one_is_open(client, address, staff):
    client.force_login(staff)
    assert client.post(reverse("reminders:feed_create")).status_code == 409
    assert CalendarFeed.objects.count() == 1


def test_the_account_page_leads_there(client, staff):
    client.force_login(staff)
    page = client.get(reverse("units:my_account")).content.decode()
    assert f'href="{PAGE}">Lịch của tôi trong Outlook, Google, điện thoại' in page


def test_a_costly_reading_serves_all_feeds_for_some_minutes_and_never_turns_an_event_back(read, dues, monkeypatch):
    monkeypatch.setattr(feed_dues, "COSTLY", -1)
    read()
    with time_machine.travel(later(minutes=1), tick=False):
        old = cache.get("reminders.feed_dues:2026-03-02")
    dues[0] = replace(dues[0], due_on=dt.date(2026, 4, 10))
    assert read(later(minutes=4))[LONG].decoded("dtstart") == dt.date(2026, 3, 20)
    cache.clear()  # as in another process, which reads later
    assert read(later(minutes=4))[LONG].decoded("dtstart") == dt.date(2026, 4, 10)
    with time_machine.travel(later(minutes=4), tick=False):
        cache.set("reminders.feed_dues:2026-03-02", old)
    event = read(later(minutes=4, seconds=30))[LONG]
    assert (event.decoded("dtstart"), event["SEQUENCE"]) == (dt.date(2026, 4, 10), 1)


def test_reading_costs_the_same_for_many(dues, staff):
    events_of(staff, at=NOON)
    before = count_queries(lambda: events_of(staff, at=NOON))
    dues.extend(replace(dues[0], key=f"tests.task:{number}") for number in range(2, 40))
    with_news = count_queries(lambda: events_of(staff, at=NOON))
    dues.extend(replace(dues[0], key=f"tests.task:{number}") for number in range(40, 80))
    assert count_queries(lambda: events_of(staff, at=NOON)) == with_news
    assert count_queries(lambda: events_of(staff, at=NOON)) == before
    assert FeedEvent.objects.count() == 79
