"""What leaves: one sending by one channel to one person, and the messages that it carries."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from .messages import Message

if TYPE_CHECKING:
    from units.models import User


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def administered_by(self, user: "User") -> "DeliveryQuerySet":
        """The deliveries to the people of the units that the administrator reaches."""
        from units.models import RoleKind, User
        from units.permissions import reached

        people = User.objects.filter(reached(user, RoleKind.ADMINISTRATOR, field="roles__unit"))
        return self.filter(recipient__in=people.values("pk"))


class Delivery(models.Model):
    """One mail (or one sending by another channel): a single message at once, or the digest of a morning.

    Queued → in flight → sent, or failed (refused, after all attempts), or aborted (the sender died or the line
    broke in between, and nobody knows whether it went: never sent again by itself), or silenced (nobody needs
    any of its messages any more). `key` makes it one for a message, and one for a person and a day.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ gửi"
        IN_FLIGHT = "in_flight", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        ABORTED = "aborted", "Không rõ đã đi chưa"
        SILENCED = "silenced", "Không còn cần gửi"

    CHIPS = {
        State.QUEUED: "info",
        State.IN_FLIGHT: "info",
        State.SENT: "done",
        State.FAILED: "late",
        State.ABORTED: "soon",
        State.SILENCED: "neutral",
    }

    AGAIN = ":again"  # how the key ends of what is sent again when the digest of the day has gone already

    key = models.CharField("khóa", max_length=80, unique=True)
    ident = models.UUIDField("mã thư", default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField("kênh", max_length=20)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhận", on_delete=models.CASCADE, related_name="deliveries"
    )
    day = models.DateField("bản tổng hợp của ngày", null=True, blank=True)
    any_hour = models.BooleanField("gửi cả ngoài giờ", default=False)
    messages = models.ManyToManyField(Message, through="DeliveryLine", related_name="deliveries")
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    claim = models.UUIDField("lượt gửi", null=True, editable=False)
    claimed_at = models.DateTimeField("lúc bắt đầu gửi", null=True)
    retry_at = models.DateTimeField("gửi lại sau", null=True)
    sent_at = models.DateTimeField("lúc gửi xong", null=True)
    address = models.CharField("địa chỉ", max_length=254, blank=True)
    subject = models.CharField("tiêu đề", max_length=300, blank=True)
    text = models.TextField("nội dung đã gửi", blank=True)
    error = models.TextField("lỗi", blank=True)
    created_at = models.DateTimeField("lúc lập", default=timezone.now, db_index=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "thư gửi đi"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "id"], name="delivery_state"),
            models.Index(fields=["recipient", "-id"], name="delivery_recipient"),
        ]

    def __str__(self) -> str:
        return self.subject or self.key

    @property
    def state_kind(self) -> str:
        """The colour of the state's chip."""
        return self.CHIPS[self.State(self.state)]

    @property
    def mail_id(self) -> str:
        """The same Message-ID whenever this is sent, so that a mailbox can tell a twin."""
        return f"<{self.ident}@{settings.SITE_URL.split('://')[-1].split('/')[0].split(':')[0]}>"

    @property
    def is_again(self) -> bool:
        """Whether it carries what earlier digests did not bring, beside the digest of its day."""
        return self.key.endswith(self.AGAIN)

    @property
    def can_be_retried(self) -> bool:
        """Whether it ended without being sent, as far as anybody knows."""
        return self.state in (self.State.FAILED, self.State.ABORTED)


class DeliveryLine(models.Model):
    """A message in a delivery; in one delivery of each channel and in no second one."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="lines")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="lines")
    channel = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="line_once_a_channel")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.message_id}"
