"""Tasks of a plan: what is to be done, by whom, until when, and whether it is done."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from units.models import Unit

from .plan import Plan
from .section import Section

_QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    def open(self) -> PlanTaskQuerySet:
        """Tasks of plans in force that nobody has reported as done; a withdrawn plan is not in force."""
        in_force = self.filter(plan__state__in=[Plan.State.ISSUED, Plan.State.RECORDED])
        return in_force.filter(done_on=None, plan__document__withdrawn_at=None)


class PlanTask(models.Model):
    """One row of a plan's task table.

    `agencies` is what the plan prints; `lead_units` are the units of the tree that it means, and get reminded.
    """

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="tasks")
    section = models.ForeignKey(Section, verbose_name="mục", on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("thứ tự")
    label = models.TextField("số ghi riêng", blank=True)
    quarter = models.PositiveSmallIntegerField("quý", null=True, blank=True)
    group = models.TextField("nhóm", blank=True)
    content = models.TextField("nội dung")
    agencies = models.TextField("cơ quan thực hiện", blank=True)
    cooperating = models.TextField("cơ quan phối hợp", blank=True)
    time = models.TextField("thời gian", blank=True)
    extra = models.JSONField("các cột khác", default=dict, blank=True)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    lead_units = models.ManyToManyField(Unit, verbose_name="đơn vị chủ trì", blank=True, related_name="plan_tasks")
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người báo",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    done_note = models.TextField("kết quả", blank=True)

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ của kế hoạch"
        ordering = ["plan", "section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="plan_task_position_once"),
            models.CheckConstraint(
                condition=Q(quarter=None) | Q(quarter__in=[1, 2, 3, 4]),
                name="plan_task_quarter_1_to_4",
                violation_error_message="Quý phải là I, II, III hoặc IV.",
            ),
        ]

    def __str__(self) -> str:
        return self.content[:80]

    @property
    def deadline(self) -> dt.date | None:
        """The day on which it must be done: its own, else the last day of its quarter."""
        if self.due_on:
            return self.due_on
        if self.quarter and self.plan.year:
            month, day = _QUARTER_ENDS[self.quarter]
            return dt.date(self.plan.year, month, day)
        return None
