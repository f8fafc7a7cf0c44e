"""What awards bring to a user's first page."""

from django.db.models import Count, Q
from django.urls import reverse

from core.worklist import Waiting
from units.models import RoleKind, User
from units.permissions import has_role, reached

from . import permissions, queries
from .models import Decision, Dossier, Nomination, Round

LIMIT = 50
KIND = "Khen thưởng"


def waiting_for(user: User) -> list[Waiting]:
    """Return what the user can move: a unit's lists, the office's receipts and appraisals, signatures."""
    return [*_of_units(user), *_of_office(user), *_of_leader(user)]


def _of_units(user: User) -> list[Waiting]:
    if not permissions.can_see_dossiers(user):
        return []
    begin = [
        Waiting(
            title=f"Lập hồ sơ: {around.title}",
            url=reverse("awards:round_detail", args=[around.pk]),
            action="Lập hồ sơ",
            kind=KIND,
            unit=unit.name,
            due=around.send_by,
        )
        for around, unit in queries.rounds_to_answer(user, most=LIMIT)
    ]
    own = reached(user, *permissions.UNIT_ROLES)
    drafts = Dossier.objects.filter(own, state=Dossier.State.DRAFT, round__state=Round.State.OPEN)
    drafts = drafts.select_related("round", "unit").order_by("round__send_by")[:LIMIT]
    unsent = [
        Waiting(
            title=f"Hồ sơ {dossier.reference}: {dossier.round.title}",
            url=reverse(f"awards:{_page_for(user, dossier)}", args=[dossier.pk]),
            action="Kiểm tra và gửi" if permissions.can_send_dossier(user, dossier) else "Soạn tiếp",
            kind=KIND,
            unit=dossier.unit.name,
            due=dossier.round.send_by,
            since=dossier.created_at,
        )
        for dossier in drafts
    ]
    returned = Nomination.objects.filter(
        reached(user, *permissions.UNIT_ROLES, field="dossier__unit"), state=Nomination.State.RETURNED
    ).select_related("dossier__unit", "round", "person", "unit", "award_type")
    mend = [
        Waiting(
            title=f"Bị trả lại: {nomination.nominee_name} ({nomination.award_type})",
            url=nomination.get_absolute_url(),
            action="Bổ sung",
            kind=KIND,
            unit=nomination.dossier.unit.name,
            due=nomination.round.appraise_by,
            since=nomination.updated_at,
        )
        for nomination in returned.order_by("pk")[:LIMIT]
    ]
    return begin + unsent + mend


def _page_for(user: User, dossier: Dossier) -> str:
    return "dossier_check" if permissions.can_send_dossier(user, dossier) else "dossier_detail"


def _of_office(user: User) -> list[Waiting]:
    if not permissions.can_create_rounds(user):
        return []
    mine = reached(user, RoleKind.STANDING_OFFICE, field="round__unit")
    sent = Dossier.objects.filter(mine, state=Dossier.State.SENT).select_related("round", "unit")
    receive = [
        Waiting(
            title=f"Tiếp nhận hồ sơ {dossier.reference}: {dossier.round.title}",
            url=dossier.get_absolute_url(),
            action="Tiếp nhận",
            kind=KIND,
            unit=dossier.unit.name,
            due=dossier.round.send_by,
            since=dossier.sent_at,
        )
        for dossier in sent.order_by("sent_at")[:LIMIT]
    ]
    received = Count("nominations", filter=Q(nominations__state=Nomination.State.RECEIVED))
    appraised = Count("nominations", filter=Q(nominations__state=Nomination.State.APPRAISED))
    rounds = Round.objects.filter(reached(user, RoleKind.STANDING_OFFICE), state=Round.State.OPEN)
    rows = rounds.annotate(received=received, appraised=appraised).select_related("unit").order_by("appraise_by")
    work = []
    for around in rows[:LIMIT]:
        if around.received:
            work.append(_round_work(around, f"Thẩm định {around.received} đề nghị", "appraisal_list", "Thẩm định"))
        elif around.appraised:
            title = f"Lập quyết định cho {around.appraised} đề nghị"
            work.append(_round_work(around, title, "decision_prepare", "Lập quyết định"))
    drafts = Decision.objects.filter(mine, state=Decision.State.DRAFT).select_related("round__unit").order_by("pk")
    prepared = [_decision(decision, "Hoàn thiện dự thảo", "Xem và trình ký") for decision in drafts[:LIMIT]]
    return receive + work + prepared


def _round_work(around: Round, title: str, url_name: str, action: str) -> Waiting:
    return Waiting(
        title=f"{title}: {around.title}",
        url=reverse(f"awards:{url_name}", args=[around.pk]),
        action=action,
        kind=KIND,
        unit=around.unit.name,
        due=around.appraise_by if url_name == "appraisal_list" else around.decide_by,
    )


def _of_leader(user: User) -> list[Waiting]:
    if not has_role(user, RoleKind.LEADER):
        return []
    mine = permissions.signing_units(user)
    rows = Decision.objects.filter(round__unit__in=mine, state=Decision.State.SUBMITTED).select_related("round__unit")
    return [_decision(decision, "Ký quyết định", "Xem và ký") for decision in rows.order_by("submitted_at")[:LIMIT]]


def _decision(decision: Decision, verb: str, action: str) -> Waiting:
    return Waiting(
        title=f"{verb}: {decision.subject}",
        url=decision.get_absolute_url(),
        action=action,
        kind=KIND,
        unit=decision.round.unit.name,
        due=decision.round.decide_by,
        since=decision.submitted_at or decision.prepared_at,
    )
