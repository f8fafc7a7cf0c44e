"""Who sits in a council, what a meeting needs, what follows from its votes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.models import (
    AgendaItem,
    Attendance,
    AwardType,
    Conflict,
    Council,
    CouncilMember,
    Meeting,
    Nomination,
    Procedure,
    RuleSet,
)
from awards.permissions_council import voters
from awards.queries.council import passed_by_council, ready_for
from awards.services import (
    councils,
    meetings,
    open_appraisal_again,
    prepare_decision,
    return_nomination,
    sign_decision,
    submit_decision,
    voting,
)
from core.exceptions import Refused
from reminders.models import Message

from .councils import attend, make_council, make_meeting, make_sitting
from .factories import make_appraised, make_received, make_round, reload


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def test_one_chair_and_each_account_one_seat(world, office):
    council = make_council(world)
    chair = council.members.get(post=CouncilMember.Post.CHAIR)
    with pytest.raises(Refused, match="đã có Chủ tịch"):
        councils.seat_member(
            actor=office, member=CouncilMember(council=council, full_name="Người khác", post=CouncilMember.Post.CHAIR)
        )
    with pytest.raises(Refused, match="đã là thành viên"):
        councils.seat_member(actor=office, member=CouncilMember(council=council, user=chair.user, full_name="Hai lần"))
    councils.unseat_member(actor=office, member=chair, on=timezone.localdate())
    back = CouncilMember(council=council, user=chair.user, full_name=chair.full_name, post=chair.post)
    assert councils.seat_member(actor=office, member=back).pk


def test_the_members_are_told_and_told_again_of_a_new_time(world, office):
    meeting = make_meeting(world)
    assert Message.objects.filter(subject__contains="Phiên họp").count() == 5
    meeting.starts_at += dt.timedelta(days=1)
    meetings.save_meeting(actor=office, meeting=meeting, tellers=list(meeting.tellers.all()))
    assert Message.objects.filter(subject__contains="Phiên họp").count() == 10
    meetings.save_meeting(actor=office, meeting=meeting, tellers=[])  # that somebody else counts moves nobody
    assert Message.objects.filter(subject__contains="Phiên họp").count() == 10


def test_only_what_is_appraised_and_waits_nowhere_else_comes_on_the_agenda(world, office):
    around = make_round(world)
    received = make_received(world, around)
    meeting = make_meeting(world)
    with pytest.raises(Refused, match="chưa thẩm định xong"):
        meetings.add_to_agenda(actor=office, meeting=meeting, nominations=[received])
    with pytest.raises(Refused, match="ít nhất một đề nghị"):
        meetings.add_to_agenda(actor=office, meeting=meeting, nominations=[])


def test_a_nomination_waits_in_one_meeting_at_a_time(world, office):
    nomination = make_appraised(world, make_round(world))
    council = make_council(world)
    first, second = make_meeting(world, council), make_meeting(world, council)
    meetings.add_to_agenda(actor=office, meeting=first, nominations=[nomination])
    with pytest.raises(Refused, match="chương trình của một phiên họp"):
        meetings.add_to_agenda(actor=office, meeting=second, nominations=[nomination])
    meetings.take_off_agenda(actor=office, item=first.items.get())
    assert meetings.add_to_agenda(actor=office, meeting=second, nominations=[nomination]) == 1


def test_a_meeting_begins_with_a_quorum_a_chair_and_an_agenda(world, office):
    meeting = make_meeting(world)
    attend(world, meeting, present=3, written=1)
    with pytest.raises(Refused, match="có mặt 3/5, cần ít nhất 4"):
        meetings.open_meeting(actor=office, meeting=meeting)
    attend(world, meeting, present=4)
    with pytest.raises(Refused, match="chưa có nội dung"):
        meetings.open_meeting(actor=office, meeting=meeting)
    nomination = make_appraised(world, make_round(world))
    meetings.add_to_agenda(actor=office, meeting=meeting, nominations=[nomination])
    assert meetings.open_meeting(actor=office, meeting=meeting).state == Meeting.State.OPEN


def test_a_meeting_closes_when_all_is_counted_and_what_fell_is_not_proposed(world, office):
    sitting = make_sitting(world)
    with pytest.raises(Refused, match="Còn 1 nội dung chưa kiểm phiếu"):
        meetings.close_meeting(actor=office, meeting=sitting.meeting)
    voting.begin_vote(actor=office, item=sitting.item)
    for seat in sitting.seats:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="n")
    voting.count_votes(actor=office, item=sitting.item)
    meetings.close_meeting(actor=office, meeting=sitting.meeting)
    nomination = reload(sitting.nomination)
    assert nomination.state == Nomination.State.REJECTED
    assert "không thông qua" in nomination.reason
    with pytest.raises(Refused, match="đã kết thúc"):
        attend(world, sitting.meeting)


def test_a_conflict_closes_file_and_ballot_to_that_member_only(world, office):
    sitting = make_sitting(world)
    member, other = sitting.seats[3], sitting.seats[4]
    with pytest.raises(Refused, match="ghi lý do"):
        meetings.declare_conflict(actor=member.user, nomination=sitting.nomination, member=member, reason=" ")
    meetings.declare_conflict(actor=member.user, nomination=sitting.nomination, member=member, reason="Em ruột")
    meetings.declare_conflict(actor=member.user, nomination=sitting.nomination, member=member, reason="Em ruột")
    assert Conflict.objects.count() == 1
    assert not Nomination.objects.visible_to(member.user).exists()
    assert Nomination.objects.visible_to(other.user).exists()
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="Bạn không bỏ phiếu"):
        voting.cast_ballot(actor=member.user, item=sitting.item, choice="y")
    voting.cast_ballot(actor=other.user, item=sitting.item, choice="y")
    with pytest.raises(Refused, match="đang hoặc đã bỏ phiếu"):
        meetings.declare_conflict(actor=other.user, nomination=sitting.nomination, member=other, reason="Muộn")


def test_nobody_votes_on_his_own_nomination(world, office):
    sitting = make_sitting(world)
    member = sitting.seats[3]
    member.user.person = world.person
    member.user.save()
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="Bạn không bỏ phiếu"):
        voting.cast_ballot(actor=member.user, item=sitting.item, choice="y")


def test_who_is_there_does_not_change_while_a_box_is_open(world, office):
    sitting = make_sitting(world)
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="Đang bỏ phiếu"):
        attend(world, sitting.meeting, present=4)
    assert sitting.meeting.attendance.filter(kind=Attendance.Kind.PRESENT).count() == 5


def _asks_the_council(kind="full", threshold=""):
    """The award of these tests goes through a council from now on."""
    rule_set = RuleSet.objects.in_force_on(timezone.localdate()).first()
    award_type = AwardType.objects.get(code="LDTT")
    asked = {"council": kind, "ballot": "secret", "threshold": threshold, "article": "Quy định của tỉnh"}
    return Procedure.objects.update_or_create(rule_set=rule_set, award_type=award_type, target="", defaults=asked)[0]


@pytest.mark.parametrize(("asked", "choices", "allowed"), [("full", "yyyyy", True), ("full", "nnnnn", False)])
def test_no_decision_before_the_council_that_the_procedure_asks_for(world, office, asked, choices, allowed):
    _asks_the_council(asked)
    sitting = make_sitting(world)
    around = sitting.nomination.round
    with pytest.raises(Refused, match="còn phải qua Toàn thể Hội đồng"):
        prepare_decision(actor=office, around=around, nominations=[sitting.nomination])
    voting.begin_vote(actor=office, item=sitting.item)
    for seat, choice in zip(sitting.seats, choices, strict=True):
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice=choice)
    voting.count_votes(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="còn phải qua"):
        prepare_decision(actor=office, around=around, nominations=[sitting.nomination])
    meetings.close_meeting(actor=office, meeting=sitting.meeting)
    if allowed:
        assert prepare_decision(actor=office, around=around, nominations=[reload(sitting.nomination)]).pk
    else:
        with pytest.raises(Refused):
            prepare_decision(actor=office, around=around, nominations=[reload(sitting.nomination)])


def _prepare(office, nomination):
    return prepare_decision(actor=office, around=nomination.round, nominations=[reload(nomination)])


def _vote(office, sitting, choice):
    voting.begin_vote(actor=office, item=sitting.item)
    for seat in sitting.seats:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice=choice)
    voting.count_votes(actor=office, item=sitting.item)
    meetings.close_meeting(actor=office, meeting=sitting.meeting)


def test_what_is_on_an_agenda_waits_for_the_council_that_no_procedure_asks(world, office, client):
    sitting = make_sitting(world)
    with pytest.raises(Refused, match="còn phải qua Hội đồng: chờ kết thúc “Phiên họp xét khen thưởng” ngày"):
        _prepare(office, sitting.nomination)
    client.force_login(office)
    page = client.get(f"/khen-thuong/dot-xet/{sitting.nomination.round_id}/quyet-dinh/").content.decode()
    assert f'<a href="{sitting.item.get_absolute_url()}">qua Hội đồng: chờ kết thúc' in page
    AgendaItem.objects.all().delete()
    decision = _prepare(office, sitting.nomination)
    with pytest.raises(Refused, match="đã có quyết định"):
        meetings.add_to_agenda(actor=office, meeting=sitting.meeting, nominations=[sitting.nomination])
    assert "Trình ký</button>" in client.get(decision.get_absolute_url()).content.decode()
    late = AgendaItem.objects.create(meeting=sitting.meeting, nomination=sitting.nomination, position=1)
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "còn phải qua Hội đồng: chờ kết thúc “Phiên họp xét khen thưởng”" in page
    assert "Trình ký</button>" not in page
    with pytest.raises(Refused, match="Chưa trình ký được.*chờ kết thúc"):
        submit_decision(actor=office, decision=decision)
    late.delete()
    submit_decision(actor=office, decision=decision)
    late.save()
    client.force_login(world.users["leader"])
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "Hãy chờ làm xong việc đó rồi ký" in page
    assert f'href="{late.get_absolute_url()}"' in page
    assert "Ký ban hành</button>" not in page
    with pytest.raises(Refused, match="Chưa ký được.*chờ kết thúc"):
        sign_decision(actor=world.users["leader"], decision=decision)


def test_what_is_on_an_agenda_stays_as_it_was_appraised(world, office, client):
    sitting = make_sitting(world)
    nomination, said = sitting.nomination, "ở chương trình của “Phiên họp xét khen thưởng” ngày .*"
    client.force_login(office)
    sheet = reverse("awards:appraise", args=[nomination.pk])
    page = client.get(sheet).content.decode()
    assert "Hãy bỏ đề nghị khỏi chương trình trước" in page
    assert "Thẩm định lại</" not in page
    assert "Trả lại để bổ sung</" not in page
    with pytest.raises(Refused, match=f"{said}Hãy bỏ đề nghị khỏi chương trình"):
        return_nomination(actor=office, nomination=nomination, reason="Thiếu số liệu.")
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match=f"{said}hãy chờ phiên họp kết thúc"):
        open_appraisal_again(actor=office, nomination=nomination)
    Meeting.objects.update(state="closed")
    page = client.get(sheet).content.decode()
    assert "Thẩm định lại</" in page
    assert "Trả lại để bổ sung</" in page
    return_nomination(actor=office, nomination=nomination, reason="Thiếu số liệu.")


def test_what_was_voted_down_is_decided_only_when_the_whole_council_takes_it_up(world, office):
    sitting = make_sitting(world)
    nomination = sitting.nomination
    _vote(office, sitting, "n")
    Nomination.objects.filter(pk=nomination.pk).update(state="appraised")  # appraised once more
    with pytest.raises(Refused, match="không thông qua, phải được toàn thể Hội đồng xét lại"):
        _prepare(office, nomination)
    whole = make_meeting(world, sitting.meeting.council)
    assert ready_for(whole, office) == [nomination]
    Meeting.objects.filter(pk=whole.pk).update(state="closed", closed_at=timezone.now() + dt.timedelta(1))
    AgendaItem.objects.create(
        meeting=whole, nomination=nomination, position=1, state="counted", yes=5, no=0, invalid=0, passed=True
    )
    Council.objects.update(kind=Council.Kind.STANDING)
    with pytest.raises(Refused, match="phải được toàn thể Hội đồng"):
        _prepare(office, nomination)
    Council.objects.update(kind=Council.Kind.FULL)
    assert _prepare(office, nomination).pk


def test_the_standing_part_is_not_the_whole_council(world, office):
    procedure = _asks_the_council("full")
    sitting = make_sitting(world)
    Council.objects.update(kind=Council.Kind.STANDING, name="Thường trực Hội đồng")
    voting.begin_vote(actor=office, item=sitting.item)
    for seat in sitting.seats:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="y")
    voting.count_votes(actor=office, item=sitting.item)
    meetings.close_meeting(actor=office, meeting=sitting.meeting)
    assert passed_by_council([sitting.nomination]) == set()
    whole = make_council(world)
    meeting = make_meeting(world, whole)
    assert ready_for(meeting, office) == [sitting.nomination]
    meetings.add_to_agenda(actor=office, meeting=meeting, nominations=[sitting.nomination])
    seat = whole.members.first()
    meetings.declare_conflict(actor=seat.user, nomination=sitting.nomination, member=seat, reason="Con của tôi")
    assert seat not in voters(meeting.items.get())
    meeting.delete()
    procedure.council = Procedure.Council.STANDING
    procedure.save()
    assert passed_by_council([sitting.nomination]) == {sitting.nomination.pk}


def test_the_rules_of_the_vote_are_those_of_the_procedure(world, office):
    _asks_the_council(threshold="2/3")
    item = make_sitting(world, ballot="open", threshold=">1/2").item
    assert (item.ballot, item.threshold, item.threshold_of) == ("secret", "2/3", "all")
