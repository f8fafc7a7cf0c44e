"""Ballots in the database: once each, sealed, counted, wiped."""

import pytest
from django.conf import settings

from awards.models import AgendaItem, Attendance, Ballot, Meeting
from awards.papers import meetings as papers
from awards.services import meetings, voting
from core.exceptions import Refused
from core.models import AuditEvent

from .councils import attend, make_sitting
from .factories import reload
from .hearing import procedure


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def _vote(sitting, choices):
    for seat, choice in zip(sitting.seats, choices, strict=False):
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice=choice)


def _keys():
    return list(settings.BALLOT_KEYS.glob("*.key"))


@pytest.mark.parametrize(
    ("threshold", "of", "choices", "passed"),
    [
        ("80%", "all", "yyyyn", True),
        ("80%", "all", "yyynb", False),
        ("90%", "all", "yyyyn", False),
        ("80%", "all", "yyyy", True),
        ("80%", "all", "yyy", False),
        (">1/2", "present", "yyynn", True),
        ("2/3", "present", "yyynn", False),
    ],
)
def test_sums_and_thresholds(world, office, threshold, of, choices, passed):
    sitting = make_sitting(world, threshold=threshold, of=of)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, choices)
    item = voting.count_votes(actor=office, item=sitting.item)
    assert (item.yes, item.no, item.invalid) == tuple(map(choices.count, "ynb"))
    assert item.passed is passed


def test_of_those_present_the_absent_do_not_count(world, office):
    sitting = make_sitting(world, threshold="100%", of="present", present=4)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "yyyy")
    assert voting.count_votes(actor=office, item=sitting.item).passed


def test_nobody_votes_twice_or_after_the_count(world, office):
    sitting = make_sitting(world)
    voter = sitting.seats[0].user
    with pytest.raises(Refused, match="không mở bỏ phiếu"):
        voting.cast_ballot(actor=voter, item=sitting.item, choice="y")
    voting.begin_vote(actor=office, item=sitting.item)
    voting.cast_ballot(actor=voter, item=sitting.item, choice="y")
    with pytest.raises(Refused, match="mỗi người bỏ một lần"):
        voting.cast_ballot(actor=voter, item=sitting.item, choice="n")
    with pytest.raises(Refused, match="Hãy chọn"):
        voting.cast_ballot(actor=sitting.seats[1].user, item=sitting.item, choice="maybe")
    with pytest.raises(Refused, match="Bạn không bỏ phiếu"):
        voting.cast_ballot(actor=world.users["council_member"], item=sitting.item, choice="y")
    for seat in sitting.seats[1:3]:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="n")
    voting.count_votes(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="không mở bỏ phiếu"):
        voting.cast_ballot(actor=sitting.seats[3].user, item=sitting.item, choice="y")
    assert Ballot.objects.count() == 3


def test_a_secret_box_that_would_say_who_chose_what_is_not_counted(world, office):
    """The list of who voted is no secret: beside it the sums of one or two ballots would open them."""
    sitting = make_sitting(world)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "yn")
    with pytest.raises(Refused, match="lộ ai chọn gì"):
        voting.count_votes(actor=office, item=sitting.item)
    assert not AuditEvent.objects.filter(action="awards.count_votes").exists()
    voting.cast_ballot(actor=sitting.seats[2].user, item=sitting.item, choice="y")
    assert voting.count_votes(actor=office, item=sitting.item).yes == 2


def test_a_secret_choice_stands_nowhere_in_the_database(world, office, django_capture_on_commit_callbacks):
    """While the box is open: sealed, and the key is no row. Afterwards: wiped, and the key is gone."""
    sitting = make_sitting(world)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "yynby")
    sealed = [bytes(row) for row in Ballot.objects.values_list("sealed", flat=True)]
    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == 5
    (key,) = _keys()
    assert all(key.read_bytes() not in str(row).encode() for row in AgendaItem.objects.values())
    acts = AuditEvent.objects.filter(action="awards.cast_ballot")
    assert {frozenset(act.after) for act in acts} == {frozenset({"member"})}
    with django_capture_on_commit_callbacks(execute=True):
        voting.count_votes(actor=office, item=sitting.item)
    assert set(Ballot.objects.values_list("sealed", "choice")) == {(b"", "")}
    assert _keys() == []
    assert reload(sitting.item).box == ""


def test_a_count_that_is_rolled_back_keeps_its_key(world, office):
    sitting = make_sitting(world)
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="Chưa có phiếu"):
        voting.count_votes(actor=office, item=sitting.item)
    assert len(_keys()) == 1


def test_a_lost_key_is_said_and_the_vote_begins_anew(world, office, django_capture_on_commit_callbacks):
    sitting = make_sitting(world)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "yyy")
    for key in _keys():
        key.unlink()
    with pytest.raises(Refused, match="khóa của hòm không còn"):
        voting.count_votes(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="lý do"):
        voting.vote_again(actor=office, item=sitting.item, reason="")
    voting.vote_again(actor=office, item=sitting.item, reason="Máy chủ được khôi phục")
    assert not Ballot.objects.exists()
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "yyyyy")
    assert voting.count_votes(actor=office, item=sitting.item).passed


def test_too_few_for_a_secret_ballot(world, office):
    sitting = make_sitting(world)
    for seat in sitting.seats[2:]:
        meetings.declare_conflict(actor=seat.user, nomination=sitting.nomination, member=seat, reason="Cùng đơn vị")
    with pytest.raises(Refused, match="Phiếu kín cần ít nhất 3 người"):
        voting.begin_vote(actor=office, item=sitting.item)


def test_without_an_account_one_votes_on_paper(world, office):
    sitting = make_sitting(world)
    sitting.seats[4].user = None
    sitting.seats[4].save()
    with pytest.raises(Refused, match="chưa có tài khoản"):
        voting.begin_vote(actor=office, item=sitting.item)


