"""Who may read and withdraw documents.

An issued document belongs to the whole house of its issuer: everybody with a role below the issuer, or with a
role that reaches it, may read it. Minutes and submissions name people who were not (yet) awarded and how a
council decided; they go only to the roles that work on awards and reach the issuer. Of some documents another room
knows who has no part in them (`close_documents`); whoever issued one reads it always.
"""

from collections.abc import Callable

from django.db.models import Q

from core.dates import today
from units.models import RoleKind, Unit, User
from units.models.tree import PATH_STEP, UnitQuerySet
from units.permissions import has_role, holds, house, reached
from units.permissions_common import keeps_common

from .frames import DRAFT_KINDS
from .kinds import MINUTES, SUBMISSION
from .models import Document, Draft, LegalBasis, SigningMandate
from .signers import may_sign

CONFIDENTIAL_KINDS = (MINUTES, SUBMISSION)
CONFIDENTIAL_ROLES = (RoleKind.HEAD, RoleKind.STANDING_OFFICE, RoleKind.COUNCIL_MEMBER, RoleKind.LEADER)
REGISTER_KEEPERS = (RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)
WITHDRAWING_ROLES = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def readable(user: User) -> Q:
    """Return the filter of the documents that the user may read."""
    open_to_all = house(user, "issuer") & ~Q(kind__in=CONFIDENTIAL_KINDS)
    by_role = open_to_all | reached(user, *CONFIDENTIAL_ROLES, field="issuer")
    closed = Q(pk__in=[])
    for also in _closed_documents:
        closed |= also(user)
    return by_role & (~closed | Q(issued_by=user.pk))


# Other rooms know of some issued documents who has no part in them, whatever his role.
_closed_documents: list[Callable[[User], Q]] = []


def close_documents(closed: Callable[[User], Q]) -> None:
    """Register the filter of issued documents that a user does not read though the house of the issuer does."""
    _closed_documents.append(closed)


def can_see_document(user: User, document: Document) -> bool:
    """Whether the user may read the document: `readable` of one."""
    return Document.objects.visible_to(user).filter(pk=document.pk).exists()


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


def can_add_bases(user: User) -> bool:
    """Every standing office and administrator adds what its own documents rest on."""
    return has_role(user, *REGISTER_KEEPERS)


def can_change_basis(user: User, basis: LegalBasis) -> bool:
    """The catalogue holds for everybody: those who keep what is common change it. What an office added and nobody has
    vouched for yet is mended by whoever adds."""
    own = basis.pk is None or (basis.edited and basis.confidence == LegalBasis.Confidence.UNVERIFIED)
    return can_confirm_bases(user) or (own and can_add_bases(user))


def can_confirm_bases(user: User) -> bool:
    """To say that an entry was compared with its document is for those who keep what is common."""
    return keeps_common(user, *REGISTER_KEEPERS)


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


# ---------------------------------------------------------------- drafts

WRITING_ROLES = (RoleKind.STAFF, RoleKind.HEAD, RoleKind.STANDING_OFFICE)
# Of a draft that names people who were not awarded, a clerk reads only what he wrote himself.
CONFIDENTIAL_WRITERS = (RoleKind.HEAD, RoleKind.STANDING_OFFICE)


def led_units(user: User) -> list[int]:
    """The units whose documents the user signs as a leader: only those very units."""
    return [role.unit_id for role in user.held_roles if role.kind == RoleKind.LEADER]


def readable_drafts(user: User) -> Q:
    """Return the filter of the drafts that the user may read: its writers', and the signers' once it is sent."""
    open_kinds = reached(user, *WRITING_ROLES, field="drafting_unit") & ~Q(kind__in=CONFIDENTIAL_KINDS)
    own = Q(created_by=user.pk) & reached(user, *WRITING_ROLES, field="drafting_unit")
    named = Q(signer=user.pk) if user.held_roles else Q(pk__in=[])
    sent = ~Q(state=Draft.State.DRAFT) & (Q(issuer__in=led_units(user)) | named)
    confidential = reached(user, *CONFIDENTIAL_WRITERS, field="drafting_unit")
    for closed in _closed:
        confidential &= ~closed(user)
    return open_kinds | own | confidential | sent


# Other rooms know of some confidential drafts who has no part in them, whatever his role at the drafting unit.
_closed: list[Callable[[User], Q]] = []


def close_drafts(closed: Callable[[User], Q]) -> None:
    """Register the filter of confidential drafts that a user reads only when he writes or signs them."""
    _closed.append(closed)


def can_write_drafts(user: User) -> bool:
    """Whether the user may begin a document for some unit."""
    return has_role(user, *WRITING_ROLES)


def can_see_drafts(user: User) -> bool:
    """The list of drafts is for those who write and for those who sign."""
    return has_role(user, *WRITING_ROLES, RoleKind.LEADER)


def drafting_units(user: User) -> UnitQuerySet:
    """The units for which the user may write documents."""
    return Unit.objects.filter(reached(user, *WRITING_ROLES, field="")).alive_on(today())


