"""Which offices may change the rule sets: one catalogue serves the whole installation."""

from django.conf import settings
from django.db import models

from units.models import Unit


class RuleKeeper(models.Model):
    """An office whose standing office may change rule sets, procedures, base salaries and rates."""

    unit = models.OneToOneField(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cho phép", null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("từ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "cơ quan giữ tiêu chuẩn"
        ordering = ["unit__path"]

    def __str__(self) -> str:
        return str(self.unit)
