"""A real worker behind a real broker: the filesystem by default, Redis where CELERY_BROKER_URL names it."""

import threading

import pytest
from celery.contrib.testing.worker import start_worker
from celery.signals import task_postrun

from core import jobs
from core.models import Job
from core.tasks import run_job
from core.testing import make_user
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
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.DONE, "Đã qua hàng đợi")
