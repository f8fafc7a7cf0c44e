"""10,000 deadlines, senders killed at random, a Redis that is stopped and emptied, two clocks, a mail server that
misbehaves: in the end each message is counted, and none is missing and none went twice.

Starts a PostgreSQL, a Redis and a mail server of its own on free ports, two Celery workers and two beats, and ends
them. While messages are left it kills one worker (SIGKILL) every few seconds and starts it again, twice restarts
Redis empty, and empties it in between. Four out of five deadlines are of a kind that leaves at once; the others wait
for the digest. The clock's long waits (a dead worker's ten minutes, the pauses between attempts, the next morning)
are set forward in the tables. Ends with status 1 when a count is not what it has to be.
"""

import argparse
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from services import free_port, postgresql, temporary_folder  # noqa: E402

from reminders.tests.mail_sink import BAD, Sink, serve  # noqa: E402

PEOPLE, BAD_PEOPLE = 500, 5
WORKERS, BEATS = 2, 2
KILL_EVERY = (6.0, 14.0)  # seconds between two kills
GIVE_UP = 45 * 60


class Redis:
    """A Redis on one port that can be stopped, started empty, and emptied."""

    def __init__(self, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        self.start()

    def start(self) -> None:
        """Begin with nothing in it."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            ["redis-server", *options, "--dir", str(self.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def stop(self) -> None:
        """Kill it: what it held is gone."""
        self.process.kill()
        self.process.wait()

    def empty(self) -> None:
        """Throw away every queue while it runs."""
        import redis

        redis.Redis(port=self.port).flushall()


class Fleet:
    """The workers and beats, each in a group of its own, ended by their own numbers."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self.folder = environment, folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.killed = 0

    def start(self, name: str) -> None:
        """Start "worker-1" or "beat-2"."""
        kind = name.split("-")[0]
        own = {
            "worker": ["--pool", "solo", "-Q", "mail,default", "-n", f"{name}@%h", "--without-mingle"],
            "beat": ["--schedule", str(self.folder / name), "--pidfile", ""],
        }[kind]
        command = [sys.executable, "-m", "celery", "-A", "emulation", kind, *own, "-l", "error"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """End one at once, wherever it stands."""
        process = self.running[name]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            self.killed += 1
        process.wait()

    def stop(self) -> None:
        """End all."""
        for name in list(self.running):
            self.kill(name)


@contextmanager
def surroundings(deadlines: int, seed: int) -> Iterator[tuple[Sink, Redis, Fleet]]:
    """Everything that runs, in a folder that is gone afterwards."""
    sink = Sink(seed, busy=0.01, broken=0.002, slow=0.002)
    serve(sink)
    with temporary_folder() as folder, postgresql(folder) as database:
        redis = Redis(folder)
        own = {
            "DJANGO_SETTINGS_MODULE": "benchmarks.faults_settings",
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{redis.port}/0",
            "EMAIL_URL": sink.url,
            "VAR_DIR": str(folder / "var"),
            "REMINDER_SECONDS": "4",
            "DEADLINES": str(deadlines),
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "CRITICAL",
        }
        os.environ.update(own)
        fleet = Fleet(dict(os.environ), folder)
        try:
            yield sink, redis, fleet
        finally:
            fleet.stop()
            redis.stop()
            sink.shutdown()


def prepare() -> None:
    """Tables, people, and hours in which mail leaves at any time."""
    import django

    django.setup()
    from django.core.management import call_command

    from core.dates import today
    from reminders.models import CalendarDay, SendingHours
    from reminders.queries import working_calendar
    from units.models import User

    call_command("migrate", verbosity=0)
    for day in (today(), today() + dt.timedelta(days=1)):  # nothing is planned on a day off: the test may run on one
        if not working_calendar().works(day):
            CalendarDay.objects.filter(day=day).delete()
            if not working_calendar().works(day):
                CalendarDay.objects.create(day=day, kind=CalendarDay.Kind.MADE_UP, name="Ngày thử")
    always = {"send_from": dt.time.min, "send_until": dt.time.max, "digest_at": dt.time.min, "rest_on_days_off": False}
    SendingHours.objects.create(pk=SendingHours.ONLY, **always)
    names = [f"nguoi{number}" for number in range(PEOPLE - BAD_PEOPLE)]
    names += [f"{BAD}{number}" for number in range(BAD_PEOPLE)]
    User.objects.bulk_create([User(username=name, full_name=name, email=f"{name}@vidu.vn") for name in names])


def set_clocks_forward() -> None:
    """What would take minutes or a night takes seconds: claims of the dead grow old, pauses end, morning comes."""
    from django.utils import timezone

    from reminders.models import Delivery, Message
    from reminders.services import sending

    now = timezone.now()
    lost = Delivery.objects.filter(state=Delivery.State.IN_FLIGHT, claimed_at__lt=now - dt.timedelta(seconds=45))
    lost.update(claimed_at=now - sending.DEAD_AFTER - dt.timedelta(minutes=1))
    Delivery.objects.filter(state=Delivery.State.QUEUED, retry_at__gt=now).update(retry_at=now)
    waiting = Message.objects.filter(kind="tests.daily", state=Message.State.QUEUED)
    waiting.filter(created_at__gt=now - dt.timedelta(days=1)).update(created_at=now - dt.timedelta(days=1))


def left(deadlines: int) -> int:
    """How many messages are not yet told, or told by a delivery that has not ended."""
    from reminders.models import Delivery, Message

    unwritten = deadlines - Message.objects.count()
    open_states = [Delivery.State.QUEUED, Delivery.State.IN_FLIGHT]
    waiting = Message.objects.filter(state=Message.State.QUEUED).count()
    return unwritten + waiting + Delivery.objects.filter(state__in=open_states).count()


def run(deadlines: int, seed: int) -> int:
    """Run everything until nothing is left; print the counts; return how many of them are wrong."""
    chance = random.Random(seed)
    with surroundings(deadlines, seed) as (sink, redis, fleet):
        prepare()
        names = [f"worker-{number}" for number in range(WORKERS)] + [f"beat-{number}" for number in range(BEATS)]
        for name in names:
            fleet.start(name)
        begun = time.monotonic()
        blows = disturb(fleet, redis, chance, deadlines, begun)
        seconds = time.monotonic() - begun
        fleet.stop()
        return report(deadlines, sink, blows, fleet.killed, seconds)


def disturb(fleet: Fleet, redis: Redis, chance: random.Random, deadlines: int, begun: float) -> Counter[str]:
    """Kill, restart and empty until no message is left; then let the rest come to its end."""
    blows: Counter[str] = Counter()
    next_kill = time.monotonic() + 20
    shares = [("stopped", 0.8), ("emptied", 0.6), ("stopped", 0.4), ("emptied", 0.2)]
    while (rest := left(deadlines)) and time.monotonic() - begun < GIVE_UP:
        set_clocks_forward()
        print(f"{time.monotonic() - begun:6.0f} s: {rest} left", flush=True)
        if time.monotonic() > next_kill:
            victim = chance.choice([name for name in fleet.running if name.startswith("worker")])
            fleet.kill(victim)
            fleet.start(victim)
            next_kill = time.monotonic() + chance.uniform(*KILL_EVERY) + 8  # a worker needs some seconds to come up
            blows["workers killed"] += 1
        if shares and rest < deadlines * shares[0][1]:
            what = shares.pop(0)[0]
            blows[f"Redis {what}"] += 1
            if what == "stopped":
                redis.stop()
                time.sleep(3)
                redis.start()
            else:
                redis.empty()
        for name, process in list(fleet.running.items()):
            if process.poll() is not None:  # what a supervisor does
                fleet.start(name)
                blows[f"{name.split('-')[0]}s started again"] += 1
        time.sleep(2)
    return blows


def report(deadlines: int, sink: Sink, blows: Counter[str], killed: int, seconds: float) -> int:
    """Count each message and each mail; print what was found and return how many counts are wrong."""
    from django.db.models import Count

    from reminders.models import Delivery, DeliveryLine, Message

    state = Delivery.State
    deliveries = {row.mail_id: row.state for row in Delivery.objects.all()}
    taken, twins = set(sink.taken), sum(number > 1 for number in sink.taken.values())
    by_state = dict(
        DeliveryLine.objects.order_by().values_list("delivery__state").annotate(Count("message", distinct=True))
    )
    page_only = Message.objects.filter(state=Message.State.PAGE_ONLY, lines=None).count()
    told = sum(by_state.get(name, 0) for name in (state.SENT, state.ABORTED, state.FAILED))
    checks = {
        "messages, each event once": (Message.objects.count(), deadlines),
        "messages sent, reported or kept in the page": (told + page_only, deadlines),
        "messages in more than one delivery": (
            Message.objects.annotate(number=Count("lines")).filter(number__gt=1).count(), 0),
        "mails that arrived twice": (twins, 0),
        "sent mails that did not arrive": (
            sum(state_ == state.SENT and ident not in taken for ident, state_ in deliveries.items()), 0),
        "mails that arrived and were not sent or reported": (
            sum(deliveries.get(ident) not in (state.SENT, state.ABORTED) for ident in taken), 0),
        "deliveries that have not ended": (
            Delivery.objects.filter(state__in=[state.QUEUED, state.IN_FLIGHT]).count(), 0),
    }  # fmt: skip
    print(f"\n{deadlines} deadlines in {seconds:.0f} s; {dict(blows)}; mail server: {dict(sink.faults)}")
    print(f"processes ended by SIGKILL: {killed}")
    print(f"mails taken {sum(sink.taken.values())}; messages {by_state}, in the page only {page_only}")
    digests = Delivery.objects.exclude(day=None)
    print(f"digests {digests.count()}, of them sent {digests.filter(state=state.SENT).count()}")
    wrong = 0
    for name, (found, wanted) in checks.items():
        wrong += found != wanted
        print(f"{'ok   ' if found == wanted else 'WRONG'} {name}: {found} (has to be {wanted})")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deadlines", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.exit(1 if run(options.deadlines, options.seed) else 0)
