"""Nominations after they were sent, the decisions they stand in, and what a nominee was awarded before."""

from django.db.models import Count, QuerySet

from units.models import Person, Unit, User
from units.queries import predecessors_of

from ..models import Appraisal, Award, Decision, Nomination, Round, Target

State = Nomination.State


def to_mend() -> QuerySet[Nomination]:
    """Return what was returned and not sent again, in rounds that are open: it waits for its unit."""
    return Nomination.objects.filter(state=State.RETURNED, round__state=Round.State.OPEN).select_related(
        "dossier__unit", "round", "person", "unit", "award_type"
    )


def received_in(around: Round) -> list[Nomination]:
    """Return what was received of a round and not turned down, in the order of a list."""
    rows = around.nominations.exclude(state__in=[State.DRAFT, State.SENT, State.REJECTED, State.RETURNED])
    return list(rows.select_related("award_type", "person__unit", "unit__parent").listed())


def to_appraise(around: Round, user: User) -> QuerySet[Nomination]:
    """Return what was received of a round, for the appraisal list."""
    return (
        Nomination.objects.visible_to(user)
        .filter(round=around)
        .exclude(state__in=[State.DRAFT, State.SENT])
        .select_related("dossier__unit", "round__unit", "award_type", "person__unit", "unit__parent", "appraisal")
        .defer("appraisal__tree")
        .listed()
    )


def appraised(around: Round) -> QuerySet[Nomination]:
    """Return what waits for a decision in a round."""
    rows = around.nominations.filter(state=State.APPRAISED)
    return rows.select_related("dossier__unit", "award_type", "person__unit", "unit__parent").listed()


def decisions(user: User, state: str = "") -> QuerySet[Decision]:
    """Return the decisions that the user may see, what waits first, with how many each awards."""
    found = Decision.objects.visible_to(user).select_related("round__unit", "document", "signer")
    if state in Decision.State.values:
        found = found.filter(state=state)
    return found.annotate(nominee_count=Count("nominations")).order_by("-pk")


def appraisals_of(decision: Decision) -> QuerySet[Appraisal]:
    """Return the conclusions on the nominees of a decision, with the rule sets they rest on."""
    return Appraisal.objects.filter(nomination__decision=decision).select_related("rule_set")


def history_of(nominee: Person | Unit) -> QuerySet[Award]:
    """Return the awards in force of a person, or of a collective and those it carries on, the latest first."""
    if isinstance(nominee, Person):
        rows = Award.objects.in_force().filter(person=nominee)
    else:
        before = predecessors_of([nominee.pk])[nominee.pk]
        own = {"target": Target.COLLECTIVE, "person": None}
        rows = Award.objects.in_force().filter(unit__in=[nominee.pk, *before], **own)
    return rows.select_related("award_type", "unit").order_by("-year", "award_type__order", "order_key")


def history_for(nomination: Nomination) -> QuerySet[Award]:
    """Return the awards in force of a nominee; a household is known by its name and its unit."""
    if nomination.target != Target.HOUSEHOLD:
        return history_of(nomination.nominee)
    rows = Award.objects.in_force().filter(target=Target.HOUSEHOLD, unit=nomination.unit_id)
    same = rows.filter(nominee_name__iexact=nomination.household_name)
    return same.select_related("award_type", "unit").order_by("-year", "award_type__order", "order_key")


def under_way(nominee: Person | Unit, user: User) -> QuerySet[Nomination]:
    """Return what the nominee is proposed for and that is not awarded yet, as far as the user may see it."""
    person = isinstance(nominee, Person)
    key = {"person": nominee} if person else {"unit": nominee, "target": Target.COLLECTIVE}
    rows = Nomination.objects.visible_to(user).filter(**key).exclude(state=State.AWARDED)
    return rows.select_related("award_type", "round__unit", "appraisal").order_by("-round__year", "-pk")
