"""Lấy ý kiến công khai: a list that is published for some working days, what people say, how it is settled."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.dates import today

from .nominations import Nomination
from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


class CommentPeriodQuerySet(models.QuerySet["CommentPeriod"]):
    def running(self) -> "CommentPeriodQuerySet":
        """Those whose list stands on the public page today."""
        return self.filter(ends_on__gte=today(), ended_early_at=None)

    def visible_to(self, user: "User") -> "CommentPeriodQuerySet":
        """The standing office: who commented is known to it only."""
        from ..permissions_hearing import periods_of

        return self.filter(periods_of(user))


class CommentPeriod(models.Model):
    """A published list (Luật 06/2022/QH15, Điều 84.5; Nghị định 152/2025/NĐ-CP, Điều 44.2).

    It closes by itself at the end of `ends_on`; nothing has to run for that.
    """

    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="comment_periods")
    nominations = models.ManyToManyField(Nomination, verbose_name="danh sách", related_name="comment_periods")
    days = models.PositiveSmallIntegerField("số ngày làm việc")
    article = models.CharField("căn cứ", max_length=300, blank=True)
    starts_on = models.DateField("công khai từ ngày")
    ends_on = models.DateField("đến hết ngày")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người công khai", on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField("công khai lúc", auto_now_add=True)
    prolonged_reason = models.TextField("lý do kéo dài", blank=True)
    ended_early_at = models.DateTimeField("kết thúc sớm lúc", null=True, blank=True)
    ended_early_reason = models.TextField("lý do kết thúc sớm", blank=True)

    objects = CommentPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt lấy ý kiến công khai"
        ordering = ["-ends_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="comment_period_in_order")]

    def __str__(self) -> str:
        return f"Lấy ý kiến công khai {self.starts_on:%d/%m/%Y} - {self.ends_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("awards:comment_detail", args=[self.pk])

    @property
    def over(self) -> bool:
        """The last day counts to its end."""
        return self.ended_early_at is not None or today() > self.ends_on


class Comment(models.Model):
    """What somebody said about one of the list, or about the whole list. The answer is the office's own note."""

    period = models.ForeignKey(
        CommentPeriod, verbose_name="đợt lấy ý kiến", on_delete=models.CASCADE, related_name="comments"
    )
    nomination = models.ForeignKey(
        Nomination, verbose_name="về", null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    name = models.CharField("họ và tên", max_length=120)
    contact = models.CharField("điện thoại hoặc thư điện tử", max_length=160)
    text = models.TextField("ý kiến")
    received_at = models.DateTimeField("nhận lúc", auto_now_add=True)
    answer = models.TextField("kết quả xử lý", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người xử lý", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ý kiến công khai"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Ý kiến {self.pk}"

    @property
    def reference(self) -> str:
        """What its writer can quote."""
        return f"YK-{self.pk:05d}"
