"""The catalogue of titles and forms, and the rule sets that say who may get them. Loaded from `awards/data`."""

import datetime as dt

from django.db import models
from django.db.models import Q


class Target(models.TextChoices):
    """Who is awarded."""

    INDIVIDUAL = "individual", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"


class AwardType(models.Model):
    """Danh hiệu thi đua or hình thức khen thưởng."""

    class Kind(models.TextChoices):
        TITLE = "title", "Danh hiệu thi đua"
        FORM = "form", "Hình thức khen thưởng"

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=120)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    for_individuals = models.BooleanField("cho cá nhân", default=False)
    for_collectives = models.BooleanField("cho tập thể", default=False)
    article = models.CharField("điều luật", max_length=120)
    decided_by = models.CharField("thẩm quyền quyết định", max_length=300)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "danh hiệu, hình thức khen thưởng"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    def fits(self, target: str) -> bool:
        """Whether a nominee of this kind may get it."""
        return self.for_individuals if target == Target.INDIVIDUAL else self.for_collectives

    @property
    def phrase(self) -> str:
        """As a decision writes it: danh hiệu “Lao động tiên tiến”; a form stands without quotation marks."""
        return f"danh hiệu “{self.name}”" if self.kind == self.Kind.TITLE else self.name


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    def in_force_on(self, day: dt.date) -> "RuleSetQuerySet":
        """Rule sets in force on the day."""
        return self.filter(in_force_from__lte=day).filter(Q(in_force_to=None) | Q(in_force_to__gte=day))


class RuleSet(models.Model):
    """The conditions that held between two days, with what they rest on and whether somebody confirmed them."""

    code = models.CharField("mã", max_length=20, unique=True)
    title = models.CharField("tên", max_length=200)
    in_force_from = models.DateField("có hiệu lực từ")
    in_force_to = models.DateField("đến hết ngày", null=True, blank=True)
    citation = models.TextField("căn cứ")
    verified = models.BooleanField("đã xác minh", default=False)
    note = models.TextField("ghi chú", blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chuẩn"
        ordering = ["-in_force_from"]

    def __str__(self) -> str:
        return self.title


class Rule(models.Model):
    """The conditions of one award for one kind of nominee within a rule set; see `awards.rules.language`."""

    rule_set = models.ForeignKey(RuleSet, verbose_name="bộ tiêu chuẩn", on_delete=models.CASCADE, related_name="rules")
    award_type = models.ForeignKey(
        AwardType, verbose_name="danh hiệu, hình thức", on_delete=models.PROTECT, related_name="rules"
    )
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices)
    condition = models.JSONField("điều kiện")

    class Meta:
        verbose_name = "tiêu chuẩn"
        ordering = ["rule_set", "award_type__order", "target"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "award_type", "target"], name="rule_once_per_award_and_target")
        ]

    def __str__(self) -> str:
        return f"{self.award_type} ({self.get_target_display()})"
