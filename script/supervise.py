"""Runs web, Celery worker and Celery beat together, and stops them together.

Each runs in its own process group with its output in `var/log/`. One that dies is started again, after pauses that
grow while it keeps dying; what it left of its group is ended first. One that dies before the site has answered
once ends the start, with its last lines. Ctrl-C, SIGTERM and a closed terminal stop all three in order; a second
Ctrl-C does not wait. Should this process itself be killed, the kernel ends its children (PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
LOGS = VAR / "log"
GRACE_SECONDS = 15.0
START_SECONDS = 60.0
LOG_BYTES = 10 * 1024 * 1024
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
STEADY_SECONDS = 60.0  # whoever ran for so long starts again with the first pause
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


class Stop(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM or a closed terminal."""


class Failed(Exception):
    """A sentence for the person at the terminal; the exit status is 1."""


@dataclass
class Child:
    """One of the three processes, where its output goes, and how it came back when it died."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    log: Path
    started: float
    pause: float = FIRST_PAUSE
    again_at: float | None = None


def say(text: str = "") -> None:
    """Print, also when the terminal has gone away."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def commands(port: int) -> dict[str, list[str]]:
    """The command line of each process, in the order in which they start."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "emulation"]
    return {
        "web": [
            *python,
            "gunicorn",
            "emulation.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--worker-class",
            "gthread",
            "--workers",
            "2",
            "--threads",
            "4",
            "--timeout",
            "120",
            "--graceful-timeout",
            "10",
            "--no-control-socket",
            "--access-logfile",
            "-",
            # Addresses without what stands behind the question mark: nobody's searches are kept.
            "--access-logformat",
            '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(L)s',
            # Nor the secrets that stand in some addresses.
            "--logger-class",
            "emulation.access_log.AccessLog",
        ],
        "worker": [
            *celery,
            "worker",
            "--queues",
            "default,mail,pdf",
            "--concurrency",
            "2",
            "--hostname",
            "worker@%h",
            "--loglevel",
            "INFO",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ],
        "beat": [
            *celery,
            "beat",
            "--schedule",
            str(VAR / "beat-schedule"),
            "--pidfile",
            "",
            "--loglevel",
            "INFO",
        ],
    }


def die_with_parent() -> None:
    """In the child: ask the kernel for SIGTERM when the supervisor is gone, whatever ended it."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def launch(name: str, command: list[str]) -> subprocess.Popen[bytes]:
    """Start one process in its own session, so that Ctrl-C reaches it only through us."""
    log = LOGS / f"{name}.log"
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )


def start(name: str, command: list[str]) -> Child:
    """Start a process for the first time."""
    return Child(name, command, launch(name, command), LOGS / f"{name}.log", time.monotonic())


def keep_up(child: Child, now: float) -> None:
    """Start a process again that has ended by itself, once its pause is over. `now` is monotonic seconds."""
    if child.again_at is not None:
        if now >= child.again_at:
            child.process, child.started, child.again_at = launch(child.name, child.command), now, None
            say(f"{child.name} runs again.")
        return
    status = child.process.poll()
    if status is None:
        return
    signal_group(child, signal.SIGKILL)  # what it had started does not live on without it
    if now - child.started > STEADY_SECONDS:
        child.pause = FIRST_PAUSE
    child.again_at = now + child.pause
    say(f"{child.name} ended by itself (status {status}); it is started again in {child.pause:.0f} s ({child.log}).")
    child.pause = min(child.pause * 2, LONGEST_PAUSE)


def signal_group(child: Child, signum: int) -> None:
    """Send a signal to the process and to all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, signum)


def wait_all(children: list[Child], seconds: float) -> bool:
    """Wait until all have ended; False when the time is over before."""
    end = time.monotonic() + seconds
    while any(child.process.poll() is None for child in children):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def stop_all(children: list[Child]) -> None:
    """Ask each process to finish its work, then insist; nothing is left in any of the groups."""
    for signum in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    try:
        for child in children:
            if child.process.poll() is None:
                child.process.terminate()
        patient = wait_all(children, GRACE_SECONDS)
    except Stop:  # a second Ctrl-C
        patient = False
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        signal_group(child, signal.SIGKILL)
    if not patient:
        say("Some work did not end in time and was stopped; it will be taken up again at the next start.")
    wait_all(children, 5)


def tail(log: Path, lines: int = 25) -> str:
    """The last lines of a log."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    return ""


def check_alive(children: list[Child]) -> None:
    """Raise Failed with the end of the log when one of the processes has ended by itself."""
    for child in children:
        status = child.process.poll()
        if status is not None:
            raise Failed(
                f"{child.name} ended by itself (status {status}). Its last lines ({child.log}):\n\n{tail(child.log)}"
            )


def chosen_port() -> int:
    """The port from the environment, 8000 without one."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Failed(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def check_port_is_free(port: int) -> None:
    """Say so before anything is started when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Failed(f"Port {port} is reserved for root. Choose another: PORT=8080 script/server") from None
        except OSError:
            raise Failed(
                f"Port {port} is taken by another program. Choose another: PORT={port + 1} script/server\n"
                f"Cổng {port} đang được chương trình khác dùng; hãy chọn cổng khác như dòng trên."
            ) from None


@contextlib.contextmanager
def only_one() -> Iterator[IO[str]]:
    """Two servers on one `var/` would run two beats and share one database file; refuse the second."""
    with (VAR / "server.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failed(f"script/server is already running with its data in {VAR}.") from None
        yield lock


def prepare() -> None:
    """Migrate and load the demo, in a process of its own that ends with us."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "script" / "prepare.py")],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    try:
        status = process.wait()
    except Stop:
        process.kill()
        process.wait()
        raise
    if status != 0:
        raise Failed("The database could not be prepared (see above).")


def answers(url: str) -> bool:
    """Does the web process answer, whatever it answers?"""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def run(port: int, children: list[Child]) -> None:
    """Start the three, say where they are when the web answers, and keep them up until told to stop."""
    url = f"http://127.0.0.1:{port}/"
    for name, command in commands(port).items():
        children.append(start(name, command))
    end = time.monotonic() + START_SECONDS
    while not answers(url):
        check_alive(children)
        if time.monotonic() > end:
            raise Failed(f"The web process does not answer. Its last lines:\n\n{tail(children[0].log)}")
        time.sleep(0.1)
    say()
    say(f"Running at {url}")
    if not os.environ.get("EMAIL_URL"):
        say(f"Mail is written to {VAR / 'mail'}")
    say(f"Logs are in {LOGS}; data is in {VAR}")
    say("Ctrl-C stops it.")
    while True:
        for child in children:
            keep_up(child, time.monotonic())
        time.sleep(0.5)


def on_signal(signum: int, _frame: object) -> None:
    """Turn a signal into the exception that unwinds everything."""
    raise Stop(signum)


def main() -> int:
    """Everything between the start and the last process gone; the exit status of the shell's convention."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, on_signal)
    children: list[Child] = []
    try:
        port = chosen_port()
        os.environ["PORT"] = str(port)
        LOGS.mkdir(parents=True, exist_ok=True)
        with only_one():
            check_port_is_free(port)
            prepare()
            try:
                run(port, children)
            finally:
                say("\nStopping, once the work at hand is done ...")
                stop_all(children)
    except Stop:
        say("Stopped.")
        return 0
    except Failed as failure:
        say(f"\n{failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
