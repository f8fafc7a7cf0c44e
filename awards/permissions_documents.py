"""Who reads the issued documents of this room.

| document | the house of its issuer reads it, but |
|---|---|
| minutes, submissions | not who declared a conflict of interest with somebody they tell of |
| decision to award | the information centre once its results are published |
| decision that corrects, cancels or recovers | only who sees the decision or keeps the book, and whom it concerns |
"""

from django.db.models import Exists, OuterRef, Q

from documents.models import Draft
from documents.permissions import REGISTER_KEEPERS
from units.models import RoleKind, User
from units.permissions import reached

from .models.corrections import Amendment
from .models.decisions import Decision
from .models.publishing import published
from .permissions import UNIT_ROLES, decisions_of
from .permissions_council import closed_papers


def closed_documents(user: User) -> Q:
    """Return the filter of the documents that the user does not read, whatever his role at the issuer."""
    papers = Draft.objects.filter(closed_papers(user), document=OuterRef("pk"))
    decisions = Decision.objects.filter(document=OuterRef("pk")).exclude(read_by(user))
    return Q(Exists(papers.order_by())) | Q(Exists(decisions.order_by()))


def read_by(user: User) -> Q:
    """Return the filter of the signed decisions whose document the user reads where his role lets him."""
    awarding = Q(kind=Decision.Kind.AWARD)
    if all(role.kind == RoleKind.INFORMATION_CENTRE for role in user.held_roles):
        awarding &= published()
    named = reached(user, *UNIT_ROLES, field="award__unit")
    if user.person_id:
        named |= Q(award__person=user.person_id)
    concerned = Amendment.objects.filter(named, decision=OuterRef("pk"))
    keeps_book = reached(user, *REGISTER_KEEPERS, field="document__issuer")
    return decisions_of(user) | keeps_book | awarding | Q(Exists(concerned.order_by()))
