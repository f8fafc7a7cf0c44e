"""The administrator's outbox and the addresses that do not work."""

import datetime as dt

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Job
from core.testing import same_queries
from reminders.models import BadAddress, Delivery, Message
from reminders.services import send_due
from reminders.tests.factories import DeliveryFactory, MessageFactory
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

State = Delivery.State
OUTBOX = reverse("reminders:outbox")
MANY = reverse("reminders:outbox_retry_many")
BAD = reverse("reminders:bad_addresses")


@pytest.fixture
def administrator(world, client):
    client.force_login(world.users["administrator"])
    return world.users["administrator"]


@pytest.fixture
def staff(world):
    return world.users["staff"]


def test_the_outbox_shows_the_people_whom_the_administrator_reaches(world, administrator, staff, client):
    DeliveryFactory(recipient=staff, message__subject="Thư trong cơ quan")
    other = DeliveryFactory(recipient=world.users["outsider"], message__subject="Thư của cơ quan khác")
    page = client.get(OUTBOX).content.decode()
    assert "Thư trong cơ quan" in page
    assert "Thư của cơ quan khác" not in page
    assert client.get(reverse("reminders:delivery", args=[other.pk])).status_code == 404
    client.post(MANY, {"thu": [other.pk], "reason": "x"})
    other.refresh_from_db()
    assert other.state == State.QUEUED


def test_the_outbox_filters_by_state_person_and_day_and_counts_what_is_left(world, administrator, staff, client):
    DeliveryFactory(recipient=staff, message__subject="Thư hỏng", state=State.FAILED, error="Sai địa chỉ.")
    DeliveryFactory(recipient=staff, message__subject="Thư đã đi", state=State.SENT)
    DeliveryFactory(recipient=world.users["head"], message__subject="Thư của trưởng phòng", state=State.FAILED)
    page = client.get(OUTBOX, {"state": "failed", "nguoi": "thu_staff"}).content.decode()
    assert "Thư hỏng" in page
    assert "Sai địa chỉ." in page
    assert "Thư đã đi" not in page
    assert "Thư của trưởng phòng" not in page
    assert "Không gửi được: 1" in page
    assert " checked" not in page  # whoever sends again says what, and says so twice
    assert page.index("<summary") < page.index("Đồng ý gửi lại")
    assert "Thư hỏng" not in client.get(OUTBOX, {"ngay": "01/02/2020"}).content.decode()
    assert "Không hiểu ngày “31/02/2026”" in client.get(OUTBOX, {"ngay": "31/02/2026"}).content.decode()


def test_a_delivery_shows_its_words_without_the_secret_addresses(administrator, staff, client, always_open):
    MessageFactory(recipient=staff, body="Việc: lời trong thư")
    send_due()
    sent = Delivery.objects.get()
    assert "ngung-thu" in mail.outbox[0].body
    page = client.get(reverse("reminders:delivery", args=[sent.pk])).content.decode()
    assert "Việc: lời trong thư" in page
    assert "ngung-thu" not in page
    waiting = DeliveryFactory(recipient=staff, message__body="Việc: lời sẽ gửi")
    page = client.get(reverse("reminders:delivery", args=[waiting.pk])).content.decode()
    assert "Việc: lời sẽ gửi" in page
    assert "ngung-thu" not in page


