"""Which offices keep what is one for the whole installation: rules of awards, calendar, hours of sending."""

from django.conf import settings
from django.db import models

from .tree import Unit


class CommonKeeper(models.Model):
    """An office that was named to keep what holds for everybody."""

    unit = models.OneToOneField(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người chỉ định", null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("từ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "cơ quan giữ phần dùng chung"
        ordering = ["unit__path"]

    def __str__(self) -> str:
        return str(self.unit)
