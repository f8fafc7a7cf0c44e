"""Whether a stored file is the one that was issued, and the document of a code."""

import hashlib
import re
from dataclasses import dataclass

from ..models import Document, Signature


@dataclass(frozen=True)
class FileCheck:
    """What a stored file says today: `ok` when it is the file that was issued, with a sentence for people."""

    ok: bool
    message: str


def verify_file(document: Document) -> FileCheck:
    """Compute the digests of the stored files again: the issued one, and each that a digital signature made."""
    try:
        content = document.read_pdf()
    except FileNotFoundError:
        return FileCheck(False, "Không tìm thấy tệp của văn bản. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu.")
    if hashlib.sha256(content).hexdigest() != document.sha256:
        return FileCheck(False, "Tệp đang lưu không còn khớp với mã SHA-256 lúc ban hành. Hãy báo quản trị hệ thống.")
    signatures = list(document.signatures.order_by("position"))
    for signature in signatures:
        try:
            signed = signature.read_pdf()
        except FileNotFoundError:
            return FileCheck(False, f"Không tìm thấy tệp có {_name(signature)}. Hãy báo quản trị khôi phục từ bản sao.")
        if hashlib.sha256(signed).hexdigest() != signature.sha256:
            return FileCheck(False, f"Tệp có {_name(signature)} không còn khớp mã SHA-256. Hãy báo quản trị hệ thống.")
    if signatures:
        return FileCheck(True, "Tệp đang lưu đúng là tệp lúc ban hành; các tệp đã ký số còn nguyên vẹn.")
    return FileCheck(True, "Tệp đang lưu đúng là tệp lúc ban hành.")


def _name(signature: Signature) -> str:
    return str(signature.get_kind_display()).lower()


def find_by_code(code: str) -> Document | None:
    """Return the document of a verification code, however it was typed, or None."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper())[:12]
    normal = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    return Document.objects.select_related("issuer", "replaced_by").filter(verification_code=normal).first()
