"""Evidence: only what the file's own bytes prove to be a document or a picture."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.audit import record
from core.exceptions import Refused
from core.uploads import CONTENT_TYPES, Checked, check
from units.models import User

from ..models import Attachment, Nomination
from .steps import locked

__all__ = ["CONTENT_TYPES", "MOST", "attach", "detach"]
MOST = 20


def attach(*, actor: User, nomination: Nomination, file: UploadedFile, component: str = "") -> Attachment:
    """Keep a file as evidence, or as a component of the dossier that the procedure asks for.

    The file is opened and scanned before anything is locked: that may take seconds. Raises Refused for a closed
    nomination, too many files, and as `core.uploads.check` does.
    """
    return _keep(actor=actor, nomination=nomination, file=file, found=check(file), component=component)


@transaction.atomic
def _keep(*, actor: User, nomination: Nomination, file: UploadedFile, found: Checked, component: str) -> Attachment:
    nomination = locked(nomination)
    if not nomination.open_to_unit:
        raise Refused("Đề nghị này đã gửi nên không thêm được tệp.")
    if nomination.attachments.count() >= MOST:
        raise Refused(f"Mỗi đề nghị chỉ đính kèm tối đa {MOST} tệp. Hãy gộp các trang vào một tệp PDF.")
    attachment = Attachment(
        nomination=nomination,
        component=component[:40],
        kind=found.kind,
        name=found.name,
        size=found.size,
        sha256=found.sha256,
        uploaded_by=actor,
    )
    attachment.file.save(found.name, file, save=False)
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
