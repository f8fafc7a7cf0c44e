"""Tiền thưởng and the fund it is paid from: base salaries, multipliers, what each award carries, what is set aside."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from units.models import Unit

from .catalogue import AwardType, RuleSet, Target
from .decisions import Decision
from .register import Award


class BaseSalary(models.Model):
    """Lương cơ sở, in đồng a month, from a day until the next record. Loaded from `awards/data/bonus.json`."""

    amount = models.PositiveIntegerField("mức lương cơ sở (đồng/tháng)")
    in_force_from = models.DateField("áp dụng từ ngày", unique=True)
    basis = models.CharField("căn cứ", max_length=200)
    verified = models.BooleanField("đã xác minh", default=False)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "lương cơ sở"
        ordering = ["-in_force_from"]

    def __str__(self) -> str:
        return f"{self.amount:,} từ {self.in_force_from:%d/%m/%Y}".replace(",", ".")


class BonusRate(models.Model):
    """The multiple of the base salary that goes with an award (Nghị định 152/2025/NĐ-CP, Điều 50-55).

    `code` is that of an `AwardType`; a few awards of the decree are not in the catalogue and carry their own `name`.
    A province's own rate lies over the decree's; `fixed` is the amount that it fixed where the decree has a ceiling.
    """

    Layer = RuleSet.Layer

    layer = models.CharField("tầng", max_length=12, choices=RuleSet.Layer.choices, default=RuleSet.Layer.LAW)
    code = models.CharField("mã danh hiệu, hình thức", max_length=20)
    name = models.CharField("tên", max_length=120, blank=True)
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices)
    multiplier = models.DecimalField("hệ số (lần lương cơ sở)", max_digits=5, decimal_places=2)
    fixed = models.PositiveIntegerField("mức tiền cố định (đồng)", null=True, blank=True)
    ceiling = models.BooleanField("là mức trần", default=False)
    article = models.CharField("điều luật", max_length=200)
    verified = models.BooleanField("đã xác minh", default=True)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "mức tiền thưởng"
        ordering = ["code", "target", "layer"]
        constraints = [
            models.UniqueConstraint(
                fields=["layer", "code", "target"],
                name="bonus_rate_once",
                violation_error_message="Đã có mức thưởng cho danh hiệu, hình thức và đối tượng này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.code} ({self.get_target_display()}): {self.multiplier}"


class FundEntryQuerySet(models.QuerySet["FundEntry"]):
    def left(self) -> int:
        """What these entries leave, in đồng."""
        out = Q(kind=FundEntry.Kind.PAID)
        zero = models.Value(0, output_field=models.BigIntegerField())
        found = self.aggregate(
            came=Coalesce(Sum("amount", filter=~out), zero), went=Coalesce(Sum("amount", filter=out), zero)
        )
        return int(found["came"] - found["went"])


class FundEntry(models.Model):
    """Money that came into an office's fund of a year or left it; rows are only added."""

    class Kind(models.TextChoices):
        SET_ASIDE = "set_aside", "Trích lập"
        ADDED = "added", "Bổ sung"
        PAID = "paid", "Chi tiền thưởng"
        RETURNED = "returned", "Thu hồi nộp lại"

    unit = models.ForeignKey(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="fund_entries")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    amount = models.PositiveBigIntegerField("số tiền (đồng)")
    on = models.DateField("ngày")
    note = models.CharField("diễn giải", max_length=200, blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name="quyết định",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="fund_entries",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects = FundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "khoản của quỹ"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fund_entry_is_money",
                violation_error_message="Số tiền phải lớn hơn 0.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} ({self.year})"


class AwardBonusQuerySet(models.QuerySet["AwardBonus"]):
    def with_higher(self) -> "AwardBonusQuerySet":
        """With `higher`, the id of the highest bonus of the same nominee beside which this one is not paid: of a higher
        title of the same period (Nghị định 152/2025/NĐ-CP, Điều 49.5), or of a higher form of a later decision for what
        may be the same achievement, of which nobody said that it is not (Điều 49.6)."""
        return self.annotate(higher=self._higher())

    def owed(self) -> "AwardBonusQuerySet":
        """Those to be paid: of awards in force, more than nothing, not paid, none higher beside them."""
        open_ = self.filter(award__state=Award.State.IN_FORCE, paid_on=None, amount__gt=0)
        return open_.alias(higher=self._higher()).filter(higher=None)

    def _higher(self) -> Case:
        """Asked of a person by the index of people, of a collective by that of units: for both at once none helps."""
        found = self._above()
        person = found.filter(award__person=OuterRef("award__person"))
        place = {name: OuterRef(name) for name in ("award__unit", "award__nominee_name")}
        collective = found.filter(award__person=None, **place)
        first = [Subquery(rows.order_by("-amount", "pk").values("pk")[:1]) for rows in (person, collective)]
        return Case(When(award__person__isnull=False, then=first[0]), default=first[1])

    def _above(self) -> "AwardBonusQuerySet":
        """Those that would be paid instead of the outer one, if they are the same nominee's."""
        title = Q(
            award__award_type__kind=AwardType.Kind.TITLE,
            award__period_start=OuterRef("award__period_start"),
            award__period_end=OuterRef("award__period_end"),
        )
        form = Q(
            award__award_type__kind=AwardType.Kind.FORM,
            award__category=OuterRef("award__category"),
            award__period_start__lte=OuterRef("award__period_end"),
            award__period_end__gte=OuterRef("award__period_start"),
            one_campaign=F("other_campaign"),
            apart="",
            pk__gt=OuterRef("pk"),
        )
        campaign = "award__decision__round__campaign"  # two campaigns are two achievements; without one, nobody knows
        alike = AwardBonus.objects.alias(
            one_campaign=Coalesce(campaign, OuterRef(campaign), 0, output_field=models.BigIntegerField()),
            other_campaign=Coalesce(OuterRef(campaign), campaign, 0, output_field=models.BigIntegerField()),
        )
        return alike.filter(
            title | form,
            award__state=Award.State.IN_FORCE,
            award__award_type__kind=OuterRef("award__award_type__kind"),
            amount__gt=OuterRef("amount"),
        )


class AwardBonus(models.Model):
    """What goes with one line of the register, as it was on the day of the decision."""

    award = models.OneToOneField(Award, verbose_name="kết quả", on_delete=models.PROTECT, related_name="bonus")
    amount = models.PositiveIntegerField("tiền thưởng (đồng)")
    multiplier = models.DecimalField("hệ số", max_digits=5, decimal_places=2, null=True, blank=True)
    base = models.PositiveIntegerField("lương cơ sở", null=True, blank=True)
    article = models.CharField("điều luật", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=400, blank=True)
    doubts = models.JSONField("chưa xác minh", default=list)
    # Why it is paid beside another form of the same time (Nghị định 152/2025/NĐ-CP, Điều 49.6).
    apart = models.CharField("thưởng riêng vì", max_length=300, blank=True)
    paid_on = models.DateField("ngày chi", null=True, blank=True)
    entry = models.ForeignKey(
        FundEntry,
        verbose_name="khoản chi",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bonuses",
    )

    objects = AwardBonusQuerySet.as_manager()

    class Meta:
        verbose_name = "tiền thưởng"
        constraints = [
            models.CheckConstraint(
                condition=Q(paid_on=None, entry=None) | Q(paid_on__isnull=False, entry__isnull=False),
                name="paid_bonus_has_entry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.amount}"
