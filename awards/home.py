"""What awards bring to first pages: what was sent and where it stands, what is new, how much stands in each list."""

import datetime as dt
from collections.abc import Callable
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from core import figures, following, lateness, news
from core.following import Followed
from core.lateness import Lateness
from core.news import Fresh, News
from core.sources import Source
from core.working_days import WorkingCalendar
from reminders.queries import working_calendar
from units.models import RoleKind, User
from units.permissions import has_role, reached

from . import home_boxes, home_year, permissions, queries
from .models import Decision, Dossier, Forwarded, Forwarding, Nomination, OpinionRequest, Publication, Round
from .permissions_afterwards import can_see_publications
from .queries.year import late_by_unit
from .signing_day import sign_by
from .worklist import KIND


def register() -> None:
    """Called when the room is ready."""
    following.register(followed)
    news.register(fresh)
    figures.register(counts=counts, boxes=home_boxes.boxes, year=home_year.year)
    lateness.register(Lateness("dossiers", "Hồ sơ khen thưởng", late_by_unit, late_url, order=30))


def late_url(unit: int, year: int) -> str:
    """The rounds of a year to which the unit has not sent its dossier in time."""
    return f"{reverse('awards:round_list')}?{urlencode({'year': year, 'muon': unit})}"


# ---------------------------------------------------------------- what was sent


def followed(user: User) -> list[Source[Followed]]:
    """Dossiers of the user's units that others have; what the office asked, forwarded and sent for signature."""
    return [*_of_units(user), *_of_office(user)]


def _of_units(user: User) -> list[Source[Followed]]:
    if not permissions.can_see_dossiers(user):
        return []
    open_ = Nomination.objects.filter(dossier=OuterRef("pk")).exclude(
        state__in=(Nomination.State.AWARDED, Nomination.State.REJECTED)
    )
    rows = queries.own_dossiers(user).exclude(state=Dossier.State.DRAFT)
    rows = rows.filter(Exists(open_), round__state=Round.State.OPEN).select_related("round__unit", "unit", "clerk")
    returned = Count("nominations", filter=Q(nominations__state=Nomination.State.RETURNED))
    undecided = Count("nominations", filter=Q(nominations__state=Nomination.State.RECEIVED))
    rows = rows.annotate(returned=returned, undecided=undecided)
    return [Source(KIND, rows.order_by("sent_at", "pk"), _dossier)]


def _dossier(dossier: Any) -> Followed:
    office = dossier.round.unit.short_name
    if dossier.state == Dossier.State.SENT:
        state, due, chip = "Chờ tiếp nhận", None, "info"
    elif dossier.undecided or dossier.returned:
        state, due, chip = "Đang thẩm định", dossier.appraise_by or dossier.round.appraise_by, "info"
    else:
        state, due, chip = "Đã thẩm định, chờ quyết định", dossier.round.decide_by, "done"
    if dossier.returned:
        state, chip = f"{state}, {dossier.returned} bị trả lại", "soon"
    return Followed(
        title=f"Hồ sơ {dossier.reference} của {dossier.unit.short_name}: {dossier.round.title}",
        url=dossier.get_absolute_url(),
        kind=KIND,
        state=state,
        holder=dossier.clerk.full_name if dossier.clerk else f"Thường trực {office}",
        since=dossier.received_at or dossier.sent_at,
        due=due,
        chip=chip,
    )


def _of_office(user: User) -> list[Source[Followed]]:
    if not has_role(user, RoleKind.STANDING_OFFICE):
        return []
    mine = reached(user, RoleKind.STANDING_OFFICE, field="round__unit")
    asked = OpinionRequest.objects.open().filter(mine).select_related("round")
    decisions = Decision.objects.filter(mine, state=Decision.State.SUBMITTED).select_related("round__unit")
    # Who signs himself has the decision among what waits for him.
    decisions = decisions.exclude(round__unit__in=permissions.signing_units(user))
    waiting = Forwarded.objects.filter(forwarding=OuterRef("pk"), result="")
    # With a day by which an answer is expected it is work, and stands among what waits.
    sent_up = Forwarding.objects.filter(mine, Exists(waiting), sent_on__isnull=False, expected_on=None)
    return [
        Source(KIND, asked.annotate(number=Count("opinions")).order_by("asked_at", "pk"), _opinion),
        Source(KIND, decisions.order_by("submitted_at", "pk"), partial(_decision, cache(working_calendar))),
        Source(KIND, sent_up.select_related("round").order_by("sent_on", "pk"), _forwarding),
    ]


