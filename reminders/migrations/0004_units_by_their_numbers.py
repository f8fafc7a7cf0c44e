"""What a reminder concerns is known by the units' numbers: a name may be two units', and two names one unit."""

from django.db import migrations, models


def number_units(apps, schema_editor):
    """Give the rows that were written before the numbers of the units that their line names."""
    unit_model = apps.get_model("units", "Unit")
    by_name = {}
    for pk, name, short in unit_model.objects.values_list("pk", "name", "short_name"):
        by_name.setdefault(short, []).append(pk)
        if name != short:
            by_name.setdefault(name, []).append(pk)
    for name in ("Message", "Missed"):
        rows = apps.get_model("reminders", name).objects.exclude(unit="")
        for line in list(rows.order_by().values_list("unit", flat=True).distinct()):
            parts = [line] if line in by_name else line.split(", ")
            found = [pk for part in parts for pk in by_name.get(part, [])]
            if found:
                rows.filter(unit=line).update(unit_ids="|" + "|".join(map(str, dict.fromkeys(found))) + "|")


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0003_number_wanted"),
        ("units", "0001_first_release"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="unit_ids",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="missed",
            name="unit_ids",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(number_units, migrations.RunPython.noop),
    ]
