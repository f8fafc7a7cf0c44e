"""Copies that were made of issued documents: one row and one file each, never changed."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models

from units.models import Unit

from ..kinds import COPY_FORMS, number_text
from .register import Document

if TYPE_CHECKING:
    from units.models import User

_SEALED = "Bản sao đã ký không sửa, không xóa."


class DocumentCopyQuerySet(models.QuerySet["DocumentCopy"]):
    def visible_to(self, user: "User") -> "DocumentCopyQuerySet":
        """Copies of the documents that the user may read."""
        return self.filter(document__in=Document.objects.visible_to(user))

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(_SEALED)

    def delete(self) -> NoReturn:
        raise TypeError(_SEALED)


class DocumentCopy(models.Model):
    """A copy (bản sao y, sao lục, trích sao) with its number in the year's one series of all copies.

    Source: Nghị định 30/2020/NĐ-CP, Điều 25 and Phụ lục I, Phần II.
    """

    class Medium(models.TextChoices):
        PAPER = "paper", "Bản giấy"
        ELECTRONIC = "electronic", "Bản điện tử"

    document = models.ForeignKey(Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="copies")
    source = models.ForeignKey(
        "self", verbose_name="sao từ bản sao y", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(Unit, verbose_name="cơ quan sao", on_delete=models.PROTECT, related_name="+")
    form = models.CharField("hình thức sao", max_length=3, choices=list(COPY_FORMS.items()))
    medium = models.CharField("định dạng", max_length=10, choices=Medium.choices)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=60)
    copied_on = models.DateField("ngày sao")
    signer_title = models.CharField("chức vụ người ký", max_length=200)
    signer_name = models.CharField("người ký", max_length=120)
    recipients = models.TextField("nơi nhận", blank=True)
    parts = models.JSONField("phần trích", default=list, blank=True)
    page_count = models.PositiveSmallIntegerField("số trang")
    pdf = models.FileField("tệp", upload_to="copies/", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    verification_code = models.CharField("mã xác minh", max_length=20, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người sao", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("lúc sao")

    objects = DocumentCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "bản sao văn bản"
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "number"], name="copy_number_once")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} số {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(_SEALED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(_SEALED)

    @property
    def code(self) -> str:
        """Number and symbol: "05/SY-VP"."""
        return f"{number_text(self.number)}/{self.symbol}"

    def read_pdf(self) -> bytes:
        """Return the stored file; raises FileNotFoundError when it is gone."""
        with default_storage.open(str(self.pdf.name)) as file:
            return file.read()
