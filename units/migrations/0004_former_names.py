from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0003_former_records"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="former_names",
            field=models.JSONField(default=list, editable=False, verbose_name="tên trước đây"),
        ),
    ]
