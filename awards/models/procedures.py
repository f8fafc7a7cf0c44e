"""The way of a nomination under a rule set: what the dossier holds, who is heard, how the council votes."""

from django.db import models

from .catalogue import AwardType, RuleSet, Target
from .council import check_share


class Procedure(models.Model):
    """The procedure of one award under one rule set; an empty `target` means every kind of nominee.

    Shares are written as "80%", "2/3" or ">1/2" (`awards.voting.counting.Threshold`): `quorum` of the members must be
    there for the council to meet, `attendance` when it considers awards, `threshold` of all or of those present must
    agree. A value that nobody fixed is empty.
    `offered` is what a newer release says where the office had changed its own, by field: shown, never taken by itself.
    """

    class Council(models.TextChoices):
        NONE = "none", "Không qua Hội đồng"
        STANDING = "standing", "Thường trực Hội đồng"
        FULL = "full", "Toàn thể Hội đồng"

    class Ballot(models.TextChoices):
        SECRET = "secret", "Bỏ phiếu kín"
        OPEN = "open", "Biểu quyết công khai"

    class Base(models.TextChoices):
        ALL = "all", "Tổng số thành viên"
        PRESENT = "present", "Số thành viên có mặt"

    rule_set = models.ForeignKey(
        RuleSet, verbose_name="bộ tiêu chuẩn", on_delete=models.CASCADE, related_name="procedures"
    )
    award_type = models.ForeignKey(
        AwardType, verbose_name="danh hiệu, hình thức", on_delete=models.PROTECT, related_name="procedures"
    )
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices, blank=True)
    in_force_from = models.DateField("áp dụng từ", null=True, blank=True)
    components = models.JSONField("thành phần hồ sơ", default=list)
    appraisal_days = models.PositiveSmallIntegerField("thời hạn thẩm định (ngày làm việc)", null=True, blank=True)
    comment_days = models.PositiveSmallIntegerField("lấy ý kiến công khai (ngày làm việc, 0: không)", default=0)
    council = models.CharField("Hội đồng", max_length=10, choices=Council.choices, default=Council.NONE)
    ballot = models.CharField("cách biểu quyết", max_length=8, choices=Ballot.choices, default=Ballot.OPEN)
    threshold = models.CharField("tỷ lệ đồng ý", max_length=8, blank=True, default="", validators=[check_share])
    threshold_of = models.CharField("tính trên", max_length=8, choices=Base.choices, default=Base.ALL)
    quorum = models.CharField("dự họp ít nhất", max_length=8, blank=True, default="", validators=[check_share])
    attendance = models.CharField(
        "dự họp ít nhất khi xét khen thưởng", max_length=8, blank=True, default="", validators=[check_share]
    )
    written_opinions = models.BooleanField("người vắng gửi ý kiến bằng văn bản", default=False)
    article = models.CharField("điều luật", max_length=300)
    verified = models.BooleanField("đã xác minh", default=True)
    note = models.TextField("ghi chú", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)
    offered = models.JSONField("bản phát hành mới hơn", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "quy trình xét"
        ordering = ["rule_set", "award_type__order", "target"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "award_type", "target"], name="procedure_once_per_award_and_target"
            )
        ]

    def __str__(self) -> str:
        return f"Quy trình xét {self.award_type}"

    def get_absolute_url(self) -> str:
        return f"{self.rule_set.get_absolute_url()}#qt-{self.pk}"
