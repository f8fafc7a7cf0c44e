"""Award decisions that wait for the user's signature, for the queue of those who sign many."""

from functools import partial

from django.urls import reverse

from documents.models import Document
from documents.signing.queue import ToSign
from units.models import User

from .models import Decision
from .permissions import signing_units
from .services.decisions import sign_decision

LIMIT = 50


def decisions_to_sign(user: User) -> list[ToSign]:
    """Return the submitted decisions of the units for which the user signs."""
    units = signing_units(user)
    if not units:
        return []
    rows = Decision.objects.filter(round__unit__in=units, state=Decision.State.SUBMITTED)
    return [_item(decision) for decision in rows.select_related("round__unit").order_by("submitted_at")[:LIMIT]]


def _item(decision: Decision) -> ToSign:
    return ToSign(
        key=f"awards.decision:{decision.pk}",
        title=decision.subject,
        kind="Quyết định",
        unit=decision.round.unit.short_name,
        url=decision.get_absolute_url(),
        preview_url=reverse("awards:decision_sheet", args=[decision.pk]),
        sign=partial(_sign, decision),
        since=decision.submitted_at,
        due=decision.round.decide_by,
    )


def _sign(decision: Decision, user: User) -> Document:
    document = sign_decision(actor=user, decision=decision).document
    assert document is not None
    return document
