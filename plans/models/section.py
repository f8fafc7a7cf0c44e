"""Sections of a plan, as an outline: their place and their level say what belongs under what."""

from __future__ import annotations

from django.db import models

from ..reading import shapes
from .plan import Plan


class Section(models.Model):
    """A part of a plan with its heading, its text, and the table of its tasks when it has one.

    The number is never stored: it follows from place, level and kind of numbering (see `outline`).
    """

    class Numbering(models.TextChoices):
        PART = shapes.PART, "Phần thứ nhất, thứ hai"
        CAPITAL = shapes.CAPITAL, "A, B, C"
        ROMAN = shapes.ROMAN, "I, II, III"
        ARABIC = shapes.ARABIC, "1, 2, 3"
        DECIMAL = shapes.DECIMAL, "1.1, 1.2"
        LETTER = shapes.LETTER, "a, b, c"
        ANNEX = shapes.ANNEX, "Phụ lục"
        PLAIN = shapes.PLAIN, "Không đánh số"

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField("thứ tự")
    level = models.PositiveSmallIntegerField("cấp")
    numbering = models.CharField("kiểu đánh số", max_length=8, choices=Numbering.choices, default=Numbering.ROMAN)
    heading = models.TextField("tiêu đề", blank=True)
    body = models.TextField("nội dung", blank=True)
    columns = models.JSONField("cột của bảng nhiệm vụ", default=list, blank=True)
    numbers_restart = models.BooleanField("số thứ tự bắt đầu lại ở mỗi nhóm", default=False)
    body_after = models.TextField("nội dung sau bảng", blank=True)

    class Meta:
        verbose_name = "mục của kế hoạch"
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="plan_section_position_once")]

    def __str__(self) -> str:
        return self.heading[:80]
