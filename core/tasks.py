"""Celery entry points of the ground floor.

All are acknowledged late: a message whose worker dies comes back, and finds the row claimed or nothing left to do.
"""

import datetime as dt
import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from . import audit, backups, heartbeats, jobs, sweeping
from .search import mending, owing

logger = logging.getLogger(__name__)


# A child that dies before it has claimed the row gives the message back; one that dies later leaves a claimed row,
# which the message then finds taken: the sweeper decides about it, and no message can kill workers in a circle.
@shared_task(name="core.tasks.run_job", soft_time_limit=45 * 60, time_limit=50 * 60, reject_on_worker_lost=True)
def run_job(job_id: str) -> None:
    jobs.run(job_id)


# The clock sends it again within a minute: it need not come back.
@shared_task(name="core.tasks.sweep", soft_time_limit=5 * 60, time_limit=6 * 60)
def sweep() -> dict[str, int]:
    """Take up what a lost broker or a dead worker left behind."""
    return sweeping.run()


@shared_task(name="core.tasks.pulse", soft_time_limit=30, time_limit=60, acks_late=False)
def pulse(queue: str, sent_at: str = "") -> None:
    """Note that a message came through this queue, and how many seconds that took."""
    late = (timezone.now() - dt.datetime.fromisoformat(sent_at)).total_seconds() if sent_at else 0
    heartbeats.sign(heartbeats.queue_name(queue), f"{late:.0f}")


# It only reads, and whoever kills it has it walk again the next night.
@shared_task(name="core.tasks.verify_audit", soft_time_limit=50 * 60, time_limit=52 * 60)
def verify_audit() -> int:
    """Walk the chain of the audit trail and note in how many places it does not hold."""
    breaks = sum(1 for _ in audit.verify())
    heartbeats.sign(heartbeats.AUDIT, str(breaks))
    return breaks


# A folder without its manifest is no backup: one that was killed half way is taken again at the next look.
@shared_task(name="core.tasks.back_up", soft_time_limit=50 * 60, time_limit=52 * 60)
def back_up() -> bool:
    """Take the day's backup when it is due; return whether it was taken. The health page says when none succeeds."""
    try:
        return backups.make_if_due(keep=settings.BACKUP_KEEP, hours=settings.BACKUP_HOURS) is not None
    except backups.BackupFailed:
        logger.exception("no backup was taken")
        return False


# What a killed one left is gone on with: by the sweeper's wake within a minute, by the clock's in the next night.
@shared_task(name="core.tasks.pay_search")
def pay_search() -> int:
    """Write anew the entries of the search that are owed."""
    return owing.pay()


@shared_task(name="core.tasks.mend_search")
def mend_search() -> int:
    """Go on comparing the search with what it stands for, a whole round a week."""
    return mending.mend()


@shared_task(name="core.tasks.forget_orphans")
def forget_orphans() -> int:
    """Take the result files of killed attempts from the disk."""
    return jobs.forget_orphans()