def _opinion(request: Any) -> Followed:
    return Followed(
        title=f"Xin ý kiến về {request.number} đề nghị: {request.round.title}",
        url=request.get_absolute_url(),
        kind=KIND,
        state=request.label,
        holder=request.name,
        since=request.asked_at,
        due=request.due_on,
        chip=request.chip_kind,
    )


def _decision(days: Callable[[], WorkingCalendar], decision: Decision) -> Followed:
    return Followed(
        title=f"Quyết định: {decision.subject}",
        url=decision.get_absolute_url(),
        kind=KIND,
        state=decision.get_state_display(),
        holder=f"Lãnh đạo {decision.round.unit.short_name}",
        since=decision.submitted_at,
        due=sign_by(decision, days),
        chip="soon",
    )


def _forwarding(row: Forwarding) -> Followed:
    assert row.sent_on is not None  # the query asks for it
    return Followed(
        title=f"Trình {row.to_name}: {row.round.title}",
        url=row.get_absolute_url(),
        kind=KIND,
        state="Chờ kết quả của cấp trên",
        holder=row.to_name,
        since=timezone.make_aware(dt.datetime.combine(row.sent_on, dt.time())),
    )


# ---------------------------------------------------------------- what is new


def fresh(user: User, since: dt.date) -> list[Fresh]:
    """Decisions signed and results published since the day."""
    begins = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    found = []
    published = Publication.objects.filter(withdrawn_at=None, published_at__gte=begins)
    published = published.select_related("decision__document").order_by("-published_at", "-pk")
    if permissions.can_see_decisions(user):
        signed = Decision.objects.visible_to(user).filter(state=Decision.State.SIGNED, decided_on__gte=since)
        signed = signed.select_related("document").order_by("-decided_on", "-pk")
        found.append(Fresh("quyết định khen thưởng", signed, _signed))
    found.append(Fresh("kết quả công bố", published, _published))
    return found


def _signed(decision: Decision) -> News:
    assert decision.document is not None
    return News(
        title=f"{decision.document.code}: {decision.subject}",
        url=decision.get_absolute_url(),
        kind="Quyết định",
        at=decision.document.issued_at,
        key=f"document:{decision.document_id}",
    )


def _published(publication: Publication) -> News:
    decision = publication.decision
    return News(
        title=f"Công bố kết quả: {decision.subject}",
        url=reverse("awards:results_decision", args=[decision.pk]),
        kind="Kết quả",
        at=publication.published_at,
    )


# ---------------------------------------------------------------- how much stands where


def counts(user: User) -> list[figures.Count]:
    """Numbers of the lists of a unit, of the office, of those who sign and of those who publish."""
    return [*_unit_counts(user), *_office_counts(user)]


def _unit_counts(user: User) -> list[figures.Count]:
    if not permissions.can_see_dossiers(user):
        return []
    rows = queries.own_dossiers(user).order_by().values_list("state")
    numbers = dict(rows.annotate(count=Count("pk")))
    named = [
        ("Hồ sơ đang soạn", numbers.get(Dossier.State.DRAFT, 0), Dossier.State.DRAFT.value),
        ("Hồ sơ đã gửi, chờ tiếp nhận", numbers.get(Dossier.State.SENT, 0), Dossier.State.SENT.value),
        ("Hồ sơ có đề nghị bị trả lại", queries.own_dossiers(user, "returned").count(), "returned"),
    ]
    return [
        figures.Count(label, number, f"{reverse('awards:dossier_list')}?state={state}")
        for label, number, state in named
        if number
    ]


def _office_counts(user: User) -> list[figures.Count]:
    found = []
    if has_role(user, *permissions.OFFICE_ROLES):
        number = Round.objects.visible_to(user).filter(state=Round.State.OPEN).count()
        found.append(figures.Count("Đợt xét đang mở", number, f"{reverse('awards:round_list')}?state=open"))
    if permissions.can_see_decisions(user):
        found += _decision_counts(Decision.objects.visible_to(user))
    if can_see_publications(user):
        number = home_boxes.unpublished(user).count()
        found.append(
            figures.Count("Quyết định chưa công bố kết quả", number, f"{reverse('awards:results_list')}?chua=1")
        )
    return [count for count in found if count.number]


def _decision_counts(seen: QuerySet[Decision]) -> list[figures.Count]:
    named = {Decision.State.DRAFT: "Quyết định đang soạn", Decision.State.SUBMITTED: "Quyết định chờ ký"}
    rows = seen.filter(state__in=list(named)).order_by().values_list("state").annotate(count=Count("pk"))
    numbers = dict(rows)
    return [
        figures.Count(label, numbers.get(state, 0), f"{reverse('awards:decision_list')}?state={state}")
        for state, label in named.items()
    ]
