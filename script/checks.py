"""Runs the checks of `script/test`: linters beside the tests, the tests on both databases, the browser last.

Each step is a command with its duration. All of them run even when one fails, so that one run shows
everything; the exit status says whether all passed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from services import DATABASE_NAME, ServiceFailed, postgresql, redis, temporary_folder

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS = 5  # pytest's exit status when nothing was collected
LIBC = ctypes.CDLL(None, use_errno=True)


class Stop(Exception):
    """Ctrl-C, SIGTERM or a closed terminal."""


@dataclass
class Result:
    """How one step ended."""

    name: str
    status: int
    seconds: float
    output: str = ""

    @property
    def mark(self) -> str:
        """One word for the summary."""
        if self.status == NO_TESTS and self.name.startswith("pytest"):
            return "no tests"
        return "passed" if self.status == 0 else "FAILED"


@dataclass
class Run:
    """One run of the checks: what has ended, and what is to be stopped when we are."""

    results: list[Result] = field(default_factory=list)
    running: set[subprocess.Popen[str]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def step(self, name: str, command: list[str], env: dict[str, str] | None = None, *, live: bool) -> Result:
        """Run one command; show its output as it comes (live) or only when it has failed."""
        if live:
            say(f"\n=== {name}: {' '.join(command[2:])}")
        begun = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | (env or {}),
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            stdout=None if live else subprocess.PIPE,
            stderr=None if live else subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        self.running.add(process)
        try:
            output, _ = process.communicate()
        except Stop:
            self.stop()
            raise
        self.running.discard(process)
        result = Result(name, process.returncode, time.monotonic() - begun, output or "")
        with self.lock:
            self.results.append(result)
            say(f"=== {name}: {result.mark} in {result.seconds:.1f} s")
            if result.status and not live:
                say(result.output.rstrip())
        return result

    def stop(self) -> None:
        """End what is still running, with all that it started."""
        for process in list(self.running):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        time.sleep(0.3)
        for process in list(self.running):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def die_with_parent() -> None:
    """In the child: ask the kernel for SIGTERM when this process is gone, whatever ended it."""
    LIBC.prctl(1, signal.SIGTERM)


def say(text: str) -> None:
    """Print at once: the steps write to the same terminal."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def linters() -> dict[str, list[str]]:
    """The checks that read the code; quick ones first."""
    python = [sys.executable, "-m"]
    return {
        "ruff": [*python, "ruff", "check", "."],
        "import contracts": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
        "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        "djlint": [*python, "djlint", "--lint", "--quiet", "templates"],
        "mypy": [*python, "mypy", "."],
    }


def run_linters(run: Run) -> None:
    """All linters, one after the other, in the thread beside the tests."""
    for name, command in linters().items():
        run.step(name, command, live=False)


def pytest(*arguments: str) -> list[str]:
    """The command line of pytest."""
    return [sys.executable, "-m", "pytest", *arguments]


def run_beside(run: Run, database: str) -> None:
    """What runs in the thread beside the tests on SQLite: all migrations on PostgreSQL, then the linters."""
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    run.step("migrations on PostgreSQL", migrate, {"DATABASE_URL": database}, live=False)
    run_linters(run)


def run_tests(run: Run, extra: list[str]) -> None:
    """pytest twice: on SQLite, and on PostgreSQL with Redis, in the browser too; the linters beside the first."""
    several = [] if any(part.startswith(("-n", "--pdb")) for part in extra) else ["-n", "2"]
    with temporary_folder() as folder, postgresql(folder) as database, redis(folder) as broker:
        env = {"DATABASE_URL": database, "CELERY_BROKER_URL": broker}
        beside = threading.Thread(target=run_beside, args=(run, database), daemon=True)
        if not extra:
            beside.start()
        # Migrations run on PostgreSQL; on SQLite the tables are made from the models.
        plain = pytest("-m", "not browser and not postgres", "--nomigrations", *several, *extra)
        run.step("pytest on SQLite", plain, live=True)
        if not extra:  # each worker's database begins as a copy of the one that was migrated
            beside.join()
            env["TEST_DATABASE_TEMPLATE"] = DATABASE_NAME
        run.step("pytest on PostgreSQL", pytest("--database-only", *several, *extra), env, live=True)


def verdict(run: Run) -> int:
    """Print the summary; 0 when everything passed and, when tests were asked for, some ran."""
    say("\nSummary")
    for result in run.results:
        say(f"  {result.mark:<9} {result.seconds:7.1f} s  {result.name}")
    failed = [result for result in run.results if result.mark == "FAILED"]
    tests = [result for result in run.results if result.name.startswith("pytest")]
    if failed:
        say("FAILED: " + ", ".join(result.name for result in failed))
        return 1
    if all(result.mark == "no tests" for result in tests):
        say("No test has that name.")
        return NO_TESTS
    say("All passed.")
    return 0


def on_signal(_signum: int, _frame: object) -> None:
    """Turn a signal into the exception that unwinds everything."""
    raise Stop


def main(extra: list[str]) -> int:
    """Run everything, or only the tests when pytest's options name some of them."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, on_signal)
    begun = time.monotonic()
    run = Run()
    var = ROOT / "var" / "test"
    os.environ["VAR_DIR"] = str(var)
    try:
        run_tests(run, extra)
        status = verdict(run)
    except ServiceFailed as failure:
        say(str(failure))
        status = 1
    except Stop:
        say("\nStopped.")
        status = 130
    finally:
        run.stop()
        shutil.rmtree(var, ignore_errors=True)
    say(f"{time.monotonic() - begun:.0f} s in all")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
