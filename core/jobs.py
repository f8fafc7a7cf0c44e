"""Long work: registered by name, claimed by one worker, released when its worker died."""

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from .exceptions import Refused
from .models import Job

if TYPE_CHECKING:
    from units.models import User

logger = logging.getLogger(__name__)
DEAD_AFTER = dt.timedelta(minutes=10)
FORGOTTEN_AFTER = dt.timedelta(minutes=2)
_handlers: dict[str, Callable[..., None]] = {}


def job(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `fn(job, **params)` as the work of this kind."""

    def register(handler: Callable[..., None]) -> Callable[..., None]:
        _handlers[kind] = handler
        return handler

    return register


def start_job(*, kind: str, title: str, actor: "User", params: dict[str, Any]) -> Job:
    """Write the job and wake a worker once the transaction is committed."""
    from .tasks import run_job

    row = Job.objects.create(kind=kind, title=title, params=params, created_by=actor)
    transaction.on_commit(partial(run_job.delay, str(row.pk)))
    return row


def run(job_id: str) -> None:
    """Run a queued job to its end; a second worker that gets the same message finds it claimed and leaves."""
    claimed = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, heartbeat=timezone.now()
    )
    if not claimed:
        return
    row = Job.objects.get(pk=job_id)
    try:
        _handlers[row.kind](row, **row.params)
    except Refused as refusal:
        _end(row, Job.State.FAILED, str(refusal))
    except Exception:
        logger.exception("job %s failed", row.pk)
        _end(
            row,
            Job.State.FAILED,
            "Việc này bị lỗi và đã dừng; chưa có gì được thay đổi. Hãy thử lại hoặc báo quản trị.",
        )
    else:
        _end(row, Job.State.DONE, row.message)


def _end(row: Job, state: Job.State, message: str) -> None:
    row.state, row.message, row.finished_at = state, message, timezone.now()
    row.save(update_fields=["state", "message", "finished_at", "result_file", "result_name", "result_url"])


def release_dead() -> int:
    """Fail the jobs whose worker gave no sign for ten minutes; return how many."""
    return Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=timezone.now() - DEAD_AFTER).update(
        state=Job.State.FAILED,
        finished_at=timezone.now(),
        message="Máy chạy việc này đã dừng giữa chừng. Hãy yêu cầu lại.",
    )


def forgotten() -> list[str]:
    """Return the ids of queued jobs whose message got lost on its way; waking a worker twice does no harm."""
    waiting = Job.objects.filter(state=Job.State.QUEUED, created_at__lt=timezone.now() - FORGOTTEN_AFTER)
    return [str(pk) for pk in waiting.order_by("created_at").values_list("pk", flat=True)[:100]]
