"""What hearing brings to first pages and to the clock: opinions to give, comments to answer, results to follow."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse

from core.sources import Source
from core.worklist import Waiting
from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind, User
from units.permissions import has_role, reached

from .models import Comment, CommentPeriod, Forwarded, Forwarding, OpinionRequest
from .permissions import own_offices
from .permissions_hearing import answers_for, asked_of
from .queries import answerers_of, users_at

KIND = "awards.hearing"
WORK = "Khen thưởng"


def waiting_for(user: User) -> list[Source[Waiting]]:
    """Return the opinions that the user's unit is asked for; for the office what is late or has to be answered."""
    return [*_to_answer(user), *_of_office(user)]


def _to_answer(user: User) -> list[Source[Waiting]]:
    if not answers_for(user):
        return []
    rows = OpinionRequest.objects.open().filter(asked_of(user))
    rows = rows.select_related("round", "agency").annotate(asked=Count("opinions")).order_by("due_on", "pk")
    return [Source(WORK, rows, _opinion)]


def _opinion(row: Any) -> Waiting:
    return Waiting(
        title=f"Cho ý kiến về {row.asked} đề nghị: {row.round.title}",
        url=reverse("awards:opinion_reply", args=[row.pk]),
        action="Trả lời",
        kind=WORK,
        unit=row.name,
        due=row.due_on,
        since=row.asked_at,
    )


def _of_office(user: User) -> list[Source[Waiting]]:
    if not has_role(user, RoleKind.STANDING_OFFICE):
        return []
    mine = reached(user, RoleKind.STANDING_OFFICE, field="round__unit")
    open_ = Comment.objects.filter(period=OuterRef("pk"), answered_at=None)
    periods = CommentPeriod.objects.filter(mine, Exists(open_)).select_related("round__unit")
    unanswered = open_.order_by().values("period").annotate(count=Count("pk")).values("count")
    periods = periods.annotate(unanswered=Subquery(unanswered, output_field=IntegerField()))
    return [
        Source(WORK, periods.order_by("ends_on", "pk"), _comments),
        Source(WORK, _expected().filter(round__unit__in=own_offices(user)), _result),
    ]


def _comments(period: Any) -> Waiting:
    return Waiting(
        title=f"Xử lý {period.unanswered} ý kiến công khai: {period.round.title}",
        url=period.get_absolute_url(),
        action="Xử lý",
        kind=WORK,
        unit=period.round.unit.short_name,
        due=period.ends_on,
    )


def _result(row: Forwarding) -> Waiting:
    return Waiting(
        title=f"Theo dõi kết quả trình {row.to_name}: {row.round.title}",
        url=row.get_absolute_url(),
        action="Ghi kết quả",
        kind=WORK,
        unit=row.round.unit.short_name,
        due=row.expected_on,
    )


def _expected() -> QuerySet[Forwarding]:
    """What is on its way up with a day by which an answer is expected."""
    waiting = Forwarded.objects.filter(forwarding=OuterRef("pk"), result="")
    rows = Forwarding.objects.filter(Exists(waiting), expected_on__isnull=False)
    return rows.select_related("round__unit").order_by("expected_on", "pk")


def hearing_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield the unmet deadlines: opinions that are asked, public comment that ends, comments to answer, results that
    are expected."""
    near = window(on, ahead, behind)
    yield from _opinions_due(near)
    yield from _comments_due(near)
    yield from _comment_ends(on, near)
    rows = list(_expected().filter(expected_on__range=near))
    clerks = users_at({row.round.unit for row in rows}, RoleKind.STANDING_OFFICE)
    for row in rows:
        assert row.expected_on is not None  # the query asks for it
        yield Due(
            key=f"{KIND}:forward:{row.pk}",
            title=f"Hỏi kết quả trình {row.to_name}: {row.round.title}",
            url=row.get_absolute_url(),
            due_on=row.expected_on,
            recipients=clerks[row.round.unit_id],
            unit=row.round.unit.name,
            units=(row.round.unit_id,),
        )


def _opinions_due(near: tuple[dt.date, dt.date]) -> Iterator[Due]:
    """The agency answers; the office that asked is told of the same day, by a link of its own."""
    rows = list(OpinionRequest.objects.open().filter(due_on__range=near).select_related("round__unit", "agency"))
    askers = users_at({row.round.unit for row in rows}, RoleKind.STANDING_OFFICE)
    agencies = answerers_of({row.agency for row in rows if row.agency})
    for row in rows:
        if row.agency_id:
            yield Due(
                key=f"{KIND}:opinion:{row.pk}:agency",
                title=f"Cho ý kiến về đề nghị khen thưởng: {row.round.title}",
                url=reverse("awards:opinion_reply", args=[row.pk]),
                due_on=row.due_on,
                recipients=agencies[row.agency_id],
                unit=row.name,
                units=(row.agency_id,),
            )
        yield Due(
            key=f"{KIND}:opinion:{row.pk}:office",
            title=f"{row.name} chưa trả lời xin ý kiến: {row.round.title}",
            url=row.get_absolute_url(),
            due_on=row.due_on,
            recipients=askers[row.round.unit_id],
            unit=row.round.unit.name,
            units=(row.round.unit_id,),
        )


def _comments_due(near: tuple[dt.date, dt.date]) -> Iterator[Due]:
    unanswered = Comment.objects.filter(period=OuterRef("pk"), answered_at=None)
    rows = CommentPeriod.objects.filter(Exists(unanswered), ends_on__range=near).select_related("round__unit")
    periods = list(rows)
    clerks = users_at({row.round.unit for row in periods}, RoleKind.STANDING_OFFICE)
    for row in periods:
        yield Due(
            key=f"{KIND}:comment:{row.pk}",
            title=f"Xử lý ý kiến công khai: {row.round.title}",
            url=row.get_absolute_url(),
            due_on=row.ends_on,
            recipients=clerks[row.round.unit_id],
            unit=row.round.unit.name,
            units=(row.round.unit_id,),
        )


def _comment_ends(on: dt.date, near: tuple[dt.date, dt.date]) -> Iterator[Due]:
    """The end of a list's publication: a day to gather what was said, nothing that anybody can be late with."""
    rows = CommentPeriod.objects.filter(ends_on__range=(on, near[1]), ended_early_at=None).select_related("round__unit")
    periods = list(rows)
    clerks = users_at({row.round.unit for row in periods}, RoleKind.STANDING_OFFICE)
    for row in periods:
        yield Due(
            key=f"{KIND}:comment_end:{row.pk}",
            title=f"Hết thời gian lấy ý kiến công khai, tổng hợp kết quả: {row.round.title}",
            url=row.get_absolute_url(),
            due_on=row.ends_on,
            recipients=clerks[row.round.unit_id],
            unit=row.round.unit.name,
            units=(row.round.unit_id,),
            passes=True,
        )
