"""Long work: registered by name, claimed by one worker, taken up again when its worker died.

The row is the work; the message in the queue only wakes a worker. A worker claims the row by a conditional update
and signs it while it lives. What the sweeper finds: rows that nobody was woken for, and rows whose worker is silent.
"""

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from . import heartbeats
from .exceptions import Refused, Superseded
from .models import Job

if TYPE_CHECKING:
    from units.models import User

logger = logging.getLogger(__name__)
SIGN_SECONDS = 30.0
DEAD_AFTER = dt.timedelta(minutes=3)
# Younger messages may be in a worker's hand; older ones are sent again whatever is known of the queue.
FORGOTTEN_AFTER, SURELY_FORGOTTEN_AFTER = dt.timedelta(minutes=2), dt.timedelta(hours=1)
QUEUE = "pdf"
RESULTS = "jobs"  # the folder below MEDIA_ROOT (Job.result_file)
ATTEMPTS = 3
BATCH = 200

BROKEN = "Việc này bị lỗi và đã dừng; chưa có gì được thay đổi. Hãy thử lại hoặc báo quản trị."
TOO_LONG = "Việc này chạy quá lâu nên đã được dừng. Hãy lọc hẹp lại hoặc chia nhỏ rồi yêu cầu lại."
DIED = "Máy chạy việc này đã dừng giữa chừng. Hãy yêu cầu lại."
DIED_OFTEN = "Máy chạy việc này đã dừng giữa chừng nhiều lần. Hãy chia nhỏ rồi yêu cầu lại, hoặc báo quản trị."
ONCE_MORE = "Máy chạy việc này đã dừng giữa chừng; việc đang chờ chạy lại."


@dataclass(frozen=True)
class Work:
    """What runs for a kind of job, and whether it may run again when its worker died half way."""

    handler: Callable[..., None]
    again: bool


_works: dict[str, Work] = {}


def job(kind: str, *, again: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `fn(job, **params)` as the work of this kind.

    `again=False` for work whose second run would leave its effects twice: when its worker dies the job fails
    and the person asks anew.
    """

    def register(handler: Callable[..., None]) -> Callable[..., None]:
        _works[kind] = Work(handler, again)
        return handler

    return register


def start_job(*, kind: str, title: str, actor: "User", params: dict[str, Any]) -> Job:
    """Write the job and wake a worker once the transaction is committed."""
    now = timezone.now()
    row = Job.objects.create(kind=kind, title=title, params=params, created_by=actor, created_at=now, woken_at=now)
    transaction.on_commit(partial(_wake, row.pk))
    return row


def _wake(pk: uuid.UUID) -> bool:
    """Wake a worker; when the broker takes no message, the sweeper finds the row as never woken."""
    from .tasks import run_job

    if run_job.delay(str(pk)) is not None:
        return True
    Job.objects.filter(pk=pk, state=Job.State.QUEUED).update(woken_at=None)
    return False


def run(job_id: str) -> None:
    """Run a queued job to its end; a second worker that gets the same message finds it claimed and leaves."""
    claim = uuid.uuid4()
    claimed = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, claim=claim, heartbeat=timezone.now(), attempts=models.F("attempts") + 1
    )
    if not claimed:
        return
    row = Job.objects.get(pk=job_id)
    try:
        with _signed(row):
            _works[row.kind].handler(row, **row.params)
    except Refused as refusal:
        _end(row, Job.State.FAILED, str(refusal))
    except Superseded:
        logger.warning("job %s was given to another worker meanwhile", row.pk)
    except SoftTimeLimitExceeded:
        logger.warning("job %s (%s) ran into its time limit", row.pk, row.kind)
        _end(row, Job.State.FAILED, TOO_LONG)
    except Exception:
        logger.exception("job %s failed", row.pk)
        _end(row, Job.State.FAILED, BROKEN)
    else:
        _end(row, Job.State.DONE, row.message)


@contextmanager
def _signed(row: Job) -> Iterator[None]:
    """Sign the row from a thread of its own: work that tells no progress for long is not taken for dead."""
    ended = threading.Event()
    thread = threading.Thread(target=_sign_until, args=(row.pk, row.claim, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _sign_until(pk: uuid.UUID, claim: uuid.UUID, ended: threading.Event) -> None:
    while not ended.wait(SIGN_SECONDS):
        try:
            Job.objects.filter(pk=pk, claim=claim).update(heartbeat=timezone.now())
        except DatabaseError:
            logger.warning("job %s could not be signed", pk)
        finally:
            connection.close()


def _end(row: Job, state: Job.State, message: str) -> None:
    """End the job, if it is still this worker's."""
    row.state, row.message, row.finished_at = state, message, timezone.now()
    fields = ("state", "message", "finished_at", "result_file", "result_name", "result_url")
    mine = Job.objects.filter(pk=row.pk, claim=row.claim, state=Job.State.RUNNING)
    if not mine.update(**{name: getattr(row, name) for name in fields}):
        logger.warning("job %s had ended or was given to another worker", row.pk)
        if row.result_file:
            row.result_file.delete(save=False)


def sweep() -> int:
    """Take up what was left behind: jobs of silent workers, jobs that nobody was woken for; return how many."""
    return release_dead() + wake_forgotten()


def release_dead() -> int:
    """Queue the jobs of silent workers again, or fail those that may not run twice; return how many.

    The old worker's claim is taken away with it: should it live after all, nothing it writes counts any more.
    """
    silent = Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=timezone.now() - DEAD_AFTER)
    may_run = [kind for kind, work in _works.items() if work.again]
    again = silent.filter(kind__in=may_run, attempts__lt=ATTEMPTS).update(
        state=Job.State.QUEUED, claim=None, woken_at=None, message=ONCE_MORE
    )
    ended = {"state": Job.State.FAILED, "claim": None, "finished_at": timezone.now()}
    often = silent.filter(kind__in=may_run).update(**ended, message=DIED_OFTEN)
    return again + often + silent.update(**ended, message=DIED)


def wake_forgotten() -> int:
    """Wake workers for queued jobs whose message was never sent or was lost on its way; return for how many.

    Lost is what stands behind a message that was sent later and came through. A long queue is therefore not filled
    with second messages for jobs that only wait their turn; should one be, it finds its job claimed.
    """
    missed = models.Q(woken_at=None) | models.Q(woken_at__lt=_lost_before())
    forgotten = Job.objects.filter(missed, state=Job.State.QUEUED)
    woken = 0
    for pk in forgotten.order_by("created_at").values_list("pk", flat=True)[:BATCH]:
        if forgotten.filter(pk=pk).update(woken_at=timezone.now()):
            if not _wake(pk):
                break
            woken += 1
    return woken


def _lost_before() -> dt.datetime:
    """Messages sent before this moment and taken by nobody are lost."""
    now = timezone.now()
    passed = heartbeats.passed(QUEUE)
    surely = now - SURELY_FORGOTTEN_AFTER
    return max(surely, min(passed, now - FORGOTTEN_AFTER)) if passed else surely


def forget_orphans() -> int:
    """Take result files from the disk that belong to no job: their worker was killed before it ended; return how many.

    Files of the last day stay: a job that runs now names its file in its row only at the end.
    """
    root = Path(settings.MEDIA_ROOT)
    day_ago = time.time() - 24 * 60 * 60
    gone = 0
    for path in (root / RESULTS).rglob("*"):
        if path.is_file() and path.stat().st_mtime < day_ago:
            name = path.relative_to(root).as_posix()
            if not Job.objects.filter(result_file=name).exists():
                path.unlink(missing_ok=True)
                gone += 1
    return gone
