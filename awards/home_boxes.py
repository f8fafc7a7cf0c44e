"""Boxes of first pages: a member's sessions and conflicts, a leader's seasons, what may be published."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from core.figures import Box, Row
from units.models import RoleKind, User
from units.permissions import has_role, reached

from .council_work import votes_open_to
from .models import AgendaItem, Award, Conflict, CouncilMember, Decision, Meeting, Nomination, Round
from .models.publishing import published
from .permissions import can_see_register
from .permissions_afterwards import can_see_publications, publishable
from .permissions_council import has_seat

KNOWN = 5
_SETTLED = (Nomination.State.AWARDED, Nomination.State.REJECTED)


def boxes(user: User) -> list[Box]:
    """Return the boxes of the user's roles."""
    found = []
    if has_seat(user):
        found += [_sessions(user), *_conflicts(user)]
    if has_role(user, RoleKind.LEADER):
        found.append(_seasons(user))
    if has_role(user, RoleKind.INFORMATION_CENTRE) and can_see_publications(user):
        found.append(_to_publish(user))
    if user.person_id and not can_see_register(user):
        found.append(_own(user, user.person_id))
    return found


def _own(user: User, person: int) -> Box:
    """To somebody without a part in awards: what he was given himself; others find themselves in the register."""
    url = reverse("awards:person_history", args=[person])
    rows = Award.objects.in_force().filter(person=person).select_related("award_type")
    lines = [
        Row(row.award_type.name, url, f"Năm {row.year}, Quyết định số {row.decision_code}", day=row.decided_on)
        for row in rows.order_by("-decided_on", "-pk")[:KNOWN]
    ]
    return Box("Khen thưởng của tôi", lines, url, "Mọi lần khen", "Sổ khen thưởng chưa ghi lần khen nào của bạn.",
               order=25)  # fmt: skip


def _sessions(user: User) -> Box:
    """The meetings of the user's councils that are not over: when, where, how much is on the agenda, how much of it he
    still has to vote on."""
    seats = CouncilMember.objects.sitting().filter(user=user.pk).values("council")
    open_ = votes_open_to(user).filter(meeting=OuterRef("pk")).order_by().values("meeting")
    mine = open_.annotate(count=Count("pk")).values("count")
    items = AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    rows = Meeting.objects.filter(council__in=seats).exclude(state=Meeting.State.CLOSED)
    rows = rows.select_related("council__unit", "invitation__document").annotate(
        to_vote=Coalesce(Subquery(mine, output_field=IntegerField()), 0),
        item_count=Coalesce(
            Subquery(items.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0
        ),
    )
    return Box(
        "Phiên họp Hội đồng",
        [_session(meeting) for meeting in rows.order_by("starts_at", "pk")[:KNOWN]],
        reverse("awards:council_list"),
        "Mọi phiên họp",
        "Không có phiên họp nào sắp tới.",
        order=10,
    )


def _session(meeting: Any) -> Row:
    at = timezone.localtime(meeting.starts_at)
    parts = [f"{at:%H:%M}", meeting.place, f"{meeting.item_count} đề nghị trong chương trình"]
    invitation = meeting.invitation
    if invitation is not None:
        parts.append(f"giấy mời {invitation.document.code}" if invitation.document else "giấy mời đang soạn")
    if meeting.to_vote:
        parts.append(f"bạn còn {meeting.to_vote} nội dung chưa bỏ phiếu")
    return Row(
        meeting.title, meeting.get_absolute_url(), ", ".join(parts), meeting.get_state_display(), meeting.chip_kind,
        day=at.date(),
    )  # fmt: skip


def _conflicts(user: User) -> list[Box]:
    """What the user declared of nominations that are not settled: their files and ballots are closed to him."""
    rows = Conflict.objects.filter(member__user=user.pk).exclude(nomination__state__in=_SETTLED)
    rows = rows.select_related("nomination__person", "nomination__unit", "nomination__award_type")
    meeting = AgendaItem.objects.filter(nomination=OuterRef("nomination")).order_by("-pk").values("meeting")[:1]
    found = list(rows.annotate(meeting=Subquery(meeting)).order_by("-pk")[: KNOWN + 1])
    if not found:
        return []
    lines = [
        Row(
            str(row.nomination),
            reverse("awards:meeting_detail", args=[row.meeting]) if row.meeting else "",
            f"Lý do: {row.reason}",
        )
        for row in found[:KNOWN]
    ]
    return [
        Box("Xung đột lợi ích bạn đã khai", lines, reverse("awards:council_list") if len(found) > KNOWN else "",
            "Xem ở từng phiên họp", order=15)
    ]  # fmt: skip


def _seasons(user: User) -> Box:
    """What became of the latest rounds of the leader's office."""
    of_round = Nomination.objects.filter(round=OuterRef("pk")).exclude(state=Nomination.State.DRAFT).order_by()
    proposed = of_round.values("round").annotate(count=Count("pk")).values("count")
    awarded = of_round.filter(state=Nomination.State.AWARDED).values("round").annotate(count=Count("pk"))
    rounds = Round.objects.filter(reached(user, RoleKind.LEADER)).exclude(state=Round.State.DRAFT)
    rounds = rounds.select_related("unit").annotate(
        proposed=Coalesce(Subquery(proposed, output_field=IntegerField()), 0),
        awarded=Coalesce(Subquery(awarded.values("count"), output_field=IntegerField()), 0),
    )
    rows = [
        Row(
            around.title,
            around.get_absolute_url(),
            f"{around.unit.short_name}: đã khen {around.awarded} trong {around.proposed} đề nghị",
            around.get_state_display(),
            "done" if around.state == Round.State.CLOSED else "info",
        )
        for around in rounds.order_by("-send_by", "-pk")[:KNOWN]
    ]
    return Box(
        "Kết quả các đợt xét", rows, reverse("awards:round_list"), "Mọi đợt xét", "Chưa có đợt xét nào.", order=30
    )


def unpublished(user: User) -> QuerySet[Decision]:
    """Return the signed decisions whose results the public does not read."""
    rows: QuerySet[Decision] = publishable(user)
    return rows.exclude(published())


def _to_publish(user: User) -> Box:
    """To the information centre: the decisions whose results were published, the latest first."""
    rows = publishable(user).filter(published()).select_related("document").order_by("-decided_on", "-pk")[:KNOWN]
    lines = [
        Row(
            f"{decision.document.code}: {decision.subject}",
            reverse("awards:results_decision", args=[decision.pk]),
            day=decision.decided_on,
        )
        for decision in rows
    ]
    return Box("Kết quả để đưa tin", lines, reverse("awards:results_list"), "Mọi kết quả đã công bố",
               "Chưa có kết quả khen thưởng nào được công bố.", order=20)  # fmt: skip
