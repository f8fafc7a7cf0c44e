"""What councils bring to first pages and to the clock: meetings to prepare, votes to cast."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from core.dates import today, vn_date
from core.sources import Source
from core.worklist import Waiting
from reminders.registry import Due
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind, User
from units.permissions import has_role, reached

from .models import AgendaItem, Attendance, Ballot, CouncilMember, InvitationAnswer, Meeting, PaperCount
from .permissions_council import barred

KIND = "awards.meeting"
WORK = "Hội đồng"


def waiting_for(user: User) -> list[Source[Waiting]]:
    """Return the votes that are open to the user, the paper ballots that he counts, the meetings to come, and for the
    office those to run."""
    return [_votes(user), _counts(user), _to_come(user), *_to_run(user)]


def votes_open_to(user: User) -> QuerySet[AgendaItem]:
    """Return the items on which the user may vote now and has not."""
    seats = CouncilMember.objects.sitting().filter(user=user.pk)
    here = Attendance.objects.filter(
        meeting=OuterRef("meeting"), member__in=seats.values("pk"), kind=Attendance.Kind.PRESENT
    )
    cast = Ballot.objects.filter(item=OuterRef("pk"), member__in=seats.values("pk"))
    rows = AgendaItem.objects.filter(Exists(here), ~Exists(cast), state=AgendaItem.State.VOTING)
    rows = rows.exclude(ballot=AgendaItem.Ballot.PAPER).exclude(barred(user, prefix="nomination__"))
    return rows.exclude(nomination__person=user.person_id) if user.person_id else rows


def _votes(user: User) -> Source[Waiting]:
    """A line for each meeting, due today: it is open now, whenever the meeting was to begin."""
    items = votes_open_to(user).order_by().values("meeting").annotate(count=Count("pk"))
    meetings = Meeting.objects.filter(pk__in=items.values("meeting")).select_related("council__unit")
    open_ = items.filter(meeting=OuterRef("pk")).values("count")
    rows = meetings.annotate(count=Subquery(open_, output_field=IntegerField())).order_by("starts_at", "pk")
    line = _line("Bỏ phiếu {row.count} nội dung: {row.title}", "Bỏ phiếu")
    return Source(WORK, rows, lambda row: replace(line(row), due=today()))


def _counts(user: User) -> Source[Waiting]:
    """A line for each meeting where the user is a teller of paper ballots and has not written down what he counted."""
    seats = CouncilMember.objects.sitting().filter(user=user.pk)
    written = PaperCount.objects.filter(item=OuterRef("pk"), teller__in=seats.values("pk"))
    items = AgendaItem.objects.filter(~Exists(written), state=AgendaItem.State.VOTING, ballot=AgendaItem.Ballot.PAPER)
    items = items.exclude(barred(user, prefix="nomination__"))
    meetings = Meeting.objects.filter(Exists(seats.filter(counts_at=OuterRef("pk"))), pk__in=items.values("meeting"))
    rows = meetings.select_related("council__unit").order_by("starts_at", "pk")
    line = _line("Ghi kết quả kiểm phiếu giấy: {row.title}", "Kiểm phiếu", "#chuong-trinh")
    return Source(WORK, rows, lambda row: replace(line(row), due=today()))


def _to_come(user: User) -> Source[Waiting]:
    """The meetings to attend; one whose invitation is not answered leads to the answer first. Of one whose day has
    passed nothing can be asked any more but of those who run it."""
    seats = CouncilMember.objects.sitting().filter(user=user.pk).values("council")
    rows = Meeting.objects.filter(council__in=seats, state=Meeting.State.PLANNED, starts_at__date__gte=today())
    answered = InvitationAnswer.objects.valid().of(user).filter(meeting=OuterRef("pk"))
    rows = rows.annotate(count=Count("items"), answered=Exists(answered))
    read = _line("Dự {title}: {row.count} đề nghị", "Xem hồ sơ")
    reply = _line("Trả lời giấy mời {title}: {row.count} đề nghị", "Trả lời", "#tra-loi")
    rows = rows.select_related("council__unit").order_by("starts_at", "pk")
    return Source(WORK, rows, lambda row: read(row) if row.answered else reply(row))


def _to_run(user: User) -> list[Source[Waiting]]:
    if not has_role(user, RoleKind.STANDING_OFFICE):
        return []
    office = reached(user, RoleKind.STANDING_OFFICE, field="council__unit")
    rows = Meeting.objects.filter(office).exclude(state=Meeting.State.CLOSED).select_related("council__unit")
    # Who sits in the council himself has the meeting already, as one to attend.
    seats = CouncilMember.objects.sitting().filter(user=user.pk).values("council")
    rows = rows.exclude(council__in=seats, state=Meeting.State.PLANNED, starts_at__date__gte=today())
    return [Source(WORK, rows.order_by("starts_at", "pk"), _line("Chuẩn bị, điều hành {title}", "Mở phiên họp"))]


def _line(words: str, action: str, place: str = "") -> Callable[[Any], Waiting]:
    def item(row: Any) -> Waiting:
        return Waiting(
            title=words.format(row=row, title=row.title[:1].lower() + row.title[1:]),
            url=f"{reverse('awards:meeting_detail', args=[row.pk])}{place}",
            action=action,
            kind=WORK,
            unit=row.council.unit.short_name,
            due=timezone.localdate(row.starts_at),
        )

    return item


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
            starts_at=meeting.starts_at,
            place=meeting.place,
            passes=True,
        )


def opens_early(meeting: Meeting) -> str:
    """Return what is asked before a meeting is opened on a day before the one of its invitation, "" from that day."""
    day = timezone.localdate(meeting.starts_at)
    if day <= today():
        return ""
    return (
        f"Phiên họp được mời vào ngày {vn_date(day)}, hôm nay mới là ngày {vn_date(today())}. Thành viên đến theo giấy "
        "mời có thể chưa biết; nếu đổi ngày, hãy sửa phiên họp để mời lại trước khi khai mạc."
    )
