"""What an issued document says, as data: for excerpts. The room that wrote a document can give its words again."""

from collections.abc import Callable
from dataclasses import replace

from .composing import official_document
from .models import Document, Draft
from .official import OfficialDocument, Signer

Provider = Callable[[Document], OfficialDocument | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider: it returns the content with number and date, or None for a document of another room."""
    if provider not in _providers:
        _providers.append(provider)


def content_of(document: Document) -> OfficialDocument | None:
    """Return what the document says, or None when no room kept its words."""
    for provider in [_of_draft, *_providers]:
        if (content := provider(document)) is not None:
            return content
    return None


def _of_draft(document: Document) -> OfficialDocument | None:
    draft = Draft.objects.filter(document=document).select_related("issuer", "drafting_unit", "series").first()
    if draft is None:
        return None
    content = official_document(draft, signed_by=draft.signer).issued(number=document.number, on=document.issued_on)
    return content if content.signer and content.signer.title else _as_registered(content, document)


def _as_registered(content: OfficialDocument, document: Document) -> OfficialDocument:
    """Who signed may have left his office since: the register still knows how he signed."""
    return replace(content, signer=Signer([], document.signer_title, document.signer_name))
