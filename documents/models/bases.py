"""Legal bases (căn cứ): what may be cited, and on which days it was in force."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import fold


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    def in_force_on(self, day: dt.date) -> "LegalBasisQuerySet":
        """Bases in force on the day. One whose first day is unknown counts from the day it was issued."""
        begun = Q(in_force_from__lte=day) | Q(in_force_from=None, issued_on__lte=day)
        return self.filter(begun).filter(Q(in_force_to=None) | Q(in_force_to__gte=day))

    def numbered(self, number: str) -> "LegalBasisQuerySet":
        """The bases of exactly this number, suffix and all: 06/2022/QH15 is not 06/2026/QH16."""
        return self.filter(number_key=fold(number).replace(" ", ""))


class LegalBasis(models.Model):
    """A law, decree, circular, directive: its dates in force and how sure we are of them."""

    class Confidence(models.TextChoices):
        CONFIRMED = "confirmed", "Đã đối chiếu văn bản"
        SECONDARY = "secondary", "Theo nguồn thứ cấp"
        UNVERIFIED = "unverified", "Chưa xác minh"

    type_name = models.CharField("loại", max_length=60)
    number = models.CharField("số, ký hiệu", max_length=60)
    issuer_name = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=500)
    in_force_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    in_force_to = models.DateField("hết hiệu lực sau ngày", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name="văn bản thay thế",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )
    confidence = models.CharField(
        "mức tin cậy", max_length=12, choices=Confidence.choices, default=Confidence.UNVERIFIED
    )
    note = models.TextField("ghi chú", blank=True)
    edited = models.BooleanField("đã được cơ quan sửa", default=False)
    checked_on = models.DateField("ngày đối chiếu", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người đối chiếu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    number_key = models.CharField(max_length=60, db_index=True, editable=False)
    search_text = models.CharField(max_length=1000, editable=False)

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        verbose_name = "căn cứ pháp lý"
        ordering = ["-issued_on", "number"]
        constraints = [
            # Provinces number alike, and an office begins with 01 each year: the number alone is not enough.
            models.UniqueConstraint(fields=["number_key", "issuer_name", "issued_on"], name="legal_basis_once"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_from=None) | Q(in_force_to__gte=models.F("in_force_from")),
                name="basis_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type_name} số {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number_key = fold(self.number).replace(" ", "")
        self.search_text = fold(f"{self.type_name} {self.number} {self.issuer_name} {self.subject}")[:1000]
        super().save(*args, **kwargs)

    def in_force(self, day: dt.date) -> bool:
        """Whether it is in force on the day; the same rule as `in_force_on`."""
        begun = self.in_force_from or self.issued_on
        return begun is not None and begun <= day and (self.in_force_to is None or self.in_force_to >= day)
