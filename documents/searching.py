"""What of documents is found: issued ones, and drafts by those who write or sign them."""

from core import search
from units.models import User
from units.searching import above, held, house_of, in_house

from .kinds import kind_name
from .models import Document, Draft
from .permissions import CONFIDENTIAL_KINDS, CONFIDENTIAL_ROLES, CONFIDENTIAL_WRITERS, WRITING_ROLES, led_units


def _document_terms(document: Document) -> search.Terms:
    """Also with the year between number and symbol, as texts of law are cited: 86/2025/QĐ-UBND."""
    texts = [kind_name(document.kind), document.subject, document.signer_name, str(document.year)]
    cited = f"{document.number}/{document.year}/{document.symbol}"
    confidential = document.kind in CONFIDENTIAL_KINDS
    scopes = above("c", document.issuer) if confidential else house_of("h", document.issuer)
    return search.Terms(texts=texts, codes=[document.code, cited], days=[document.issued_on], scopes=scopes)


def _document_hit(document: Document, user: User) -> search.Hit:
    ended = "Đã thay thế" if document.replaced_by_id else "Đã thu hồi" if document.withdrawn else ""
    return search.Hit(
        title=f"{document.code} {document.subject}",
        url=document.get_absolute_url(),
        chip=ended or document.get_kind_display(),
        chip_kind="late" if ended else "neutral",
        unit=document.issuer.short_name,
        year=document.year,
        note=document.signer_name,
    )


DOCUMENTS = search.Kind(
    code="van-ban",
    label="Văn bản",
    order=20,
    model=Document,
    describe=_document_terms,
    scopes=lambda user: [*in_house("h", user), *held("c", user, *CONFIDENTIAL_ROLES)],
    visible=lambda user: Document.objects.visible_to(user),
    hit=_document_hit,
    related=("issuer",),
    watched=frozenset(),  # what was issued never changes its words
    unit_fields=("issuer",),
)


def _draft_terms(draft: Draft) -> search.Terms:
    texts = [kind_name(draft.kind), draft.subject, draft.addressees]
    scopes = above("x" if draft.kind in CONFIDENTIAL_KINDS else "w", draft.drafting_unit)
    scopes += [f"by:{draft.created_by_id}", f"sign:{draft.signer_id}", f"lead:{draft.issuer_id}"]
    return search.Terms(texts=texts, scopes=scopes)


def _draft_scopes(user: User) -> list[str]:
    if not user.held_roles:
        return []
    own = [f"by:{user.pk}", f"sign:{user.pk}", *(f"lead:{unit}" for unit in led_units(user))]
    return [*held("w", user, *WRITING_ROLES), *held("x", user, *CONFIDENTIAL_WRITERS), *own]


def _draft_hit(draft: Draft, user: User) -> search.Hit:
    return search.Hit(
        title=draft.subject or "(chưa có trích yếu)",
        url=draft.get_absolute_url(),
        chip=draft.get_state_display(),
        chip_kind="soon" if draft.state == Draft.State.RETURNED else "info",
        unit=draft.drafting_unit.short_name,
        year=draft.created_at.year,
        note=kind_name(draft.kind),
    )


DRAFTS = search.Kind(
    code="du-thao",
    label="Dự thảo",
    order=25,
    model=Draft,
    describe=_draft_terms,
    scopes=_draft_scopes,
    # What was issued is found as the document that it became.
    visible=lambda user: Draft.objects.visible_to(user).exclude(state=Draft.State.ISSUED),
    hit=_draft_hit,
    related=("drafting_unit",),
    watched=frozenset({"kind", "subject", "addressees", "drafting_unit", "issuer", "signer", "created_by"}),
    unit_fields=("drafting_unit",),
)


def register() -> None:
    """Bring documents and drafts to the search."""
    search.register(DOCUMENTS)
    search.register(DRAFTS)
