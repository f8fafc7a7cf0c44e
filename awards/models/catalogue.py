"""The catalogue of titles and forms, and the rule sets that say who may get them. Loaded from `awards/data`."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.text import in_full


class Target(models.TextChoices):
    """Who is awarded."""

    INDIVIDUAL = "individual", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class Category(models.TextChoices):
    """Loại hình khen thưởng (Luật 06/2022/QH15, Điều 8)."""

    REGULAR = "cong_trang", "Công trạng"
    SUDDEN = "dot_xuat", "Đột xuất"
    CAMPAIGN = "phong_trao", "Phong trào thi đua"
    DEVOTION = "cong_hien", "Quá trình cống hiến"
    SERVICE = "nien_han", "Niên hạn"
    FOREIGN = "doi_ngoai", "Đối ngoại"


HONOUR = "Danh hiệu vinh dự nhà nước"
FORMS = ("Huân chương", "Huy chương", "Giải thưởng", "Kỷ niệm chương", "Bằng khen", "Giấy khen")


class AwardType(models.Model):
    """Danh hiệu thi đua or hình thức khen thưởng."""

    class Kind(models.TextChoices):
        TITLE = "title", "Danh hiệu thi đua"
        FORM = "form", "Hình thức khen thưởng"

    class Authority(models.TextChoices):
        """Who decides (Luật 06/2022/QH15, Điều 77-80)."""

        UNIT_HEAD = "unit_head", "Thủ trưởng cơ quan, đơn vị"
        COMMUNE = "commune", "Chủ tịch UBND cấp xã"
        PROVINCE = "province", "Chủ tịch UBND tỉnh"
        MINISTRY = "ministry", "Bộ, ban, ngành ở trung ương"
        GOVERNMENT = "government", "Chính phủ"
        PRIME_MINISTER = "prime_minister", "Thủ tướng Chính phủ"
        ASSEMBLY = "assembly", "Ủy ban Thường vụ Quốc hội"
        PRESIDENT = "president", "Chủ tịch nước"
        OTHER = "other", "Cơ quan, tổ chức khác theo quy định riêng"

    STATE = (Authority.GOVERNMENT, Authority.PRIME_MINISTER, Authority.PRESIDENT)

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=120)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    for_individuals = models.BooleanField("cho cá nhân", default=False)
    for_collectives = models.BooleanField("cho tập thể", default=False)
    for_households = models.BooleanField("cho hộ gia đình", default=False)
    article = models.CharField("điều luật", max_length=120)
    authority = models.CharField(
        "cấp quyết định", max_length=16, choices=Authority.choices, default=Authority.UNIT_HEAD
    )
    decided_by = models.CharField("thẩm quyền quyết định", max_length=300)
    period = models.CharField("xét theo", max_length=80, blank=True)
    categories = models.JSONField("loại hình khen thưởng", default=list)
    in_use = models.BooleanField("đưa vào đợt xét", default=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "danh hiệu, hình thức khen thưởng"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def of_the_state(self) -> bool:
        """Whether it is decided above the province (khen thưởng cấp Nhà nước)."""
        return self.authority in self.STATE

    def fits(self, target: str) -> bool:
        """Whether a nominee of this kind may get it."""
        return {
            Target.INDIVIDUAL: self.for_individuals,
            Target.COLLECTIVE: self.for_collectives,
            Target.HOUSEHOLD: self.for_households,
        }[Target(target)]

    @property
    def group(self) -> str:
        """Under which words a list sets it: the forms of Luật 06/2022/QH15, Điều 9; what begins like none of the
        others is a danh hiệu vinh dự nhà nước."""
        if self.kind == self.Kind.TITLE:
            return str(self.Kind.TITLE.label)
        return next((form for form in FORMS if self.name.startswith(form)), HONOUR)

    @property
    def is_called_title(self) -> bool:
        """Whether its name is that of a danh hiệu, of emulation or of honour."""
        return self.group in (self.Kind.TITLE.label, HONOUR)

    @property
    def written(self) -> str:
        """The name as papers have it, nothing shortened: "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"."""
        return in_full(self.name)

    @property
    def phrase(self) -> str:
        """As a decision writes it: danh hiệu “Lao động tiên tiến”; a form stands without quotation marks."""
        return f"danh hiệu “{self.written}”" if self.is_called_title else self.written


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    def in_force_on(self, day: dt.date) -> "RuleSetQuerySet":
        """Rule sets that are switched on and in force on the day, what the law says first."""
        dated = self.filter(in_force_from__lte=day).filter(Q(in_force_to=None) | Q(in_force_to__gte=day))
        return dated.filter(active=True).order_by("layer", "-in_force_from", "-pk")


class RuleSet(models.Model):
    """The conditions that held between two days, with what they rest on and whether somebody confirmed them.

    A province's set lies over the law's: what it says about an award is taken instead of the law's rule.
    """

    class Layer(models.TextChoices):
        LAW = "1_law", "Theo luật, nghị định"
        PROVINCE = "2_province", "Theo quy định của tỉnh"

    code = models.CharField("mã", max_length=20, unique=True)
    title = models.CharField("tên", max_length=200)
    layer = models.CharField("tầng", max_length=12, choices=Layer.choices, default=Layer.LAW)
    active = models.BooleanField("đang dùng", default=True)
    in_force_from = models.DateField("có hiệu lực từ")
    in_force_to = models.DateField("đến hết ngày", null=True, blank=True)
    citation = models.TextField("căn cứ")
    verified = models.BooleanField("đã xác minh", default=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người xác minh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verified_at = models.DateTimeField("xác minh lúc", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chuẩn"
        ordering = ["-in_force_from", "layer"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="rule_set_dates_in_order",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("awards:rule_set_detail", args=[self.pk])

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is switched on and in force on the day."""
        return self.active and self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


class Rule(models.Model):
    """The conditions of one award for one kind of nominee within a rule set; see `awards.rules.language`.

    `offered` is the condition of a newer release where the office had changed its own: it is shown, never taken over
    by itself.
    """

    rule_set = models.ForeignKey(RuleSet, verbose_name="bộ tiêu chuẩn", on_delete=models.CASCADE, related_name="rules")
    award_type = models.ForeignKey(
        AwardType, verbose_name="danh hiệu, hình thức", on_delete=models.PROTECT, related_name="rules"
    )
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices)
    condition = models.JSONField("điều kiện")
    verified = models.BooleanField("đã xác minh", default=True)
    note = models.TextField("ghi chú", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)
    offered = models.JSONField("bản phát hành mới hơn", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "tiêu chuẩn"
        ordering = ["rule_set", "award_type__order", "target"]
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "award_type", "target"], name="rule_once_per_award_and_target")
        ]

    def __str__(self) -> str:
        return f"{self.award_type} ({self.get_target_display()})"

    def get_absolute_url(self) -> str:
        return f"{self.rule_set.get_absolute_url()}#tc-{self.pk}"
