"""Indexes of trigrams, for words inside long texts: PostgreSQL has them, SQLite reads the table, right and slower."""

from __future__ import annotations

from django.db import Error, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def trigram_index(name: str, table: str) -> migrations.RunPython:
    """Return the migration step that indexes `search_text` of the table under this name.

    A server without pg_trgm, or an owner who may not add extensions, goes without: the search is only slower.
    """

    def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (search_text gin_trgm_ops)")
        except Error:
            return

    def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")

    return migrations.RunPython(create, drop)
