"""Jobs while everything under them dies: workers killed at random moments, Redis killed and emptied, two clocks.

    .venv/bin/python benchmarks/faults_queue.py [--jobs 1500] [--kills 60] [--seed 1]

Starts a PostgreSQL, a Redis, three workers of two processes and two clocks of its own. While jobs are asked for, a
random one of these is done every two seconds: a worker's group is killed with -9 and started again, one of its working
processes alone is killed, Redis is emptied, Redis is killed and started a second later, a clock is killed and started.
Then everything is left alone until nothing waits, and each job's effect is counted. Ends with status 1 unless each job
that was asked for ended once and has its effect once, so that both of the last numbers are nought: lost, and twice.
"""

import argparse
import os
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from services import postgresql, temporary_folder  # noqa: E402

EVERY_SECONDS = 2.0
PATIENCE_SECONDS = 900
STEP_SECONDS = "0.03"


def main() -> int:
    """Run the whole and print what came of it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--jobs", type=int, default=1500)
    asked.add_argument("--kills", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with temporary_folder() as folder, postgresql(folder) as database:
        from emulation.tests.faults import Redis

        redis = Redis(folder)
        redis.start()
        os.environ |= {
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": redis.url,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "emulation.settings",
            "FAULT_STEP_SECONDS": STEP_SECONDS,
        }
        try:
            return _measured(folder, redis, options)
        finally:
            redis.kill()


def _measured(folder: Path, redis: Any, options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from emulation.tests import faults, faulty

    call_command("migrate", verbosity=0)
    faulty.register()
    groups = [faults.worker(f"may{number}", folder, {}) for number in range(3)]
    clocks = [faults.beat(f"dong-ho{number}", folder, {}) for number in range(2)]
    try:
        for group in [*groups, *clocks]:
            group.start()
        begun = time.monotonic()
        faulted = _disturb(groups, clocks, redis, options)
        quiet = time.monotonic()
        _settle(options.jobs)
        print(f"{options.jobs} jobs, {sum(faulted.values())} faults in {quiet - begun:.0f} s: {dict(faulted)}")
        print(f"settled {time.monotonic() - quiet:.0f} s after the last fault")
        return _counted(options.jobs)
    finally:
        for group in [*groups, *clocks]:
            group.kill()


def _disturb(groups: list[Any], clocks: list[Any], redis: Any, options: argparse.Namespace) -> Counter[str]:
    """Ask for jobs all the while and do one fault after the other."""
    from core import jobs
    from emulation.tests import faulty
    from units.models import User

    chance = random.Random(options.seed)
    owner = User.objects.create(username="chiu-loi", full_name="Người Yêu Cầu")
    rest = options.jobs
    slowest = 0.0
    faulted: Counter[str] = Counter()
    for number in range(options.kills):
        share = rest // (options.kills - number)
        for _ in range(share):
            begun = time.monotonic()
            jobs.start_job(kind=faulty.KIND, title="Chịu lỗi", actor=owner, params={})
            slowest = max(slowest, time.monotonic() - begun)
        rest -= share
        faulted[_fault(chance, groups, clocks, redis)] += 1
        threading.Event().wait(EVERY_SECONDS)
    print(f"the slowest request for a job took {slowest:.2f} s")
    return faulted


def _fault(chance: random.Random, groups: list[Any], clocks: list[Any], redis: Any) -> str:
    """Do one fault and return its name."""
    kind = chance.choice(["worker", "worker", "child", "child", "redis emptied", "redis killed", "clock"])
    if kind == "worker":
        group = chance.choice(groups)
        group.kill()
        group.start()
    elif kind == "child":
        chance.choice(groups).kill_child()
    elif kind == "redis emptied":
        redis.flush()
    elif kind == "redis killed":
        redis.kill()
        threading.Event().wait(1)
        redis.start()
    else:
        clock = chance.choice(clocks)
        clock.kill()
        clock.start()
    return kind


def _settle(expected: int) -> None:
    """Wait until no job waits or runs any more."""
    from core.models import Job

    end = time.monotonic() + PATIENCE_SECONDS
    while Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists() and time.monotonic() < end:
        threading.Event().wait(0.5)


def _counted(expected: int) -> int:
    """Print the states, the attempts and the effects; 0 when each job ended once and did its work once."""
    from core.models import AuditEvent, Job
    from emulation.tests import faulty

    states = Counter(Job.objects.order_by().values_list("state", flat=True))
    attempts = Counter(Job.objects.order_by().values_list("attempts", flat=True))
    effects = Counter(AuditEvent.objects.filter(action=faulty.EFFECT).order_by().values_list("target_id", flat=True))
    done = {str(pk) for pk in Job.objects.filter(state=Job.State.DONE).values_list("pk", flat=True)}
    lost = expected - states[Job.State.DONE] - states[Job.State.FAILED]
    without = len(done - set(effects))
    twice = sum(1 for number in effects.values() if number > 1)
    print(f"states {dict(states)}, attempts {dict(sorted(attempts.items()))}")
    print(f"given up after three dead workers, and said so: {states[Job.State.FAILED]}")
    print(f"lost: {lost + without}   twice: {twice}")
    return 1 if lost or without or twice else 0


if __name__ == "__main__":
    sys.exit(main())
