"""A message knows whether it asks for something and since when that is done, so that no bell has to ask the rooms."""

from django.db import migrations, models
from django.utils import timezone


def may_ask(apps, schema_editor):
    """Any message written before may ask; the planner's next look finds out which do, and which are settled."""
    rows = apps.get_model("reminders", "Message").objects.all()
    rows.update(asks=True)
    rows.filter(state="silenced").update(settled_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0004_units_by_their_numbers"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="message", name="message_bell"),
        migrations.AddField(
            model_name="message", name="asks", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            model_name="message",
            name="settled_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="lúc không còn phải làm"),
        ),
        migrations.RunPython(may_ask, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["recipient", "-id"],
                name="message_bell",
                condition=models.Q(("read_at", None), ("settled_at", None)),
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["kind", "due_on"],
                name="message_asks",
                condition=models.Q(("asks", True), ("settled_at", None)),
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["settled_at"],
                name="message_settled",
                condition=models.Q(("asks", True), ("due_on", None), ("settled_at__isnull", False)),
            ),
        ),
    ]
