"""Lines of the register that came from a round get its loại hình; for older ones nobody wrote it down."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    award = apps.get_model("awards", "Award")
    around = apps.get_model("awards", "Round").objects.filter(decisions=OuterRef("decision"))
    award.objects.filter(category="", decision__isnull=False).update(category=Subquery(around.values("category")[:1]))


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_eligibility")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
