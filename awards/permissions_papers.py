"""Who may have a unit's papers written as official documents."""

from units.models import User
from units.permissions import holds

from .models import Dossier
from .permissions import UNIT_ROLES


def can_draft_papers(user: User, dossier: Dossier) -> bool:
    """Staff and head of a unit that issues documents of its own; the same who write its dossier."""
    return dossier.unit.issues_documents and holds(user, dossier.unit, *UNIT_ROLES)
