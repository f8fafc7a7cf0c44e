"""Files that somebody uploads: only what their own bytes prove to be a document or a picture."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from . import scanning
from .exceptions import Refused
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
_OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


@dataclass(frozen=True)
class Checked:
    """What a file was found to be: its kind by content, its own name without a path, its size in bytes, its digest."""

    kind: str
    name: str
    size: int
    sha256: str


def check(file: UploadedFile) -> Checked:
    """Return what the file is.

    Raises Refused for a wrong type, a file too large, empty, broken or with macros, one in which the scanner finds
    something, and any file while a configured scanner does not answer.
    """
    name = own_name(file)
    kind = _kind(file, name)
    scanning.refuse_infected(file, name)
    return Checked(kind=kind, name=name, size=file.size or 0, sha256=digest(file))


def own_name(file: UploadedFile) -> str:
    """Return the file's name without a path, composed, at most 160 characters."""
    return nfc(PurePath((file.name or "").replace("\\", "/")).name).replace("\0", "")[-160:] or "tep"


def kind_of(file: UploadedFile) -> str:
    """Return pdf, jpg, png, docx or xlsx by the file's content, "" for anything else."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return kind
    names = _parts(file) if head.startswith(b"PK\x03\x04") else set()
    if _has_macros(names):
        return ""
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), "")


def digest(file: UploadedFile) -> str:
    """Return the SHA-256 of the file's content, in hexadecimal."""
    found = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _parts(file: UploadedFile) -> set[str]:
    """The names inside an archive; none when it is broken or no archive at all."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return set()
    finally:
        file.seek(0)


def _has_macros(names: set[str]) -> bool:
    return any(name.endswith("vbaProject.bin") for name in names)


def _kind(file: UploadedFile, name: str) -> str:
    limit = settings.ATTACHMENT_MAX_BYTES
    if not file.size:
        raise Refused(f"Tệp {name} rỗng. Hãy kiểm tra lại tệp.")
    if file.size > limit:
        raise Refused(
            f"Tệp {name} lớn hơn {limit // (1024 * 1024)} MB. Hãy quét ở độ phân giải thấp hơn hoặc tách tệp."
        )
    kind = kind_of(file)
    extension = PurePath(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if not kind:
        raise Refused(_why_not(file, name, extension))
    if extension != kind:
        raise Refused(f"Tên tệp {name} không khớp với nội dung (nội dung là {kind.upper()}). Hãy đổi lại đuôi tệp.")
    return kind


def _why_not(file: UploadedFile, name: str, extension: str) -> str:
    """Say what is wrong with a file that is none of the kinds: what it is called tells what it was meant to be."""
    if _has_macros(_parts(file)):
        return f"Tệp {name} có macro nên không nhận. Hãy lưu lại thành DOCX, XLSX thường hoặc xuất ra PDF."
    if extension in CONTENT_TYPES:
        return (
            f"Tệp {name} bị hỏng hoặc không phải {extension.upper()} thật. "
            "Hãy mở thử trên máy, lưu lại rồi đính kèm lại."
        )
    return f"Tệp {name} không phải PDF, JPG, PNG, DOCX hay XLSX. Hãy xuất sang một trong các loại này."
