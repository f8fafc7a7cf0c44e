"""Numbers that were said to be given on paper before this table was: read from the audit trail."""

from django.db import migrations


def read_trail(apps, schema_editor):
    events = apps.get_model("core", "AuditEvent").objects.filter(action="documents.start_register").order_by("pk")
    counters = apps.get_model("documents", "RegisterCounter").objects
    paper = apps.get_model("documents", "PaperNumbers").objects
    for event in events:
        first = int(event.before.get("last_number", 0)) + 1
        last = int(event.after.get("last_number", 0))
        counter = counters.filter(pk=event.target_id).first()
        if counter is not None and first <= last:
            paper.create(counter=counter, first=first, last=last)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_books_and_entries"), ("core", "0001_initial")]
    operations = [migrations.RunPython(read_trail, migrations.RunPython.noop)]
