"""Reads of the register and of legal bases."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django.db.models import QuerySet

from core.lists import matches
from units.models import Unit, User

from .models import Document, LegalBasis


@dataclass(frozen=True)
class FileCheck:
    """What a stored file says today: `ok` when it is the file that was issued, with a sentence for people."""

    ok: bool
    message: str


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


def verify_file(document: Document) -> FileCheck:
    """Compute the digest of the stored file again and compare it with the one kept at issue."""
    try:
        content = document.read_pdf()
    except FileNotFoundError:
        return FileCheck(False, "Không tìm thấy tệp của văn bản. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu.")
    if hashlib.sha256(content).hexdigest() != document.sha256:
        return FileCheck(False, "Tệp đang lưu không còn khớp với mã SHA-256 lúc ban hành. Hãy báo quản trị hệ thống.")
    return FileCheck(True, "Tệp đang lưu đúng là tệp lúc ban hành.")


def find_by_code(code: str) -> Document | None:
    """Return the document of a verification code, however it was typed, or None."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper())[:12]
    normal = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    return Document.objects.select_related("issuer", "replaced_by").filter(verification_code=normal).first()


def bases(*, text: str = "", on: dt.date | None = None, confidence: str = "") -> QuerySet[LegalBasis]:
    """Return legal bases, the newest first: those in force on a day, those of one degree of confidence."""
    found = LegalBasis.objects.select_related("replaced_by")
    if on:
        found = found.in_force_on(on)
    if confidence:
        found = found.filter(confidence=confidence)
    return found.filter(matches(text)) if text else found
