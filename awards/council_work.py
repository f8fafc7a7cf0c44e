"""What councils bring to first pages and to the clock: meetings to prepare, votes to cast."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from core.worklist import Waiting
from reminders.registry import Due
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind, User
from units.permissions import has_role, reached

from .models import AgendaItem, Attendance, Ballot, CouncilMember, Meeting
from .permissions_council import barred

KIND = "awards.meeting"
WORK = "Hội đồng"
LIMIT = 50


def waiting_for(user: User) -> list[Waiting]:
    """Return the votes that are open to the user, the meetings to come, and for the office those to run."""
    return [*_votes(user), *_to_come(user), *_to_run(user)]


def _votes(user: User) -> list[Waiting]:
    seats = CouncilMember.objects.sitting().filter(user=user.pk)
    here = Attendance.objects.filter(
        meeting=OuterRef("meeting"), member__in=seats.values("pk"), kind=Attendance.Kind.PRESENT
    )
    cast = Ballot.objects.filter(item=OuterRef("pk"), member__in=seats.values("pk"))
    rows = AgendaItem.objects.filter(Exists(here), ~Exists(cast), state=AgendaItem.State.VOTING)
    rows = rows.exclude(ballot=AgendaItem.Ballot.PAPER).exclude(barred(user, prefix="nomination__"))
    if user.person_id:
        rows = rows.exclude(nomination__person=user.person_id)
    rows = rows.select_related("meeting__council__unit").order_by("meeting", "position")
    found = []
    for meeting, items in groupby(rows[:LIMIT], key=lambda item: item.meeting):
        title = f"Bỏ phiếu {len(list(items))} nội dung: {meeting.title}"
        found.append(_waiting(meeting, title, "Bỏ phiếu"))
    return found


def _to_come(user: User) -> list[Waiting]:
    seats = CouncilMember.objects.sitting().filter(user=user.pk).values("council")
    rows = Meeting.objects.filter(council__in=seats, state=Meeting.State.PLANNED)
    rows = rows.select_related("council__unit").annotate(items_count=Count("items")).order_by("starts_at")
    return [
        _waiting(meeting, f"Dự {meeting.title.lower()}: {meeting.items_count} đề nghị", "Xem hồ sơ")
        for meeting in rows[:LIMIT]
    ]


def _to_run(user: User) -> list[Waiting]:
    if not has_role(user, RoleKind.STANDING_OFFICE):
        return []
    office = reached(user, RoleKind.STANDING_OFFICE, field="council__unit")
    rows = Meeting.objects.filter(office).exclude(state=Meeting.State.CLOSED).select_related("council__unit")
    return [
        _waiting(meeting, f"Chuẩn bị, điều hành {meeting.title.lower()}", "Mở phiên họp")
        for meeting in rows.order_by("starts_at")[:LIMIT]
    ]


def _waiting(meeting: Meeting, title: str, action: str) -> Waiting:
    return Waiting(
        title=title,
        url=reverse("awards:meeting_detail", args=[meeting.pk]),
        action=action,
        kind=WORK,
        unit=meeting.council.unit.name,
        due=timezone.localdate(meeting.starts_at),
    )


def meetings_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the meetings to come, for their members; a meeting that has begun or is over reminds nobody."""
    last = on + dt.timedelta(days=ahead)
    rows = Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__date__gte=on, starts_at__date__lte=last)
    for meeting in rows.select_related("council__unit").prefetch_related("council__members"):
        people = [seat.user_id for seat in meeting.council.members.all() if seat.user_id and seat.left_on is None]
        yield Due(
            key=f"{KIND}:{meeting.pk}",
            title=f"{meeting.title} ({timezone.localtime(meeting.starts_at):%H:%M}, {meeting.place})",
            url=meeting.get_absolute_url(),
            due_on=timezone.localdate(meeting.starts_at),
            recipients=people,
            unit=meeting.council.unit.name,
            units=(meeting.council.unit_id,),
        )
