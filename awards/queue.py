"""Award decisions that wait for the user's signature, for the queue of those who sign many."""

from collections.abc import Callable
from functools import cache, partial

from django.urls import reverse

from core.sources import Source
from core.working_days import WorkingCalendar
from documents.models import Document
from documents.signing.queue import ToSign
from reminders.queries import working_calendar
from units.models import User

from .models import Decision
from .permissions import signing_units
from .services.decisions import sign_decision
from .signing_day import sign_by

KIND = "awards.decision"


def decisions_to_sign(user: User) -> list[Source[ToSign]]:
    """Return the submitted decisions of the units for which the user signs, what is due first."""
    units = signing_units(user)
    if not units:
        return []
    rows = Decision.objects.filter(round__unit__in=units, state=Decision.State.SUBMITTED)
    rows = rows.select_related("round__unit").order_by("round__decide_by", "submitted_at", "pk")
    return [Source(KIND, rows, partial(_item, cache(working_calendar)))]


def _item(days: Callable[[], WorkingCalendar], decision: Decision) -> ToSign:
    return ToSign(
        key=f"{KIND}:{decision.pk}",
        title=decision.subject,
        kind="Quyết định",
        unit=decision.round.unit.short_name,
        url=decision.get_absolute_url(),
        preview_url=reverse("awards:decision_sheet", args=[decision.pk]),
        sign=partial(_sign, decision),
        since=decision.submitted_at,
        due=sign_by(decision, days),
    )


def _sign(decision: Decision, user: User) -> Document:
    document = sign_decision(actor=user, decision=decision).document
    assert document is not None
    return document
