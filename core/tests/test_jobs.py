"""Background jobs: one worker, a clear end, released when the worker died."""

import datetime as dt
import os
import time
import uuid
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from core import heartbeats, jobs
from core.exceptions import Refused
from core.models import Heartbeat, Job
from core.tasks import forget_orphans, sweep
from core.testing import make_user

pytestmark = pytest.mark.django_db


@jobs.job("thu.dem")
def _count(job, upto):
    for number in range(upto):
        job.advance(number + 1, upto, "Đang đếm")
    job.result_file.save("so.txt", ContentFile("đủ".encode()), save=False)
    job.result_name = "so.txt"


@jobs.job("thu.tu-choi")
def _refuse(job):
    raise Refused("Tệp này không có dòng nào. Hãy chọn tệp khác.")


@jobs.job("thu.hong")
def _break(job):
    raise ValueError("boom")


@jobs.job("thu.mot-lan", again=False)
def _once(job):
    raise AssertionError("ran a second time")


@jobs.job("thu.bi-thay")
def _replaced(job):
    job.advance(1, 3)
    Job.objects.update(heartbeat=timezone.now() - jobs.DEAD_AFTER * 2)
    jobs.release_dead()
    job.advance(2, 3)


@jobs.job("thu.qua-lau")
def _endless(job):
    raise SoftTimeLimitExceeded


def _job(kind, **params):
    return Job.objects.create(kind=kind, title="Thử", params=params, created_by=make_user())


def test_a_job_runs_to_its_end_with_progress_and_a_result(client, django_capture_on_commit_callbacks):
    owner = make_user()
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start_job(kind="thu.dem", title="Đếm", actor=owner, params={"upto": 4})
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.percent) == (Job.State.DONE, 4, 4, 100)
    client.force_login(owner)
    answer = client.get(reverse("core:job_result", args=[job.pk]))
    assert b"".join(answer.streaming_content).decode() == "đủ"


def test_a_second_worker_leaves_a_claimed_job_alone():
    job = _job("thu.hong")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_a_refusal_is_told_in_its_own_words():
    job = _job("thu.tu-choi")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.FAILED, "Tệp này không có dòng nào. Hãy chọn tệp khác.")


def test_a_failure_ends_the_job_without_a_trace_on_the_page(client, caplog):
    job = _job("thu.hong")
    jobs.run(str(job.pk))
    client.force_login(job.created_by)
    page = client.get(reverse("core:job_detail", args=[job.pk])).content.decode()
    assert "bị lỗi và đã dừng" in page
    assert "boom" not in page


def _silent(job, **fields):
    """The worker of this job gave no sign for too long."""
    long_ago = timezone.now() - jobs.DEAD_AFTER - dt.timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, heartbeat=long_ago, claim=uuid.uuid4(), **{"attempts": 1, **fields}
    )


def test_the_job_of_a_dead_worker_runs_again_to_its_end():
    job = _job("thu.dem", upto=2)
    _silent(job)
    sweep()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)


def test_a_job_that_kills_its_workers_ends_after_three_attempts():
    job = _job("thu.dem", upto=2)
    _silent(job, attempts=jobs.ATTEMPTS)
    sweep()
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.FAILED, jobs.DIED_OFTEN)


def test_a_job_that_may_not_run_twice_fails_with_its_worker():
    job = _job("thu.mot-lan")
    _silent(job)
    sweep()
    job.refresh_from_db()
    assert (job.state, job.message, job.attempts) == (Job.State.FAILED, jobs.DIED, 1)


def test_two_sweepers_at_once_take_a_job_up_once():
    job = _job("thu.dem", upto=2)
    _silent(job)
    assert (jobs.release_dead(), jobs.release_dead()) == (1, 0)
    assert (jobs.wake_forgotten(), jobs.wake_forgotten()) == (1, 0)


def test_a_worker_that_was_taken_for_dead_stops_and_ends_nothing():
    job = _job("thu.bi-thay")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.message) == (Job.State.QUEUED, 1, jobs.ONCE_MORE)


def test_a_job_past_its_time_limit_says_so():
    job = _job("thu.qua-lau")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.FAILED, jobs.TOO_LONG)


def _message_came_through(**ago):
    """A message of the same queue that was sent so long ago came through to a worker."""
    at = timezone.now() - dt.timedelta(**ago)
    Heartbeat.objects.create(name=heartbeats.queue_name(jobs.QUEUE), at=at, detail="0")


def _woken(**ago):
    job = _job("thu.dem", upto=2)
    Job.objects.filter(pk=job.pk).update(woken_at=timezone.now() - dt.timedelta(**ago))
    return job


def test_a_job_whose_message_was_lost_is_woken_again():
    job = _woken(minutes=10)
    _message_came_through(minutes=5)
    sweep()
    job.refresh_from_db()
    assert job.state == Job.State.DONE


@pytest.mark.parametrize(("woken", "came_through"), [(1, 0), (10, 20), (30, None)])
def test_a_job_whose_message_may_still_be_on_its_way_is_left_alone(woken, came_through):
    job = _woken(minutes=woken)
    if came_through is not None:
        _message_came_through(minutes=came_through)
    assert jobs.wake_forgotten() == 0
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED


def test_a_job_that_waited_for_an_hour_is_woken_whatever_is_known_of_the_queue():
    _woken(minutes=61)
    assert jobs.wake_forgotten() == 1


def test_files_that_killed_attempts_left_go_after_a_day_and_results_stay(settings):
    job = _job("thu.dem", upto=1)
    jobs.run(str(job.pk))
    job.refresh_from_db()
    folder = Path(job.result_file.path).parent
    orphan, young = folder / "bo-roi.pdf", folder / "dang-ghi.pdf"
    for path in (orphan, young):
        path.write_bytes(b"x")
    for path in (orphan, Path(job.result_file.path)):
        os.utime(path, (0, 0))
    os.utime(young, (time.time(), time.time()))
    assert forget_orphans() == 1
    assert (orphan.exists(), young.exists(), Path(job.result_file.path).exists()) == (False, True, True)


def test_a_job_is_seen_by_its_owner_only(client):
    job = _job("thu.dem")
    client.force_login(make_user("nguoi-khac"))
    assert client.get(reverse("core:job_detail", args=[job.pk])).status_code == 404
