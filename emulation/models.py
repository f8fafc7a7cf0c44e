"""When somebody was here last: what makes the news of a first page new."""

import datetime as dt

from django.conf import settings
from django.db import models

FIRST_DAYS = 14  # what a first visit calls new
FARTHEST_DAYS = 60  # what happened before is found in the lists


class Visit(models.Model):
    """A user's visits: this one began at `began_at`, what happened from `news_since` on is new to him.

    Written by `emulation.services` only. It is no act that the audit trail keeps.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="visit"
    )
    began_at = models.DateTimeField("bắt đầu lúc")
    news_since = models.DateField("mới từ ngày")

    class Meta:
        verbose_name = "lần vào hệ thống"

    def __str__(self) -> str:
        return f"{self.user_id}: {self.began_at:%d/%m/%Y %H:%M}"


def news_day(visit: Visit | None, today: dt.date) -> dt.date:
    """Return the day from which on things are new: that of the visit before, never too long ago."""
    if visit is None:
        return today - dt.timedelta(days=FIRST_DAYS)
    return max(visit.news_since, today - dt.timedelta(days=FARTHEST_DAYS))
