"""What the clerk keeps beside the numbers: own series, books of several types, numbers given on paper, the entry."""

from typing import Any

from django.conf import settings
from django.db import models

from core.text import nfc
from units.models import Unit

from ..kinds import KINDS, kind_name
from .register import Document, RegisterCounter


class RegisterSeries(models.Model):
    """The own numbers of an advisory body (Hội đồng, Ban, Tổ) that issues under the issuer's seal.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.a. `code` is what stands in the symbol
    ("HĐTĐKT" in "01/BB-HĐTĐKT"), so that no two books ever print the same number and symbol.
    """

    issuer = models.ForeignKey(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("chữ viết tắt", max_length=30)
    name = models.CharField("tên hội đồng, ban, tổ", max_length=200)

    class Meta:
        verbose_name = "hệ thống số riêng"
        ordering = ["issuer__path", "code"]
        constraints = [models.UniqueConstraint(fields=["issuer", "code"], name="register_series_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code, self.name = nfc(self.code).strip(), " ".join(nfc(self.name).split())
        super().save(*args, **kwargs)


class RegisterBook(models.Model):
    """Types that an issuer numbers together from a year on, as its head decides (Điều 15.1.c).

    `lead` is the type whose counter gives the numbers. A type in no book has its own; the rule of the latest
    year that is not after the document's decides. The lead has a row of its own.
    """

    issuer = models.ForeignKey(Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="+")
    series = models.CharField("hệ thống số riêng", max_length=30, blank=True)
    from_year = models.PositiveSmallIntegerField("từ năm")
    kind = models.CharField("loại văn bản", max_length=4, choices=list(KINDS.items()))
    lead = models.CharField("chung số với", max_length=4, choices=list(KINDS.items()))

    class Meta:
        verbose_name = "sổ chung nhiều loại"
        ordering = ["issuer__path", "series", "-from_year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "series", "from_year", "kind"], name="register_book_kind_once")
        ]

    def __str__(self) -> str:
        return f"{kind_name(self.kind)} → {kind_name(self.lead)} {self.from_year}"


class PaperNumbers(models.Model):
    """Numbers of a book that were given outside the system: they are no gap."""

    counter = models.ForeignKey(RegisterCounter, on_delete=models.PROTECT, related_name="paper")
    first = models.PositiveIntegerField("từ số")
    last = models.PositiveIntegerField("đến số")
    reason = models.TextField("lý do", blank=True)

    class Meta:
        verbose_name = "số đã cấp trên giấy"
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="paper_numbers_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


class RegisterEntry(models.Model):
    """The columns of the register that only the clerk knows; an issued document itself never changes."""

    document = models.OneToOneField(Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="entry")
    keeper = models.CharField("đơn vị, người nhận bản lưu", max_length=200, blank=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    received_by = models.CharField("ký nhận", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_at = models.DateTimeField("lúc ghi", auto_now=True)

    class Meta:
        verbose_name = "phần ghi của văn thư"

    def __str__(self) -> str:
        return f"{self.document}"
