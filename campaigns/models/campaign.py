"""A campaign (phong trào thi đua) and what it is judged by."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, FSMModelMixin, transition

from core.dates import today
from core.text import fold, nfc, vn_key
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> CampaignQuerySet:
        """Campaigns that the user may read (see `permissions.visible`)."""
        from ..permissions import visible

        return self.filter(visible(user))

    def launched(self) -> CampaignQuerySet:
        """Those that run."""
        return self.filter(state=Campaign.State.LAUNCHED)

    def listed(self) -> CampaignQuerySet:
        """In the order of the list: the latest first."""
        return self.select_related("unit").order_by("-starts_on", "sort_key", "-pk")


class Campaign(FSMModelMixin, models.Model):
    """A campaign of one unit for the units that it names. Written by `campaigns.services` only.

    Organised as Luật 06/2022/QH15, Điều 16 and 17 say: regular or thematic, with aims, criteria and a time.
    `version` grows with every save, so that two editors notice each other.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        LAUNCHED = "launched", "Đang diễn ra"
        ENDED = "ended", "Đã tổng kết"

    class Kind(models.TextChoices):
        REGULAR = "regular", "Thi đua thường xuyên"
        THEMATIC = "thematic", "Thi đua theo chuyên đề"

    unit = models.ForeignKey(
        Unit, verbose_name="cơ quan phát động", on_delete=models.PROTECT, related_name="campaigns"
    )
    plan = models.ForeignKey(
        "plans.Plan",
        verbose_name="thuộc kế hoạch",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="campaigns",
    )
    title = models.CharField("tên phong trào", max_length=300)
    slogan = models.CharField("khẩu hiệu", max_length=300, blank=True)
    kind = models.CharField("hình thức", max_length=10, choices=Kind.choices, default=Kind.THEMATIC)
    purpose = models.TextField("mục đích, nội dung thi đua", max_length=10000)
    starts_on = models.DateField("bắt đầu")
    ends_on = models.DateField("kết thúc")
    register_by = models.DateField("hạn đăng ký")
    review_on = models.DateField("sơ kết ngày", null=True, blank=True)
    reviewed_on = models.DateField("đã sơ kết ngày", null=True, blank=True, editable=False)
    units = models.ManyToManyField(Unit, verbose_name="đơn vị tham gia", related_name="joined_campaigns")
    state = FSMField(
        "trạng thái", choices=State.choices, default=State.DRAFT, protected=True, db_index=True
    )
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người lập", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lúc lập", auto_now_add=True)
    launched_at = models.DateTimeField("lúc phát động", null=True)
    ended_at = models.DateTimeField("lúc tổng kết", null=True)
    sort_key = models.CharField(max_length=1500, editable=False)
    search_text = models.CharField(max_length=700, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "phong trào thi đua"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["state", "register_by"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_start",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gte=F("starts_on"), review_on__lte=F("ends_on")),
                name="campaign_review_while_it_runs",
                violation_error_message="Ngày sơ kết phải nằm trong thời gian phong trào.",
            ),
            models.CheckConstraint(
                condition=Q(register_by__lte=F("ends_on")),
                name="campaign_registers_before_end",
                violation_error_message="Hạn đăng ký không được sau ngày kết thúc phong trào.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title = " ".join(nfc(self.title).split())
        self.sort_key = vn_key(self.title)[:1500]
        self.search_text = fold(f"{self.title} {self.slogan}")[:700]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_launched(self) -> bool:
        return self.state == self.State.LAUNCHED

    @property
    def state_kind(self) -> str:
        """The colour of the state's chip."""
        return {self.State.LAUNCHED: "info", self.State.ENDED: "done"}.get(self.State(self.state), "neutral")

    def registration_over(self, on: dt.date | None = None) -> bool:
        """Whether the registration deadline has passed; the day itself still counts until 23:59:59."""
        return (on or today()) > self.register_by

    @transition(field=state, source=State.DRAFT, target=State.LAUNCHED)
    def launch(self) -> None:
        """The standing office makes it known and units register."""

    @transition(field=state, source=State.LAUNCHED, target=State.ENDED)
    def end(self) -> None:
        """The final review is done; nothing more is registered."""


class Criterion(models.Model):
    """One thing that a campaign is judged by, with the points that it may bring."""

    campaign = models.ForeignKey(
        Campaign, verbose_name="phong trào", on_delete=models.CASCADE, related_name="criteria"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("tiêu chí", max_length=500)
    max_points = models.DecimalField("điểm tối đa", max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "tiêu chí"
        ordering = ["campaign", "position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="criterion_position_once")
        ]

    def __str__(self) -> str:
        return self.text
