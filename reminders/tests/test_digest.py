"""One letter a morning, at the office's hour; at once what cannot wait; nothing at night or on days off."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from reminders.channels import Postponed, Rejected
from reminders.channels.mail import MailChannel
from reminders.models import AnyHourKind, Choice, Delivery, Message
from reminders.services import retry_many, send_due, take_up
from reminders.tasks import send_queued, send_reminders
from reminders.tests.factories import DeliveryFactory, MessageFactory
from units.tests.factories import UserFactory

Manner = Choice.Manner
State = Delivery.State
pytestmark = pytest.mark.django_db
URGENT, DAILY, MUST = "tests.task", "tests.daily", "tests.must"


def at(text):
    return timezone.make_aware(dt.datetime.fromisoformat(text))


@pytest.fixture
def clock():
    """Monday, 16 March 2026, ten in the morning; the hours are those that the product begins with."""
    with time_machine.travel(at("2026-03-16 10:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def reader():
    return UserFactory(full_name="Đặng Thị Hồng Ưu-Nguyễn", email="uu@vidu.vn")


def daily(reader, subject, *, due=None, **fields):
    day = dt.date.fromisoformat(due) if due else None
    return MessageFactory(recipient=reader, kind=DAILY, subject=subject, due_on=day, **fields)


def run(clock, text):
    clock.move_to(at(text))
    return send_due().sent


def test_what_can_wait_is_one_letter_in_the_morning(clock, reader):
    daily(reader, "Việc thứ nhất")
    daily(reader, "Việc thứ hai")
    assert run(clock, "2026-03-16 17:59") == 0
    assert run(clock, "2026-03-17 07:29") == 0
    assert [run(clock, "2026-03-17 07:30"), run(clock, "2026-03-17 09:00")] == [1, 0]
    delivery = Delivery.objects.get()
    assert (delivery.day, delivery.messages.count()) == (dt.date(2026, 3, 17), 2)


def test_what_comes_after_the_digest_waits_for_the_next_working_day(clock, reader):
    daily(reader, "Thứ Hai")
    assert run(clock, "2026-03-20 07:30") == 1
    clock.move_to(at("2026-03-20 08:00"))  # Friday
    daily(reader, "Thứ Sáu")
    for moment in ("2026-03-20 17:00", "2026-03-21 07:30", "2026-03-22 12:00", "2026-03-23 07:00"):
        assert run(clock, moment) == 0
    assert run(clock, "2026-03-23 07:30") == 1


def test_a_server_that_was_down_at_the_hour_sends_the_digest_later_that_day_but_not_at_night(clock, reader):
    daily(reader, "Việc")
    assert run(clock, "2026-03-17 23:00") == 0
    assert run(clock, "2026-03-18 07:10") == 0
    assert run(clock, "2026-03-18 11:20") == 1


def test_a_digest_that_did_not_leave_on_its_day_goes_with_the_next_one(clock, reader, monkeypatch):
    daily(reader, "Hôm trước")

    def no_line(self):
        raise ConnectionRefusedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", no_line)
        run(clock, "2026-03-17 07:30")
    daily(reader, "Hôm sau")
    assert run(clock, "2026-03-18 07:30") == 1
    body = mail.outbox[0].body
    assert "Hôm trước" in body
    assert "Hôm sau" in body


def test_digests_that_are_sent_again_by_hand_make_one_letter_a_person(clock, world, reader, monkeypatch):
    def fail(self, delivery, messages):
        raise Rejected("hỏng")

    for day in (17, 18):
        daily(reader, f"Ngày {day}")
        with monkeypatch.context() as patch:
            patch.setattr(MailChannel, "send", fail)
            run(clock, f"2026-03-{day} 07:30")
    clock.move_to(at("2026-03-18 20:00"))
    failed = list(Delivery.objects.filter(state=State.FAILED))
    retry_many(actor=world.users["administrator"], deliveries=failed)
    daily(reader, "Mới")
    assert [run(clock, "2026-03-19 07:05"), run(clock, "2026-03-19 07:30")] == [0, 1]
    assert all(said in mail.outbox[0].body for said in ("Ngày 17", "Ngày 18", "Mới"))
    assert run(clock, "2026-03-20 07:30") == 0


def test_old_digests_sent_again_after_todays_has_gone_are_one_letter_with_another_title(clock, world, reader):
    daily(reader, "Hôm nay")
    assert run(clock, "2026-03-19 07:30") == 1
    for day in (17, 18):
        fields = {"day": dt.date(2026, 3, day), "state": State.FAILED, "key": f"mail:digest:{reader.pk}:2026-03-{day}"}
        DeliveryFactory(recipient=reader, message=daily(reader, f"Ngày {day}", state=Message.State.HANDED), **fields)
    retry_many(actor=world.users["administrator"], deliveries=Delivery.objects.filter(state=State.FAILED))
    assert run(clock, "2026-03-19 08:00") == 1
    assert mail.outbox[1].subject == "Gửi lại: thông báo những ngày trước chưa tới – 2 thông báo khác"
    assert "Hôm nay" not in mail.outbox[1].body


def test_a_digest_begins_with_what_is_overdue_and_leaves_out_what_was_finished(clock, reader):
    daily(reader, "Tin không hạn")
    daily(reader, "Sắp tới", due="2026-03-20", url="/ke-hoach/7/")
    daily(reader, "Đã quá hạn (13/03/2026): Quá hạn ít", due="2026-03-13")
    daily(reader, "Quá hạn nhiều", due="2026-03-02")
    daily(reader, "Hạn hôm nay", due="2026-03-17")
    daily(reader, "Đã xong", due="2026-03-18")
    Message.objects.filter(subject="Đã xong").update(state=Message.State.SILENCED)
    run(clock, "2026-03-17 07:30")
    (letter,) = mail.outbox
    assert letter.subject == (
        "Việc cần làm ngày 17/03/2026: 2 đã quá hạn, 1 hạn là hôm nay, 1 sắp đến hạn, 1 thông báo khác"
    )
    html = letter.alternatives[0].content
    for text in (letter.body, html):
        order = ["Quá hạn nhiều", "Quá hạn ít", "Hạn hôm nay", "Sắp tới", "Tin không hạn"]
        places = [text.index(subject) for subject in order]
        assert places == sorted(places)
        assert "Đã xong" not in text
        assert "/ke-hoach/7/" in text
        assert "Đã quá hạn (13" not in text  # the heading and the date beside it say so


def test_what_is_finished_while_the_digest_waits_for_its_server_is_left_out_and_may_come_back(clock, reader):
    kept, finished = daily(reader, "Còn lại"), daily(reader, "Xong rồi")

    def busy(self, delivery, messages):
        raise Postponed("bận")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MailChannel, "send", busy)
        assert run(clock, "2026-03-17 07:30") == 0
    assert Message.objects.filter(pk=finished.pk, state=Message.State.QUEUED).update(state=Message.State.SILENCED)
    assert run(clock, "2026-03-17 07:36") == 1
    assert "Xong rồi" not in mail.outbox[0].body
    assert list(Delivery.objects.get().messages.all()) == [kept]
    Message.objects.filter(pk=finished.pk).update(state=Message.State.QUEUED)  # the work is open again
    assert [run(clock, "2026-03-17 08:00"), run(clock, "2026-03-18 07:30")] == [0, 1]
    assert "Xong rồi" in mail.outbox[1].body
    assert "Còn lại" not in mail.outbox[1].body


def test_a_digest_leaves_only_after_the_deadlines_were_read(clock, reader, deadlines):
    """Whoever is told of an act at half past seven does not drag along what was finished a minute before."""
    daily(reader, "Việc")
    clock.move_to(at("2026-03-17 07:30"))
    assert send_queued()["sent"] == 0
    assert send_reminders()["sent"] == 1


def test_a_digest_of_which_nothing_is_left_is_not_sent(clock, reader):
    message = daily(reader, "Việc", due="2026-03-18")
    Message.objects.filter(pk=message.pk).update(state=Message.State.SILENCED)
    assert run(clock, "2026-03-17 07:30") == 0
    assert not Delivery.objects.exists()


def test_what_cannot_wait_leaves_at_once_but_not_at_night(clock, reader):
    MessageFactory(recipient=reader, kind=URGENT, subject="Ngay")
    assert send_due().sent == 1
    clock.move_to(at("2026-03-20 18:30"))
    MessageFactory(recipient=reader, kind=URGENT, subject="Tối thứ Sáu")
    assert send_due().sent == 0
    assert run(clock, "2026-03-22 09:00") == 0
    assert run(clock, "2026-03-23 07:00") == 1


@pytest.mark.parametrize(("chosen", "at_once"), [("", 0), (Manner.AT_ONCE, 1)])
def test_what_only_tells_waits_for_the_morning_unless_its_reader_wants_it_at_once(clock, reader, chosen, at_once):
    if chosen:
        Choice.objects.create(user=reader, kind=URGENT, manner=chosen)
    MessageFactory(recipient=reader, kind=URGENT, subject="Đã ban hành Kế hoạch", event_key="tests.issue:1")
    assert send_due().sent == at_once
    clock.shift(600)
    assert take_up() == 0  # nobody is called for what waits for the morning
    assert run(clock, "2026-03-17 07:30") == 1 - at_once


def test_the_office_lets_a_kind_out_at_any_hour(clock, reader):
    AnyHourKind.objects.create(kind=URGENT)
    clock.move_to(at("2026-03-21 23:00"))
    MessageFactory(recipient=reader, kind=URGENT)
    daily(reader, "Việc thường")
    assert send_due().sent == 1
    assert Message.objects.filter(kind=DAILY).get().state == Message.State.QUEUED


@pytest.mark.parametrize(
    ("written", "due", "stage", "sent"),
    [
        ("2026-03-17 00:05", "2026-03-17", "0", 0),
        ("2026-03-17 08:00", "2026-03-17", "0", 1),
        ("2026-03-17 08:00", "2026-03-17", "3", 1),  # the office tells of no last day, and the date was moved to today
        ("2026-03-17 08:00", "2026-03-18", "1", None),
        ("2026-03-20 08:00", "2026-03-22", "1", 1),  # a Friday: the next digest is Monday's
        ("2026-03-17 08:00", "2026-03-16", "overdue", None),
    ],
)
@pytest.mark.parametrize("chosen", ["", Manner.DIGEST])
def test_nobody_reads_of_a_last_day_after_it(clock, reader, written, due, stage, sent, chosen):
    if chosen:
        Choice.objects.create(user=reader, kind=DAILY, manner=chosen)
    clock.move_to(at(written))
    daily(reader, "Việc có hạn", due=due, stage=stage)
    assert run(clock, f"{written[:10]} 08:01") == (0 if sent is None else 1)
    assert Delivery.objects.filter(day=None).count() == (sent or 0)


@pytest.mark.parametrize(
    ("kind", "chosen", "at_once", "in_the_morning"),
    [
        (URGENT, Manner.PAGE, 0, 0),
        (URGENT, Manner.DIGEST, 0, 1),
        (DAILY, Manner.AT_ONCE, 1, 0),
        (DAILY, Manner.PAGE, 0, 0),
        (MUST, Manner.PAGE, 0, 1),  # cannot be turned off
        (MUST, Manner.AT_ONCE, 1, 0),
        ("of.nobody", "", 0, 1),
    ],
)
def test_each_reader_chooses_by_kind(clock, reader, kind, chosen, at_once, in_the_morning):
    if chosen:
        Choice.objects.create(user=reader, kind=kind, manner=chosen)
    message = MessageFactory(recipient=reader, kind=kind)
    assert send_due().sent == at_once
    assert run(clock, "2026-03-17 07:30") == in_the_morning
    message.refresh_from_db()
    expected = Message.State.HANDED if at_once + in_the_morning else Message.State.PAGE_ONLY
    assert message.state == expected


def test_a_letter_by_itself_says_what_where_and_from_whom(clock, world, settings):
    settings.SITE_URL = "https://thidua.vidu.vn"
    staff = world.users["staff"]
    MessageFactory(recipient=staff, kind=URGENT, subject="Trình\nký", body="Lời <b>một</b>", url="/phong-trao/7/")
    send_due()
    (letter,) = mail.outbox
    html = letter.alternatives[0].content
    assert letter.subject == "Trình ký"
    assert letter.to == [staff.email]
    for text in (letter.body, html):
        assert f"Kính gửi {staff.full_name}," in text
        assert "https://thidua.vidu.vn/phong-trao/7/" in text
    assert "Lời <b>một</b>" in letter.body
    assert "Lời &lt;b&gt;một&lt;/b&gt;" in html
    assert "Văn phòng" in html  # the office's letterhead
    assert letter.extra_headers["Message-ID"] == Delivery.objects.get().mail_id
    assert "@thidua.vidu.vn>" in letter.extra_headers["Message-ID"]
    assert "<img" not in html
    assert set(re.findall(r"https?://[^/\"]+", html)) == {"https://thidua.vidu.vn"}
