"""Files that somebody uploads: only what their own bytes prove to be a document or a picture."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from . import scanning
from .exceptions import Refused
from .soundness import MACROS, MAIN_PARTS, broken, refuse_unsound
from .text import nfc

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
_SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_ARCHIVE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # so begin locked files of the new kinds too


@dataclass(frozen=True)
class Checked:
    """What a file was found to be: its kind by content, its own name without a path, its size in bytes, its digest."""

    kind: str
    name: str
    size: int
    sha256: str


def check(file: UploadedFile) -> Checked:
    """Return what the file is; asked again of the same upload, what was found the first time.

    A form asks before anything is locked, for opening may take seconds; a service asks again and need not wait.
    Raises Refused for a wrong type, a file too large, empty, broken, locked or with macros, one in which the scanner
    finds something, and any file while a configured scanner does not answer.
    """
    if isinstance(known := getattr(file, "checked", None), Checked):
        return known
    name = own_name(file)
    kind, sha256 = _kind(file, name), digest(file)
    scanning.refuse_infected(file, name)
    refuse_unsound(file.read(), kind=kind, name=name, digest=sha256)
    file.seek(0)
    file.checked = Checked(kind=kind, name=name, size=file.size or 0, sha256=sha256)  # type: ignore[attr-defined]
    return file.checked  # type: ignore[attr-defined,no-any-return]


def own_name(file: UploadedFile) -> str:
    """Return the file's name without a path, composed, at most 160 characters. A quotation mark in it is a mark again:
    browsers send it as %22, a line's end as %0D%0A (WHATWG HTML, multipart form data)."""
    name = (file.name or "").replace("%22", '"').replace("%0D%0A", " ")
    return nfc(PurePath(name.replace("\\", "/")).name).replace("\0", "")[-160:] or "tep"


def digest(file: UploadedFile) -> str:
    """Return the SHA-256 of the file's content, in hexadecimal."""
    found = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _kind(file: UploadedFile, name: str) -> str:
    """Return pdf, jpg, png, docx or xlsx by how the file begins and, of the two that begin alike, by its name."""
    limit = settings.ATTACHMENT_MAX_BYTES
    if not file.size:
        raise Refused(f"Tệp {name} rỗng. Hãy kiểm tra lại tệp.")
    if file.size > limit:
        raise Refused(
            f"Tệp {name} lớn hơn {limit // (1024 * 1024)} MB. Hãy quét ở độ phân giải thấp hơn hoặc tách tệp."
        )
    extension = PurePath(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    kind = next((kind for signature, kind in _SIGNATURES.items() if head.startswith(signature)), "")
    if not kind and head.startswith(_ARCHIVE) and extension in MAIN_PARTS:
        kind = extension
    if not kind:
        raise Refused(_why_not(name, extension, head))
    if extension != kind:
        raise Refused(f"Tên tệp {name} không khớp với nội dung (nội dung là {kind.upper()}). Hãy đổi lại đuôi tệp.")
    return kind


def _why_not(name: str, extension: str, head: bytes) -> str:
    """Say what is wrong with a file that is none of the kinds: what it is called tells what it was meant to be."""
    if extension in ("docm", "xlsm"):
        return MACROS.format(name=name)
    if extension in MAIN_PARTS and head.startswith(_OLD_OFFICE):
        return (
            f"Tệp {name} có mật khẩu hoặc là tệp Word, Excel đời cũ. "
            f"Hãy bỏ mật khẩu, lưu lại thành {extension.upper()} rồi đính kèm lại."
        )
    if extension in CONTENT_TYPES:
        return broken(name, extension)
    return f"Tệp {name} không phải PDF, JPG, PNG, DOCX hay XLSX. Hãy xuất sang một trong các loại này."
