"""Who may use the addresses of signing."""

from types import SimpleNamespace
from typing import Any

from core.testing import EVERYONE, Access
from documents.models import SigningMeans

SIGNING = {"leader", "standing_office"}


def build(world: SimpleNamespace) -> None:
    """A picture for everybody and for the office, so that its address has something to show."""
    owners: list[dict[str, Any]] = [{"user": user} for user in world.users.values()]
    SigningMeans.objects.bulk_create(
        SigningMeans(picture=b"\x89PNG", **owner) for owner in [*owners, {"unit": world.office}]
    )


def _document(objects: Any) -> dict[str, Any]:
    return {"pk": objects.document.pk}


def _office(objects: Any) -> dict[str, Any]:
    return {"pk": objects.office.pk}


TABLE = {
    "documents:document_sign": Access(allow=SIGNING, kwargs=_document),
    "documents:document_sign_outside": Access(allow=SIGNING, kwargs=_document, method="post"),
    "documents:document_sheet": Access(allow=EVERYONE - {"outsider"}, kwargs=_document),
    "documents:signing_queue": Access(allow=EVERYONE),
    "documents:signing_sign": Access(allow=EVERYONE, method="post"),
    "documents:signing_files": Access(allow=EVERYONE, method="post"),
    "documents:my_signature": Access(allow=EVERYONE),
    "documents:my_picture": Access(allow=EVERYONE),
    "documents:unit_seal": Access(allow={"administrator"}, kwargs=_office),
    "documents:seal_picture": Access(allow={"administrator"}, kwargs=_office),
}
