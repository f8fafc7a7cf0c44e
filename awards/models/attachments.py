"""Minh chứng: files of evidence."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from .nominations import Nomination

if TYPE_CHECKING:
    from units.models import User


def attachment_path(attachment: "Attachment", name: str) -> str:
    """A place that nobody can guess and that carries nothing of the user's file name."""
    return f"awards/{uuid.uuid4().hex}.{attachment.kind}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: "User") -> "AttachmentQuerySet":
        """Those of the nominations that the user may see."""
        from ..permissions import nominations_of

        return self.filter(nominations_of(user, prefix="nomination__"))


class Attachment(models.Model):
    """Evidence of a nomination; its content was checked to be what its name says."""

    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.CASCADE, related_name="attachments"
    )
    # Code of the component of the dossier that this file is (Procedure.components); empty for other evidence.
    component = models.CharField("thành phần hồ sơ", max_length=40, blank=True)
    kind = models.CharField("loại tệp", max_length=4)
    file = models.FileField("tệp", upload_to=attachment_path, max_length=200)
    name = models.CharField("tên tệp", max_length=160)
    size = models.PositiveIntegerField("cỡ")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người tải lên", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đính kèm"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
