"""A council of the world's office, for tests: five members with accounts, a meeting, its agenda."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from awards.models import AgendaItem, Attendance, Council, CouncilMember, Meeting
from awards.services import councils, meetings
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

from .factories import make_appraised, make_round

Post = CouncilMember.Post
POSTS = [Post.CHAIR, Post.VICE, Post.SECRETARY, Post.MEMBER, Post.MEMBER]


def make_council(world, *, size=5):
    """The council and its members, the chair first; every member may read dossiers."""
    office = world.users["standing_office"]
    council = councils.save_council(
        actor=office, council=Council(unit=world.office, name="Hội đồng Thi đua - Khen thưởng Văn phòng")
    )
    for number in range(size):
        user = UserFactory(full_name=f"Ủy viên Số {number + 1}")
        RoleFactory(user=user, unit=world.office, kind=RoleKind.COUNCIL_MEMBER)
        post = POSTS[number] if number < len(POSTS) else Post.MEMBER
        seat = CouncilMember(council=council, user=user, full_name=user.full_name, post=post)
        councils.seat_member(actor=office, member=seat)
    return council


def make_meeting(world, council=None, **fields):
    """A planned meeting with chair, secretary and two tellers."""
    council = council or make_council(world)
    seats = list(council.members.sitting())
    values = {
        "council": council,
        "title": "Phiên họp xét khen thưởng",
        "starts_at": timezone.now() + dt.timedelta(hours=2),
        "place": "Phòng họp số 1",
        "chair": seats[0],
        "secretary": seats[2],
        "created_by": world.users["standing_office"],
        **fields,
    }
    return meetings.save_meeting(
        actor=world.users["standing_office"], meeting=Meeting(**values), tellers=seats[3:5] if len(seats) > 4 else []
    )


def attend(world, meeting, *, present=None, written=0):
    """The first `present` members (all by default) are there, the next `written` wrote an opinion."""
    seats = list(meeting.council.members.sitting())
    there = len(seats) if present is None else present
    kinds = [Attendance.Kind.PRESENT] * there + [Attendance.Kind.WRITTEN] * written
    kinds += [Attendance.Kind.ABSENT] * (len(seats) - len(kinds))
    meetings.keep_attendance(
        actor=world.users["standing_office"],
        meeting=meeting,
        kinds={seat: (kind, "") for seat, kind in zip(seats, kinds, strict=True)},
    )


def make_sitting(
    world, *, ballot=AgendaItem.Ballot.SECRET, threshold="80%", of="all", tie="fails", size=5, present=None
):
    """An open meeting with one appraised nomination on its agenda."""
    nomination = make_appraised(world, make_round(world))
    meeting = make_meeting(world, make_council(world, size=size))
    meetings.add_to_agenda(
        actor=world.users["standing_office"],
        meeting=meeting,
        nominations=[nomination],
        rules={"ballot": ballot, "threshold": threshold, "threshold_of": of, "tie": tie},
    )
    attend(world, meeting, present=present)
    meeting = meetings.open_meeting(actor=world.users["standing_office"], meeting=meeting)
    return SimpleNamespace(
        meeting=meeting,
        item=meeting.items.get(),
        nomination=nomination,
        seats=list(meeting.council.members.sitting().select_related("user")),
    )
