"""What a unit registers for a campaign (đăng ký thi đua)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django_fsm import FSMField, FSMModelMixin, transition

from units.models import Unit

from .campaign import Campaign

if TYPE_CHECKING:
    from units.models import User


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: User) -> RegistrationQuerySet:
        """Registrations that the user may read (see `permissions.registration_visible`)."""
        from ..permissions import registration_visible

        return self.filter(registration_visible(user))

    def sent(self) -> RegistrationQuerySet:
        """Those that count as registered."""
        return self.filter(state=Registration.State.SENT)


class Registration(FSMModelMixin, models.Model):
    """One unit's pledge and targets for one campaign: drafted by staff, sent by the unit's head."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        SENT = "sent", "Đã đăng ký"

    campaign = models.ForeignKey(
        Campaign, verbose_name="phong trào", on_delete=models.PROTECT, related_name="registrations"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="registrations"
    )
    pledge = models.TextField("nội dung giao ước thi đua", blank=True)
    state = FSMField("trạng thái", choices=State.choices, default=State.DRAFT, protected=True)
    version = models.PositiveIntegerField("phiên bản", default=0)
    changed_at = models.DateTimeField("lúc sửa", auto_now=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người gửi đăng ký",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    registered_at = models.DateTimeField("lúc gửi đăng ký", null=True)
    late_reason = models.TextField("lý do nhận muộn", blank=True)
    late_accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người cho nhận muộn",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "đăng ký thi đua"
        ordering = ["campaign", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="registration_once_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} - {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:registration", args=[self.campaign_id, self.unit_id])

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def reference(self) -> str:
        """What the unit quotes when it asks about its registration."""
        return f"ĐKTĐ-{self.campaign_id}-{self.unit.code}"

    def too_late(self, on: dt.date | None = None) -> bool:
        """Whether the deadline has passed and nobody has accepted it late."""
        return self.campaign.registration_over(on) and not self.late_reason

    @transition(field=state, source=State.DRAFT, target=State.SENT)
    def send(self) -> None:
        """The unit's head registers the unit."""

    @transition(field=state, source=State.SENT, target=State.DRAFT)
    def withdraw(self) -> None:
        """The unit's head takes it back to change it before the deadline."""


class Target(models.Model):
    """One target (chỉ tiêu) that a unit sets itself."""

    registration = models.ForeignKey(
        Registration, verbose_name="đăng ký", on_delete=models.CASCADE, related_name="targets"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("chỉ tiêu", max_length=500)

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["registration", "position"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "position"], name="target_position_once")
        ]

    def __str__(self) -> str:
        return self.text
