"""The day by which a submitted decision is to be signed."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from core.working_days import WorkingCalendar

from .models import Decision

# No rule was found that gives a signer days of his own; pages and reminders call this one unverified.
AFTERWARDS = 3
UNVERIFIED = "thời hạn ký chưa xác minh"


def is_late(decision: Decision) -> bool:
    """Whether it was submitted after its round's last day: it amends an older one, or came late. The round's day says
    nothing about it."""
    return bool(decision.submitted_at) and _submitted(decision) > decision.round.decide_by


def sign_by(decision: Decision, calendar: Callable[[], WorkingCalendar]) -> dt.date:
    """Return the round's last day, or AFTERWARDS working days after the submission where that came later; the
    calendar is asked for only then."""
    if not is_late(decision):
        return decision.round.decide_by
    return calendar().after(_submitted(decision), AFTERWARDS)


def due_of(decision: Decision, calendar: Callable[[], WorkingCalendar]) -> dt.date | None:
    """Return the day that a page shows for a decision not signed yet: none for the draft of one that changes an older
    one, for which no rule sets a day."""
    if decision.state == Decision.State.SUBMITTED:
        return sign_by(decision, calendar)
    return decision.round.decide_by if decision.awards_people else None


def _submitted(decision: Decision) -> dt.date:
    assert decision.submitted_at is not None
    return timezone.localdate(decision.submitted_at)
