"""Việc định kỳ: what an office owes in every quarter, half-year or year, and when it was done."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.dates import today
from units.models import RoleKind, Unit

from .. import periods

if TYPE_CHECKING:
    from units.models import User


class RecurringQuerySet(models.QuerySet["Recurring"]):
    def visible_to(self, user: "User") -> "RecurringQuerySet":
        """Those of the units on whose line the user works."""
        from units.permissions import house

        return self.filter(house(user))


class Recurring(models.Model):
    """One work that comes back: of which unit, done by whom, due on which day of which month of its period.

    `month` counts from the first month of the period; one beyond its end lies in the next (a year's report that is
    due in January has month 13). `seed` names a row that came with the system, so that it comes once. A row that no
    rule was found for is not `verified` and says so. `wanted` says how many things a period asks for, where a room
    counts them (exemplary stories).
    """

    class Rule(models.TextChoices):
        QUARTERLY = periods.QUARTERLY, "Hằng quý"
        HALF_YEARLY = periods.HALF_YEARLY, "6 tháng một lần"
        YEARLY = periods.YEARLY, "Hằng năm"

    unit = models.ForeignKey(Unit, verbose_name="đơn vị thực hiện", on_delete=models.PROTECT, related_name="recurring")
    title = models.CharField("tên việc", max_length=200)
    role = models.CharField("người thực hiện", max_length=20, choices=RoleKind.choices)
    rule = models.CharField("chu kỳ", max_length=12, choices=Rule.choices)
    month = models.PositiveSmallIntegerField(
        "tháng thứ", validators=[MinValueValidator(1), MaxValueValidator(15)],
        help_text="Đếm từ tháng đầu của kỳ. Lớn hơn số tháng của kỳ là sang kỳ sau: tháng 13 là tháng 1 năm sau.",
    )  # fmt: skip
    day = models.PositiveSmallIntegerField(
        "ngày", validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text="Tháng không có ngày này thì lấy ngày cuối tháng.",
    )  # fmt: skip
    wanted = models.PositiveSmallIntegerField(
        "số lượng mỗi kỳ", default=1, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Với bài gương điển hình: đăng đủ số bài này thì kỳ tự được đánh dấu xong.",
    )  # fmt: skip
    source = models.CharField("căn cứ", max_length=200, blank=True)
    verified = models.BooleanField("đã xác minh với căn cứ", default=False)
    active = models.BooleanField("đang áp dụng", default=True)
    starts_on = models.DateField("tính từ ngày", default=today)
    seed = models.CharField(max_length=20, blank=True, editable=False)

    objects = RecurringQuerySet.as_manager()

    class Meta:
        verbose_name = "việc định kỳ"
        ordering = ["unit__path", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "seed"], condition=~models.Q(seed=""), name="recurring_seed_once")
        ]

    def __str__(self) -> str:
        return self.title

    def periods(self, first: dt.date, last: dt.date) -> list[periods.Period]:
        """The periods due between two days, none that was due before the row's own first day."""
        first = max(first, self.starts_on)
        return list(periods.periods(self.rule, month=self.month, day=self.day, first=first, last=last))


class RecurringDone(models.Model):
    """That a recurring work was done for one period, by whom; `counted`: the system saw it by the number wanted."""

    recurring = models.ForeignKey(Recurring, verbose_name="việc", on_delete=models.CASCADE, related_name="done")
    period = models.DateField("kỳ, tính từ ngày")
    done_on = models.DateField("xong ngày", default=today)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đánh dấu", on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)
    counted = models.BooleanField("tự đánh dấu khi đủ số lượng", default=False)

    class Meta:
        verbose_name = "kỳ đã xong"
        ordering = ["-period"]
        constraints = [models.UniqueConstraint(fields=["recurring", "period"], name="recurring_done_once")]

    def __str__(self) -> str:
        return f"{self.recurring_id}: {self.period}"
