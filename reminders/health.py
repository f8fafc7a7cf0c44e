"""Whether reminders go out: when deadlines were read last, whether the calendar knows the next year."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from core.dates import today
from core.health import Check, State
from core.vitals.words import ago

from . import queries
from .models import PlannerRun

OLD = dt.timedelta(hours=1)


def checks() -> Iterator[Check]:
    """Yield how reminding goes."""
    yield planned(timezone.now())
    yield calendar(today())


def planned(now: dt.datetime) -> Check:
    """When were the deadlines of all rooms read last?"""
    last = PlannerRun.objects.filter(kind="").aggregate(at=Max("last_at"))["at"]
    if last and last > now - OLD:
        return Check("Đọc thời hạn, lập lời nhắc", State.GOOD, f"Chạy {ago(last, now)}.")
    told = f"Lần cuối {ago(last, now)}." if last else "Chưa chạy lần nào."
    advice = "Xem đồng hồ gọi việc và máy chạy gửi thư; việc đến hạn được nhắc bù khi chúng chạy lại."
    return Check("Đọc thời hạn, lập lời nhắc", State.BAD if last else State.ATTENTION, told, advice=advice)


def calendar(on: dt.date) -> Check:
    """Are the days off of this year, and in autumn of the next one, known?"""
    url = reverse("reminders:calendar")
    missing = queries.missing_year(on)
    if missing is None:
        return Check("Lịch nghỉ", State.GOOD, "Đã có lịch nghỉ cần dùng.", url)
    advice = "Thường trực thi đua nhập lịch theo thông báo nghỉ lễ, Tết của năm."
    state = State.BAD if missing == on.year else State.ATTENTION
    return Check(
        "Lịch nghỉ", state, f"Chưa có lịch nghỉ năm {missing}: hạn tính theo ngày làm việc sẽ sai.", url, advice
    )
