"""What the minutes of a council say of who was there and who signs them."""

import pytest
from django.urls import reverse

from awards.models import AgendaItem, Conflict, CouncilMember, Meeting, Nomination, PaperCount
from awards.papers import meetings as papers
from awards.services import meetings, voting
from core.exceptions import Refused
from units.models import User

from . import factories as make
from .councils import attend, make_sitting


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def test_the_minutes_say_who_was_there_at_each_vote(world, office):
    sitting = make_sitting(world, size=4, present=3)
    voting.begin_vote(actor=office, item=sitting.item)
    for seat in sitting.seats[:3]:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="y")
    voting.count_votes(actor=office, item=sitting.item)
    attend(world, sitting.meeting, present=4)
    said = papers.minutes(sitting.meeting)
    assert "1. Khi khai mạc có mặt 3/4 thành viên" in said["body"]
    by_vote = "- Khi bỏ phiếu nội dung 1: có mặt 3/4 thành viên; được bỏ phiếu 3."
    assert by_vote in said["body"]
    assert by_vote in papers.counting_minutes(sitting.meeting)["body"]
    assert "Ủy viên Số 4 - Ủy viên (vắng khi khai mạc)" in said["details"]["attendees"]
    attend(world, sitting.meeting, present=3, written=1)
    said = papers.minutes(sitting.meeting)
    assert "Ủy viên Số 4" not in said["details"]["attendees"]
    assert "- Vắng mặt, có ý kiến bằng văn bản: Ủy viên Số 4." in said["body"]


def test_who_declared_a_conflict_on_a_paper_item_is_not_named_teller(world, office):
    sitting = make_sitting(world, ballot="paper")
    shut, other, third = sitting.seats[3], sitting.seats[4], sitting.seats[1]
    sitting.meeting.tellers.set([other, third])
    meetings.declare_conflict(actor=shut.user, nomination=sitting.nomination, member=shut, reason="Em ruột")
    with pytest.raises(Refused, match="Ủy viên Số 4 đã khai báo xung đột lợi ích về Đặng Thị Hồng Ưu-Nguyễn"):
        meetings.save_meeting(actor=office, meeting=sitting.meeting, tellers=[shut, other])
    assert shut not in sitting.meeting.tellers.all()


def test_the_nominee_is_no_teller_of_the_vote_about_him(world, office, client):
    sitting = make_sitting(world, ballot="paper")
    own, other, third = sitting.seats[3], sitting.seats[4], sitting.seats[1]
    User.objects.filter(pk=own.user_id).update(person=sitting.nomination.person)
    with pytest.raises(Refused, match="Ủy viên Số 4 là người được đề nghị nên không kiểm phiếu"):
        voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match=r"Ủy viên Số 4 là người được đề nghị \(bỏ phiếu giấy\) nên không làm"):
        meetings.save_meeting(actor=office, meeting=sitting.meeting, tellers=list(sitting.meeting.tellers.all()))
    client.force_login(office)
    page = client.get(reverse("awards:meeting_edit", args=[sitting.meeting.pk])).content.decode()
    assert "Không kiểm phiếu được: Ủy viên Số 4 là người được đề nghị (bỏ phiếu giấy)." in page
    assert f'name="tellers" value="{other.pk}"' in page.replace('id="id_tellers_3" ', "")
    assert f'name="tellers" value="{own.pk}"' not in page
    sitting.meeting.tellers.set([other, third])
    voting.begin_vote(actor=office, item=sitting.item)
    own.refresh_from_db()
    with pytest.raises(Refused, match="không kiểm phiếu nội dung này được"):
        voting.enter_count(actor=own.user, item=sitting.item, teller=own, yes=4, no=0, invalid=0)


def test_a_teller_does_not_sign_minutes_that_are_closed_to_him(world, office):
    sitting = make_sitting(world, ballot="paper")
    shut, other = sitting.meeting.tellers.all()
    Conflict.objects.create(nomination=sitting.nomination, member=shut, reason="Em ruột")
    sums = {"yes": 4, "no": 0, "invalid": 0, "members": 5, "present": 4, "needed": 4, "passed": True}
    AgendaItem.objects.update(state="counted", **sums)
    said = papers.counting_minutes(sitting.meeting)
    assert said["details"]["tellers"] == other.full_name
    assert f"{shut.full_name} đã khai báo xung đột lợi ích về nội dung mình kiểm nên không ký" in said["body"]


def test_who_counted_signs_although_another_vote_on_a_device_is_closed_to_him(world, office):
    sitting = make_sitting(world, ballot="paper")
    first, second = sitting.meeting.tellers.all()
    CouncilMember.objects.filter(pk=sitting.meeting.chair_id).update(title="Chánh Văn phòng")
    mine = sitting.nomination
    other = Nomination.objects.create(
        dossier=mine.dossier, round=mine.round, award_type=make.award_type("CSTDCS"), target="individual",
        person=mine.person,
    )  # fmt: skip
    AgendaItem.objects.create(meeting=sitting.meeting, nomination=other, ballot="secret", position=2)
    Conflict.objects.create(nomination=other, member=first, reason="Em ruột")
    sums = {"yes": 4, "no": 0, "invalid": 0, "members": 5, "present": 4, "needed": 4, "passed": True}
    AgendaItem.objects.update(state="counted", **sums)
    for teller in (first, second):
        PaperCount.objects.create(item=sitting.item, teller=teller, yes=4, no=0, invalid=0)
    sitting.meeting.tellers.set([second, sitting.seats[1]])  # of a later item
    said = papers.counting_minutes(Meeting.objects.get())
    assert said["details"]["tellers"].split("\n") == [first.full_name, second.full_name]
    assert "Phiếu kín trên giấy nội dung 1 do hai người kiểm: " in said["body"]
    assert "không ký biên bản này" not in said["body"]
    # Between signature and name stands the post in the agency, not the one in the council.
    assert said["details"]["chair_post"] == "Chánh Văn phòng"
