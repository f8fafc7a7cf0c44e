"""Đợt xét: what an office considers together, with its dates."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from core.dates import today
from units.models import RoleKind, Unit

from .catalogue import AwardType, Category

if TYPE_CHECKING:
    from units.models import User


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: "User") -> "RoundQuerySet":
        """The office's roles see its rounds; staff and heads, and the standing office of an office that is asked
        itself, see those to which their units, or units that these carry on, are asked."""
        from units.permissions import reached

        from ..permissions import OFFICE_ROLES, own_offices, written_by

        running = ~Q(state=Round.State.DRAFT)
        ours = written_by(user) | Q(unit__in=own_offices(user))
        asked = Q(pk__in=Round.units.through.objects.filter(ours).values("round"))
        office = reached(user, RoleKind.STANDING_OFFICE) | (reached(user, *OFFICE_ROLES) & running)
        return self.filter(office | (asked & running))


class Round(ConcurrentTransitionMixin, models.Model):
    """A call for nominations of an office (`unit`), answered by the units in `units`."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang chuẩn bị"
        OPEN = "open", "Đang mở"
        CLOSED = "closed", "Đã kết thúc"

    Category = Category

    unit = models.ForeignKey(Unit, verbose_name="cơ quan xét", on_delete=models.PROTECT, related_name="rounds")
    campaign = models.ForeignKey(
        "campaigns.Campaign",
        verbose_name="phong trào thi đua, chuyên đề",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    year = models.PositiveSmallIntegerField("năm xét")
    title = models.CharField("tên đợt xét", max_length=200)
    category = models.CharField("loại hình", max_length=12, choices=Category.choices, default=Category.REGULAR)
    award_types = models.ManyToManyField(AwardType, verbose_name="danh hiệu, hình thức", related_name="rounds")
    units = models.ManyToManyField(Unit, verbose_name="đơn vị lập hồ sơ", related_name="asked_rounds")
    period_start = models.DateField("thành tích từ ngày")
    period_end = models.DateField("đến ngày")
    opens_on = models.DateField("mở ngày")
    send_by = models.DateField("đơn vị gửi trước hết ngày")
    appraise_by = models.DateField("thẩm định xong trước hết ngày")
    decide_by = models.DateField("quyết định trước hết ngày")
    note = models.TextField("hướng dẫn cho đơn vị", blank=True)
    # Empty: a dossier is held against what is in force on the day of its receipt.
    rules_on = models.DateField("đối chiếu theo tiêu chuẩn của ngày", null=True, blank=True)
    rules_reason = models.TextField("lý do chọn tiêu chuẩn của ngày đó", blank=True)
    rules_chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người chọn tiêu chuẩn", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    rules_chosen_at = models.DateTimeField("chọn tiêu chuẩn lúc", null=True, blank=True)
    state = FSMField("trạng thái", default=State.DRAFT, choices=State.choices, protected=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người lập", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt xét"
        ordering = ["-send_by", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("send_by"))
                & Q(send_by__lte=F("appraise_by"))
                & Q(appraise_by__lte=F("decide_by")),
                name="round_dates_in_order",
                violation_error_message=(
                    "Các ngày phải theo thứ tự: mở, hạn gửi hồ sơ, hạn thẩm định, hạn quyết định."
                ),
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")),
                name="round_period_in_order",
                violation_error_message="Ngày kết thúc của thời gian thành tích phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("awards:round_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def next_date(self) -> tuple[str, dt.date]:
        """What is due next, and on which day."""
        stages = [("gửi hồ sơ", self.send_by), ("thẩm định", self.appraise_by), ("quyết định", self.decide_by)]
        return next((stage for stage in stages if stage[1] >= today()), stages[-1])

    @property
    def sending_is_over(self) -> bool:
        """Whether the last day for sending has passed; the day itself counts to its end."""
        return today() > self.send_by

    @transition(field=state, source=State.DRAFT, target=State.OPEN)
    def open(self) -> None:
        """Units may start their dossiers."""

    @transition(field=state, source=State.OPEN, target=State.CLOSED)
    def close(self) -> None:
        """Nothing more comes in."""

    @transition(field=state, source=State.CLOSED, target=State.OPEN)
    def reopen(self) -> None:
        """Take in what was forgotten."""
