"""Who may have a unit's papers written as official documents."""

from units.models import User

from .models import Dossier
from .permissions import writes_for


def can_draft_papers(user: User, dossier: Dossier) -> bool:
    """Who writes the dossier of a unit that issues documents of its own."""
    return dossier.unit.issues_documents and writes_for(user, dossier.unit)
