"""The web site goes on when the broker does not: what was asked for stays a row, and the page says that it waits."""

import datetime as dt
import shutil
import socket
import time
from contextlib import closing

import pytest
from celery import current_app as app
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from core import heartbeats, jobs, queues
from core.health import State
from core.models import Heartbeat, Job
from core.testing import make_user
from core.vitals import work

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")]
WAITS = "Hàng đợi xử lý nền đang ngừng; việc này sẽ chạy khi hàng đợi trở lại."
PATIENCE = 2.5  # seconds: one for the broker, the rest for a busy machine


@jobs.job("thu.cho-hang-doi")
def _note(job):
    job.advance(1, 1, "Đã chạy")


NAMES = ("broker_url", "broker_read_url", "broker_write_url", "broker_transport_options", "task_always_eager")


@pytest.fixture
def broker(monkeypatch):
    """Point the application at a broker of this test, and back."""
    before = {name: app.conf[name] for name in NAMES}

    def use(url, **options):
        app.conf.update(
            broker_url=url, broker_read_url=url, broker_write_url=url, broker_transport_options=options,
        )  # fmt: skip
        app._after_fork()

    app.conf.task_always_eager = False
    monkeypatch.setattr(queues, "_closed_until", 0.0)
    yield use
    app.conf.update(before)
    app._after_fork()


def _stopped(use, tmp_path):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    use(f"redis://127.0.0.1:{port}/0", socket_timeout=1, socket_connect_timeout=1, max_retries=0, interval_start=0)


def _silent(use, tmp_path):
    listener = socket.create_server(("127.0.0.1", 0))  # accepts and never answers
    use(
        f"redis://127.0.0.1:{listener.getsockname()[1]}/0",
        socket_timeout=0.5, socket_connect_timeout=0.5, max_retries=0, interval_start=0,
    )  # fmt: skip
    return listener


def _no_folder(use, tmp_path):
    folders = {name: tmp_path / name for name in ("messages", "done", "control")}
    for folder in folders.values():
        folder.mkdir()
    use(
        "filesystem://localhost/",
        data_folder_in=str(folders["messages"]), data_folder_out=str(folders["messages"]),
        processed_folder=str(folders["done"]), control_folder=str(folders["control"]),
    )  # fmt: skip
    shutil.rmtree(folders["messages"])
    folders["messages"].write_text("a file where the folder was")


@pytest.mark.parametrize("fault", [_stopped, _silent, _no_folder])
def test_a_broker_that_takes_nothing_stops_no_request_and_loses_no_job(
    fault, broker, tmp_path, client, django_capture_on_commit_callbacks
):
    held = fault(broker, tmp_path)
    owner = make_user()
    begun = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start_job(kind="thu.cho-hang-doi", title="Chờ", actor=owner, params={})
    assert time.monotonic() - begun < PATIENCE
    job.refresh_from_db()
    assert (job.state, job.woken_at) == (Job.State.QUEUED, None)
    assert queues.reachable() != ""

    client.force_login(owner)
    assert WAITS in client.get(reverse("core:job_detail", args=[job.pk])).content.decode()

    app.conf.task_always_eager = True  # the broker is back, and a worker with it
    assert jobs.sweep() == 1
    page = client.get(reverse("core:job_detail", args=[job.pk])).content.decode()
    assert "Đã chạy" in page
    assert WAITS not in page
    if held:
        held.close()


def test_after_a_failure_the_next_requests_do_not_wait_for_the_broker(broker, tmp_path):
    listener = _silent(broker, tmp_path)
    from core.tasks import run_job

    assert run_job.delay("x") is None
    begun = time.monotonic()
    assert [run_job.delay("x") for _ in range(20)] == [None] * 20
    assert time.monotonic() - begun < 0.2
    listener.close()


def test_pages_that_ask_how_the_broker_is_wait_for_it_once(broker, tmp_path, monkeypatch):
    listener = _silent(broker, tmp_path)
    monkeypatch.setattr(queues, "_answer", (float("-inf"), ""))
    assert work.broker().state == State.BAD
    begun = time.monotonic()
    assert [work.broker().state for _ in range(10)] == [State.BAD] * 10
    assert time.monotonic() - begun < 0.2
    listener.close()


def test_a_mistake_in_the_arguments_is_no_broker_that_is_down(broker, tmp_path):
    from core.tasks import run_job

    _stopped(broker, tmp_path)
    with pytest.raises(TypeError):
        run_job.delay("x", "one too many")


@pytest.mark.parametrize("when", [{"countdown": 3600}, {"eta": timezone.now()}])
def test_no_message_waits_in_the_queue_for_its_day(when):
    from core.tasks import run_job

    with pytest.raises(ValueError, match="write a row"):
        run_job.apply_async(("x",), **when)


def _signs(**ago):
    """Signs by name, so many seconds old."""
    for name, seconds in ago.items():
        detail = "default,pdf" if name == "worker" else ""
        at = timezone.now() - dt.timedelta(seconds=seconds)
        known = {"worker": "worker:worker@may-chu", "through": heartbeats.queue_name("pdf"), "lost": queues.LOST}
        Heartbeat.objects.create(name=known[name], at=at, detail=detail)


@pytest.mark.parametrize(
    ("ago", "paused"),
    [
        ({}, True),
        ({"worker": 10}, False),
        ({"worker": 600}, True),
        ({"through": 10}, False),
        ({"worker": 10, "lost": 30}, True),
        ({"worker": 10, "through": 20, "lost": 30}, False),
        ({"worker": 10, "through": 40, "lost": 30}, True),
    ],
)
def test_a_queue_is_paused_when_no_worker_signs_or_the_broker_refused_since(broker, ago, paused):
    _signs(**ago)
    assert queues.paused("pdf") is paused
    assert queues.paused("mail") or "through" not in ago


def test_a_job_page_says_nothing_of_queues_while_they_run(broker, client):
    _signs(worker=5, through=5)
    job = Job.objects.create(kind="thu.cho-hang-doi", title="Chờ", created_by=make_user())
    client.force_login(job.created_by)
    assert WAITS not in client.get(reverse("core:job_detail", args=[job.pk])).content.decode()


def test_a_sign_is_written_once_a_minute_and_when_it_says_something_new():
    heartbeats.sign("queue:mail", "0")
    first = Heartbeat.objects.get().at
    heartbeats.sign("queue:mail", "0")
    assert Heartbeat.objects.get().at == first
    heartbeats.sign("queue:mail", "7")
    row = Heartbeat.objects.get()
    assert (row.at > first, row.detail) == (True, "7")


def test_a_sign_from_a_clock_that_ran_ahead_does_not_stand_for_ever():
    Heartbeat.objects.create(name="sweep", at=timezone.now() + dt.timedelta(hours=3))
    heartbeats.sign("sweep")
    assert Heartbeat.objects.get().at <= timezone.now()


def test_a_sweep_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    from core import sweeping

    def broken():
        raise DatabaseError("gone")

    monkeypatch.setattr(sweeping, "_sweeps", {"một": broken, "hai": lambda: 3})
    assert sweeping.run() == {"hai": 3}
    assert Heartbeat.objects.get(name=sweeping.SIGN).detail == "hai 3"
