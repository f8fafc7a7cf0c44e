"""One at a time, over processes and machines: a lock that its holder's death releases."""

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Yield whether this is the only one at the work of this name; the others get False and need not wait.

    On PostgreSQL a lock of the session, otherwise one of a file: neither outlives the process that holds it.
    """
    with _of_database(name) if connection.vendor == "postgresql" else _of_file(name) as mine:
        yield mine


@contextmanager
def _of_database(name: str) -> Iterator[bool]:
    key = zlib.crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _of_file(name: str) -> Iterator[bool]:
    database = zlib.crc32(str(connection.settings_dict["NAME"]).encode())
    path = settings.VAR_DIR / f"{name}-{database:08x}.lock"
    file = _locked(path)
    try:
        yield file is not None
    finally:
        if file is not None:
            path.unlink(missing_ok=True)  # before the lock goes: who opens the path next opens another file
            file.close()


def _locked(path: Path) -> IO[str] | None:
    """Open and lock the file; None when somebody holds it. A file that its last holder took away is no lock."""
    while True:
        file = path.open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _same(path, file):
                return file
        except BlockingIOError:
            file.close()
            return None
        file.close()


def _same(path: Path, file: IO[str]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
