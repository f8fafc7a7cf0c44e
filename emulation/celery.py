"""The Celery application. What is due stands in the database; Celery only knocks at the door."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation.settings")

app = Celery("emulation", task_cls="core.queues:WakingTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("emulation.living:SignStep")

# A request waits a second for the broker; a worker, which lives by it, waits longer before it connects anew.
WORKER_SOCKET_SECONDS = 30


@celeryd_init.connect
def _patient(conf: Any = None, **_: Any) -> None:
    if conf is not None and "socket_timeout" in conf.broker_transport_options:
        conf.broker_transport_options = {**conf.broker_transport_options, "socket_timeout": WORKER_SOCKET_SECONDS}


@worker_ready.connect
def _look_around(sender: Any = None, **_: Any) -> None:
    """A worker that starts does not wait for the clock: what was left behind is taken up at once."""
    from core.tasks import pulse, sweep

    consumed = list(sender.app.amqp.queues.consume_from) if sender is not None else []
    for queue in consumed:
        pulse.apply_async((queue,), queue=queue, expires=60)
    if "default" in consumed:
        sweep.delay()
