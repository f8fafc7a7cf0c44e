"""Changes that are proposed for a draft and wait for somebody to accept them: rolled forward, copied, restored."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .plan import Plan


class ChangeSet(models.Model):
    """All that one act proposed for one draft. `sources` names the plans that it drew on."""

    class Kind(models.TextChoices):
        ROLL = "roll", "Chuyển kế hoạch sang năm mới"
        COPY = "copy", "Soạn theo kế hoạch của cơ quan khác"
        RESTORE = "restore", "Khôi phục dấu"

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="change_sets")
    kind = models.CharField("việc", max_length=10, choices=Kind.choices)
    source_plan = models.ForeignKey(
        Plan, verbose_name="soạn từ kế hoạch", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sources = models.JSONField("nguồn", default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người làm", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "đợt đề xuất thay đổi"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.plan_id})"


class ProposedChange(models.Model):
    """Words of one field that should read differently, or (a mark) that somebody should look at.

    `field` is "opening", "section:12:body", "task:7:content"; `left` and `right` are what stood around the words, so
    that they are found again when the draft has changed meanwhile.
    """

    class State(models.TextChoices):
        OPEN = "open", "Chờ quyết định"
        ACCEPTED = "accepted", "Đã nhận"
        DECLINED = "declined", "Đã bỏ qua"

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=20)
    mark = models.BooleanField("chỉ đánh dấu, không tự đổi", default=False)
    label = models.CharField("ở đâu", max_length=200, blank=True)
    field = models.CharField("chỗ trong kế hoạch", max_length=60)
    before = models.TextField("đang ghi")
    after = models.TextField("đề xuất", blank=True)
    left = models.CharField("chữ đứng trước", max_length=120, blank=True)
    right = models.CharField("chữ đứng sau", max_length=120, blank=True)
    note = models.TextField("giải thích", blank=True)
    confidence = models.PositiveSmallIntegerField("độ tin cậy", default=100)
    doubts = models.JSONField("chữ chưa chắc", default=list, blank=True)
    origin = models.CharField("lấy theo", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người quyết định", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField("lúc quyết định", null=True, blank=True)

    class Meta:
        verbose_name = "đề xuất thay đổi"
        ordering = ["change_set", "position"]
        indexes = [models.Index(fields=["change_set", "state"])]

    def __str__(self) -> str:
        return f"{self.before[:40]} → {self.after[:40]}"
