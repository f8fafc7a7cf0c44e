"""A filter by whom an award was for reads its lines in order, also where there are none among a million."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0015_old_cancellations")]

    operations = [
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["target", "order_key", "id"], name="register_of_target"),
        ),
    ]
