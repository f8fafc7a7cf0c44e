"""The units of reminders are kept once a set, by number, so that a unit's reminders are found by an index."""

from hashlib import blake2b

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def point_at_sets(apps, schema_editor):
    """Keep each text of units once and let its rows point at it."""
    sets = apps.get_model("reminders", "UnitSet")
    for name in ("Message", "Missed"):
        rows = apps.get_model("reminders", name).objects.exclude(unit_ids="")
        for text in list(rows.order_by().values_list("unit_ids", flat=True).distinct()):
            number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
            sets.objects.get_or_create(pk=number, defaults={"ids": text})
            rows.filter(unit_ids=text).update(units=number)


def unit_set(**options):
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reminders.unitset", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0005_settled_messages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitSet",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("ids", models.TextField()),
            ],
            options={"verbose_name": "các đơn vị của lời nhắc"},
        ),
        migrations.AddField(model_name="message", name="units", field=unit_set(db_index=False)),
        migrations.AddField(model_name="missed", name="units", field=unit_set()),
        migrations.RunPython(point_at_sets, migrations.RunPython.noop),
        migrations.RemoveField(model_name="message", name="unit_ids"),
        migrations.RemoveField(model_name="missed", name="unit_ids"),
        migrations.AlterField(
            model_name="message",
            name="recipient",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="messages",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người nhận",
            ),
        ),
        migrations.AddIndex(
            model_name="message", index=models.Index(fields=["recipient", "units"], name="message_recipient")
        ),
        migrations.AddIndex(model_name="message", index=models.Index(fields=["units", "-id"], name="message_units")),
    ]
