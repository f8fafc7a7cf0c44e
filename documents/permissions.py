"""Who may read and withdraw documents.

An issued document belongs to the whole house of its issuer: everybody with a role below the issuer, or with a
role that reaches it, may read it. Minutes and submissions name people who were not (yet) awarded and how a
council decided; they go only to the roles that work on awards and reach the issuer.
"""

from django.db.models import Q

from units.models import RoleKind, Unit, User
from units.models.tree import UnitQuerySet
from units.permissions import has_role, holds, house, reached

from .kinds import MINUTES, SUBMISSION
from .models import Document

CONFIDENTIAL_KINDS = (MINUTES, SUBMISSION)
CONFIDENTIAL_ROLES = (RoleKind.HEAD, RoleKind.STANDING_OFFICE, RoleKind.COUNCIL_MEMBER, RoleKind.LEADER)
REGISTER_KEEPERS = (RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)
WITHDRAWING_ROLES = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def readable(user: User) -> Q:
    """Return the filter of the documents that the user may read."""
    open_to_all = house(user, "issuer") & ~Q(kind__in=CONFIDENTIAL_KINDS)
    return open_to_all | reached(user, *CONFIDENTIAL_ROLES, field="issuer")


def can_see_document(user: User, document: Document) -> bool:
    """Whether the user may read the document: the same answer as `readable`."""
    issuer = document.issuer.path
    if document.kind in CONFIDENTIAL_KINDS:
        return any(role.kind in CONFIDENTIAL_ROLES and issuer.startswith(role.unit.path) for role in user.held_roles)
    paths = [role.unit.path for role in user.held_roles]
    return any(issuer.startswith(path) or path.startswith(issuer) for path in paths)


def can_withdraw_document(user: User, document: Document) -> bool:
    """A document is withdrawn by the standing office or a leader that reaches its issuer."""
    return any(role.kind in WITHDRAWING_ROLES and document.issuer.path.startswith(role.unit.path)
               for role in user.held_roles)  # fmt: skip


def can_see_register(user: User) -> bool:
    """The register is open to everybody with a role; it shows what each may read."""
    return bool(user.held_roles)


def can_see_bases(user: User) -> bool:
    """Legal bases are open to everybody with a role."""
    return bool(user.held_roles)


def can_keep_register(user: User, issuer: Unit) -> bool:
    """Books and entries are kept by the standing office or an administrator that reaches the issuer."""
    return holds(user, issuer, *REGISTER_KEEPERS)


def can_keep_registers(user: User) -> bool:
    """Whether the user keeps the books of any unit."""
    return has_role(user, *REGISTER_KEEPERS)


def issuers_kept_by(user: User) -> UnitQuerySet:
    """The issuing units whose books the user keeps."""
    return Unit.objects.filter(reached(user, *REGISTER_KEEPERS, field=""), issues_documents=True)


def books_open_to(user: User) -> Q:
    """Return the filter of the books whose last numbers the user may read: those of the user's house."""
    return house(user, "issuer")
