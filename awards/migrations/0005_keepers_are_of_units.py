"""The offices that keep the rules now keep all that is common: they go one floor down, with who named them and when."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def carry_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    keepers = apps.get_model("units", "CommonKeeper").objects
    for row in apps.get_model("awards", "RuleKeeper").objects.all():
        keeper, _ = keepers.get_or_create(unit_id=row.unit_id, defaults={"added_by_id": row.added_by_id})
        keepers.filter(pk=keeper.pk).update(added_at=row.added_at)


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_posts_from_a_file"), ("units", "0002_common_keepers")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="RuleKeeper"),
    ]
