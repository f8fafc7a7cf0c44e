"""What is looked at, when it is said to be wrong, and that looking never fails."""

import datetime as dt
import json
import shutil
from collections import namedtuple
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from core import backups, health, heartbeats, jobs, sweeping, views
from core.health import Check, State
from core.models import AuditEvent, Heartbeat, Job
from core.tasks import verify_audit
from core.testing import make_user
from core.vitals import data, machine, words, work

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 17, 2, 0, tzinfo=dt.UTC)


def _seen(seconds, name, detail=""):
    return Heartbeat(name=name, at=NOW - dt.timedelta(seconds=seconds), detail=detail)


def _signs(*rows):
    return {row.name: row for row in rows}


def test_a_check_that_breaks_says_so_and_the_others_are_still_told(monkeypatch, caplog):
    def broken():
        raise OperationalError("gone")

    good = Check("Một", State.GOOD, "Tốt.")
    monkeypatch.setattr(health, "_providers", {"a": (2, "Hỏng", broken), "b": (1, "Tốt", lambda: [good])})
    first, second = health.report()
    assert first.checks == [good]
    assert (second.checks[0].state, second.checks[0].sentence) == (State.BAD, "Không kiểm tra được (OperationalError).")
    assert health.worst([first, second]) == State.BAD
    assert [check.name for check in health.wanting([first, second])] == ["Hỏng"]


@pytest.mark.parametrize(
    ("signs", "state", "told"),
    [
        (_signs(), State.BAD, "chưa thấy nhịp nào"),
        (_signs(_seen(20, "beat:a:1")), State.GOOD, "20 giây trước"),
        (_signs(_seen(7200, "beat:a:1")), State.BAD, "2 giờ trước"),
        (_signs(_seen(20, "beat:a:1"), _seen(30, "beat:b:2")), State.ATTENTION, "Có 2 tiến trình đồng hồ"),
        (_signs(_seen(20, "beat:a:1"), _seen(600, "beat:b:2")), State.GOOD, "Đang chạy"),
    ],
)
def test_the_clock_is_well_when_one_goes(signs, state, told):
    check = work.beats(signs, NOW)
    assert check.state == state
    assert told in check.sentence
    assert bool(check.advice) == (state != State.GOOD)


@pytest.mark.parametrize(
    ("signs", "state", "told"),
    [
        (_signs(), State.BAD, "Không có tiến trình nào (chưa thấy nhịp nào)"),
        (_signs(_seen(5, "worker:w@a", "default,pdf")), State.BAD, "Không có tiến trình nào"),
        (_signs(_seen(5, "worker:w@a", "mail")), State.ATTENTION, "chưa nhận việc thử nào"),
        (_signs(_seen(5, "worker:w@a", "mail"), _seen(9, "queue:mail", "0")), State.GOOD, "nhận việc 9 giây trước"),
        (_signs(_seen(5, "worker:w@a", "mail"), _seen(900, "queue:mail", "0")), State.ATTENTION, "15 phút trước"),
        (_signs(_seen(5, "worker:w@a", "mail"), _seen(9, "queue:mail", "41")), State.ATTENTION, "chờ 41 giây"),
        (_signs(_seen(900, "worker:w@a", "mail"), _seen(9, "queue:mail", "0")), State.BAD, "nhịp cuối 9 giây trước"),
    ],
)
def test_each_queue_needs_a_worker_that_takes_messages(signs, state, told):
    check = work.worker("mail", signs, NOW)
    assert check.state == state
    assert told in check.sentence


def test_jobs_that_wait_long_and_jobs_that_broke_are_told():
    owner = make_user()
    assert work.waiting(NOW).state == work.broken(NOW).state == State.GOOD
    Job.objects.create(kind="x", title="x", created_by=owner, created_at=NOW - dt.timedelta(minutes=25))
    Job.objects.create(kind="x", title="x", created_by=owner, state="failed", message=jobs.DIED, finished_at=NOW)
    Job.objects.create(kind="x", title="x", created_by=owner, state="failed", message="Từ chối.", finished_at=NOW)
    assert "1 việc chờ, lâu nhất 25 phút" in work.waiting(NOW).sentence
    assert work.waiting(NOW).state == State.ATTENTION
    assert work.broken(NOW).sentence.startswith("1 việc bị lỗi")


