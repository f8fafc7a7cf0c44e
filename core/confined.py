"""Opening what a stranger sent, in a process of its own with little time and memory.

A few kilobytes can unfold to gigabytes. A module that opens such files has a `main` which reads the file from the
standard input and calls `limit` before it looks inside; `ask` runs it from the process that serves pages.
"""

import resource
import subprocess
import sys
import threading
from pathlib import Path

from .exceptions import Refused

BUSY = "Hệ thống đang kiểm tra nhiều tệp khác. Hãy thử lại sau ít phút."
_ROOT = Path(__file__).resolve().parent.parent
_SECONDS, _MEGABYTES = 8, 400  # of computing, and above what the program itself takes
_WAIT, _QUEUE = 60, 20
_WAITED = 124
_places = threading.BoundedSemaphore(2)


def ask(module: str, content: bytes) -> tuple[int, bytes]:
    """Return with what code the module's process ended over the file, and what it wrote.

    A code that the module does not know means that the file asked for more than it was given. Raises Refused when too
    many files are being looked at.
    """
    if not _places.acquire(timeout=_QUEUE):
        raise Refused(BUSY)
    try:
        command = [sys.executable, "-m", module]
        done = subprocess.run(command, cwd=_ROOT, input=content, capture_output=True, timeout=_WAIT, check=False)
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired:
        return _WAITED, b""
    finally:
        _places.release()


def limit() -> None:
    """Give this process eight seconds and 400 MB more than it has taken so far."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = used + _MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
