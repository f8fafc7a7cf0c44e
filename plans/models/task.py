"""Tasks of a plan: what is to be done, by whom, until when, and how far it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, FSMModelMixin, transition

from core.dates import today
from core.text import fold
from units.models import Unit

from .plan import Plan
from .section import Section

QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
SEARCH_LENGTH = 2000
# Neither reported as done nor ended with its plan's year; "late" is this and a day that has passed.
UNDONE = Q(done_on=None, closed_on=None)


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    def in_force(self) -> PlanTaskQuerySet:
        """Tasks of issued plans; a withdrawn plan is not in force, a row without words is no task."""
        issued = self.filter(plan__state__in=[Plan.State.ISSUED, Plan.State.RECORDED])
        return issued.filter(plan__document__withdrawn_at=None).exclude(content="")

    def open(self) -> PlanTaskQuerySet:
        """Tasks of plans in force that nobody has reported as done and that were not ended with their plan's year."""
        return self.in_force().filter(UNDONE)


class PlanTask(FSMModelMixin, models.Model):
    """One row of a plan's task table.

    `agencies` and `cooperating` are what the plan prints; `lead_units` and `cooperating_units` are the units of
    the tree that it means, read from those words until somebody chooses them (`units_chosen`). `done_on` is the
    day that was reported; from then on nobody is reminded, whether the report is confirmed or not.
    """

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", "Chưa bắt đầu"
        DOING = "doing", "Đang làm"
        REPORTED = "reported", "Báo hoàn thành, chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận hoàn thành"

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
    deliverable = models.TextField("sản phẩm", blank=True)
    lead_units = models.ManyToManyField(Unit, verbose_name="đơn vị chủ trì", blank=True, related_name="plan_tasks")
    cooperating_units = models.ManyToManyField(
        Unit, verbose_name="đơn vị phối hợp", blank=True, related_name="cooperating_tasks"
    )
    units_chosen = models.BooleanField("đơn vị do người chọn", default=False)
    state = FSMField("trạng thái", choices=State.choices, default=State.NOT_BEGUN, protected=True, db_index=True)
    percent = models.PositiveSmallIntegerField("tiến độ (%)", null=True, blank=True)
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
    confirmed_on = models.DateField("ngày xác nhận", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người xác nhận",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    returned_reason = models.TextField("lý do chưa xác nhận", blank=True)
    times_returned = models.PositiveSmallIntegerField("số lần chưa xác nhận", default=0)
    closed_on = models.DateField("kết thúc khi chưa hoàn thành ngày", null=True, blank=True)
    closed_reason = models.TextField("lý do kết thúc khi chưa hoàn thành", blank=True)
    ends_on = models.DateField("ngày cuối", null=True, editable=False, db_index=True)
    search_text = models.CharField(max_length=SEARCH_LENGTH, editable=False, blank=True, default="")

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ của kế hoạch"
        ordering = ["plan", "section__position", "position"]
        # What reminders look for: few of many tasks are open and near their day.
        indexes = [models.Index(fields=["ends_on"], condition=UNDONE, name="plan_task_undone_by_day")]
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "ends_on", "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plans:task_detail", args=[self.pk])

    def derive(self) -> None:
        """Set what follows from the other fields: its last day, and its words for the search."""
        self.ends_on = self.deadline
        words = (self.content, self.agencies, self.cooperating, self.product)
        self.search_text = fold(" ".join(words))[:SEARCH_LENGTH]

    @property
    def deadline(self) -> dt.date | None:
        """The day on which it must be done: its own, else the last day of its quarter."""
        if self.due_on:
            return self.due_on
        if self.quarter and self.plan.year:
            month, day = QUARTER_ENDS[self.quarter]
            return dt.date(self.plan.year, month, day)
        return None

    @property
    def begins_on(self) -> dt.date | None:
        """The first day of its quarter, or of the month of its own day when that lies before; None without both."""
        end = self.deadline
        if end is None:
            return None
        quarter = self.quarter or (end.month + 2) // 3
        first = dt.date(self.plan.year if self.quarter else end.year, 3 * quarter - 2, 1)
        return min(first, end.replace(day=1))

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed and it is neither reported as done nor ended with its plan's year."""
        return not self.is_over and self.ends_on is not None and self.ends_on < today()

    @property
    def is_over(self) -> bool:
        """Whether nothing is expected of it any more: reported as done, or ended with its plan's year."""
        return self.done_on is not None or self.closed_on is not None

    @property
    def product(self) -> str:
        """What it must yield: as somebody settled it, else as the plan's own table says."""
        return self.deliverable or str((self.extra or {}).get("result", ""))

    @transition(field=state, source=State.NOT_BEGUN, target=State.DOING)
    def begin(self) -> None:
        """Work on it has begun."""

    @transition(field=state, source=State.DOING, target=State.NOT_BEGUN)
    def unbegin(self) -> None:
        """It was called begun by mistake."""

    @transition(field=state, source=[State.NOT_BEGUN, State.DOING], target=State.REPORTED)
    def report(self) -> None:
        """Those responsible say that it is done."""

    @transition(field=state, source=State.REPORTED, target=State.CONFIRMED)
    def confirm(self) -> None:
        """The standing office has seen that it is done."""

    @transition(field=state, source=State.REPORTED, target=State.DOING)
    def refuse(self) -> None:
        """The standing office does not see it done, with a reason."""

    @transition(field=state, source=[State.REPORTED, State.CONFIRMED], target=State.DOING)
    def reopen(self) -> None:
        """The report is taken back."""
