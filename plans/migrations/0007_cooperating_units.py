"""Plans that were written before tasks knew their cooperating units get them from their own words."""

from django.db import migrations

from plans.matching import UnitNames


def fill(apps, schema_editor):
    """Link what the words name; where somebody chose, or where units stand already, nothing is touched."""
    rows = apps.get_model("plans", "PlanTask").objects
    waiting = rows.exclude(cooperating="").filter(units_chosen=False, cooperating_units=None)
    if not waiting.exists():
        return
    names = UnitNames(apps.get_model("units", "Unit").objects.filter(dissolved_on=None))
    for task in waiting.select_related("plan__unit").iterator(chunk_size=500):
        task.cooperating_units.set(names.leads(task.cooperating, near=task.plan.unit))


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_parent_chosen"), ("units", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
