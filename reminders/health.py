"""Whether reminders go out: when deadlines were read last, what could not be sent, whether the calendar knows the
next year."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone

from core.dates import today
from core.health import Check, State
from core.vitals.words import ago, lasting

from . import queries
from .models import BadAddress, Delivery, PlannerRun
from .services.dispatching import left_behind
from .services.sending import UNCLAIMED

OLD = dt.timedelta(hours=1)
# Mail that failed longer ago has been seen or is not worth a word any more.
SINCE = dt.timedelta(days=14)
MANY = 1000
Mail = Delivery.State


def checks() -> Iterator[Check]:
    """Yield how reminding goes."""
    now = timezone.now()
    yield planned(now)
    yield from mail(now)
    yield addresses()
    yield calendar(today())


def planned(now: dt.datetime) -> Check:
    """When were the deadlines of all rooms read last?"""
    last = PlannerRun.objects.filter(kind__in=["", PlannerRun.RESTING]).aggregate(at=Max("last_at"))["at"]
    if last and last > now - OLD:
        return Check("Đọc thời hạn, lập lời nhắc", State.GOOD, f"Chạy {ago(last, now)}.")
    told = f"Lần cuối {ago(last, now)}." if last else "Chưa chạy lần nào."
    advice = "Xem đồng hồ gọi việc và máy chạy gửi thư; việc đến hạn được nhắc bù khi chúng chạy lại."
    return Check("Đọc thời hạn, lập lời nhắc", State.BAD if last else State.ATTENTION, told, advice=advice)


def mail(now: dt.datetime) -> Iterator[Check]:
    """What waits to be sent, what could not be sent, what may or may not have gone."""
    url = reverse("reminders:outbox")
    waits = {Mail.QUEUED, Mail.IN_FLIGHT}
    rows = Delivery.objects.filter(state__in=[*waits, Mail.FAILED, Mail.ABORTED]).order_by().values("state")
    lately = rows.filter(state__in=waits) | rows.filter(created_at__gte=now - SINCE)
    found = {row["state"]: row for row in lately.annotate(number=Count("pk"), oldest=Min("created_at"))}
    waiting = [found[state] for state in waits if state in found]
    told = "Không có thư nào chờ."
    if waiting:
        oldest = min(row["oldest"] for row in waiting)
        told = f"{sum(row['number'] for row in waiting)} thư chờ gửi, lâu nhất {lasting(now - oldest)}."
    if behind := left_behind(now - UNCLAIMED, MANY):
        told = f"{behind} thông báo gấp chưa được lập thư. {told}"
        yield Check("Thư chờ gửi", State.ATTENTION, told, url, "Xem máy chạy gửi thư; thư đi khi nó chạy lại.")
    else:
        yield Check("Thư chờ gửi", State.GOOD, told, url)
    for state, name, advice in (
        (Mail.FAILED, "Thư không gửi được", "Xem lý do, sửa địa chỉ của người nhận rồi gửi lại."),
        (
            Mail.ABORTED,
            "Thư không rõ đã đi chưa",
            "Hỏi người nhận, rồi gửi lại nếu chưa tới; hệ thống không tự gửi lại.",
        ),
    ):
        number = found[state]["number"] if state in found else 0
        if number:
            yield Check(name, State.ATTENTION, f"{number} thư trong {SINCE.days} ngày qua.", url, advice)
        else:
            yield Check(name, State.GOOD, f"Không có thư nào trong {SINCE.days} ngày qua.", url)


def addresses() -> Check:
    """To how many people does mail go no more, because a server refused their address for good?"""
    number, url = BadAddress.objects.count(), reverse("reminders:bad_addresses")
    if not number:
        return Check("Địa chỉ thư", State.GOOD, "Không có địa chỉ nào bị máy chủ thư từ chối hẳn.", url)
    advice = "Những người này chỉ đọc được thông báo trong trang; hãy sửa địa chỉ của họ."
    return Check("Địa chỉ thư", State.ATTENTION, f"{number} địa chỉ bị máy chủ thư từ chối hẳn.", url, advice)


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
