"""What somebody brings in from a spreadsheet: read, looked at, and only then written."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from core.models import Job

if TYPE_CHECKING:
    from units.models import User


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: "User") -> "ImportBatchQuerySet":
        """One's own: the lines hold personal data of the units that this user reaches."""
        return self.filter(created_by=user) if user.is_authenticated else self.none()


class ImportBatch(models.Model):
    """One file. The file itself goes as soon as it is read, the lines when they are written or dropped."""

    class Kind(models.TextChoices):
        PEOPLE = "ca-nhan", "Cá nhân"
        UNITS = "don-vi", "Đơn vị"
        RATINGS = "xep-loai", "Xếp loại hằng năm"
        INITIATIVES = "sang-kien", "Sáng kiến, đề tài"
        POSTS = "chuc-vu", "Chức vụ đã giữ"
        AWARDS = "khen-thuong", "Khen thưởng đã có"

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Đang đọc tệp"
        FAILED = "failed", "Không đọc được tệp"
        CHECKED = "checked", "Chờ xác nhận"
        APPLIED = "applied", "Đã nhập"
        DISCARDED = "discarded", "Đã bỏ"

    CHIPS = {
        State.UPLOADED: "info",
        State.FAILED: "late",
        State.CHECKED: "soon",
        State.APPLIED: "done",
        State.DISCARDED: "neutral",
    }

    kind = models.CharField("loại dữ liệu", max_length=20, choices=Kind.choices)
    state = models.CharField("trạng thái", max_length=12, choices=State.choices, default=State.UPLOADED)
    file = models.FileField("tệp", upload_to="imports/", blank=True)
    file_name = models.CharField("tên tệp", max_length=160)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("cỡ tệp (byte)")
    message = models.TextField("vì sao không đọc được", blank=True)
    # What was read (see awards.importing.lines), gone once it is written or dropped.
    lines = models.JSONField("các dòng", default=list)
    notes = models.JSONField("lưu ý về tệp", default=list)
    counts = models.JSONField("số dòng theo loại", default=dict)
    fingerprint = models.CharField("dấu của bản xem trước", max_length=64, blank=True)
    # Ids of what was made and changed: the trail of a file that wrote thousands of rows.
    touched = models.JSONField("đã ghi vào", default=dict)
    job = models.ForeignKey(Job, verbose_name="việc chạy nền", null=True, on_delete=models.SET_NULL, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhập", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt nhập dữ liệu"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("awards:import_detail", args=[self.pk])

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.State(self.state)]
