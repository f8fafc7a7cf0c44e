"""How far a job is, said in a small file beside the database.

SQLite has one writer: while a job's long transaction is open, its row cannot tell how far it is. The file can, and
every process of such an installation reads it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from .models import Job


def _path(job: Job) -> Path:
    return Path(settings.VAR_DIR) / "progress" / f"{job.pk}.json"


@contextmanager
def told_beside(job: Job) -> Iterator[None]:
    """Keep the job's file for as long as the work lasts, and remove it at the end."""
    _path(job).parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        _path(job).unlink(missing_ok=True)


def tell(job: Job, done: int, total: int) -> None:
    """Say how far the job is; whoever reads sees the whole sentence or the one before."""
    fresh = _path(job).with_suffix(f".{job.claim}")
    fresh.write_text(json.dumps([done, total]))
    fresh.replace(_path(job))


def as_told(job: Job) -> Job:
    """Return the job as far as it is by its row or, where that says less, by its file."""
    if job.ended or connection.vendor == "postgresql":
        return job
    try:
        done, total = json.loads(_path(job).read_text())
    except (OSError, ValueError):
        return job
    if total == job.total and done > job.done:
        job.done = done
    return job
