"""Tests that write for good leave PostgreSQL as they found it: what was written goes, what was shipped comes back.

Django empties all tables and lets each room load anew what it ships, a second of processor time after each such
test. Here the rows of the start are kept, as PostgreSQL copies them, and only tables that hold something are touched.
"""

from __future__ import annotations

import io
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase


class Beginning:
    """The rows that every test begins with, by table."""

    def __init__(self) -> None:
        self._tables = sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))
        with connection.cursor() as cursor:
            self._rows = {table: self._copy(cursor, table) for table in self._filled(cursor)}

    @staticmethod
    def _copy(cursor: Any, table: str) -> bytes:
        file = io.BytesIO()
        cursor.copy_expert(f'COPY "{table}" TO STDOUT', file)
        return file.getvalue()

    def _filled(self, cursor: Any) -> list[str]:
        """The tables that hold a row."""
        asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in self._tables)
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]

    def restore(self) -> None:
        """Write them back in place of whatever stands there; neither triggers nor foreign keys are asked meanwhile."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(";".join(f'DELETE FROM "{table}"' for table in self._filled(cursor)))
            for table, rows in self._rows.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.BytesIO(rows))
        ContentType.objects.clear_cache()


def restore_instead_of_flush(monkeypatch: Any) -> None:
    """From now on a test that writes for good is followed by `Beginning.restore`; for a database just made."""
    beginning, flush = Beginning(), TransactionTestCase._fixture_teardown

    def end(case: TransactionTestCase) -> None:
        whole = case.available_apps is None and not case.serialized_rollback
        if whole and set(case._databases_names(include_mirrors=False)) == {"default"}:
            beginning.restore()
        else:
            flush(case)

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", end)