def test_paper_counts_when_two_tellers_agree(world, office):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.PAPER)
    first, second = sitting.seats[3], sitting.seats[4]
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="chỉ có 5 người"):
        voting.enter_count(actor=first.user, item=sitting.item, teller=first, yes=6, no=0, invalid=0)
    assert not voting.enter_count(actor=first.user, item=sitting.item, teller=first, yes=4, no=1, invalid=0)
    assert not voting.enter_count(actor=second.user, item=sitting.item, teller=second, yes=5, no=0, invalid=0)
    with pytest.raises(Refused, match="hai người kiểm phiếu"):
        voting.count_votes(actor=office, item=sitting.item)
    assert voting.enter_count(actor=second.user, item=sitting.item, teller=second, yes=4, no=1, invalid=0)
    assert reload(sitting.item).passed


def test_a_teller_with_a_conflict_is_changed_before_the_box_is_opened_and_what_he_counted_does_not_stand(world, office):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.PAPER)
    first, second, shut = sitting.seats[3], sitting.seats[4], sitting.seats[1]
    meetings.declare_conflict(actor=shut.user, nomination=sitting.nomination, member=shut, reason="Vợ của người này")
    sitting.meeting.tellers.set([first, shut])
    with pytest.raises(Refused, match=f"{shut.full_name} đã khai báo"):
        voting.begin_vote(actor=office, item=sitting.item)
    sitting.meeting.tellers.set([first, second])
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="Chưa có phiếu nào"):
        voting.enter_count(actor=first.user, item=sitting.item, teller=first, yes=0, no=0, invalid=0)
    voting.enter_count(actor=first.user, item=sitting.item, teller=first, yes=1, no=0, invalid=0)
    sitting.meeting.tellers.set([second, sitting.seats[0]])
    for teller, decided in ((second, False), (sitting.seats[0], True)):
        sums = {"yes": 4, "no": 0, "invalid": 0}
        assert voting.enter_count(actor=teller.user, item=sitting.item, teller=teller, **sums) is decided


@pytest.mark.parametrize(
    ("present", "refused"), [(2, "để họp: có mặt 2/5, cần ít nhất 3"), (3, "cần ít nhất 4"), (4, "")]
)
def test_no_box_is_opened_with_fewer_than_the_meeting_or_the_procedure_asks(world, office, present, refused):
    procedure("LDTT", council="full", attendance="80%")
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.OPEN)
    Meeting.objects.update(quorum="50%")
    attend(world, sitting.meeting, present=present, written=1)
    if refused:
        with pytest.raises(Refused, match=refused):
            voting.begin_vote(actor=office, item=sitting.item)
    else:
        assert voting.begin_vote(actor=office, item=sitting.item).state == AgendaItem.State.VOTING


def test_an_open_vote_is_by_name_and_takes_written_opinions(world, office):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.OPEN, present=4)
    attend(world, sitting.meeting, present=4, written=1)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "yyyn")
    voting.enter_open_vote(actor=office, item=sitting.item, member=sitting.seats[4], choice="y")
    item = voting.count_votes(actor=office, item=sitting.item)
    assert (item.yes, item.no, item.present, item.passed) == (4, 1, 5, True)
    assert list(item.ballots.order_by("member__pk").values_list("choice", flat=True)) == list("yyyny")


def test_a_tie_goes_with_the_chair_where_the_rule_says_so(world, office, client):
    sitting = make_sitting(world, ballot=AgendaItem.Ballot.OPEN, threshold=">1/2", of="present", tie="chair", present=4)
    voting.begin_vote(actor=office, item=sitting.item)
    _vote(sitting, "ynyn")
    assert voting.count_votes(actor=office, item=sitting.item).passed
    by_chair = "số phiếu bằng nhau; thông qua theo ý kiến của người chủ trì (quy tắc đã chọn"
    body = papers.minutes(sitting.meeting)["body"]
    assert "| 2 | 2 | 0 | thông qua: 50,0% (cần 3/4; theo ý kiến của người chủ trì) |" in body
    assert "+ Đặng Thị Hồng Ưu-Nguyễn - Lao động tiên tiến: Ủy viên Số 2 (không đồng ý)" in body
    assert "(không đồng ý); 2 thành viên khác đồng ý." in body
    client.force_login(office)
    for text in (body, client.get(sitting.meeting.get_absolute_url()).content.decode()):
        assert f"{by_chair} khi số phiếu bằng nhau: “Theo bên có phiếu của người chủ trì”)" in text


def test_what_is_said_of_a_tie_is_what_decided_it():
    tie = AgendaItem(yes=2, no=2, needed=3, passed=False, ballot="open", tie="chair")
    assert "không thông qua vì người chủ trì không bỏ phiếu đồng ý" in tie.tie_said
    tie.ballot = "secret"
    assert "phiếu kín nên không xét phiếu của người chủ trì" in tie.tie_said
    tie.tie = "fails"
    assert tie.tie_said.endswith("khi số phiếu bằng nhau: “Không thông qua”)")
    tie.needed = 4
    assert not tie.tie_said


def test_a_written_opinion_is_no_secret_ballot(world, office):
    sitting = make_sitting(world, present=4)
    attend(world, sitting.meeting, present=4, written=1)
    voting.begin_vote(actor=office, item=sitting.item)
    with pytest.raises(Refused, match="Phiếu kín do chính thành viên bỏ"):
        voting.enter_open_vote(actor=office, item=sitting.item, member=sitting.seats[4], choice="y")
    assert sitting.meeting.attendance.filter(kind=Attendance.Kind.WRITTEN).count() == 1
