"""How far a long writing is, seen while its transaction is still open."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.utils import timezone

from core.models import Job

from .kinds import Advance


def nothing(done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def seen_by_others(running: Job) -> Iterator[Advance]:
    """Give a way to say how far the work is that others see before its transaction ends.

    On PostgreSQL over a connection of its own, in autocommit; the job's row must not be touched by the transaction.
    SQLite has one writer, who is the transaction itself: there the last word before it stays on the page.
    """
    if connection.vendor != "postgresql":
        yield nothing
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
