import pytest
from django.urls import reverse

from core.testing import count_queries, same_queries
from reminders import queries
from reminders.models import Message
from reminders.tests.factories import MessageFactory

LIST = reverse("reminders:message_list")
BELL = reverse("reminders:bell")


@pytest.fixture
def staff(world, client):
    client.force_login(world.users["staff"])
    return world.users["staff"]


def test_the_bell_counts_what_is_unread_and_lists_it_first(staff, client):
    read = MessageFactory(recipient=staff, subject="Việc đã xem")
    client.post(reverse("reminders:message_read", args=[read.pk]))
    MessageFactory(recipient=staff, subject="Việc mới")
    MessageFactory(recipient=staff, subject="Việc đã xong", state=Message.State.SILENCED)
    MessageFactory(subject="Việc của người khác")
    page = client.get(LIST).content.decode()
    assert page.index("Việc mới") < page.index("Việc đã xem")
    assert "Việc đã xong" not in page
    assert "Việc của người khác" not in page
    assert 'data-unread="1">1<' in page


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


def test_the_bell_answers_only_when_its_number_has_changed(staff, client):
    assert client.get(BELL, {"so": 0, "ai": staff.pk}).status_code == 204
    message = MessageFactory(recipient=staff)
    answer = client.get(BELL, {"so": 0, "ai": staff.pk})
    assert 'data-unread="1"' in answer.content.decode()
    client.post(reverse("reminders:message_read", args=[message.pk]))  # in another tab
    answer = client.get(BELL, {"so": 1, "ai": staff.pk})
    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_the_bell_of_a_session_that_is_over_asks_no_more_and_leads_nowhere(staff, client, world):
    client.logout()
    answer = client.get(BELL, {"so": 0, "ai": staff.pk})
    assert (answer.status_code, answer.content) == (286, b"")
    client.force_login(world.users["head"])  # somebody else, in the same browser
    MessageFactory(recipient=world.users["head"])
    assert client.get(BELL, {"so": 0, "ai": staff.pk}).status_code == 286


def test_the_bell_counts_to_99_and_no_further(staff, client):
    Message.objects.bulk_create(MessageFactory.build(recipient=staff) for _ in range(120))
    assert queries.unread_count(staff) == queries.MANY
    assert ">99+<" in client.get(BELL).content.decode()
    assert count_queries(lambda: queries.unread_count(staff)) == 1


def test_the_bell_is_counted_in_its_index_alone(staff, django_assert_num_queries):
    from django.db import connection

    rows = Message.objects.visible_to(staff).counted().order_by("-pk")[: queries.MANY]
    if connection.vendor == "sqlite":
        assert "message_bell" in rows.explain()


def test_the_newest_stand_below_the_bell_and_are_mine(staff, client):
    MessageFactory.create_batch(8, recipient=staff)
    MessageFactory(subject="Việc của người khác")
    page = client.get(reverse("reminders:bell_newest")).content.decode()
    assert page.count("bell-item") == queries.NEWEST
    assert "Việc của người khác" not in page
    assert "Xem tất cả thông báo" in page
