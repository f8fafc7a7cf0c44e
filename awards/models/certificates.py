"""How an office prints its certificates: templates, the golden book's numbers, reissued ones."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from units.models import Unit

from .catalogue import AwardType
from .register import Award

FARTHEST = 60  # millimetres a line may be moved
_within = [MinValueValidator(-FARTHEST), MaxValueValidator(FARTHEST)]


class CertificateTemplate(models.Model):
    """Paper, words, colour and places of one office's certificates; without an award it serves all the others.

    `shifts` moves single parts, in millimetres to the right and down: {"name": [0, 3.5]}; see `awards.certificates`.
    """

    class Paper(models.TextChoices):
        BLANK = "blank", "Giấy trắng, in cả khung viền"
        PREPRINTED = "preprinted", "Phôi in sẵn của cơ quan, chỉ in chữ"

    unit = models.ForeignKey(
        Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="certificate_templates"
    )
    award_type = models.ForeignKey(
        AwardType,
        verbose_name="dùng cho",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Để trống: dùng cho mọi danh hiệu, hình thức chưa có mẫu riêng.",
    )
    paper = models.CharField("giấy", max_length=12, choices=Paper.choices, default=Paper.BLANK)
    with_country = models.BooleanField("in Quốc hiệu, Tiêu ngữ", default=True)
    with_authority = models.BooleanField("in chức vụ người có thẩm quyền", default=True)
    with_award = models.BooleanField("in “TẶNG” và tên danh hiệu, hình thức", default=True)
    with_golden = models.BooleanField("in số sổ vàng", default=True)
    with_emblem = models.BooleanField("in hình Quốc huy, biểu tượng của cơ quan", default=True)
    with_flags = models.BooleanField("in cờ đỏ hai bên (bằng Chiến sĩ thi đua cơ sở)", default=True)
    verb = models.CharField("chữ “TẶNG”", max_length=40, blank=True, help_text="Để trống: TẶNG hoặc TẶNG DANH HIỆU.")
    award_name = models.CharField(
        "tên in trên giấy", max_length=120, blank=True, help_text="Để trống: tên danh hiệu, hình thức."
    )
    accent = models.CharField(
        "màu chữ đỏ",
        max_length=7,
        default="#B01116",
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}\Z", "Màu ghi như #B01116: dấu # và sáu chữ số thập lục phân.")],
    )
    shift_x = models.DecimalField(
        "dời cả trang sang phải (mm)", max_digits=4, decimal_places=1, default=0, validators=_within
    )
    shift_y = models.DecimalField(
        "dời cả trang xuống (mm)", max_digits=4, decimal_places=1, default=0, validators=_within
    )
    shifts = models.JSONField("dời từng phần", default=dict, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "mẫu giấy khen, bằng"
        ordering = ["unit", "award_type__order"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "award_type"], name="certificate_template_once_per_award"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(award_type=None), name="certificate_template_once_for_the_rest"
            ),
        ]

    def __str__(self) -> str:
        return str(self.award_type.name if self.award_type else "Mẫu chung")


class Emblem(models.Model):
    """The picture of the state's emblem, or of an organisation's, that an office prints above the motto.

    The office's own file: the emblem's drawing is fixed by the state, so the product draws none of its own that would
    be nearly right on a certificate that somebody keeps for life. Kept as `awards.emblems` made it of the upload.
    """

    unit = models.OneToOneField(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="emblem")
    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField("tên tệp", max_length=160)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người tải lên", on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("lúc tải lên", auto_now=True)

    class Meta:
        verbose_name = "hình Quốc huy, biểu tượng"

    def __str__(self) -> str:
        return f"{self.unit}: {self.name}"


class GoldenBook(models.Model):
    """How an office numbers its golden book (sổ vàng): anew in each decision, or through the year."""

    class Numbering(models.TextChoices):
        DECISION = "decision", "Theo từng quyết định (số thứ tự trong danh sách)"
        YEAR = "year", "Liên tục trong năm"

    unit = models.OneToOneField(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="golden_book")
    numbering = models.CharField("cách đánh số", max_length=10, choices=Numbering.choices, default=Numbering.DECISION)

    class Meta:
        verbose_name = "sổ vàng"

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_numbering_display()}"


class GoldenCounter(models.Model):
    """The last number of an office's golden book in a year, and of its reissued certificates; locked while taken."""

    unit = models.ForeignKey(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)
    last_reissue = models.PositiveIntegerField("số cấp lại cuối", default=0)

    class Meta:
        verbose_name = "số cuối của sổ vàng"
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="golden_counter_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.year}: {self.last_number}"


class Reissue(models.Model):
    """A certificate that was printed again because the first one was lost, damaged or wrong (cấp lại)."""

    award = models.ForeignKey(Award, verbose_name="kết quả", on_delete=models.PROTECT, related_name="reissues")
    unit = models.ForeignKey(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số cấp lại")
    reason = models.CharField("lý do", max_length=300)
    issued_on = models.DateField("ngày cấp lại")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cấp lại", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "giấy cấp lại"
        ordering = ["-issued_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "number"], name="reissue_number_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """ "03/CL-2026"."""
        return f"{self.number:02d}/CL-{self.year}"
