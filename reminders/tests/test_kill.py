"""`manage.py send_reminders` in a process of its own, on a database file, killed while it sends."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reminders.tests.killing import ON

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = 3
MAILS = PEOPLE * 2
PATIENCE = 300  # seconds after which a step that hangs fails; nothing waits for so long

MAKE = f"""
import datetime as dt
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from reminders.models import SendingHours
from units.models import User
always = dict(send_from=dt.time.min, send_until=dt.time.max, digest_at=dt.time.min, rest_on_days_off=False)
SendingHours.objects.create(pk=1, **always)
for number in range({PEOPLE}):
    name = f"nguoi{{number}}"
    User.objects.create(username=name, full_name=name, email=name + "@vidu.vn")
"""
# What follows a kill, run by run: sent again at once, sent when the claim is old, sent once more. In one process,
# because what was lost with the killed one is what is tried.
AFTERWARDS = f"""
import datetime as dt
from collections import Counter
from django.core.management import call_command
from django.utils import timezone
from reminders.models import Delivery
for number in range(3):
    if number == 1:
        old = timezone.now() - dt.timedelta(minutes=11)
        Delivery.objects.filter(state="in_flight").update(claimed_at=old)
    call_command("send_reminders", "--on", "{ON.isoformat()}")
    print(dict(sorted(Counter(Delivery.objects.values_list("state", flat=True)).items())), end="|")
"""


class Station:
    """A folder with its own database, its own list of delivered mails, and the command that works on them."""

    def __init__(self, folder: Path):
        self.database = folder / "db.sqlite3"
        self.delivered = folder / "delivered"
        self.delivered.touch()
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "reminders.tests.kill_settings",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "VAR_DIR": str(folder),
            "CELERY_BROKER_URL": "memory://",
            "DELIVERED": str(self.delivered),
            "PYTHONUTF8": "1",
        }

    def run(self, *arguments: str) -> str:
        """Run a command of manage.py to its end; return what it printed."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        options = {"text": True, "capture_output": True, "timeout": PATIENCE, "check": False}
        done = subprocess.run(command, cwd=ROOT, env=self.environment, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def send(self) -> str:
        return self.run("send_reminders", "--skip-checks", "--on", ON.isoformat())

    @contextmanager
    def started(self, **waiting: str):
        """Start the command and leave it to wait in the middle of sending; end it when the test is over."""
        reached, reached_end = os.pipe()
        hold_end, hold = os.pipe()
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "send_reminders", "--skip-checks", "--on", ON.isoformat()],
            cwd=ROOT,
            env=self.environment | waiting | {"REACHED_FD": str(reached_end), "HOLD_FD": str(hold_end)},
            pass_fds=(reached_end, hold_end),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(reached_end)
        os.close(hold_end)
        try:
            assert os.read(reached, 1) == b".", "the command ended before it came to the mail"
            yield process
        finally:
            process.kill()  # before its pipe is closed: a sender that reads the end of it would go on
            process.wait(PATIENCE)
            os.close(hold)
            os.close(reached)

    def kill(self, **waiting: str) -> None:
        """Start the command and kill it, by its id, before or after it delivers the mail of that number."""
        with self.started(**waiting) as process:
            os.kill(process.pid, signal.SIGKILL)
            assert process.wait(PATIENCE) == -signal.SIGKILL

    def states(self) -> Counter:
        return Counter(state for (state,) in self.query("SELECT state FROM reminders_delivery"))

    def query(self, sql: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(sql, values).fetchall()

    def mails(self) -> list[str]:
        return self.delivered.read_text().splitlines()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A migrated database with three people, made once for the module."""
    station = Station(tmp_path_factory.mktemp("prepared"))
    station.run("shell", "--no-imports", "--command", MAKE)
    return station.database


@pytest.fixture
def station(prepared, tmp_path) -> Station:
    shutil.copy(prepared, tmp_path / "db.sqlite3")
    return Station(tmp_path)


@pytest.mark.parametrize(("when", "lost"), [("before", 1), ("after", 0)])
def test_a_sender_killed_half_way_sends_nothing_twice_and_reports_what_it_held(station, when, lost):
    station.kill(KILL_AT="3", KILL_WHEN=when)
    assert station.states() == {"sent": 2, "in_flight": 1, "queued": MAILS - 3}

    at_once, later, again, _ = station.run("shell", "--no-imports", "--command", AFTERWARDS).split("|")
    assert f"{MAILS - 3} thư đã gửi" in at_once
    assert at_once.endswith(str({"in_flight": 1, "sent": MAILS - 1}))
    assert "1 không rõ đã đi chưa, không tự gửi lại" in later
    assert later.endswith(str({"aborted": 1, "sent": MAILS - 1}))
    assert again.endswith(str({"aborted": 1, "sent": MAILS - 1}))
    assert len(station.mails()) == len(set(station.mails())) == MAILS - lost


def test_a_second_sender_beside_one_that_waits_sends_the_rest_once(station):
    with station.started(KILL_AT="1", KILL_WHEN="before"):
        assert f"{MAILS - 1} thư đã gửi" in station.send()
        assert station.states() == {"sent": MAILS - 1, "in_flight": 1}
    assert len(station.mails()) == len(set(station.mails())) == MAILS - 1
