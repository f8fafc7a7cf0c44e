"""How people want to be told, what the office lets out at any hour, and addresses that do not work."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Choice(models.Model):
    """How one person wants to be told of one kind; without a row the kind's own manner counts."""

    class Manner(models.TextChoices):
        PAGE = "page", "Chỉ trong trang"
        DIGEST = "digest", "Bản tổng hợp buổi sáng"
        AT_ONCE = "at_once", "Ngay khi có"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_choices")
    kind = models.CharField("loại", max_length=40, blank=True)
    manner = models.CharField("cách nhận", max_length=8, choices=Manner.choices)
    # What stood before a mail's "stop" link was used, so that it can be undone; "" is the kind's own manner.
    before = models.CharField("cách nhận trước khi ngừng", max_length=8, blank=True)
    stopped_by_mail = models.BooleanField("ngừng từ thư", default=False)

    class Meta:
        verbose_name = "tùy chọn thông báo"
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="choice_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.manner}"


class AnyHourKind(models.Model):
    """A kind whose messages leave at once also in quiet hours and on days off, because the office says so."""

    kind = models.CharField("loại", max_length=40, unique=True)

    class Meta:
        verbose_name = "loại thông báo gửi cả ngoài giờ"

    def __str__(self) -> str:
        return self.kind


class BadAddress(models.Model):
    """An address that a mail server refused for good: nothing more is sent to it until somebody has looked.

    It counts only while the account has that very address.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bad_address")
    address = models.CharField("địa chỉ", max_length=254)
    reason = models.CharField("máy chủ trả lời", max_length=300, blank=True)
    since = models.DateTimeField("từ lúc", default=timezone.now)

    class Meta:
        verbose_name = "địa chỉ thư hỏng"
        ordering = ["-since"]

    def __str__(self) -> str:
        return self.address
