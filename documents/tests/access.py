"""Who may use each address of the room."""

from types import SimpleNamespace
from typing import Any

from core.testing import EVERYONE, Access
from documents.models import LegalBasis
from documents.tests import access_drafts, access_signing
from documents.tests.factories import DocumentFactory

HOUSE = EVERYONE - {"outsider"}
KEEPERS = {"standing_office", "administrator"}


def build(world: SimpleNamespace) -> SimpleNamespace:
    """A plan that the office issued: open to the office's house, closed to another office."""
    document = DocumentFactory(issuer=world.office, actor=world.users["leader"])
    access_signing.build(world)
    return SimpleNamespace(document=document, office=world.office, **vars(access_drafts.build(world)))


def _document(objects: Any) -> dict[str, Any]:
    return {"pk": objects.document.pk}


def _basis(objects: Any) -> dict[str, Any]:
    return {"pk": LegalBasis.objects.order_by("pk").values_list("pk", flat=True)[0]}


TABLE = {
    **access_drafts.TABLE,
    **access_signing.TABLE,
    "documents:document_list": Access(allow=EVERYONE),
    "documents:document_export": Access(allow=EVERYONE),
    "documents:document_detail": Access(allow=HOUSE, kwargs=_document),
    "documents:document_page": Access(allow=HOUSE, kwargs=lambda objects: _document(objects) | {"page": 1}),
    "documents:document_file": Access(allow=HOUSE, kwargs=_document),
    "documents:document_print": Access(allow=EVERYONE, method="post"),
    "documents:document_entry": Access(allow=KEEPERS, kwargs=_document),
    "documents:register_books": Access(allow=EVERYONE),
    "documents:register_start": Access(allow=KEEPERS),
    "documents:series_open": Access(allow=KEEPERS),
    "documents:book_share": Access(allow=KEEPERS),
    "documents:document_withdraw": Access(
        allow={"standing_office", "leader"},
        kwargs=_document,
        method="post",
        data=lambda objects: {"reason": "Sai trích yếu."},
    ),
    "documents:basis_list": Access(allow=EVERYONE),
    "documents:basis_create": Access(allow=KEEPERS),
    "documents:basis_picker": Access(allow=EVERYONE),
    "documents:basis_detail": Access(allow=EVERYONE, kwargs=_basis),
    "documents:basis_edit": Access(allow=KEEPERS, kwargs=_basis),
    "documents:basis_confirm": Access(allow=KEEPERS, kwargs=_basis, method="post"),
    "documents:verify_form": Access(allow=EVERYONE, public=True),
    "public:verify_form": Access(allow=EVERYONE, public=True),
    "public:verify_file": Access(allow=EVERYONE, public=True, method="post"),
    "public:verify": Access(
        allow=EVERYONE, public=True, kwargs=lambda objects: {"code": objects.document.verification_code}
    ),
    "documents:verify": Access(
        allow=EVERYONE, public=True, kwargs=lambda objects: {"code": objects.document.verification_code}
    ),
}
