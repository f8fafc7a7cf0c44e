"""What this room brings to pages of the rooms below and to the home page."""

from typing import Any

from django.urls import reverse

from core.worklist import Waiting

from . import permissions
from .queries.signing import unsealed_for, unsigned_by


def to_my_signature(user: Any, account: Any) -> list[tuple[str, str]]:
    """From "Tài khoản của tôi" to what the user signs with."""
    if not permissions.can_use_signing(user):
        return []
    return [("Chữ ký của tôi", reverse("documents:my_signature"))]


def to_seal(user: Any, unit: Any) -> list[tuple[str, str]]:
    """From a unit's page to its seal, for its administrator."""
    if not permissions.can_keep_seal(user, unit):
        return []
    return [("Con dấu, khóa ký của cơ quan", reverse("documents:unit_seal", args=[unit.pk]))]


def waiting_for(user: Any) -> list[Waiting]:
    """Issued documents that lack the user's digital signature, or that of an agency whose clerk he is."""
    rows = []
    for found, label, action in (
        (unsigned_by(user), "văn bản đã ban hành, chưa ký số", "Ký số"),
        (unsealed_for(user), "văn bản chờ chữ ký số của cơ quan", "Ký số của cơ quan"),
    ):
        number = found.order_by().count()
        if number:
            rows.append(
                Waiting(f"{number} {label}", reverse("documents:signing_queue") + "#da-ban-hanh", action, "Ký số")
            )
    return rows
