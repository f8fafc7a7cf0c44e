"""Reads of drafts, and their pages as they print now."""

import hashlib

from django.core.cache import cache
from django.db.models import QuerySet

from core.lists import matches
from units.models import User

from ..composing import official_document
from ..models import Draft
from ..official import OfficialDocument
from ..rendering import TEMPLATE_VERSION, render

_PREVIEW_SECONDS = 3600


def drafts(user: User, *, text: str = "", kind: str = "", state: str = "", unit: int | None = None) -> QuerySet[Draft]:
    """Return the drafts that the user may read, the last changed first."""
    found = Draft.objects.visible_to(user).listed()
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if unit:
        found = found.filter(drafting_unit=unit)
    return found.filter(matches(text)) if text else found


def draft_pdf(draft: Draft, *, signed_by: User | None = None) -> bytes:
    """Return the PDF: the stored file of an issued document, else its words of this moment.

    With a signer: as it will print when this person signs it. Raises FileNotFoundError when the file is gone.
    """
    if draft.document_id and draft.document:
        return draft.document.read_current()
    return _set(official_document(draft, signed_by=signed_by), draft=draft.editable)


def _set(document: OfficialDocument, *, draft: bool) -> bytes:
    """Set the document; the same one is set once and remembered for an hour."""
    key = "documents.draft." + hashlib.sha256(f"{document}{draft}{TEMPLATE_VERSION}".encode()).hexdigest()
    pdf: bytes | None = cache.get(key)
    if pdf is None:
        pdf = render(document, draft=draft)
        cache.set(key, pdf, _PREVIEW_SECONDS)
    return pdf