def test_a_failed_delivery_is_queued_again_and_audited(administrator, staff, client):
    delivery = DeliveryFactory(recipient=staff, state=State.FAILED, attempts=5)
    client.post(reverse("reminders:outbox_retry", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.QUEUED, 0)
    assert delivery.messages.get().state == Message.State.QUEUED  # may still be taken back
    event = AuditEvent.objects.get(action="reminders.retry")
    assert event.actor == administrator
    assert (event.before, event.after) == ({"state": "failed"}, {"state": "queued"})


def test_an_aborted_delivery_needs_a_reason(administrator, staff, client):
    delivery = DeliveryFactory(recipient=staff, state=State.ABORTED)
    address = reverse("reminders:outbox_retry", args=[delivery.pk])
    refused = client.post(address)
    assert refused.status_code == 409
    assert "Hãy ghi lý do gửi lại" in refused.content.decode()
    client.post(address, {"reason": "Đã hỏi người nhận: chưa có thư."})
    delivery.refresh_from_db()
    assert delivery.state == State.QUEUED
    assert AuditEvent.objects.get(action="reminders.retry").reason == "Đã hỏi người nhận: chưa có thư."


@pytest.mark.parametrize("state", [State.QUEUED, State.IN_FLIGHT, State.SENT, State.SILENCED])
def test_no_other_state_is_sent_again(administrator, staff, client, state):
    delivery = DeliveryFactory(recipient=staff, state=state)
    assert client.post(reverse("reminders:outbox_retry", args=[delivery.pk])).status_code == 409
    delivery.refresh_from_db()
    assert delivery.state == state


def test_many_are_queued_again_with_one_reason(administrator, staff, client):
    rows = [DeliveryFactory(recipient=staff, state=state) for state in (State.ABORTED, State.FAILED, State.SENT)]
    chosen = {"thu": [row.pk for row in rows] + ["²", "x"]}
    assert client.post(MANY, chosen).status_code == 409
    assert Delivery.objects.filter(state=State.QUEUED).count() == 0
    client.post(MANY, chosen | {"reason": "Máy chủ thư đã chạy lại."})
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == ["queued", "queued", "sent"]
    assert AuditEvent.objects.filter(action="reminders.retry_many").count() == 1
    assert client.post(MANY, {"reason": "x"}).status_code == 409


def test_who_is_left_out_of_many_is_counted(world, administrator, staff, client):
    chosen = [DeliveryFactory(recipient=person, state=State.FAILED).pk for person in (staff, world.users["head"])]
    BadAddress.objects.create(user=staff, address=staff.email, since=timezone.now())
    said = client.post(MANY, {"thu": chosen}, follow=True).content.decode()
    assert "Đã xếp lại 1 thư vào hàng chờ gửi. 1 thư ở lại" in said


def test_the_page_says_that_mail_stands_still_and_when_it_is_tried_again(administrator, staff, client, monkeypatch):
    monkeypatch.setattr("reminders.views.outbox.paused", lambda queue: queue == "mail")
    when = timezone.make_aware(dt.datetime(2026, 3, 17, 9, 36))
    DeliveryFactory(recipient=staff, error="Máy chủ thư bận.", retry_at=when)
    page = client.get(OUTBOX).content.decode()
    assert "Hàng đợi gửi thư đang ngừng" in page
    assert "Máy chủ thư bận. Thử lại từ 09:36, 17/03/2026." in page


def test_all_that_a_filter_shows_are_queued_again_at_once(world, administrator, staff, client):
    for _ in range(26):
        DeliveryFactory(recipient=staff, state=State.FAILED)
    other = DeliveryFactory(recipient=world.users["head"], state=State.FAILED)
    page = client.get(OUTBOX, {"state": "failed", "nguoi": staff.email}).content.decode()
    assert "Gửi lại cả 26 thư đang lọc" in page
    client.post(MANY, {"tat-ca": "1", "state": "failed", "nguoi": staff.email, "ngay": ""})
    assert list(Delivery.objects.filter(state=State.FAILED)) == [other]


def test_many_are_queued_again_by_one_press_and_a_job_each_once(administrator, staff, client, monkeypatch):
    monkeypatch.setattr("reminders.services.retrying_all.AT_ONCE", 2)
    for _ in range(5):
        DeliveryFactory(recipient=staff, state=State.ABORTED)
    new = DeliveryFactory(recipient=staff, state=State.ABORTED, claimed_at=timezone.now() + dt.timedelta(hours=1))
    asked = {"tat-ca": "1", "state": "aborted", "nguoi": "", "ngay": ""}
    assert client.post(MANY, asked).status_code == 409  # no reason
    assert client.post(MANY, asked | {"ngay": "31/02/2026", "reason": "x"}).status_code == 409
    assert client.post(MANY, asked | {"state": "sent", "reason": "x"}).status_code == 409
    assert Delivery.objects.filter(state=State.ABORTED).count() == 6
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(MANY, asked | {"reason": "Máy chủ thư đã chạy lại."}, follow=True)
    assert answer.redirect_chain
    job = Job.objects.get()
    assert (job.state, job.message) == ("done", "Đã xếp lại 5 thư vào hàng chờ gửi.")
    assert job.title == "Gửi lại 6 thư"
    assert list(Delivery.objects.filter(state=State.ABORTED)) == [new]  # broke once more since then: somebody looks


def test_a_bad_address_is_shown_holds_back_retries_and_is_cleared(world, administrator, staff, client):
    row = BadAddress.objects.create(user=staff, address=staff.email, reason="mã 550")
    BadAddress.objects.create(user=world.users["outsider"], address=world.users["outsider"].email)
    delivery = DeliveryFactory(recipient=staff, state=State.FAILED)
    assert "Địa chỉ thư hỏng (1)" in client.get(OUTBOX).content.decode()
    assert staff.email in client.get(BAD).content.decode()
    refused = client.post(reverse("reminders:outbox_retry", args=[delivery.pk]))
    assert "đang được ghi là hỏng" in refused.content.decode()
    client.post(reverse("reminders:bad_address_clear", args=[row.pk]))
    assert BadAddress.objects.filter(user=staff).count() == 0
    assert AuditEvent.objects.filter(action="reminders.clear_bad_address").count() == 1
    assert client.post(reverse("reminders:outbox_retry", args=[delivery.pk])).status_code == 302


def test_a_bad_address_that_the_account_has_no_longer_is_not_listed(administrator, staff, client):
    BadAddress.objects.create(user=staff, address="cu@vidu.vn")
    assert "cu@vidu.vn" not in client.get(BAD).content.decode()


@pytest.mark.parametrize("state", ["", "failed"])
def test_the_outbox_needs_the_same_queries_for_one_delivery_and_for_three(world, administrator, staff, client, state):
    DeliveryFactory(recipient=staff, state=State.FAILED)

    def grow():
        for _ in range(2):
            user = UserFactory()
            RoleFactory(user=user, unit=world.division, kind=RoleKind.STAFF)
            DeliveryFactory(recipient=user, state=State.FAILED)

    same_queries(lambda: client.get(OUTBOX, {"state": state}), grow)
