"""What people are told: a message is a row before anything is sent."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils import timezone

from .. import stages
from .units import UnitSet

if TYPE_CHECKING:
    from units.models import User


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "User") -> "MessageQuerySet":
        """The messages in a person's bell: their own, without those that nobody needs any more."""
        return self.filter(recipient=user, state__in=Message.SHOWN)

    def with_delivery(self, channel: str = "mail") -> "MessageQuerySet":
        """Annotate what became of each by one channel: `delivery_id`, `delivery_state`, `delivery_sent_at`,
        `delivery_error`; None where it has carried nothing."""
        from .deliveries import DeliveryLine

        line = DeliveryLine.objects.filter(message=OuterRef("pk"), channel=channel)
        return self.annotate(
            delivery_id=Subquery(line.values("delivery")[:1]),
            delivery_state=Subquery(line.values("delivery__state")[:1]),
            delivery_sent_at=Subquery(line.values("delivery__sent_at")[:1]),
            delivery_error=Subquery(line.values("delivery__error")[:1]),
        )

    def unread(self) -> "MessageQuerySet":
        """Not opened yet."""
        return self.filter(read_at=None)

    def counted(self) -> "MessageQuerySet":
        """Not opened yet, and what they ask for, if they ask for anything, is still to be done as far as is known."""
        return self.filter(read_at=None, settled_at=None)

    def counted_first(self) -> "MessageQuerySet":
        """What the bell counts, then the other unread ones, then those read last."""
        counts = Case(When(read_at=None, settled_at=None, then=0), default=1)
        return self.order_by(counts, F("read_at").desc(nulls_first=True), "-pk")

    def settle(self) -> int:
        """Note that nobody has to do any more what these ask for; return how many that is new of."""
        return self.filter(settled_at=None).update(settled_at=timezone.now())

    def silence(self) -> int:
        """Take back those that wait unsent; return how many."""
        rows = self.filter(state=Message.State.QUEUED)
        return rows.update(state=Message.State.SILENCED, settled_at=timezone.now())


class Message(models.Model):
    """What one person is told once: a row of the page's bell, which also leaves by the channels.

    Unique by event and recipient. Queued until a `Delivery` of each channel that carries it has taken it (or has
    given it back to try again), then handed over: what became of it stands there. A queued message whose work was
    finished or moved is silenced; somebody without an address, whose account is closed or who does not want it by
    mail has it in the page only. `asks` is one of a deadline, or of an event that asks for an act; `settled_at` is
    when that was found done, moved or handed to others, however far the message had come. `unit` names the units that
    have to act on a deadline, `units` are those units.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ gửi"
        HANDED = "handed", "Đã chuyển gửi"
        SILENCED = "silenced", "Không còn cần gửi"
        PAGE_ONLY = "page_only", "Chỉ báo trong trang"

    # Named one by one, so that the bell's count is a walk through one index.
    SHOWN = (State.QUEUED, State.HANDED, State.PAGE_ONLY)

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhận", on_delete=models.CASCADE, related_name="messages",
        db_index=False,
    )  # fmt: skip
    event_key = models.CharField("sự kiện", max_length=200)
    kind = models.CharField("loại", max_length=40, blank=True)
    deadline_key = models.CharField("việc có hạn", max_length=120, blank=True)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    stage = models.CharField("mốc nhắc", max_length=20, blank=True)
    unit = models.CharField("đơn vị", max_length=300, blank=True)
    units = models.ForeignKey(UnitSet, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung", blank=True)
    url = models.CharField("trang mở ra", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.QUEUED)
    asks = models.BooleanField(default=False, editable=False)
    settled_at = models.DateTimeField("lúc không còn phải làm", null=True, editable=False)
    read_at = models.DateTimeField("lúc đọc", null=True)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["event_key", "recipient"], name="message_once")]
        indexes = [
            models.Index(fields=["state", "id"]),
            models.Index(fields=["recipient", "-id"], name="message_bell", condition=Q(read_at=None, settled_at=None)),
            # What is still to be done, and what was found done lately: neither grows with the years.
            models.Index(fields=["kind", "due_on"], name="message_asks", condition=Q(asks=True, settled_at=None)),
            models.Index(
                fields=["settled_at"],
                name="message_settled",
                condition=Q(asks=True, due_on=None, settled_at__isnull=False),
            ),
            models.Index(fields=["kind", "state"]),
            models.Index(fields=["recipient", "units"], name="message_recipient"),
            models.Index(fields=["units", "-id"], name="message_units"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def stage_label(self) -> str:
        """The stage in words; nothing for a message that no deadline sent."""
        return stages.label(self.stage)

    @property
    def outcome(self) -> tuple[str, str]:
        """What became of it in words and the colour of its chip; asks for `with_delivery`."""
        from .deliveries import Delivery

        sent = getattr(self, "delivery_state", None)
        if self.state == self.State.HANDED and sent:
            return Delivery.State(sent).label, Delivery.CHIPS[Delivery.State(sent)]
        return self.State(self.state).label, "info" if self.state == self.State.QUEUED else "neutral"
