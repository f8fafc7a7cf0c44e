"""Waking the workers. A message only says "look into the database": a broker that is down loses nothing.

Every task of the house is a `WakingTask`: `.delay()` and `.apply_async()` never raise into a request because the
broker cannot be reached. The row that the task would have looked at stays queued, the sweeper wakes it later.
"""

import datetime as dt
import logging
import os
import time
from typing import Any

from celery import Task, current_app
from django.db import DatabaseError
from django.utils import timezone
from kombu.exceptions import KombuError

from . import heartbeats

logger = logging.getLogger(__name__)
QUEUES = ("default", "mail", "pdf")
# After a failure this process asks the broker nothing for so long: no request after the first one waits for it.
PAUSE_SECONDS = 5.0
LATEST = 10 * 60  # seconds; Redis gives a message that waits longer than its visibility timeout out twice
QUIET_AFTER = dt.timedelta(minutes=3)
LOST = "broker.lost"
# Pages that ask how the broker is get an answer that is at most so old.
ASKED_SECONDS = 15.0
_closed_until = 0.0
_answer: tuple[float, str] = (float("-inf"), "")


class WakingTask(Task):
    """A task whose sending may fail: nobody hears an exception, `apply_async` returns None."""

    abstract = True

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        if (kwargs.get("countdown") or 0) > LATEST or kwargs.get("eta"):
            raise ValueError("a message that waits longer than minutes gets lost: write a row that is due then")
        if self.app.conf.task_always_eager:
            return super().apply_async(*args, **kwargs)
        if time.monotonic() < _closed_until:
            return None
        try:
            return super().apply_async(*args, **kwargs)
        except _unreachable() as error:
            _close(self.name, error)
            return None


def _unreachable() -> tuple[type[BaseException], ...]:
    """What the broker's library raises when messages cannot be sent; a mistake in the arguments is none of it."""
    connection = current_app.connection_for_write()
    return (KombuError, OSError, *connection.connection_errors, *connection.channel_errors)


def _close(name: str, error: BaseException) -> None:
    global _closed_until
    _closed_until = time.monotonic() + PAUSE_SECONDS
    logger.warning("the broker took no message for %s: %s: %s", name, type(error).__name__, error)
    try:
        heartbeats.sign(LOST)
    except DatabaseError:
        logger.warning("and the database could not be told")


def paused(queue: str) -> bool:
    """Whether what is queued there does not run just now; one query.

    True when the broker refused a message after the last one that came through it, or when no worker of the queue
    gave a sign for three minutes.
    """
    if current_app.conf.task_always_eager:
        return False
    signs = heartbeats.signs()
    through = signs.get(heartbeats.queue_name(queue))
    lost = signs.get(LOST)
    if lost and (through is None or lost.at > through.at):
        return True
    alive = [sign.at for sign in signs.values() if sign.is_worker and queue in sign.detail.split(",")]
    seen = max([*alive, *([through.at] if through else [])], default=None)
    return seen is None or seen < timezone.now() - QUIET_AFTER


def fault() -> str:
    """Return what `reachable` says, asked at most every fifteen seconds in this process."""
    global _answer
    if time.monotonic() - _answer[0] > ASKED_SECONDS:
        said = reachable()
        _answer = (time.monotonic(), said)
    return _answer[1]


def reachable(timeout: int = 1) -> str:
    """Ask the broker now; return "" when it answers, else what went wrong (for logs and the administrator)."""
    try:
        with current_app.connection_for_write() as connection:
            connection.connect_timeout = timeout
            connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=timeout)
            return _folder_fault(connection) or _silence(connection)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _silence(connection: Any) -> str:
    """A broker that accepted the connection must answer, too."""
    client = getattr(connection.default_channel, "client", None)
    if client is not None and hasattr(client, "ping"):
        client.ping()
    return ""


def _folder_fault(connection: Any) -> str:
    """The queue of files has no server: it is there when its folder can be written."""
    folder = connection.transport_options.get("data_folder_out")
    if folder and not os.access(folder, os.W_OK | os.X_OK):
        return f"cannot write into {folder}"
    return ""
