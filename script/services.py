"""A PostgreSQL and a Redis of our own for one run of the tests: free ports, a temporary place, then gone."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
START_SECONDS = 30.0
DATABASE_NAME = "emulation"


class ServiceFailed(Exception):
    """A service did not start; the message carries the end of its log."""


def free_port() -> int:
    """A TCP port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgresql_bin() -> Path:
    """The folder with PostgreSQL's server programs: the newest of Debian's, else the one in PATH."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(installed, key=lambda path: float(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if not found:
        raise ServiceFailed("PostgreSQL's initdb was not found; script/bootstrap --dev installs it.")
    return Path(found).resolve().parent


def ordinary_account() -> str | None:
    """PostgreSQL refuses to run as root: the account to run it as, or None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise ServiceFailed("PostgreSQL cannot run as root, and there is no account 'postgres' or 'nobody'.")


def die_with_parent() -> None:
    """In the child: ask the kernel for the signal that ends it when the test run is gone."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def account_options(account: str | None) -> dict[str, object]:
    """Keyword arguments of Popen that drop root."""
    if account is None:
        return {}
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], name: str, log: Path) -> None:
    """Wait for a service, and say with its own words why it did not come."""
    end = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            raise ServiceFailed(f"{name} did not start:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.05)


def stop(process: subprocess.Popen[bytes], signum: int) -> None:
    """End one process by its own number: politely, then not."""
    if process.poll() is not None:
        return
    process.send_signal(signum)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that another account may enter, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="emulation-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run PostgreSQL in `folder` and yield its DATABASE_URL; nothing is synced to disk."""
    programs, account, port = postgresql_bin(), ordinary_account(), free_port()
    data, log = folder / "postgresql", folder / "postgresql.log"
    data.mkdir()
    if account:
        shutil.chown(data, account)
    options = account_options(account)
    made = subprocess.run(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "emulation",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        cwd="/",
        capture_output=True,
        text=True,
        **options,  # type: ignore[call-overload]
    )
    if made.returncode != 0:
        raise ServiceFailed(f"initdb failed:\n{made.stdout}{made.stderr}")
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": data,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": 200,
        "shared_buffers": "128MB",
        "autovacuum": "off",
    }
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, *arguments],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
            **options,
        )  # type: ignore[call-overload]
    probe: list[str | Path] = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    try:
        wait_until(lambda: subprocess.run(probe).returncode == 0, process, "PostgreSQL", log)
        create: list[str | Path] = [
            programs / "createdb",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            "emulation",
            DATABASE_NAME,
        ]
        subprocess.run(create, check=True)
        yield f"postgres://emulation@127.0.0.1:{port}/{DATABASE_NAME}"
    finally:
        stop(process, signal.SIGINT)  # PostgreSQL's "fast" shutdown


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run Redis in `folder` without a file on disk and yield its CELERY_BROKER_URL."""
    port, log = free_port(), folder / "redis.log"
    program = shutil.which("redis-server")
    if not program:
        raise ServiceFailed("redis-server was not found; script/bootstrap --dev installs it.")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                program,
                "--port",
                str(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder,
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
    try:
        wait_until(lambda: accepts_connections(port), process, "Redis", log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        stop(process, signal.SIGTERM)


def accepts_connections(port: int) -> bool:
    """Does somebody listen on this port of the loopback address?"""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
