"""What awards bring to a user's first page."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.sources import Source
from core.worklist import Waiting
from reminders.queries import working_calendar
from units.models import RoleKind, User
from units.permissions import has_role, reached

from . import permissions, queries
from .models import Decision, Dossier, Nomination, Round
from .signing_day import sign_by

KIND = "Khen thưởng"


def waiting_for(user: User) -> list[Source[Waiting]]:
    """Return what the user can move: a unit's lists, the office's receipts and appraisals, signatures."""
    return [*_of_units(user), *_of_office(user), *_of_leader(user)]


def _of_units(user: User) -> list[Source[Waiting]]:
    """The lists of the user's units, and what his own office sends to the level above, as long as they lie here."""
    writes = permissions.can_see_dossiers(user)
    if not (writes or permissions.own_offices(user)):
        return []
    drafts = Dossier.objects.filter(
        permissions.writable(user), state=Dossier.State.DRAFT, round__state=Round.State.OPEN
    ).select_related("round", "unit")
    returned = queries.to_mend().filter(permissions.writable(user, "dossier__"))
    return [
        *([Source(KIND, queries.asked_and_not_begun(user), _begin)] if writes else []),
        Source(KIND, drafts.order_by("round__send_by", "pk"), partial(_unsent, user)),
        Source(KIND, returned.order_by("round__appraise_by", "pk"), _returned),
    ]


def _begin(asked: Any) -> Waiting:
    return Waiting(
        title=f"Lập hồ sơ: {asked.round.title}",
        url=reverse("awards:round_detail", args=[asked.round_id]),
        action="Lập hồ sơ",
        kind=KIND,
        unit=asked.unit.short_name,
        due=asked.round.send_by,
    )


def _unsent(user: User, dossier: Dossier) -> Waiting:
    sends = permissions.can_send_dossier(user, dossier)
    return Waiting(
        title=f"Hồ sơ {dossier.reference}: {dossier.round.title}",
        url=reverse(f"awards:{'dossier_check' if sends else 'dossier_detail'}", args=[dossier.pk]),
        action="Kiểm tra và gửi" if sends else "Soạn tiếp",
        kind=KIND,
        unit=dossier.unit.short_name,
        due=dossier.round.send_by,
        since=dossier.created_at,
    )


def _returned(nomination: Nomination) -> Waiting:
    return Waiting(
        title=f"Bị trả lại: {nomination.nominee_name} ({nomination.award_type})",
        url=nomination.get_absolute_url(),
        action="Bổ sung",
        kind=KIND,
        unit=nomination.dossier.unit.short_name,
        due=nomination.round.appraise_by,
        since=nomination.updated_at,
    )


def _of_office(user: User) -> list[Source[Waiting]]:
    if not permissions.can_create_rounds(user):
        return []
    mine = reached(user, RoleKind.STANDING_OFFICE, field="round__unit")
    sent = Dossier.objects.filter(mine, state=Dossier.State.SENT).select_related("round", "unit")
    rounds = Round.objects.filter(reached(user, RoleKind.STANDING_OFFICE), state=Round.State.OPEN)
    rounds = rounds.select_related("unit")
    to_appraise = rounds.filter(Exists(_in_state(Nomination.State.RECEIVED)))
    to_decide = rounds.filter(Exists(_in_state(Nomination.State.APPRAISED)))  # as the round's own page offers it
    drafts = Decision.objects.filter(mine, state=Decision.State.DRAFT).select_related("round__unit")
    return [
        Source(KIND, sent.order_by("round__send_by", "sent_at", "pk"), _receive),
        Source(KIND, _counted(to_appraise, Nomination.State.RECEIVED).order_by("appraise_by", "pk"), _appraise),
        Source(KIND, _counted(to_decide, Nomination.State.APPRAISED).order_by("decide_by", "pk"), _prepare),
        Source(KIND, drafts.order_by("round__decide_by", "pk"), _decision("Hoàn thiện dự thảo", "Xem và trình ký")),
    ]


def _in_state(state: str) -> QuerySet[Nomination]:
    return Nomination.objects.filter(round=OuterRef("pk"), state=state)


def _counted(rounds: QuerySet[Round], state: str) -> QuerySet[Round]:
    """With how many of its nominations stand in the state; asked of each round that is shown, by its index."""
    numbers = _in_state(state).order_by().values("round").annotate(count=Count("pk")).values("count")
    return rounds.annotate(waiting=Coalesce(Subquery(numbers, output_field=IntegerField()), 0))


def _receive(dossier: Dossier) -> Waiting:
    return Waiting(
        title=f"Tiếp nhận hồ sơ {dossier.reference}: {dossier.round.title}",
        url=dossier.get_absolute_url(),
        action="Tiếp nhận",
        kind=KIND,
        unit=dossier.unit.short_name,
        due=dossier.round.send_by,
        since=dossier.sent_at,
    )


def _appraise(around: Any) -> Waiting:
    return Waiting(
        title=f"Thẩm định {around.waiting} đề nghị: {around.title}",
        url=reverse("awards:appraisal_list", args=[around.pk]),
        action="Thẩm định",
        kind=KIND,
        unit=around.unit.short_name,
        due=around.appraise_by,
    )


def _prepare(around: Any) -> Waiting:
    return Waiting(
        title=f"Lập quyết định cho {around.waiting} đề nghị: {around.title}",
        url=reverse("awards:decision_prepare", args=[around.pk]),
        action="Lập quyết định",
        kind=KIND,
        unit=around.unit.short_name,
        due=around.decide_by,
    )


def _of_leader(user: User) -> list[Source[Waiting]]:
    if not has_role(user, RoleKind.LEADER):
        return []
    mine = permissions.signing_units(user)
    rows = Decision.objects.filter(round__unit__in=mine, state=Decision.State.SUBMITTED).select_related("round__unit")
    return [
        Source(KIND, rows.order_by("round__decide_by", "submitted_at", "pk"), _decision("Ký quyết định", "Xem và ký"))
    ]


def _decision(verb: str, action: str) -> Callable[[Decision], Waiting]:
    days = cache(working_calendar)

    def item(decision: Decision) -> Waiting:
        return Waiting(
            title=f"{verb}: {decision.subject}",
            url=decision.get_absolute_url(),
            action=action,
            kind=KIND,
            unit=decision.round.unit.short_name,
            due=sign_by(decision, days),
            since=decision.submitted_at or decision.prepared_at,
        )

    return item
