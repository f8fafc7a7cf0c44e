"""Whose name stands at the foot of a unit's papers before anybody has signed them."""

from core.dates import today
from documents.kinds import SUBMISSION
from documents.official import Signer
from documents.signers import signer_for, signers_of
from units.models import Role, RoleKind, Unit, User

from . import permissions
from .models import Dossier


def unit_signer(dossier: Dossier, user: User) -> Signer | None:
    """Return the block of the head who sent the dossier; before it is sent of the head who prints it, else of the
    unit's head where it has one and no more. Nobody else signs for the unit."""
    unit, who = dossier.unit, dossier.sent_by or user
    if permissions.holds(who, unit, RoleKind.HEAD):
        return signer_for(who, unit)
    if dossier.sent_by:
        return None
    heads = Role.objects.in_force_on(today()).filter(unit=unit, kind=RoleKind.HEAD, user__is_active=True)
    found = list(heads.select_related("user")[:2])
    return signer_for(found[0].user, unit) if len(found) == 1 else None


def office_signer(office: Unit, user: User) -> Signer | None:
    """Return the block of the user where he signs for the office, else of its head, who alone stands below no "KT."."""
    if permissions.signs_for(user, office):
        return signer_for(user, office, collective=False)
    signers = (authority.signer for _, authority in signers_of(office, SUBMISSION, today()))
    return next((one for one in signers if not one.authority), None)
