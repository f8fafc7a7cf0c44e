"""How far a long writing is, seen while its transaction is still open."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, connections
from django.utils import timezone

from core.beside import tell, told_beside
from core.models import Job

from .kinds import Advance


def nothing(done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def seen_by_others(running: Job) -> Iterator[Advance]:
    """Give a way to say how far the work is that others see before its transaction ends.

    On PostgreSQL over a connection of its own, in autocommit; the job's row must not be touched by the transaction.
    SQLite has one writer, who is the transaction itself: there it is told beside the database.
    """
    if connection.vendor != "postgresql":
        with told_beside(running):
            yield partial(tell, running)
        return
    beside = connections.create_connection("default")

    def advance(done: int, total: int) -> None:
        with beside.cursor() as cursor:
            cursor.execute(
                f"UPDATE {Job._meta.db_table} SET done = %s, total = %s, heartbeat = %s WHERE id = %s AND claim = %s",  # noqa: S608
                [done, total, timezone.now(), running.pk, running.claim],
            )

    try:
        yield advance
    finally:
        beside.close()
