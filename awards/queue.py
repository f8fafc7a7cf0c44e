"""Award decisions that wait for the user's signature, for the queue of those who sign many."""

from functools import partial

from django.urls import reverse

from core.sources import Source
from documents.models import Document
from documents.signing.queue import ToSign
from units.models import User

from .models import Decision
from .permissions import signing_units
from .services.decisions import sign_decision

KIND = "awards.decision"


def decisions_to_sign(user: User) -> list[Source[ToSign]]:
    """Return the submitted decisions of the units for which the user signs, what is due first."""
    units = signing_units(user)
    if not units:
        return []
    rows = Decision.objects.filter(round__unit__in=units, state=Decision.State.SUBMITTED)
    rows = rows.select_related("round__unit").order_by("round__decide_by", "submitted_at", "pk")
    return [Source(KIND, rows, _item)]


def _item(decision: Decision) -> ToSign:
    return ToSign(
        key=f"{KIND}:{decision.pk}",
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
