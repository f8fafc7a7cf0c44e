"""What the fault tests kill: a Redis that comes back on its port, workers and clocks in groups of their own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "script"))

from services import accepts_connections, die_with_parent, free_port, wait_until  # noqa: E402


class Redis:
    """One Redis without a file on disk: whoever kills it empties it."""

    def __init__(self, folder: Path) -> None:
        self.port, self.log = free_port(), folder / "redis.log"
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("redis-server")
        assert program, "redis-server was not found; script/bootstrap --dev installs it"
        arguments = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [program, *arguments], cwd=self.log.parent, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=die_with_parent,
            )  # fmt: skip
        wait_until(lambda: accepts_connections(self.port), self.process, "Redis", self.log)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def flush(self) -> None:
        """Forget everything: messages, bindings, what is not acknowledged."""
        import redis

        client = redis.Redis(port=self.port, socket_timeout=5)
        client.flushall()
        client.close()


class Group:
    """A worker or a clock with all that it starts."""

    def __init__(self, name: str, arguments: list[str], folder: Path, env: dict[str, str]) -> None:
        self.name, self.arguments, self.log = name, arguments, folder / f"{name}.log"
        self.env = os.environ | {"DJANGO_SETTINGS_MODULE": "emulation.tests.fault_settings", "PYTHONUTF8": "1"} | env
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "emulation", *self.arguments], cwd=ROOT, env=self.env,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
                preexec_fn=die_with_parent,
            )  # fmt: skip

    def kill(self) -> None:
        """End the whole group at once, wherever it stands."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_child(self) -> bool:
        """End one of the processes that do the work; the worker itself goes on. False when there is none."""
        assert self.process is not None
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        children = found.stdout.split()
        if not children:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(children[-1]), signal.SIGKILL)
        return True


def worker(name: str, folder: Path, env: dict[str, str]) -> Group:
    """A worker of all queues with two processes."""
    arguments = ["worker", "-Q", "default,mail,pdf", "-c", "2", "-n", f"{name}@fault", "--loglevel", "WARNING"]
    return Group(name, [*arguments, "--without-gossip", "--without-mingle", "--without-heartbeat"], folder, env)


def beat(name: str, folder: Path, env: dict[str, str]) -> Group:
    """A clock with a schedule file of its own."""
    arguments = ["beat", "--schedule", str(folder / f"{name}.schedule"), "--pidfile", "", "--loglevel", "WARNING"]
    return Group(name, arguments, folder, env)
