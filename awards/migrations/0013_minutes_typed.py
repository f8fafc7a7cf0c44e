"""Minutes save themselves while they are typed; lists put collectives first, then households, then people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0012_posts_held"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="nomination",
            options={
                "ordering": ["award_type__order", "target", "rank", "sort_key", "pk"],
                "verbose_name": "đề nghị",
            },
        ),
        migrations.CreateModel(
            name="MinutesDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.JSONField(default=dict, verbose_name="đang gõ")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="tự lưu lúc")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes_draft",
                        to="awards.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gõ",
                    ),
                ),
            ],
            options={"verbose_name": "biên bản đang soạn"},
        ),
    ]
