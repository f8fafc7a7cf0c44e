"""Whether everything that is new can be found."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from core import heartbeats
from core.dates import vn_date
from core.health import Check, State

from .entries import unwritten
from .entry import SearchDebt
from .kinds import kinds
from .mending import SIGN

LATE = dt.timedelta(days=15)


def checks() -> Iterator[Check]:
    """Yield whether the newest things of each kind have their entries, and when all were compared."""
    yield _newest()
    yield _compared()


def _newest() -> Check:
    lacking = {kind.label: number for kind in kinds() if (number := unwritten(kind))}
    if not lacking:
        return Check("Mục mới", State.GOOD, "Mọi mục mới của từng phần đều tìm thấy được.")
    said = ", ".join(f"{label.lower()}: {number}" for label, number in lacking.items())
    return Check(
        "Mục mới",
        State.ATTENTION,
        f"Trong 100 mục mới nhất của mỗi phần có mục chưa tìm thấy được ({said}).",
        advice="Chạy lệnh manage.py rebuild_search trên máy chủ.",
    )


def _compared() -> Check:
    name, done = "Đối chiếu toàn bộ", heartbeats.signs().get(SIGN)
    owed = SearchDebt.objects.count()
    more = f" Đang lập lại theo {owed} thay đổi lớn (đổi tên, chuyển đơn vị)." if owed else ""
    if done is None:
        return Check(name, State.GOOD, f"Chưa đối chiếu lần nào; việc này tự chạy lúc 1 giờ 15 sáng.{more}")
    sentence = f"Lần cuối ngày {vn_date(timezone.localdate(done.at))}, đã sửa {done.detail or 0} mục.{more}"
    if done.at > timezone.now() - LATE:
        return Check(name, State.GOOD, sentence)
    advice = "Việc này tự chạy mỗi tuần khi có đồng hồ và máy chạy việc chung; hoặc chạy manage.py rebuild_search."
    return Check(name, State.ATTENTION, sentence, advice=advice)
