"""The copy of a verification code."""

import hashlib
import re

from ..models import DocumentCopy


def find_copy_by_code(code: str) -> DocumentCopy | None:
    """Return the copy of a verification code, however it was typed, or None."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper())[:12]
    normal = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    copies = DocumentCopy.objects.select_related("unit", "document", "document__issuer", "document__replaced_by")
    return copies.filter(verification_code=normal).first()


def copy_is_whole(copy: DocumentCopy) -> bool:
    """Whether the stored file is the one that was made."""
    try:
        return hashlib.sha256(copy.read_pdf()).hexdigest() == copy.sha256
    except FileNotFoundError:
        return False
