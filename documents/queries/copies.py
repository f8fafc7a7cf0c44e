"""The copy of a verification code."""

import hashlib
import re

from core.exceptions import Refused

from ..models import DocumentCopy
from ..signing.checking import FoundSignature, signatures_in
from ..signing.probing import has_signatures


def find_copy_by_code(code: str) -> DocumentCopy | None:
    """Return the copy of a verification code, however it was typed, or None."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper())[:12]
    normal = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    copies = DocumentCopy.objects.select_related("unit", "document", "document__issuer", "document__replaced_by")
    return copies.filter(verification_code=normal).first()


def copy_signature(copy: DocumentCopy) -> FoundSignature | None:
    """Return the digital signature of the agency that made the copy, None when it carries none."""
    try:
        content = copy.read_pdf()
        found = signatures_in(content) if has_signatures(content) else []
    except (FileNotFoundError, Refused):
        return None
    return found[0] if found else None


def copy_is_whole(copy: DocumentCopy) -> bool:
    """Whether the stored file is the one that was made."""
    try:
        return hashlib.sha256(copy.read_pdf()).hexdigest() == copy.sha256
    except FileNotFoundError:
        return False
