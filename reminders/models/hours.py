"""Giờ gửi: the hours in which mail leaves, one row for the whole installation."""

import datetime as dt

from django.db import models
from django.db.models import F, Q


class SendingHours(models.Model):
    """When mail may leave. Between `send_until` and the next `send_from` it is quiet; `rest_on_days_off` adds the days
    on which offices rest. What is gathered leaves at `digest_at`."""

    ONLY = 1

    send_from = models.TimeField("gửi thư từ", default=dt.time(7, 0))
    send_until = models.TimeField("đến", default=dt.time(18, 0))
    digest_at = models.TimeField("gửi bản tổng hợp buổi sáng lúc", default=dt.time(7, 30))
    rest_on_days_off = models.BooleanField("không gửi vào thứ Bảy, Chủ nhật, ngày nghỉ", default=True)

    class Meta:
        verbose_name = "giờ gửi thư"
        constraints = [
            models.CheckConstraint(
                condition=Q(send_from__lte=F("digest_at")) & Q(digest_at__lt=F("send_until")),
                name="sending_hours_in_order",
                violation_error_message="Giờ gửi bản tổng hợp phải nằm trong khoảng giờ được gửi thư.",
            ),
            models.CheckConstraint(condition=Q(pk=1), name="sending_hours_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.send_from:%H:%M} - {self.send_until:%H:%M}"
