"""What keeps web, worker and beat up: growing pauses, nothing left of the dead one's group."""

import importlib.util
import os
import signal
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parent.parent.parent / "script" / "supervise.py"
PARENT = "import subprocess, sys; child = subprocess.Popen(['sleep', '60']); print(child.pid, flush=True); child.wait()"


@pytest.fixture
def supervise(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("supervise", PATH)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "supervise", module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "LOGS", tmp_path)
    monkeypatch.setattr(module, "say", lambda text="": None)
    return module


def _end(child):
    child.process.kill()
    child.process.wait(10)


def test_a_dead_process_comes_back_after_pauses_that_grow_and_begin_anew_once_it_was_steady(supervise):
    child = supervise.start("beat", ["sleep", "60"])
    now = child.started
    pauses = []
    for _ in range(8):
        _end(child)
        supervise.keep_up(child, now)
        pauses.append(child.again_at - now)
        supervise.keep_up(child, child.again_at - 0.1)
        assert child.process.poll() is not None, "before its pause is over it is left alone"
        now = child.again_at
        supervise.keep_up(child, now)
        assert child.process.poll() is None
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    _end(child)
    supervise.keep_up(child, now + supervise.STEADY_SECONDS + 1)
    assert child.again_at - now - supervise.STEADY_SECONDS - 1 == supervise.FIRST_PAUSE


def test_what_a_killed_process_had_started_is_ended_before_it_comes_back(supervise, tmp_path):
    log = tmp_path / "web.log"
    child = supervise.start("web", [sys.executable, "-c", PARENT])
    grandchild = 0
    while not grandchild:
        text = log.read_text()
        grandchild = int(text) if text.endswith("\n") else 0
        assert child.process.poll() is None
    _end(child)
    os.kill(grandchild, 0)
    supervise.keep_up(child, 0.0)
    for _ in range(1_000_000):
        if not _alive(grandchild):
            return
    raise AssertionError("it lived on")


def _alive(pid):
    """A process that has ended but that nobody has waited for is a zombie, which does nothing any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_end_leaves_nothing_behind(supervise):
    children = [supervise.start(name, ["sleep", "60"]) for name in ("web", "worker")]
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    try:
        supervise.stop_all(children)
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
    assert [child.process.poll() for child in children] == [-signal.SIGTERM] * 2
