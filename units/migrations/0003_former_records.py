from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0002_common_keepers")]

    operations = [
        migrations.AddField(
            model_name="formercode",
            name="record",
            field=models.PositiveBigIntegerField(null=True, unique=True, verbose_name="số của hồ sơ đã gộp"),
        ),
    ]