def test_a_sign_from_the_future_tells_that_a_clock_is_wrong():
    [check] = work.ahead(_signs(_seen(-3700, "queue:pdf")), NOW)
    assert (check.state, check.sentence) == (State.BAD, "Một máy đi nhanh hơn máy chủ web 1 giờ.")
    assert list(work.ahead(_signs(_seen(1, "queue:pdf")), NOW)) == []


def test_the_sweeper_must_have_run_lately():
    assert work.sweeper({}, NOW).state == State.ATTENTION
    assert work.sweeper(_signs(_seen(30, sweeping.SIGN, "jobs 2")), NOW).sentence.endswith("Nhặt lại: jobs 2.")


@pytest.mark.parametrize(
    ("free", "state"), [(100 << 30, State.GOOD), (1 << 30, State.ATTENTION), (100 << 20, State.BAD)]
)
def test_a_disk_that_fills_is_told(monkeypatch, tmp_path, free, state):
    Usage = namedtuple("Usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(200 << 30, 0, free))
    assert machine.room("Đĩa", tmp_path / "chưa" / "có").state == state


def test_a_backup_is_told_with_its_age(monkeypatch):
    def last(**ago):
        at = timezone.now() - dt.timedelta(**ago)
        monkeypatch.setattr(backups, "last_summary", lambda: backups.Summary(at, 5 << 20, 1))
        return machine.backed_up()

    assert "5,0 MB, gồm 1 tệp" in last(hours=3).sentence
    assert [last(hours=3).state, last(days=3).state, last(days=9).state] == [State.GOOD, State.ATTENTION, State.BAD]
    monkeypatch.setattr(backups, "last_summary", lambda: None)
    assert machine.backed_up().state == State.ATTENTION


def test_the_audit_trail_is_walked_at_night_and_a_break_is_told():
    from core.audit import record

    assert machine.audited().state == State.ATTENTION
    record(actor=None, action="thu.viec", target=make_user())
    verify_audit()
    assert machine.audited().state == State.GOOD
    super(type(AuditEvent.objects.all()), AuditEvent.objects.all()).update(reason="sửa trộm")
    verify_audit()
    assert (machine.audited().state, "không toàn vẹn" in machine.audited().sentence) == (State.BAD, True)
    Heartbeat.objects.filter(name=heartbeats.AUDIT).update(at=timezone.now() - dt.timedelta(days=30), detail="0")
    assert machine.audited().state == State.ATTENTION


def test_tables_of_another_release_are_told(monkeypatch, client):
    monkeypatch.setattr(data, "unapplied", lambda: ["core.0099_moi"])
    assert (data.migrated().state, "core.0099_moi" in data.migrated().sentence) == (State.BAD, True)
    monkeypatch.setattr(views, "unapplied", lambda: ["core.0099_moi"])
    answer = client.get(reverse("ready"))
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


def test_the_command_tells_every_line_and_its_code_the_worst(monkeypatch):
    lines = [Check("A", State.GOOD, "Được."), Check("B", State.ATTENTION, "Nên xem.", advice="Làm thế này.")]
    monkeypatch.setattr(health, "_providers", {"a": (1, "Nhóm", lambda: lines)})
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_health", stdout=said)
    assert ended.value.code == 1
    assert said.getvalue() == "[Tốt] Nhóm · A: Được.\n[Cần xem] Nhóm · B: Nên xem. Làm thế này.\n"
    del lines[1]
    said = StringIO()
    call_command("check_health", "--json", stdout=said)
    assert json.loads(said.getvalue())["state"] == "good"


@pytest.mark.parametrize(
    ("seconds", "said"), [(40, "40 giây"), (61, "1 phút"), (7300, "2 giờ"), (90000, "25 giờ"), (2 * 86400, "2 ngày")]
)
def test_durations_in_words(seconds, said):
    assert words.lasting(dt.timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("number", "said"), [(12, "12 byte"), (1536, "1,5 KB"), (3 << 40, "3,0 TB"), (9 << 50, "9216,0 TB")]
)
def test_sizes_in_words(number, said):
    assert words.size(number) == said
