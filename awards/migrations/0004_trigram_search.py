"""On PostgreSQL words are found by an index of trigrams; SQLite reads the table, which is right and only slower."""

from django.db import Error, migrations, transaction

INDEXES = {"register_search": "awards_award", "people_search": "units_person"}


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except Error:  # the database's owner may not add extensions: searching works without the index
        return
    for name, table in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (search_text gin_trgm_ops)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_fill_order_and_search")]

    operations = [migrations.RunPython(create, drop)]
