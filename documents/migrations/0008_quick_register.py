"""The register stays quick with a hundred thousand rows: what was withdrawn, and words on PostgreSQL.

SQLite reads the table for a word, which is right and only slower.
"""

from django.db import DatabaseError, migrations, models, transaction

_NAME = "documents_document_search_trgm"


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(f"CREATE INDEX {_NAME} ON documents_document USING gin (search_text gin_trgm_ops)")
    except DatabaseError:
        return  # a server without pg_trgm, or a role that may not add it: the search is only slower


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {_NAME}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_copies")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["-issued_on", "-number"],
                condition=models.Q(("withdrawn_at__isnull", False)),
                name="document_withdrawn",
            ),
        ),
        migrations.RunPython(add, remove),
    ]
