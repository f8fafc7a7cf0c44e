import pytest
from django.urls import reverse

from core.models import AuditEvent
from core.testing import same_queries
from reminders.models import Message
from reminders.tests.factories import MessageFactory
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

State = Message.State
LIST = reverse("reminders:message_list")
OUTBOX = reverse("reminders:outbox")


@pytest.fixture
def staff(world, client):
    client.force_login(world.users["staff"])
    return world.users["staff"]


@pytest.fixture
def administrator(world, client):
    client.force_login(world.users["administrator"])
    return world.users["administrator"]


def test_the_bell_counts_what_is_unread_and_lists_it_first(staff, client):
    read = MessageFactory(recipient=staff, subject="Việc đã xem")
    client.post(reverse("reminders:message_read", args=[read.pk]))
    MessageFactory(recipient=staff, subject="Việc mới")
    MessageFactory(recipient=staff, subject="Việc đã xong", state=State.SILENCED)
    MessageFactory(subject="Việc của người khác")
    page = client.get(LIST).content.decode()
    assert page.index("Việc mới") < page.index("Việc đã xem")
    assert "Việc đã xong" not in page
    assert "Việc của người khác" not in page
    assert '<span class="bell-count">1<' in page


def test_an_empty_bell_says_what_will_come(staff, client):
    assert "Chưa có thông báo nào" in client.get(LIST).content.decode()


def test_opening_marks_as_read_and_leads_to_the_thing(staff, client):
    message = MessageFactory(recipient=staff, url="/don-vi/")
    answer = client.post(reverse("reminders:message_open", args=[message.pk]))
    message.refresh_from_db()
    assert answer.url == "/don-vi/"
    assert message.read_at is not None


def test_opening_never_leads_out_of_the_site(staff, client):
    message = MessageFactory(recipient=staff, url="//xau.vidu/")
    assert client.post(reverse("reminders:message_open", args=[message.pk])).url == LIST


def test_looking_at_a_message_by_get_changes_nothing(staff, client):
    message = MessageFactory(recipient=staff)
    assert client.get(reverse("reminders:message_open", args=[message.pk])).status_code == 405
    client.get(LIST)
    message.refresh_from_db()
    assert message.read_at is None


def test_all_can_be_marked_as_read_and_only_mine(staff, client):
    MessageFactory.create_batch(2, recipient=staff)
    other = MessageFactory()
    client.post(reverse("reminders:message_read_all"))
    assert not Message.objects.filter(recipient=staff, read_at=None).exists()
    other.refresh_from_db()
    assert other.read_at is None


def test_the_bell_needs_the_same_queries_for_one_message_and_for_three(staff, client):
    MessageFactory(recipient=staff)
    same_queries(lambda: client.get(LIST), lambda: MessageFactory.create_batch(2, recipient=staff))


def test_the_outbox_shows_the_people_whom_the_administrator_reaches(world, administrator, client):
    MessageFactory(recipient=world.users["staff"], subject="Thư trong cơ quan")
    MessageFactory(recipient=world.users["outsider"], subject="Thư của cơ quan khác")
    page = client.get(OUTBOX).content.decode()
    assert "Thư trong cơ quan" in page
    assert "Thư của cơ quan khác" not in page


def test_the_outbox_filters_by_state_and_counts_each(world, administrator, client):
    staff = world.users["staff"]
    MessageFactory(recipient=staff, subject="Thư hỏng", state=State.FAILED, error="Sai địa chỉ.")
    MessageFactory(recipient=staff, subject="Thư đã đi", state=State.SENT)
    page = client.get(OUTBOX, {"state": "failed"}).content.decode()
    assert "Thư hỏng" in page
    assert "Sai địa chỉ." in page
    assert "Thư đã đi" not in page
    assert "Không gửi được: 1" in page


def test_a_failed_message_is_queued_again_and_audited(world, administrator, client):
    message = MessageFactory(recipient=world.users["staff"], state=State.FAILED, attempts=5)
    client.post(reverse("reminders:outbox_retry", args=[message.pk]))
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.QUEUED, 0)
    event = AuditEvent.objects.get(action="reminders.retry")
    assert event.actor == administrator
    assert (event.before, event.after) == ({"state": "failed"}, {"state": "queued"})


def test_an_aborted_message_needs_a_reason(world, administrator, client):
    message = MessageFactory(recipient=world.users["staff"], state=State.ABORTED)
    address = reverse("reminders:outbox_retry", args=[message.pk])
    refused = client.post(address)
    assert refused.status_code == 409
    assert "Hãy ghi lý do gửi lại" in refused.content.decode()
    client.post(address, {"reason": "Đã hỏi người nhận: chưa có thư."})
    message.refresh_from_db()
    assert message.state == State.QUEUED
    assert AuditEvent.objects.get(action="reminders.retry").reason == "Đã hỏi người nhận: chưa có thư."


@pytest.mark.parametrize("state", [State.QUEUED, State.IN_FLIGHT, State.SENT, State.SILENCED])
def test_no_other_state_is_sent_again(world, administrator, client, state):
    message = MessageFactory(recipient=world.users["staff"], state=state)
    assert client.post(reverse("reminders:outbox_retry", args=[message.pk])).status_code == 409
    message.refresh_from_db()
    assert message.state == state


def test_the_outbox_needs_the_same_queries_for_one_message_and_for_three(world, administrator, client):
    MessageFactory(recipient=world.users["staff"])

    def grow():
        for _ in range(2):
            user = UserFactory()
            RoleFactory(user=user, unit=world.division, kind=RoleKind.STAFF)
            MessageFactory(recipient=user, state=State.FAILED)

    same_queries(lambda: client.get(OUTBOX), grow)
