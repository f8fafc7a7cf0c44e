"""Reads of the register."""

from django.db.models import QuerySet

from core.lists import matches
from units.models import Unit, User

from ..models import Document


def register(
    user: User, *, issuer: int | None = None, kind: str = "", year: int | None = None, text: str = ""
) -> QuerySet[Document]:
    """Return the documents that the user may read, the newest first; `text` finds numbers and subjects."""
    found = Document.objects.visible_to(user).select_related("issuer")
    if issuer:
        found = found.filter(issuer=issuer)
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(year=year)
    return found.filter(matches(text)) if text else found


def issuers(user: User) -> QuerySet[Unit]:
    """Return the units whose documents the user may read."""
    seen = Document.objects.visible_to(user).order_by().values("issuer")
    return Unit.objects.filter(pk__in=seen).order_by("path")


def years(user: User) -> list[int]:
    """Return the years of the documents that the user may read, the latest first."""
    return list(Document.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct())
