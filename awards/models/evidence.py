"""More of what the conditions read: places in clusters, leave, and which award an initiative carried already."""

from django.db import models

from units.models import Person, Unit

from .facts import Initiative
from .nominations import Nomination


class ClusterResult(models.Model):
    """How a collective stood in its cluster or bloc (cụm, khối thi đua) at the end of a year."""

    class Scope(models.TextChoices):
        PROVINCE = "tinh", "Cụm, khối do tỉnh tổ chức"
        CENTRE = "trung_uong", "Cụm, khối do Hội đồng Thi đua - Khen thưởng Trung ương tổ chức"

    unit = models.ForeignKey(Unit, verbose_name="tập thể", on_delete=models.CASCADE, related_name="cluster_results")
    year = models.PositiveSmallIntegerField("năm")
    cluster = models.CharField("cụm, khối thi đua", max_length=160)
    scope = models.CharField("cấp tổ chức", max_length=12, choices=Scope.choices, default=Scope.PROVINCE)
    rank = models.PositiveSmallIntegerField("thứ hạng")
    source = models.CharField("văn bản công nhận", max_length=200, blank=True)

    class Meta:
        verbose_name = "kết quả cụm, khối thi đua"
        ordering = ["-year", "cluster"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "cluster"], name="cluster_result_once_per_year")]

    def __str__(self) -> str:
        return f"{self.year}, {self.cluster}: hạng {self.rank}"


class Absence(models.Model):
    """Leave and training: whether it counts as time worked depends on its kind."""

    class Kind(models.TextChoices):
        MATERNITY = "thai_san", "Nghỉ thai sản"
        RESCUE = "dieu_tri", "Điều trị do cứu người, cứu tài sản"
        TRAINING = "dao_tao", "Đi đào tạo, bồi dưỡng"
        UNPAID = "khong_luong", "Nghỉ không hưởng lương"
        OTHER = "khac", "Nghỉ khác"

    # Kinds that count as time worked, each with its rule.
    COUNTING = {
        Kind.MATERNITY: "Nghị định 152/2025/NĐ-CP, Điều 4.5",
        Kind.RESCUE: "Thông tư 01/2024/TT-BNV",
        Kind.TRAINING: "Thông tư 01/2024/TT-BNV",
    }

    person = models.ForeignKey(Person, verbose_name="cá nhân", on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày")
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "thời gian nghỉ, đi học"
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="absence_dates_in_order",
                violation_error_message="Ngày cuối phải sau ngày đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since:%d/%m/%Y}-{self.until:%d/%m/%Y}"


class InitiativeUse(models.Model):
    """An initiative on which a nomination rests: it is not used a second time without a person's word."""

    initiative = models.ForeignKey(Initiative, verbose_name="sáng kiến", on_delete=models.CASCADE, related_name="uses")
    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.CASCADE, related_name="initiative_uses"
    )

    class Meta:
        verbose_name = "sáng kiến đã dùng"
        constraints = [
            models.UniqueConstraint(fields=["initiative", "nomination"], name="initiative_once_per_nomination")
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.nomination}"
