"""Which messages about awards still ask for an act."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from core.dates import today
from reminders import asking
from reminders.asking import Event, about, newest, number

from .models import Decision, Dossier, InvitationAnswer, Meeting, Nomination, OpinionRequest

State = Nomination.State


def to_receive(events: Collection[Event]) -> list[Event]:
    """Dossiers that were sent and not received."""
    return about(Dossier.objects.filter(state=Dossier.State.SENT), events)


def to_appraise(events: Collection[Event]) -> list[Event]:
    """Dossiers that the clerk still has, with something that waits for him: what was returned waits for its unit."""
    waiting = Nomination.objects.filter(dossier=OuterRef("pk"), state__in=[State.SENT, State.RECEIVED])
    rows = Dossier.objects.filter(Exists(waiting), pk__in={number(key) for key, _ in events})
    clerks = set(rows.values_list("pk", "clerk"))
    return [event for event in events if (number(event[0]), event[1]) in clerks]


def to_mend(events: Collection[Event]) -> list[Event]:
    """Nominations that were returned and not sent again."""
    return about(Nomination.objects.filter(state=State.RETURNED), newest(events))


def to_sign(events: Collection[Event]) -> list[Event]:
    """Decisions that wait for signature."""
    return about(Decision.objects.filter(state=Decision.State.SUBMITTED), newest(events))


def to_answer_invitation(events: Collection[Event]) -> list[Event]:
    """Meetings that have not begun and whose day has not passed, until the member has said whether he comes to this
    hour."""
    rows = newest(events)
    meetings = Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__date__gte=today())
    answers = InvitationAnswer.objects.valid().filter(meeting__in={number(key) for key, _ in rows})
    said = set(answers.values_list("meeting", "member__user"))
    return [event for event in about(meetings, rows) if (number(event[0]), event[1]) not in said]


def to_answer(events: Collection[Event]) -> list[Event]:
    """Opinions that were asked and not given."""
    return about(OpinionRequest.objects.open(), events)


def register() -> None:
    """Tell the reminders."""
    asking.register("awards.dossier_sent", to_receive)
    asking.register("awards.clerk_assigned", to_appraise)
    asking.register("awards.nomination_returned", to_mend)
    asking.register("awards.decision_submitted", to_sign)
    asking.register("awards.meeting_planned", to_answer_invitation)
    asking.register("awards.opinion_asked", to_answer)
    asking.call("awards.invitation_answer")
