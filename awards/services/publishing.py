"""Results before the public: published when the office says so, taken away again, the awarded told."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit import record
from core.dates import vn_date
from core.exceptions import Refused
from reminders.services import notify
from units.models import User

from ..models import Award, AwardType, Decision, Publication
from .steps import locked, reason_of


@transaction.atomic
def publish_results(*, actor: User, decision: Decision) -> Publication:
    """Put the results of a signed decision on the public page and tell the awarded who have an account, once.

    Raises Refused when it is not signed or stands there already.
    """
    decision = locked(decision)
    if decision.state != Decision.State.SIGNED or not decision.awards_people:
        raise Refused("Chỉ công bố được kết quả của quyết định khen thưởng đã ký.")
    found = Publication.objects.filter(decision=decision).first()
    if found and found.is_public:
        raise Refused("Kết quả của quyết định này đang được công bố.")
    row, _ = Publication.objects.update_or_create(
        decision=decision,
        defaults={
            "published_at": timezone.now(),
            "published_by": actor,
            "withdrawn_at": None,
            "withdrawn_by": None,
            "reason": "",
        },
    )
    record(actor=actor, action="awards.publish_results", target=decision)
    _tell(decision)
    return row


@transaction.atomic
def withdraw_results(*, actor: User, decision: Decision, reason: str) -> Publication:
    """Take the results of a decision from the public page. Raises Refused without a reason or when not there."""
    said = reason_of(reason)
    row = Publication.objects.select_for_update().filter(decision=decision, withdrawn_at=None).first()
    if row is None:
        raise Refused("Kết quả của quyết định này không đang được công bố.")
    row.withdrawn_at, row.withdrawn_by, row.reason = timezone.now(), actor, said[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    record(actor=actor, action="awards.withdraw_results", target=decision, reason=said)
    return row


def _tell(decision: Decision) -> None:
    """One message for each award of the decision to all who got it and have an account."""
    rows = Award.objects.in_force().filter(decision=decision, person__user__is_active=True)
    told: dict[AwardType, list[int]] = {}
    for award in rows.select_related("award_type", "person__user"):
        told.setdefault(award.award_type, []).append(award.person.user.pk)  # type: ignore[union-attr]
    assert decision.document is not None
    code, day = decision.document.code, decision.document.issued_on
    for award_type, users in told.items():
        notify(
            recipients=users,
            subject=f"Bạn được tặng {award_type}",
            body=f"Theo Quyết định số {code} ngày {vn_date(day)} của {decision.round.unit.name}.",
            url=reverse("awards:results_decision", args=[decision.pk]),
            event_key=f"awards.awarded:{decision.pk}:{award_type.pk}",
            kind="awards",
        )
