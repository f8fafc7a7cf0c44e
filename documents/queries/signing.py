"""What is issued and still lacks a digital signature."""

from django.db.models import QuerySet

from units.models import RoleKind, User
from units.permissions import reached

from ..models import Document, Signature


def unsigned_by(user: User) -> QuerySet[Document]:
    """Documents that the user signed at issue and that have no digital signature of his; none without a key."""
    mine = Document.objects.in_force().filter(issued_by=user, issued_by__signing_means__certificate_until__isnull=False)
    return mine.exclude(signatures__kind=Signature.Kind.SIGNER).select_related("issuer").order_by("issued_at", "pk")


def unsealed_for(user: User) -> QuerySet[Document]:
    """Documents with the signer's signature that wait for the agency's, where the user is its clerk."""
    found = Document.objects.in_force().filter(reached(user, RoleKind.STANDING_OFFICE, field="issuer"))
    found = found.filter(signatures__kind=Signature.Kind.SIGNER).exclude(signatures__kind=Signature.Kind.AGENCY)
    return found.select_related("issuer").order_by("issued_at", "pk")
