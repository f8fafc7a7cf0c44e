"""A share of a long list, set by a fork of this process."""

from __future__ import annotations

import logging
import os
import pickle
import select
import signal
import time
import warnings
from collections.abc import Callable
from contextlib import suppress

from .drawn import Share

logger = logging.getLogger(__name__)
PATIENCE = 60.0  # seconds after which a share that does not come is set here


class Fork:
    """One share, set by a copy of this process that writes it into a pipe and ends."""

    def __init__(self, work: Callable[[int], Share], index: int) -> None:
        self._reader, writer = os.pipe()
        with warnings.catch_warnings():
            # Newer Pythons warn of other threads: none of them draws, and the copy does nothing else than draw.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            os.close(self._reader)
            _answer(work, index, writer)  # never returns
        os.close(writer)

    def result(self) -> Share | None:
        """Return the share, or None when the copy failed or takes too long."""
        content = bytearray()
        deadline = time.monotonic() + PATIENCE
        while True:
            ready, _, _ = select.select([self._reader], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                logger.warning("a share of a long list did not come in time")
                return None
            piece = os.read(self._reader, 1 << 20)
            if not piece:
                break
            content += piece
        return pickle.loads(bytes(content)) if content else None  # noqa: S301  written by our own copy

    def end(self) -> None:
        """Leave nothing behind, whatever happened."""
        os.close(self._reader)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _answer(work: Callable[[int], Share], index: int, writer: int) -> None:
    """In the copy: set the share, write it, end at once; nothing of the original is closed or flushed."""
    try:
        content = pickle.dumps(work(index), pickle.HIGHEST_PROTOCOL)
        while content:
            content = content[os.write(writer, content) :]
    except BaseException:
        os._exit(1)  # who asked sets the share itself and meets the same fault where it can be seen
    os._exit(0)