def issuers_for(user: User) -> UnitQuerySet:
    """The issuers in whose name the user may draft: those above the units he writes for, and those below them."""
    paths = {role.unit.path for role in user.held_roles if role.kind in WRITING_ROLES}
    above = {path[:end] for path in paths for end in range(PATH_STEP, len(path) + 1, PATH_STEP)}
    found = Unit.objects.filter(Q(path__in=above) | reached(user, *WRITING_ROLES, field=""))
    return found.filter(issues_documents=True).alive_on(today())


def can_write_for(user: User, drafting_unit: Unit, kind: str) -> bool:
    """Documents are written by those who hold a writing role at the drafting unit or above it."""
    return kind in DRAFT_KINDS and holds(user, drafting_unit, *WRITING_ROLES)


def _is_writer(user: User, draft: Draft) -> bool:
    if draft.kind in CONFIDENTIAL_KINDS and draft.created_by_id != user.pk:
        return holds(user, draft.drafting_unit, *CONFIDENTIAL_WRITERS)
    return holds(user, draft.drafting_unit, *WRITING_ROLES)


def can_edit_draft(user: User, draft: Draft) -> bool:
    """Words change only while the document is a draft or was returned."""
    return draft.editable and _is_writer(user, draft)


def can_take_back_draft(user: User, draft: Draft) -> bool:
    """What waits for signature may be taken back by those who wrote it."""
    return draft.state == Draft.State.SUBMITTED and _is_writer(user, draft)


def can_decide_draft(user: User, draft: Draft) -> bool:
    """A document is signed or returned by a leader of that very issuer, or by whom it names with a mandate."""
    if draft.state != Draft.State.SUBMITTED or not user.held_roles:
        return False
    if draft.issuer_id in led_units(user):
        return True
    return draft.signer_id == user.pk and may_sign(user, draft.issuer, draft.kind)


def drafts_to_decide(user: User) -> Q:
    """Return the filter of the drafts of which `can_decide_draft` is true; one query, for the user's mandates."""
    if not user.held_roles:
        return Q(pk__in=[])
    allowed = Q(issuer__in=led_units(user))
    for mandate in SigningMandate.objects.filter(user=user).in_force_on(today()):
        allowed |= Q(signer=user, issuer=mandate.unit_id, kind__in=mandate.kinds)
    return Q(state=Draft.State.SUBMITTED) & allowed


def can_replace_document(user: User, document: Document) -> bool:
    """A document that went out with a fault is replaced by one of the same type (Điều 18.3), once."""
    if document.withdrawn or document.kind not in DRAFT_KINDS or not can_see_document(user, document):
        return False
    return holds(user, document.issuer, *WRITING_ROLES)


# ---------------------------------------------------------------- orders and mandates to sign

MANDATE_KEEPERS = (RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)


def mandate_units(user: User) -> UnitQuerySet:
    """The issuers whose orders and mandates to sign the user keeps."""
    return Unit.objects.filter(reached(user, *MANDATE_KEEPERS, field="")).filter(issues_documents=True)


def mandated(user: User) -> Q:
    """Return the filter of the orders and mandates that the user keeps, by the unit that gives them."""
    return reached(user, *MANDATE_KEEPERS)


def can_keep_mandates(user: User) -> bool:
    """Who signs by order or mandate is kept by the standing office and the administrator."""
    return has_role(user, *MANDATE_KEEPERS)


def can_keep_mandate(user: User, mandate: SigningMandate) -> bool:
    """The same, for one of them."""
    return holds(user, mandate.unit, *MANDATE_KEEPERS)


# ---------------------------------------------------------------- digital signatures


def can_sign_document(user: User, document: Document) -> bool:
    """The signer's own signature is put by who signed the document at issue, and by nobody else."""
    return document.issued_by_id == user.pk and can_see_document(user, document)


def can_seal_document(user: User, document: Document) -> bool:
    """The agency's signature is put by the clerks of the standing office that reaches the issuer."""
    return holds(user, document.issuer, RoleKind.STANDING_OFFICE)


def can_seal_for(user: User, unit: Unit) -> bool:
    """An electronic copy is signed with the key of the agency that makes it, by the clerks of its standing office."""
    return holds(user, unit, RoleKind.STANDING_OFFICE)


def can_use_signing(user: User) -> bool:
    """Who signs or seals may have something to do it with; everybody may look at his own page."""
    return bool(user.held_roles)


def can_keep_seal(user: User, unit: Unit) -> bool:
    """The seal and the key of an agency that issues documents are set up by its administrator."""
    return unit.issues_documents and holds(user, unit, RoleKind.ADMINISTRATOR)


# ---------------------------------------------------------------- copies

COPYING_ROLES = (RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def copying_units(user: User) -> UnitQuerySet:
    """The agencies for which the user makes copies: those he signs for, or whose standing office reaches them."""
    found = Q(pk__in=led_units(user)) | reached(user, RoleKind.STANDING_OFFICE, field="")
    return Unit.objects.filter(found).filter(issues_documents=True)


def can_copy_document(user: User, document: Document) -> bool:
    """Copies are made by the standing office and the leaders of an agency that may read the document."""
    return has_role(user, *COPYING_ROLES) and not document.withdrawn and can_see_document(user, document)
