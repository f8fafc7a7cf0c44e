"""What the conditions read: yearly ratings, discipline, initiatives. Personal data (units.PERSONAL_DATA_ROLES)."""

from django.db import models
from django.db.models import Q

from units.models import Person, Unit


class YearlyRating(models.Model):
    """Task-completion level of a person or a unit in a year."""

    class Level(models.TextChoices):
        EXCELLENT = "HTXS", "Hoàn thành xuất sắc nhiệm vụ"
        GOOD = "HTT", "Hoàn thành tốt nhiệm vụ"
        DONE = "HT", "Hoàn thành nhiệm vụ"
        NOT_DONE = "KHT", "Không hoàn thành nhiệm vụ"

    person = models.ForeignKey(
        Person,
        verbose_name="cá nhân",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="ratings",
    )
    unit = models.ForeignKey(
        Unit, verbose_name="tập thể", null=True, blank=True, on_delete=models.CASCADE, related_name="ratings"
    )
    year = models.PositiveSmallIntegerField("năm")
    level = models.CharField("mức xếp loại", max_length=4, choices=Level.choices)
    source = models.CharField("văn bản xếp loại", max_length=200, blank=True)

    class Meta:
        verbose_name = "xếp loại năm"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], condition=Q(unit=None), name="rating_once_per_person"),
            models.UniqueConstraint(fields=["unit", "year"], condition=Q(person=None), name="rating_once_per_unit"),
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
                name="rating_of_person_or_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_level_display()}"


class Discipline(models.Model):
    """A disciplinary measure with its term, or one that is being considered."""

    class Level(models.TextChoices):
        CONSIDERED = "0_xem_xet", "Đang xem xét kỷ luật"
        REPRIMAND = "1_khien_trach", "Khiển trách"
        WARNING = "2_canh_cao", "Cảnh cáo"
        DEMOTION = "3_ha_bac", "Hạ bậc lương, giáng chức"
        REMOVAL = "4_cach_chuc", "Cách chức"
        DISMISSAL = "5_thoi_viec", "Buộc thôi việc"

    person = models.ForeignKey(Person, verbose_name="cá nhân", on_delete=models.CASCADE, related_name="disciplines")
    level = models.CharField("hình thức", max_length=16, choices=Level.choices)
    decided_on = models.DateField("từ ngày")
    ended_on = models.DateField("hết hiệu lực sau ngày", null=True, blank=True)
    note = models.CharField("văn bản", max_length=200, blank=True)

    class Meta:
        verbose_name = "kỷ luật"
        ordering = ["-decided_on"]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.decided_on:%d/%m/%Y}"


class Initiative(models.Model):
    """Sáng kiến recognised at a scope, or a scientific work accepted (nghiệm thu)."""

    class Kind(models.TextChoices):
        INITIATIVE = "sang_kien", "Sáng kiến"
        SCIENCE = "khcn", "Đề tài, đề án khoa học, công trình khoa học và công nghệ"

    class Scope(models.TextChoices):
        UNIT = "1_co_so", "Cơ sở"
        PROVINCE = "2_tinh", "Cấp tỉnh"
        NATION = "3_toan_quoc", "Toàn quốc"

    person = models.ForeignKey(Person, verbose_name="tác giả", on_delete=models.CASCADE, related_name="initiatives")
    kind = models.CharField("loại", max_length=10, choices=Kind.choices, default=Kind.INITIATIVE)
    title = models.CharField("tên", max_length=300)
    recognised_on = models.DateField("ngày công nhận, nghiệm thu")
    number = models.CharField("số văn bản công nhận", max_length=80, blank=True)
    scope = models.CharField("phạm vi", max_length=12, choices=Scope.choices, default=Scope.UNIT)

    class Meta:
        verbose_name = "sáng kiến"
        ordering = ["-recognised_on"]

    def __str__(self) -> str:
        return self.title
