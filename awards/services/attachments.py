"""Evidence: only what the file's own bytes prove to be a document or a picture."""

import hashlib
import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from core.text import nfc
from units.models import User

from ..models import Attachment, Nomination
from .steps import locked

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST = 20
_SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


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


@transaction.atomic
def attach(*, actor: User, nomination: Nomination, file: UploadedFile) -> Attachment:
    """Keep a file as evidence. Raises Refused for a closed nomination, a wrong type, a file too large or empty."""
    nomination = locked(nomination)
    if not nomination.open_to_unit:
        raise Refused("Đề nghị này đã gửi nên không thêm được tệp.")
    if nomination.attachments.count() >= MOST:
        raise Refused(f"Mỗi đề nghị chỉ đính kèm tối đa {MOST} tệp. Hãy gộp các trang vào một tệp PDF.")
    name = nfc(PurePath((file.name or "").replace("\\", "/")).name)[-160:] or "tep"
    kind = _checked(file, name)
    attachment = Attachment(
        nomination=nomination,
        kind=kind,
        name=name,
        size=file.size or 0,
        sha256=_digest(file),
        uploaded_by=actor,
    )
    attachment.file.save(name, file, save=False)
    try:
        attachment.save(force_insert=True)
        record(
            actor=actor,
            action="awards.attach",
            target=nomination,
            after={"attachment": attachment.pk, "sha256": attachment.sha256},
        )
    except BaseException:  # the file lies on the disk already: without its row nobody would ever find it
        attachment.file.delete(save=False)
        raise
    return attachment


def _checked(file: UploadedFile, name: str) -> str:
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


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@transaction.atomic
def detach(*, actor: User, attachment: Attachment) -> None:
    """Take a file away while the nomination is open to the unit."""
    nomination = locked(attachment.nomination)
    if not nomination.open_to_unit:
        raise Refused("Đề nghị này đã gửi nên không bỏ được tệp.")
    record(
        actor=actor,
        action="awards.detach",
        target=nomination,
        before={"attachment": attachment.pk, "sha256": attachment.sha256},
    )
    file = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: file.delete(save=False))
