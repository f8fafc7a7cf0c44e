"""A person's calendar feed: its secret address, and what it last said of each deadline."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

# For so long a feed says of work that is done or no longer the person's that it is cancelled.
CANCELLED_FOR = dt.timedelta(days=7)
# For so long it is known what a feed said, so that the same work coming back is the same event; a meeting that was
# held stays that long in the calendar.
KNOWN_FOR = dt.timedelta(days=366)


class CalendarFeed(models.Model):
    """The address of somebody's feed, by the SHA-256 of its secret: the address itself stands nowhere.

    At most one is open for a person; one that was revoked or replaced opens nothing any more.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField("SHA-256 của địa chỉ", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "địa chỉ lịch"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_once_open")
        ]

    def __str__(self) -> str:
        return f"Lịch của tài khoản {self.user_id}"


class FeedEvent(models.Model):
    """What a person's feed last said of one deadline: no schedule, only what an event needs to move and to end.

    `uid` is the event's name for ever; `sequence` and `changed_at` grow with every change. `gone_at`: when the
    deadline was no longer there. A timed event whose day had come by then was `held`; any other one is cancelled.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField("việc có hạn", max_length=160)
    kind = models.CharField("loại", max_length=40, blank=True)
    uid = models.UUIDField("tên sự kiện", default=uuid.uuid4, editable=False)
    title = models.CharField("tên việc", max_length=300)
    unit = models.CharField("đơn vị", max_length=300, blank=True)
    url = models.CharField("trang của việc", max_length=300, blank=True)
    due_on = models.DateField("thời hạn")
    starts_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=300, blank=True)
    sequence = models.PositiveIntegerField("lần đổi", default=0)
    changed_at = models.DateTimeField("đổi lúc")
    gone_at = models.DateTimeField("thôi lúc", null=True, blank=True)
    held = models.BooleanField("đã diễn ra", default=False)

    class Meta:
        verbose_name = "sự kiện trong lịch"
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="feed_event_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def cancelled(self) -> bool:
        """Whether the feed says that it is off."""
        return self.gone_at is not None and not self.held
