"""Signs of life of the processes: of each worker while it runs, and of the clock at each of its ticks."""

import logging
import os
import socket
import time
from collections.abc import Callable
from typing import Any

from celery import bootsteps
from celery.beat import PersistentScheduler
from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
SECONDS = 60.0


def _quietly(write: Callable[[], None]) -> None:
    """A database that is down ends no process; the connection is not kept for a minute of nothing."""
    try:
        write()
    except DatabaseError as error:
        logger.warning("a sign of life could not be written: %s", error)
    finally:
        connection.close()


class SignStep(bootsteps.StartStopStep):
    """In the worker's main process: a row that says which queues it serves, renewed every minute."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        super().__init__(worker, **kwargs)
        self.entry: Any = None

    def start(self, worker: Any) -> None:
        self._sign(worker)
        self.entry = worker.timer.call_repeatedly(SECONDS, self._sign, (worker,))

    def stop(self, parent: Any) -> None:
        from core import heartbeats

        if self.entry:
            self.entry.cancel()
        _quietly(lambda: heartbeats.gone(self._name(parent)))

    def terminate(self, parent: Any) -> None:
        self.stop(parent)

    def _name(self, worker: Any) -> str:
        from core.models import Heartbeat

        return f"{Heartbeat.WORKER}{worker.hostname}"

    def _sign(self, worker: Any) -> None:
        from core import heartbeats

        queues = ",".join(sorted(worker.app.amqp.queues.consume_from))
        _quietly(lambda: heartbeats.sign(self._name(worker), queues))


class Scheduler(PersistentScheduler):
    """The clock, which says once a minute that it goes. Two of them are seen as two."""

    _signed_at = float("-inf")

    @property
    def sign_name(self) -> str:
        from core.models import Heartbeat

        return f"{Heartbeat.BEAT}{socket.gethostname()}:{os.getpid()}"

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() - self._signed_at >= SECONDS:
            self._signed_at = time.monotonic()
            from core import heartbeats

            _quietly(lambda: heartbeats.sign(self.sign_name))
        return super().tick(*args, **kwargs)

    def close(self) -> None:
        from core import heartbeats

        super().close()
        _quietly(lambda: heartbeats.gone(self.sign_name))
