"""The outbox: a message is a row before it is sent."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from .. import stages

if TYPE_CHECKING:
    from units.models import User


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "User") -> "MessageQuerySet":
        """The messages in a person's bell: their own, without those that nobody needs any more."""
        return self.filter(recipient=user).exclude(state=Message.State.SILENCED)

    def administered_by(self, user: "User") -> "MessageQuerySet":
        """The messages to the people of the units that the administrator reaches."""
        from units.models import RoleKind, User
        from units.permissions import reached

        people = User.objects.filter(reached(user, RoleKind.ADMINISTRATOR, field="roles__unit"))
        return self.filter(recipient__in=people.values("pk"))

    def unread(self) -> "MessageQuerySet":
        """Not opened yet."""
        return self.filter(read_at=None)

    def unread_first(self) -> "MessageQuerySet":
        """Unread ones, then those read last."""
        return self.order_by(F("read_at").desc(nulls_first=True), "-pk")


class Message(models.Model):
    """One message to one person, in the page's bell and by mail; unique by event and recipient.

    Queued → in flight → sent, or failed (the mail server refused), or aborted (the sender died in between and
    nobody knows whether it went: never sent again by itself). A queued message whose work was finished or
    moved is silenced; somebody without an address, or whose account is closed, has it in the page only.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ gửi"
        IN_FLIGHT = "in_flight", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        ABORTED = "aborted", "Không rõ đã đi chưa"
        SILENCED = "silenced", "Không còn cần gửi"
        PAGE_ONLY = "page_only", "Chỉ báo trong trang"

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhận", on_delete=models.CASCADE, related_name="messages"
    )
    event_key = models.CharField("sự kiện", max_length=200)
    kind = models.CharField("loại", max_length=40, blank=True)
    deadline_key = models.CharField("việc có hạn", max_length=120, blank=True)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    stage = models.CharField("mốc nhắc", max_length=20, blank=True)
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung", blank=True)
    url = models.CharField("trang mở ra", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    claim = models.UUIDField("lượt gửi", null=True, editable=False)
    claimed_at = models.DateTimeField("lúc bắt đầu gửi", null=True)
    retry_at = models.DateTimeField("gửi lại sau", null=True)
    sent_at = models.DateTimeField("lúc gửi xong", null=True)
    read_at = models.DateTimeField("lúc đọc", null=True)
    error = models.TextField("lỗi", blank=True)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["event_key", "recipient"], name="message_once")]
        indexes = [
            models.Index(fields=["state", "id"]),
            models.Index(fields=["recipient", "read_at"]),
            models.Index(fields=["kind", "state"]),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def stage_label(self) -> str:
        """The stage in words; nothing for a message that no deadline sent."""
        return stages.label(self.stage)

    @property
    def state_kind(self) -> str:
        """The colour of the state's chip."""
        return {
            self.State.SENT: "done",
            self.State.QUEUED: "info",
            self.State.IN_FLIGHT: "info",
            self.State.FAILED: "late",
            self.State.ABORTED: "soon",
        }.get(self.State(self.state), "neutral")

    @property
    def mail_id(self) -> str:
        """The same id whenever this message is sent, so that a mailbox can tell a twin."""
        name = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.event_key}:{self.recipient_id}")
        return f"<{name}@{settings.SITE_URL.split('://')[-1].split('/')[0].split(':')[0]}>"
