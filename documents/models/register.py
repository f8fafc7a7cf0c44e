"""The register of outgoing documents (sổ đăng ký văn bản đi) and the counters that give the numbers."""

import re
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from core.text import fold
from units.models import Unit

from ..kinds import KINDS, kind_name, number_text

if TYPE_CHECKING:
    from units.models import User

# What may still change after a document was issued: that it was withdrawn, and what replaces it.
CHANGEABLE = {"withdrawn_at", "withdrawn_reason", "withdrawn_by", "replaced_by"}
_SEALED = "Văn bản đã ban hành không sửa, không xóa; hãy ban hành văn bản khác thay thế."


class RegisterCounter(models.Model):
    """The last number given in one book: an issuer, a type, a year, and a series for bodies with their own.

    A number starts at 01 each year (Nghị định 30/2020/NĐ-CP, Điều 15.1; own series: Phụ lục I, Phần I,
    Mục II.3.a). The row is locked while a number is taken.
    """

    issuer = models.ForeignKey(Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại văn bản", max_length=4, choices=list(KINDS.items()))
    year = models.PositiveSmallIntegerField("năm")
    series = models.CharField("hệ thống số riêng", max_length=30, blank=True)
    last_number = models.PositiveIntegerField("số sau cùng", default=0)

    class Meta:
        verbose_name = "số đăng ký"
        ordering = ["-year", "issuer__path", "kind", "series"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "kind", "year", "series"], name="register_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last_number}"


class DocumentQuerySet(models.QuerySet["Document"]):
    """A queryset through which an issued document neither changes nor disappears."""

    def visible_to(self, user: "User") -> "DocumentQuerySet":
        """Documents that the user may read (see `permissions.readable`)."""
        from ..permissions import readable

        return self.filter(readable(user))

    def in_force(self) -> "DocumentQuerySet":
        """Documents that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def update(self, **kwargs: Any) -> int:
        if not kwargs.keys() <= CHANGEABLE:
            raise TypeError(_SEALED)
        return super().update(**kwargs)

    def delete(self) -> NoReturn:
        raise TypeError(_SEALED)


class Document(models.Model):
    """An issued document: one row of the register, one file that never changes.

    Written by `documents.services` only. `symbol` is the ký hiệu after the slash; `code` joins both.
    """

    issuer = models.ForeignKey(
        Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField("loại văn bản", max_length=4, choices=list(KINDS.items()))
    year = models.PositiveSmallIntegerField("năm")
    series = models.CharField("hệ thống số riêng", max_length=30, blank=True)
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    subject = models.CharField("trích yếu", max_length=500)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    page_count = models.PositiveSmallIntegerField("số trang")
    pdf = models.FileField("tệp", upload_to="documents/", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    template_version = models.CharField("phiên bản mẫu", max_length=20)
    verification_code = models.CharField("mã xác minh", max_length=20, unique=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người ban hành",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issued_at = models.DateTimeField("lúc ban hành")
    withdrawn_at = models.DateTimeField("lúc thu hồi", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người thu hồi",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_reason = models.TextField("lý do thu hồi", blank=True)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name="văn bản thay thế",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )
    search_text = models.CharField(max_length=1000, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        ordering = ["-issued_on", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "kind", "year", "series", "number"], name="document_number_once"),
            # Whatever books there are: no two documents of an issuer carry the same printed code in a year.
            models.UniqueConstraint(fields=["issuer", "symbol", "year", "number"], name="document_code_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="document_number_positive"),
        ]
        indexes = [
            models.Index(fields=["issuer", "year", "kind"]),
            models.Index(fields=["-issued_on", "-number"]),
            # The few that were withdrawn among the many.
            models.Index(
                fields=["-issued_on", "-number"],
                condition=models.Q(withdrawn_at__isnull=False),
                name="document_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and not set(kwargs.get("update_fields") or ["*"]) <= CHANGEABLE:
            raise TypeError(_SEALED)
        self.search_text = fold(f"{self.code} {kind_name(self.kind)} {self.subject} {self.signer_name}")[:1000]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:document_detail", args=[self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(_SEALED)

    @property
    def issuer_name(self) -> str:
        """The issuer's name when it was issued, as the paper says it."""
        return self.issuer.name_at(self.issued_at)

    @property
    def code(self) -> str:
        """Number and symbol: "05/KH-UBND" (Phụ lục I, Phần I, Mục II.3.c)."""
        return f"{number_text(self.number)}/{self.symbol}"

    @property
    def withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def file_name(self) -> str:
        """The name of the file for whoever saves it."""
        return f"{re.sub(r'[^a-z0-9]+', '-', fold(f'{self.code} {self.issuer.short_name}')).strip('-')}.pdf"

    def read_pdf(self) -> bytes:
        """Return the stored file; raises FileNotFoundError when it is gone."""
        with default_storage.open(str(self.pdf.name)) as file:
            return file.read()

    def current_file(self) -> FieldFile:
        """The file that is served: with the last digital signature, or as it was issued."""
        last = self.signatures.order_by("position").last()
        return last.pdf if last else self.pdf

    def read_current(self) -> bytes:
        """Return the content of `current_file`; raises FileNotFoundError when it is gone."""
        with default_storage.open(str(self.current_file().name)) as file:
            return file.read()
