"""A real worker behind a real broker: the filesystem by default, Redis where CELERY_BROKER_URL names it."""

import threading
from types import SimpleNamespace

import pytest
from celery.beat import PersistentScheduler
from celery.contrib.testing.worker import start_worker
from celery.signals import task_postrun

from core import jobs
from core.models import Heartbeat, Job
from core.tasks import run_job
from core.testing import make_user
from emulation import celery as celery_module
from emulation import living
from emulation.celery import app


@jobs.job("thu.qua-hang-doi")
def _hello(job):
    job.advance(1, 1, "Đã qua hàng đợi")


@pytest.fixture
def broker(tmp_path, settings):
    """The configured broker, with folders of this test's own where it is the filesystem."""
    app.conf.task_always_eager = False
    before = app.conf.broker_transport_options
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        folders = {name: tmp_path / name for name in ("messages", "control", "done")}
        for folder in folders.values():
            folder.mkdir()
        app.conf.broker_transport_options = {
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "control_folder": str(folders["control"]),
            "processed_folder": str(folders["done"]),
        }
    _forget_connections()
    yield app
    app.conf.broker_transport_options = before
    _forget_connections()


def _forget_connections() -> None:
    """Even an eager task opens the pool, whose connections keep the folders that were configured then."""
    app._after_fork()


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_through_the_broker_to_a_worker_and_back(broker):
    ended = threading.Event()

    def note(task_id=None, **_):
        ended.set()

    task_postrun.connect(note, sender=run_job)
    job = Job.objects.create(kind="thu.qua-hang-doi", title="Thử", created_by=make_user())
    with start_worker(broker, queues="default,mail,pdf", perform_ping_check=False, shutdown_timeout=30):
        run_job.delay(str(job.pk))
        assert ended.wait(timeout=60)
        sign = Heartbeat.objects.get(name__startswith=Heartbeat.WORKER)
        assert sign.detail == "default,mail,pdf"
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.DONE, "Đã qua hàng đợi")
    assert not Heartbeat.objects.filter(name=sign.name).exists(), "a worker that ends in order takes its sign along"


@pytest.mark.django_db(transaction=True)
def test_the_clock_signs_once_a_minute_and_two_clocks_are_seen_as_two(monkeypatch):
    monkeypatch.setattr(PersistentScheduler, "tick", lambda self: 5.0)
    monkeypatch.setattr(PersistentScheduler, "close", lambda self: None)
    clocks = [living.Scheduler(app=app, lazy=True, schedule_filename="none") for _ in range(2)]
    monkeypatch.setattr(living.os, "getpid", iter([1, 2, 1, 2]).__next__)
    assert [clock.tick() for clock in [*clocks, *clocks]] == [5.0] * 4
    assert Heartbeat.objects.filter(name__startswith=Heartbeat.BEAT).count() == 2
    clocks[0].close()
    assert Heartbeat.objects.filter(name__startswith=Heartbeat.BEAT).count() == 1


def test_a_worker_waits_longer_for_its_broker_than_a_request_does():
    conf = SimpleNamespace(broker_transport_options={"socket_timeout": 1, "visibility_timeout": 3600})
    celery_module._patient(conf=conf)
    assert conf.broker_transport_options == {"socket_timeout": 30, "visibility_timeout": 3600}
