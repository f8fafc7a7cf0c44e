from django.db import migrations

from awards.models.register import order_key
from core.text import fold


def fill(apps, schema_editor):
    Award = apps.get_model("awards", "Award")
    batch = []
    for award in Award.objects.select_related("award_type", "unit").iterator(chunk_size=2000):
        award.order_key = order_key(award.decided_on, award.decision_code, award.golden_number, award.sort_key)
        words = (award.nominee_name, award.nominee_note, award.decision_code, award.year, award.award_type.name,
                 award.unit.name, award.unit.short_name, award.achievement)
        award.search_text = fold(" ".join(str(word) for word in words))[:1500]
        batch.append(award)
        if len(batch) == 2000:
            Award.objects.bulk_update(batch, ["order_key", "search_text"])
            batch = []
    Award.objects.bulk_update(batch, ["order_key", "search_text"])


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_register_in_order")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
