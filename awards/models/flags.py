"""Tạm dừng xét: why a nominee may not be proposed or awarded for now (Nghị định 152/2025/NĐ-CP, Điều 4.4)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models import Person

from .nominations import Nomination

if TYPE_CHECKING:
    from units.models import User


class FlagQuerySet(models.QuerySet["Flag"]):
    def standing(self) -> "FlagQuerySet":
        """Those that were not released."""
        return self.filter(released_at=None)

    def visible_to(self, user: "User") -> "FlagQuerySet":
        """The standing office and the leaders of the office that considers, or that reaches the person."""
        from ..permissions_hearing import flags_of

        return self.filter(flags_of(user))


class Flag(models.Model):
    """A reason to wait, on one nomination or on a person (then on all of the person's nominations)."""

    class Kind(models.TextChoices):
        DISCIPLINE = "discipline", "Đang xem xét thi hành kỷ luật"
        INSPECTION = "inspection", "Đang điều tra, thanh tra, kiểm tra, có dấu hiệu vi phạm"
        COMPLAINT = "complaint", "Khiếu nại, tố cáo đang được xác minh"
        PRESS = "press", "Báo chí nêu vấn đề tham nhũng, tiêu cực đang được xác minh"

    class Outcome(models.TextChoices):
        CLEAN = "clean", "Kết luận không vi phạm"
        VIOLATION = "violation", "Kết luận có vi phạm, đã xử lý"
        MISTAKE = "mistake", "Tạm dừng nhầm"

    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", null=True, blank=True, on_delete=models.PROTECT, related_name="flags"
    )
    person = models.ForeignKey(
        Person, verbose_name="cá nhân", null=True, blank=True, on_delete=models.PROTECT, related_name="award_flags"
    )
    kind = models.CharField("lý do tạm dừng", max_length=12, choices=Kind.choices)
    reason = models.TextField("nội dung, nguồn tin")
    since = models.DateField("từ ngày")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, blank=True)
    release_reason = models.TextField("căn cứ xét tiếp", blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cho xét tiếp", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    released_at = models.DateTimeField("cho xét tiếp lúc", null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = "tạm dừng xét"
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nomination__isnull=False, person=None) | Q(nomination=None, person__isnull=False),
                name="flag_on_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def about(self) -> str:
        """Whom it concerns."""
        return self.nomination.nominee_name if self.nomination else self.person.full_name  # type: ignore[union-attr]
