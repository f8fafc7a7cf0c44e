"""Who may what after a decision: money, certificates, corrections, what the public reads.

| who | sees | does |
|---|---|---|
| standing office | its fund, its templates, its publications | all of it |
| leader | the same | nothing: signs the decisions |
| information centre | what is published | nothing |
"""

from units.models import RoleKind, Unit, User
from units.permissions import has_role, holds, reached

from .models import Award, Decision, OldCancellation
from .models.publishing import published

KEEPERS = (RoleKind.STANDING_OFFICE,)
READERS = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)
PUBLISHERS = (*READERS, RoleKind.INFORMATION_CENTRE)


def offices_of(user: User) -> list[Unit]:
    """Return the units that issue documents and whose money and certificates the user may see."""
    return list(Unit.objects.filter(reached(user, *READERS, field=""), issues_documents=True).order_by("path"))


def can_see_offices(user: User) -> bool:
    return has_role(user, *READERS)


def can_see_fund(user: User, unit: Unit) -> bool:
    return unit.issues_documents and holds(user, unit, *READERS)


def can_keep_fund(user: User, unit: Unit) -> bool:
    return unit.issues_documents and holds(user, unit, *KEEPERS)


def can_see_bonuses(user: User, decision: Decision) -> bool:
    """What each gets: the office and its leaders."""
    return holds(user, decision.round.unit, *READERS)


def can_pay(user: User, decision: Decision) -> bool:
    signed = decision.state == Decision.State.SIGNED and decision.awards_people
    return signed and holds(user, decision.round.unit, *KEEPERS)


def can_amend(user: User, decision: Decision) -> bool:
    """Draft a decision that corrects, cancels or recovers: of a signed one, by the office that drafted it."""
    return can_pay(user, decision)


def can_keep_recoveries(user: User, decision: Decision) -> bool:
    signed = decision.state == Decision.State.SIGNED and not decision.awards_people
    return signed and holds(user, decision.round.unit, *KEEPERS)


def can_reissue(user: User, award: Award) -> bool:
    return bool(award.decision and award.in_force and holds(user, award.decision.round.unit, *KEEPERS))


def office_of_old(user: User, award: Award) -> Unit | None:
    """Return the unit for which the user may enter that an old award was cancelled: that at which he holds the role of
    the standing office over the award's unit. None for lines that a decision here gave and for those cancelled."""
    if award.decision_id or not award.in_force:
        return None
    own = [role.unit for role in user.held_roles if role.kind in KEEPERS and award.unit.path.startswith(role.unit.path)]
    return max(own, key=lambda unit: len(unit.path), default=None)


def can_keep_old_recovery(user: User, row: OldCancellation) -> bool:
    return holds(user, row.office, *KEEPERS)


def can_see_publications(user: User) -> bool:
    return has_role(user, *PUBLISHERS)


def publishable(user: User):  # type: ignore[no-untyped-def]
    """Return the signed decisions to award of which the user may see whether they are published: of his office, and to
    the information centre those that are."""
    rows = Decision.objects.filter(state=Decision.State.SIGNED, kind=Decision.Kind.AWARD)
    centre = reached(user, RoleKind.INFORMATION_CENTRE, field="round__unit") & published()
    return rows.filter(reached(user, *READERS, field="round__unit") | centre)


def can_publish(user: User, decision: Decision) -> bool:
    return can_pay(user, decision)
