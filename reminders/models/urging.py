"""Công văn đôn đốc: which units were urged about which work, by which letter."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from documents.models import Document, Draft
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class UrgingLetterQuerySet(models.QuerySet["UrgingLetter"]):
    def visible_to(self, user: "User") -> "UrgingLetterQuerySet":
        """Letters that went out; those still being written for whoever may read the draft."""
        own = Draft.objects.visible_to(user).values("pk")
        return self.filter(models.Q(draft__in=own) | models.Q(draft__document__isnull=False))


class UrgingLetter(models.Model):
    """A letter about one piece of late work (`work_key`, see `reminders.late`). It goes when its draft is deleted.

    `title`, `url` and `due_on` are those of the work on the day of writing; `units` are the ones that it is
    addressed to, as they stand in it when it is issued.
    """

    draft = models.OneToOneField(Draft, verbose_name="công văn", on_delete=models.CASCADE, related_name="urging")
    work_key = models.CharField("việc", max_length=120, db_index=True)
    title = models.CharField("tên việc", max_length=300)
    url = models.CharField("trang của việc", max_length=300)
    due_on = models.DateField("thời hạn")
    answer_by = models.DateField("trả lời trước hết ngày")
    units = models.ManyToManyField(Unit, verbose_name="đơn vị được đôn đốc", related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người soạn", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("soạn lúc", auto_now_add=True)

    objects = UrgingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "công văn đôn đốc"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Đôn đốc: {self.title}"

    @property
    def document(self) -> Document | None:
        """The issued letter; None while it is written or waits for its signature."""
        return self.draft.document

    @property
    def counts(self) -> bool:
        """Whether it urges: one that was withdrawn does not, unless another took its place."""
        document = self.document
        return document is None or not document.withdrawn or document.replaced_by_id is not None
