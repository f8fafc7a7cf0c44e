"""Writes of dossiers: started, sent by the head, received by the standing office."""

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import RoleKind, Unit, User

from ..models import Dossier, Forwarding, Nomination, Round
from ..queries import missing_in, stop_of, users_at
from ..receipts import limits_of
from .notices import clerk_was_assigned, dossier_was_sent
from .steps import locked, move, reason_of


@transaction.atomic
def start_dossier(*, actor: User, around: Round, unit: Unit) -> Dossier:
    """Return the unit's dossier for the round, opened if need be. Raises Refused when the round is not open to it."""
    existing = Dossier.objects.filter(round=around, unit=unit).first()
    if existing:
        return existing
    if not around.is_open:
        raise Refused("Đợt xét này không mở. Hãy hỏi bộ phận thường trực thi đua, khen thưởng.")
    if not around.units.filter(pk=unit.pk).exists():
        raise Refused(f"{unit.name} không nằm trong danh sách đơn vị lập hồ sơ của đợt xét này.")
    dossier, created = Dossier.objects.get_or_create(round=around, unit=unit, defaults={"created_by": actor})
    if created:
        record(
            actor=actor,
            action="awards.start_dossier",
            target=dossier,
            after={"round": around.pk, "unit": unit.pk},
        )
    return dossier


@transaction.atomic
def accept_late(*, actor: User, around: Round, unit: Unit, reason: str) -> Dossier:
    """Let a unit send after the last day: a named person answers for it with a reason."""
    said = reason_of(reason)
    dossier = locked(start_dossier(actor=actor, around=around, unit=unit))
    if not dossier.is_draft:
        raise Refused(f"{unit.name} đã trả lời đợt xét này nên không cần nhận muộn.")
    dossier.late_accepted_by, dossier.late_reason = actor, said
    dossier.save(update_fields=["late_accepted_by", "late_reason"])
    record(actor=actor, action="awards.accept_late", target=dossier, after={"by": actor.pk}, reason=said)
    return dossier


@transaction.atomic
def send_dossier(*, actor: User, dossier: Dossier) -> Dossier:
    """Send the unit's list. Raises Refused for an empty list, an unfinished nomination, or after the last day."""
    dossier = locked(dossier)
    nominations = list(
        dossier.nominations.select_for_update(of=("self",)).select_related("person", "unit", "award_type", "round")
    )
    if dossier.is_draft:
        _check_sendable(dossier, nominations)
    move(dossier.send, "Hồ sơ này đã được gửi trước đó.")
    dossier.sent_at, dossier.sent_by = timezone.now(), actor
    dossier.save(update_fields=["state", "sent_at", "sent_by"])
    for nomination in nominations:
        nomination.send()
        nomination.save(update_fields=["state"])
    Forwarding.objects.filter(dossier=dossier, sent_on=None).update(sent_on=today())  # what was forwarded has gone up
    record(
        actor=actor,
        action="awards.send_dossier",
        target=dossier,
        before={"state": "draft"},
        after={"state": dossier.state, "nominations": len(nominations)},
    )
    dossier_was_sent(dossier)
    return dossier


def _check_sendable(dossier: Dossier, nominations: list[Nomination]) -> None:
    if stop := stop_of(dossier):
        raise Refused(stop)
    if not nominations:
        raise Refused("Hồ sơ chưa có đề nghị nào. Hãy thêm người hoặc tập thể được đề nghị.")
    if missing := missing_in(nominations):
        raise Refused(f"Hồ sơ còn thiếu: {missing.sentence}. Xem phần Còn thiếu ở đầu trang hồ sơ.")


@transaction.atomic
def receive_dossier(*, actor: User, dossier: Dossier) -> Dossier:
    """Take a sent dossier in; from now on its nominations are appraised."""
    dossier = locked(dossier)
    move(dossier.receive, "Hồ sơ này đã được tiếp nhận, hoặc đơn vị chưa gửi.")
    dossier.received_at, dossier.received_by = timezone.now(), actor
    dossier.appraise_by = min((limit.last_day for limit in limits_of(dossier) if limit.last_day), default=None)
    dossier.save(update_fields=["state", "received_at", "received_by", "appraise_by"])
    for nomination in dossier.nominations.select_for_update():
        nomination.receive()
        nomination.save(update_fields=["state"])
    record(
        actor=actor,
        action="awards.receive_dossier",
        target=dossier,
        before={"state": "sent"},
        after={"state": dossier.state, "appraise_by": dossier.appraise_by and dossier.appraise_by.isoformat()},
    )
    return dossier


@transaction.atomic
def assign_clerk(*, actor: User, dossier: Dossier, clerk: User | None) -> Dossier:
    """Say who of the standing office appraises a received dossier, or nobody. Raises Refused for somebody else."""
    dossier = locked(dossier)
    if dossier.state != Dossier.State.RECEIVED:
        raise Refused("Chỉ giao người thẩm định cho hồ sơ đã tiếp nhận.")
    if clerk and clerk.pk not in users_at([dossier.round.unit], RoleKind.STANDING_OFFICE)[dossier.round.unit_id]:
        raise Refused(f"{clerk.full_name} không thuộc bộ phận thường trực của {dossier.round.unit.name}.")
    before, dossier.clerk = dossier.clerk_id, clerk
    dossier.save(update_fields=["clerk"])
    event = record(
        actor=actor,
        action="awards.assign_clerk",
        target=dossier,
        before={"clerk": before},
        after={"clerk": clerk.pk if clerk else None},
    )
    if clerk and clerk != actor:
        clerk_was_assigned(dossier, event.pk)
    return dossier
