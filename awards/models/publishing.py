"""Which decisions the public may read."""

from django.conf import settings
from django.db import models

from .decisions import Decision


def published(prefix: str = "") -> models.Q:
    """Return the filter of the decisions whose results stand before the public, for a model that reaches them by
    `prefix`."""
    return models.Q(**{f"{prefix}publication__isnull": False, f"{prefix}publication__withdrawn_at": None})


class Publication(models.Model):
    """A signed decision whose results stand on the public page, until they are withdrawn."""

    decision = models.OneToOneField(
        Decision, verbose_name="quyết định", on_delete=models.PROTECT, related_name="publication"
    )
    published_at = models.DateTimeField("công bố lúc")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người công bố", on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người gỡ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField("lý do gỡ", max_length=300, blank=True)

    class Meta:
        verbose_name = "công bố kết quả"
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return f"{self.decision}: {'đã gỡ' if self.withdrawn_at else 'đang công bố'}"

    @property
    def is_public(self) -> bool:
        return self.withdrawn_at is None
