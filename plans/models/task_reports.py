"""What was reported of a task, by whom, with which evidence: its history."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from units.models import Unit

from .task import PlanTask

if TYPE_CHECKING:
    from units.models import User


class TaskReport(models.Model):
    """One entry of a task's history; it never changes.

    `unit` is the unit in whose name it was written; `on_behalf` when the standing office wrote it for that unit.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Báo cáo tiến độ"
        DONE = "done", "Báo hoàn thành"
        NOTE = "note", "Ý kiến phối hợp"
        CONFIRMED = "confirmed", "Xác nhận hoàn thành"
        REFUSED = "refused", "Chưa xác nhận"
        REOPENED = "reopened", "Mở lại"
        CLOSED = "closed", "Kết thúc khi chưa hoàn thành"

    task = models.ForeignKey(PlanTask, verbose_name="nhiệm vụ", on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người báo", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    on_behalf = models.BooleanField("báo thay", default=False)
    percent = models.PositiveSmallIntegerField(
        "tiến độ (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    on = models.DateField("ngày hoàn thành", null=True, blank=True)
    text = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "báo cáo nhiệm vụ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="task_report_percent_to_100",
                violation_error_message="Tiến độ tính từ 0 đến 100 phần trăm.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


def evidence_path(evidence: TaskEvidence, name: str) -> str:
    """A place that nobody can guess and that carries nothing of the user's file name."""
    return f"plans/{uuid.uuid4().hex}.{evidence.kind}"


class TaskEvidenceQuerySet(models.QuerySet["TaskEvidence"]):
    def visible_to(self, user: User) -> TaskEvidenceQuerySet:
        """The files that the user may open (see `permissions.evidence_of`)."""
        from ..permissions import evidence_of

        return self.filter(evidence_of(user))


class TaskEvidence(models.Model):
    """A file that shows what a report says; its content was checked to be what its name says."""

    report = models.ForeignKey(TaskReport, verbose_name="báo cáo", on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField("loại tệp", max_length=4)
    file = models.FileField("tệp", upload_to=evidence_path, max_length=200)
    name = models.CharField("tên tệp", max_length=160)
    size = models.PositiveIntegerField("cỡ")
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = TaskEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "minh chứng của nhiệm vụ"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
