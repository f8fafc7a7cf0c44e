"""Workers killed half way, Redis killed and emptied: every job ends once, its effect is there once.

At scale: benchmarks/faults_queue.py.
"""

import datetime as dt
import threading
import time
from collections import Counter

import pytest
from django.db import connection

from core import jobs, queues
from core.models import AuditEvent, Job
from core.tasks import pulse
from core.testing import make_user
from emulation.celery import app
from emulation.moments import now_text
from emulation.tests import faults, faulty

JOBS = 12
PATIENCE = 60
NAMES = ("broker_url", "broker_read_url", "broker_write_url", "broker_transport_options", "task_always_eager")


@pytest.fixture
def redis(tmp_path, monkeypatch):
    """A Redis of this test, with the application pointed at it."""
    served = faults.Redis(tmp_path)
    before = {name: app.conf[name] for name in NAMES}
    options = {"socket_timeout": 2, "socket_connect_timeout": 2, "max_retries": 0, "interval_start": 0}
    app.conf.update(
        broker_url=served.url, broker_read_url=served.url, broker_write_url=served.url,
        broker_transport_options=options, task_always_eager=False,
    )  # fmt: skip
    monkeypatch.setattr(queues, "PAUSE_SECONDS", 0.1)
    app._after_fork()
    served.start()
    yield served
    served.kill()
    app.conf.update(before)
    app._after_fork()


@pytest.fixture
def worker(redis, tmp_path):
    """A worker on the test's database."""
    given = connection.settings_dict
    url = f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    group = faults.worker(
        "mot", tmp_path, {"DATABASE_URL": url, "CELERY_BROKER_URL": redis.url, "VAR_DIR": str(tmp_path)}
    )
    yield group
    group.kill()


def _wait(until, meanwhile=lambda: None):
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, Counter(Job.objects.values_list("state", flat=True))
        meanwhile()
        threading.Event().wait(0.1)


def _tick():
    """What the clock wakes every minute."""
    pulse.apply_async((jobs.QUEUE, now_text()), queue=jobs.QUEUE, expires=5)
    jobs.sweep()


def _done():
    return Job.objects.filter(state=Job.State.DONE).count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_killed_workers_and_a_redis_killed_and_emptied_lose_no_job_and_do_none_twice(redis, worker, monkeypatch):
    monkeypatch.setattr(jobs, "DEAD_AFTER", dt.timedelta(seconds=1))
    monkeypatch.setattr(jobs, "FORGOTTEN_AFTER", dt.timedelta(seconds=1))
    faulty.register()
    owner = make_user()
    worker.start()
    rows = [jobs.start_job(kind=faulty.KIND, title="Thử", actor=owner, params={}) for _ in range(JOBS)]
    _wait(lambda: _done() >= 2)
    worker.kill()
    taken = Job.objects.exclude(state=Job.State.QUEUED).count()
    assert taken < JOBS, "all was done before anything was killed"
    redis.flush()
    redis.kill()
    late = jobs.start_job(kind=faulty.KIND, title="Khi Redis ngừng", actor=owner, params={})
    late.refresh_from_db()
    assert late.woken_at is None
    redis.start()
    worker.start()
    _wait(lambda: _done() == JOBS + 1, meanwhile=_tick)
    effects = Counter(AuditEvent.objects.filter(action=faulty.EFFECT).values_list("target_id", flat=True))
    assert effects == {str(row.pk): 1 for row in [*rows, late]}
