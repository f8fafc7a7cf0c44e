"""Who may sign for the head of an issuer by order or by mandate: TL. and TUQ."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import nfc
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class SigningMandateQuerySet(models.QuerySet["SigningMandate"]):
    def visible_to(self, user: "User") -> "SigningMandateQuerySet":
        """Those of the issuers that the user keeps (see `permissions.mandated`)."""
        from ..permissions import mandated

        return self.filter(mandated(user))

    def in_force_on(self, day: dt.date) -> "SigningMandateQuerySet":
        """Mandates that hold on that day and were not ended before."""
        return self.filter(ended_at=None, since__lte=day).filter(Q(until=None) | Q(until__gte=day))


class SigningMandate(models.Model):
    """The head of an issuer lets somebody sign certain types of document, in writing.

    By order (thừa lệnh): settled in the office's working rules, may be passed to a deputy. By mandate (thừa ủy
    quyền): limited in time and content, never passed on. Source: Nghị định 30/2020/NĐ-CP, Điều 13.3 and 13.4.
    """

    class Authority(models.TextChoices):
        ORDER = "TL", "Thừa lệnh (TL.)"
        MANDATE = "TUQ", "Thừa ủy quyền (TUQ.)"

    unit = models.ForeignKey(
        Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="signing_mandates"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người được ký",
        on_delete=models.PROTECT,
        related_name="signing_mandates",
    )
    authority = models.CharField("quyền hạn", max_length=3, choices=Authority.choices)
    own_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị của người được ký", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField("chức vụ của người được ký", max_length=120)
    kinds = models.JSONField("loại văn bản", default=list)
    content = models.CharField("nội dung được giao", max_length=500, blank=True)
    basis = models.CharField("văn bản giao ký", max_length=300)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField("lúc ghi", auto_now_add=True)
    ended_at = models.DateTimeField("lúc chấm dứt", null=True, blank=True)
    ended_reason = models.TextField("lý do chấm dứt", blank=True)

    objects = SigningMandateQuerySet.as_manager()

    class Meta:
        verbose_name = "giao ký thừa lệnh, thừa ủy quyền"
        ordering = ["unit__path", "-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="mandate_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(authority="TL") | Q(until__isnull=False),
                name="mandate_is_limited_in_time",
                violation_error_message="Ký thừa ủy quyền phải có thời hạn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_authority_display()}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title = " ".join(nfc(self.title).split())
        super().save(*args, **kwargs)

    def covers(self, kind: str, day: dt.date) -> bool:
        """Whether a document of the type may be signed on the day."""
        timely = self.since <= day and (self.until is None or day <= self.until)
        return timely and self.ended_at is None and kind in self.kinds
