"""Members answer the invitation to a meeting: from their first page, again when it is moved; the secretary knows."""

import datetime as dt

import pytest
from django.urls import reverse

from awards.council_work import waiting_for
from awards.models import CouncilMember, InvitationAnswer, Meeting
from core import worklist
from core.testing import count_queries
from reminders.models import Message

from .councils import make_meeting

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def meeting(world):
    return make_meeting(world)


def post(client, meeting, user, said, **more):
    client.force_login(user)
    return client.post(reverse("awards:meeting_answer", args=[meeting.pk]), {"tra-loi": said, **more}, follow=True)


def member(meeting, place):
    return meeting.council.members.sitting()[place]


def buttons(user):
    return [(item.action, item.url.partition("#")[2]) for item in worklist.items(waiting_for(user))]


def test_an_answer_is_asked_on_the_first_page_until_it_is_given_and_again_when_the_meeting_moves(client, meeting):
    user = member(meeting, 4).user
    assert buttons(user) == [("Trả lời", "tra-loi")]
    assert "Bạn tham dự" in post(client, meeting, user, "du").content.decode()
    assert buttons(user) == [("Xem hồ sơ", "")]
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at + DAY)
    assert buttons(user) == [("Trả lời", "tra-loi")]
    post(client, meeting, user, "du")
    assert InvitationAnswer.objects.count() == 1


def test_nobody_is_asked_to_a_meeting_whose_day_has_passed_but_who_runs_it(world, meeting):
    user = member(meeting, 4).user
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at - 2 * DAY)
    assert buttons(user) == []
    assert buttons(world.users["standing_office"]) == [("Mở phiên họp", "")]
    CouncilMember.objects.filter(pk=member(meeting, 4).pk).update(user=world.users["standing_office"])
    assert buttons(world.users["standing_office"]) == [("Mở phiên họp", "")]


def test_who_will_not_come_says_why_and_the_secretary_is_told(client, meeting):
    user = member(meeting, 4).user
    assert post(client, meeting, user, "vang", reason=" ").status_code == 409
    assert not InvitationAnswer.objects.exists()
    post(client, meeting, user, "vang", reason="Đi công tác tỉnh ngoài")
    told = Message.objects.get(event_key__startswith="awards.invitation_answer")
    assert (told.recipient, told.body) == (meeting.secretary.user, "Lý do: Đi công tác tỉnh ngoài")
    post(client, meeting, member(meeting, 3).user, "du")
    client.force_login(meeting.secretary.user)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "1 tham dự, 1 báo vắng, 3 chưa trả lời" in page
    assert "vắng, Đi công tác tỉnh ngoài" in page


def test_other_members_do_not_read_why_somebody_is_away(client, meeting, world):
    post(client, meeting, member(meeting, 4).user, "vang", reason="Việc riêng của gia đình")
    client.force_login(member(meeting, 3).user)
    assert "Việc riêng" not in client.get(meeting.get_absolute_url()).content.decode()
    client.force_login(world.users["standing_office"])
    assert "Việc riêng" in client.get(meeting.get_absolute_url()).content.decode()


def test_nobody_answers_a_meeting_that_has_begun_or_without_a_seat(client, meeting, world):
    assert post(client, meeting, world.users["standing_office"], "du").status_code == 403
    Meeting.objects.filter(pk=meeting.pk).update(state="open")
    user = member(meeting, 4).user
    assert "đã khai mạc" in post(client, meeting, user, "du").content.decode()
    assert 'id="tra-loi"' not in client.get(meeting.get_absolute_url()).content.decode()


def test_many_meetings_cost_a_member_the_same(meeting, world):
    user = member(meeting, 4).user
    user.held_roles  # noqa: B018 read once a request
    before = count_queries(lambda: worklist.items(waiting_for(user)))
    make_meeting(world, meeting.council)
    make_meeting(world, meeting.council)
    assert count_queries(lambda: worklist.items(waiting_for(user))) == before
