"""Digital signatures on issued documents, and what people and agencies sign with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from units.models import Unit

from .register import Document

if TYPE_CHECKING:
    from units.models import User

_KEPT = "Chữ ký số đã ghi nhận không sửa, không xóa."


class SignatureQuerySet(models.QuerySet["Signature"]):
    """A queryset through which a signature neither changes nor disappears."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(_KEPT)

    def delete(self) -> NoReturn:
        raise TypeError(_KEPT)


class Signature(models.Model):
    """One digital signature added to an issued document, with the file that it made.

    The signer's comes first, the agency's follows (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.d and
    II.8). Written by `documents.services.signing` only. Of a certificate only what may be shown is kept: a
    Vietnamese certificate's subject also holds its owner's identity number.
    """

    class Kind(models.TextChoices):
        SIGNER = "signer", "Chữ ký số của người ký"
        AGENCY = "agency", "Chữ ký số của cơ quan"

    class Method(models.TextChoices):
        PKCS12 = "pkcs12", "Tệp khóa PKCS#12"
        PKCS11 = "pkcs11", "Thiết bị ký PKCS#11"
        OUTSIDE = "outside", "Ký bằng công cụ ngoài, tải lên"

    document = models.ForeignKey(Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField("chữ ký", max_length=10, choices=Kind.choices)
    position = models.PositiveSmallIntegerField("thứ tự")
    method = models.CharField("cách ký", max_length=10, choices=Method.choices)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField("thời điểm ký")
    recorded_at = models.DateTimeField("lúc ghi nhận", auto_now_add=True)
    timestamped = models.BooleanField("có dấu thời gian", default=False)
    trial = models.BooleanField("thử nghiệm", default=False)
    certificate_holder = models.CharField("chủ chứng thư số", max_length=300)
    certificate_organisation = models.CharField("cơ quan trên chứng thư số", max_length=300, blank=True)
    certificate_issuer = models.CharField("nơi cấp chứng thư số", max_length=300)
    certificate_serial = models.CharField("số hiệu chứng thư số", max_length=80)
    certificate_until = models.DateTimeField("chứng thư số có hạn đến")
    pdf = models.FileField("tệp", upload_to="documents/", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("cỡ tệp, byte")

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "chữ ký số"
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "kind"], name="signature_kind_once"),
            models.UniqueConstraint(fields=["document", "position"], name="signature_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.certificate_holder}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(_KEPT)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(_KEPT)

    def read_pdf(self) -> bytes:
        """Return the signed file; raises FileNotFoundError when it is gone."""
        with default_storage.open(str(self.pdf.name)) as file:
            return file.read()


class SigningMeans(models.Model):
    """What a person or an agency signs with: the picture that is shown and the key.

    A PKCS#12 file is kept exactly as it was uploaded, which is encrypted by its own password; that password is
    asked at every signing and kept nowhere. For a PKCS#11 token only its labels are kept.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", null=True, blank=True, on_delete=models.CASCADE,
        related_name="signing_means",
    )  # fmt: skip
    unit = models.OneToOneField(
        Unit, verbose_name="cơ quan", null=True, blank=True, on_delete=models.PROTECT, related_name="signing_means"
    )
    picture = models.BinaryField("hình ảnh", null=True, blank=True)
    width_mm = models.PositiveSmallIntegerField(
        "chiều rộng, mm", default=40, validators=[MinValueValidator(10), MaxValueValidator(70)]
    )
    pkcs12 = models.BinaryField("tệp khóa", null=True, blank=True)
    token_label = models.CharField("tên thiết bị ký", max_length=64, blank=True)
    key_label = models.CharField("tên khóa trên thiết bị", max_length=120, blank=True)
    certificate_holder = models.CharField("chủ chứng thư số", max_length=300, blank=True)
    certificate_issuer = models.CharField("nơi cấp chứng thư số", max_length=300, blank=True)
    certificate_serial = models.CharField("số hiệu chứng thư số", max_length=80, blank=True)
    certificate_until = models.DateTimeField("chứng thư số có hạn đến", null=True, blank=True)
    trial = models.BooleanField("thử nghiệm", default=False)
    changed_at = models.DateTimeField("lúc sửa", auto_now=True)

    class Meta:
        verbose_name = "phương tiện ký"
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, unit__isnull=True) | Q(user__isnull=True, unit__isnull=False),
                name="signing_means_one_owner",
            )
        ]

    def __str__(self) -> str:
        return f"Phương tiện ký của {self.owner}"

    @property
    def owner(self) -> User | Unit:
        owner = self.user or self.unit
        assert owner is not None
        return owner

    @property
    def method(self) -> str:
        """The way of signing that is set up, or "" when only outside tools can sign."""
        if self.pkcs12:
            return Signature.Method.PKCS12
        return Signature.Method.PKCS11 if self.token_label else ""
