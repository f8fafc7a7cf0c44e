"""Findings of proofreading that somebody has looked at and set aside."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .plan import Plan


class DismissedFinding(models.Model):
    """A finding that stays out of the list of its plan, with the reason why.

    `key` is made of the rule and the words it was about, so that it holds when the text around them moves.
    """

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="dismissed_findings")
    rule = models.CharField("quy tắc", max_length=40)
    key = models.CharField("khóa", max_length=40)
    severity = models.CharField("mức", max_length=10)
    excerpt = models.TextField("chỗ trong văn bản", blank=True)
    message = models.TextField("điều đã soát")
    reason = models.TextField("lý do bỏ qua")
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người bỏ qua", null=True, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField("lúc bỏ qua", auto_now_add=True)

    class Meta:
        verbose_name = "điều soát lỗi đã bỏ qua"
        ordering = ["plan", "-dismissed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="dismissed_finding_once")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.message[:60]}"
