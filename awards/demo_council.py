"""The council of the demo: four members, a meeting in three days with what is appraised."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from .models import Council, CouncilMember, Meeting, Nomination
from .services import councils, meetings

Post = CouncilMember.Post
SEATS = (
    ("lanhdao", Post.CHAIR, "Chánh Văn phòng"),
    ("pholanhdao", Post.VICE, "Phó Chánh Văn phòng"),
    ("thuongtruc", Post.SECRETARY, "Phòng Tổ chức - Hành chính"),
    ("hoidong", Post.MEMBER, "Chủ tịch Công đoàn cơ sở"),
)


def load(ctx: SimpleNamespace) -> None:
    """Write the council and its next meeting."""
    clerk, office = ctx.users["thuongtruc"], ctx.units["VPUBND"]
    council = councils.save_council(
        actor=clerk,
        council=Council(
            unit=office,
            name="Hội đồng Thi đua - Khen thưởng Văn phòng",
            established_by=f"Quyết định số 15/QĐ-VP ngày 10/01/{ctx.today.year}",
        ),
    )
    for username, post, title in SEATS:
        user = ctx.users[username]
        seat = CouncilMember(council=council, user=user, full_name=user.full_name, post=post, title=title)
        councils.seat_member(actor=clerk, member=seat)
    seats = list(council.members.all())
    day = ctx.today + dt.timedelta(days=3)
    meeting = meetings.save_meeting(
        actor=clerk,
        meeting=Meeting(
            council=council,
            title="Phiên họp xét khen thưởng bổ sung",
            starts_at=timezone.make_aware(dt.datetime.combine(day, dt.time(14, 0))),
            place="Phòng họp số 2",
            chair=seats[0],
            secretary=seats[2],
            created_by=clerk,
        ),
    )
    appraised = Nomination.objects.filter(round__unit=office, state=Nomination.State.APPRAISED).order_by("pk")
    meetings.add_to_agenda(actor=clerk, meeting=meeting, nominations=list(appraised))
