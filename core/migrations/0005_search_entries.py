"""The table of the search, and on PostgreSQL the index of its words and marks; SQLite reads the table.

The rows of what is already there are written when all migrations are done (`core.search.keeping`).
"""

from django.db import migrations, models

# No list of pending rows: a search after many writes must cost what it always costs.
INDEX = (
    "CREATE INDEX search_entry_terms ON core_searchentry "
    "USING gin (array_to_tsvector(string_to_array(terms, ' '))) WITH (fastupdate = off)"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_entry_terms")


class Migration(migrations.Migration):
    dependencies = [("core", "0004_signs_of_life")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="loại")),
                ("object_id", models.BigIntegerField(verbose_name="mã đối tượng")),
                ("terms", models.TextField(verbose_name="từ để tìm")),
            ],
            options={
                "verbose_name": "mục tìm kiếm",
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_once")],
            },
        ),
        migrations.RunPython(create, drop),
    ]
