"""What runs behind the pages: the broker, the clock, a worker for each queue, the sweeper, jobs that wait."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from core import heartbeats, queues, sweeping
from core.health import Check, State
from core.models import Heartbeat, Job

from .words import ago, lasting

OLD = dt.timedelta(minutes=3)
WAITS_LONG = dt.timedelta(minutes=10)
SLOW_SECONDS = 30
SKEW = dt.timedelta(seconds=5)
SINCE = dt.timedelta(days=1)
TITLES = {"default": "việc chung", "mail": "gửi thư", "pdf": "tệp và việc dài"}
START_WORKER = "Khởi động lại tiến trình worker (script/server, hoặc systemctl restart 'emulation-worker@*')."
Signs = dict[str, Heartbeat]


def checks() -> Iterator[Check]:
    """Yield how the background work goes."""
    signs, now = heartbeats.signs(), timezone.now()
    yield broker()
    yield beats(signs, now)
    for queue in queues.QUEUES:
        yield worker(queue, signs, now)
    yield sweeper(signs, now)
    yield waiting(now)
    yield broken(now)
    yield from ahead(signs, now)


def broker() -> Check:
    """Does the broker answer at this moment?"""
    kind = urlsplit(settings.CELERY_BROKER_URL).scheme
    name = {"filesystem": "thư mục hàng đợi", "redis": "Redis", "rediss": "Redis"}.get(kind, kind)
    fault = queues.fault()
    if not fault:
        return Check("Hàng đợi", State.GOOD, f"Đang nhận việc ({name}).")
    advice = "Trang web vẫn dùng được, việc nền và thư được giữ lại trong cơ sở dữ liệu. Hãy khởi động lại hàng đợi."
    return Check("Hàng đợi", State.BAD, f"Không nhận việc ({name}).", advice=advice)


def beats(signs: Signs, now: dt.datetime) -> Check:
    """One clock goes; two do no harm but are one too many."""
    seen = sorted((sign for sign in signs.values() if sign.is_beat), key=lambda sign: sign.at)
    going = [sign for sign in seen if sign.at > now - OLD]
    if len(going) > 1:
        where = ", ".join(sign.name.removeprefix(Heartbeat.BEAT) for sign in going)
        sentence = f"Có {len(going)} tiến trình đồng hồ (beat) cùng chạy: {where}."
        return Check(
            "Đồng hồ gọi việc",
            State.ATTENTION,
            sentence,
            advice="Không việc nào bị làm hai lần; hãy tắt bớt, chỉ giữ một.",
        )
    if going:
        return Check("Đồng hồ gọi việc", State.GOOD, f"Đang chạy, nhịp cuối {ago(going[0].at, now)}.")
    last = f"nhịp cuối {ago(seen[-1].at, now)}" if seen else "chưa thấy nhịp nào"
    return Check(
        "Đồng hồ gọi việc",
        State.BAD,
        f"Không chạy ({last}): thư nhắc việc không được gửi.",
        advice="Khởi động lại tiến trình beat (script/server, hoặc systemctl restart emulation-beat). "
        "Thư đến hạn sẽ được gửi bù.",
    )


def worker(queue: str, signs: Signs, now: dt.datetime) -> Check:
    """Does somebody serve the queue, and how long does a message take through it?"""
    name = f"Máy chạy {TITLES[queue]} ({queue})"
    alive = [
        sign for sign in signs.values() if sign.is_worker and queue in sign.detail.split(",") and sign.at > now - OLD
    ]
    through = signs.get(heartbeats.queue_name(queue))
    if not alive:
        seen = [sign.at for sign in signs.values() if sign.is_worker and queue in sign.detail.split(",")]
        last = max([*seen, *([through.at] if through else [])], default=None)
        told = f"nhịp cuối {ago(last, now)}" if last else "chưa thấy nhịp nào"
        return Check(name, State.BAD, f"Không có tiến trình nào ({told}).", advice=START_WORKER)
    number = f"{len(alive)} tiến trình"
    if through is None or through.at < now - OLD:
        told = f"từ {ago(through.at, now)}" if through else "từ khi khởi động"
        if max(sign.at for sign in alive) > now - OLD and through is None:
            return Check(
                name, State.ATTENTION, f"{number}, chưa nhận việc thử nào.", advice="Chờ một phút rồi tải lại trang."
            )
        advice = "Máy đang bận một việc dài, hoặc đồng hồ hay hàng đợi đang ngừng (xem các dòng trên)."
        return Check(name, State.ATTENTION, f"{number}, không nhận được việc mới {told}.", advice=advice)
    late = float(through.detail or 0)
    told = f"{number}, nhận việc {ago(through.at, now)}"
    if late > SLOW_SECONDS:
        return Check(
            name,
            State.ATTENTION,
            f"{told}, phải chờ {late:.0f} giây.",
            advice="Thêm tiến trình cho hàng này nếu lặp lại.",
        )
    return Check(name, State.GOOD, f"{told}.")


def sweeper(signs: Signs, now: dt.datetime) -> Check:
    """Who finds what was left behind must run, too."""
    sign = signs.get(sweeping.SIGN)
    if sign and sign.at > now - OLD:
        found = f" Nhặt lại: {sign.detail}." if sign.detail else ""
        return Check("Nhặt việc bị bỏ sót", State.GOOD, f"Chạy {ago(sign.at, now)}.{found}")
    told = f"Lần cuối {ago(sign.at, now)}." if sign else "Chưa chạy lần nào."
    return Check(
        "Nhặt việc bị bỏ sót", State.ATTENTION, told, advice="Chạy mỗi phút khi có đồng hồ và máy chạy việc chung."
    )


def waiting(now: dt.datetime) -> Check:
    """The oldest job that nobody has taken."""
    oldest = (
        Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").values_list("created_at", flat=True).first()
    )
    running = Job.objects.filter(state=Job.State.RUNNING).count()
    if oldest is None:
        return Check("Việc đang chờ", State.GOOD, f"Không có việc nào chờ; {running} việc đang chạy.")
    number = Job.objects.filter(state=Job.State.QUEUED).count()
    sentence = f"{number} việc chờ, lâu nhất {lasting(now - oldest)}; {running} việc đang chạy."
    if now - oldest < WAITS_LONG:
        return Check("Việc đang chờ", State.GOOD, sentence)
    return Check(
        "Việc đang chờ",
        State.ATTENTION,
        sentence,
        advice="Xem máy chạy tệp và việc dài (pdf) còn chạy không, hoặc thêm máy.",
    )


def broken(now: dt.datetime) -> Check:
    """Jobs that broke off in the last day."""
    from core import jobs

    failed = Job.objects.filter(state=Job.State.FAILED, finished_at__gte=now - SINCE)
    number = failed.filter(message__in=[jobs.BROKEN, jobs.DIED, jobs.DIED_OFTEN]).count()
    if not number:
        return Check("Việc bị lỗi", State.GOOD, "Không có việc nào bị lỗi trong 24 giờ qua.")
    sentence = f"{number} việc bị lỗi hoặc mất máy chạy trong 24 giờ qua."
    return Check("Việc bị lỗi", State.ATTENTION, sentence, advice="Xem nhật ký của worker: mỗi lỗi có mã của việc.")


def ahead(signs: Signs, now: dt.datetime) -> Iterator[Check]:
    """A sign from the future: the clock of the machine that wrote it is ahead of this one."""
    future = [sign for sign in signs.values() if sign.at > now + SKEW]
    if future:
        most = max(sign.at - now for sign in future)
        yield Check(
            "Giờ của các máy",
            State.BAD,
            f"Một máy đi nhanh hơn máy chủ web {lasting(most)}.",
            advice="Bật đồng bộ giờ (NTP) trên mọi máy: hạn nộp và giờ gửi thư tính theo giờ này.",
        )
