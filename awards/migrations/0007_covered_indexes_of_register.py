"""Five keys of the register lose their own index: longer ones begin with the same column, and serve as well. Only the
indexes are dropped: on SQLite each changed field would mean writing the whole table anew."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "awards_award"
COVERED = ("award_type_id", "decision_id", "golden_office_id", "person_id", "unit_id")


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        found = editor.connection.introspection.get_constraints(cursor, TABLE)
    for name, one in found.items():
        if one["index"] and not one["unique"] and len(one["columns"]) == 1 and one["columns"][0] in COVERED:
            editor.execute(f"DROP INDEX {editor.quote_name(name)}")


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for column in COVERED:
        editor.execute(f"CREATE INDEX {TABLE}_{column} ON {TABLE} ({column})")


class Migration(migrations.Migration):
    dependencies = [("awards", "0006_rules_of_a_round"), ("units", "0002_common_keepers")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, make)],
            state_operations=[
                migrations.AlterField(
                    model_name="award",
                    name="award_type",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.awardtype",
                        verbose_name="danh hiệu, hình thức",
                    ),
                ),
                migrations.AlterField(
                    model_name="award",
                    name="decision",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.decision",
                        verbose_name="quyết định",
                    ),
                ),
                migrations.AlterField(
                    model_name="award",
                    name="golden_office",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="sổ vàng của",
                    ),
                ),
                migrations.AlterField(
                    model_name="award",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                migrations.AlterField(
                    model_name="award",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        help_text="Tập thể được khen, hoặc đơn vị của cá nhân khi được khen.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
        )
    ]
