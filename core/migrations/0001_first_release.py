"""All that the room had when the first release was made, in one step."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# No list of pending rows: a search after many writes must cost what it always costs.
SEARCH_INDEX = (
    "CREATE INDEX search_entry_terms ON core_searchentry "
    "USING gin (array_to_tsvector(string_to_array(terms, ' '))) WITH (fastupdate = off)"
)


def create_search_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":  # SQLite reads the table
        schema_editor.execute(SEARCH_INDEX)


def drop_search_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_entry_terms")


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_initial"),
        ("core", "0003_presence"),
        ("core", "0004_signs_of_life"),
        ("core", "0005_search_entries"),
    ]
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "đầu chuỗi nhật ký",
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=150, primary_key=True, serialize=False, verbose_name="tên")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "nhịp",
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="loại")),
                ("object_id", models.BigIntegerField(verbose_name="mã đối tượng")),
                ("terms", models.TextField(verbose_name="từ để tìm")),
            ],
            options={
                "verbose_name": "mục tìm kiếm",
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="thời điểm")),
                ("act", models.UUIDField(db_index=True, verbose_name="lượt thao tác")),
                ("action", models.CharField(db_index=True, max_length=80, verbose_name="việc")),
                ("target_type", models.CharField(max_length=80, verbose_name="loại đối tượng")),
                ("target_id", models.CharField(max_length=40, verbose_name="mã đối tượng")),
                ("before", models.JSONField(default=dict, verbose_name="trước")),
                ("after", models.JSONField(default=dict, verbose_name="sau")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                ("previous_digest", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thực hiện",
                    ),
                ),
            ],
            options={
                "verbose_name": "sự kiện",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["target_type", "target_id", "-id"], name="core_audite_target__076bc3_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80, verbose_name="loại việc")),
                ("title", models.CharField(max_length=200, verbose_name="tên việc")),
                ("params", models.JSONField(default=dict, verbose_name="tham số")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Đang chờ"),
                            ("running", "Đang chạy"),
                            ("done", "Xong"),
                            ("failed", "Hỏng"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="đã làm")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="tổng")),
                ("message", models.TextField(blank=True, verbose_name="thông báo")),
                ("result_file", models.FileField(blank=True, upload_to="jobs/%Y/%m/", verbose_name="kết quả")),
                ("result_name", models.CharField(blank=True, max_length=200, verbose_name="tên tệp kết quả")),
                ("result_url", models.CharField(blank=True, max_length=300, verbose_name="trang kết quả")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc yêu cầu")),
                ("heartbeat", models.DateTimeField(null=True, verbose_name="nhịp cuối")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần chạy")),
                ("claim", models.UUIDField(editable=False, null=True, verbose_name="lượt chạy")),
                ("woken_at", models.DateTimeField(null=True, verbose_name="lúc gọi máy chạy")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="lúc xong")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người yêu cầu",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc chạy nền",
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["state", "created_at"], name="core_job_state_c01c8b_idx")],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target_type", models.CharField(max_length=80, verbose_name="loại đối tượng")),
                ("target_id", models.CharField(max_length=40, verbose_name="mã đối tượng")),
                ("since", models.DateTimeField(verbose_name="từ lúc")),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="nhịp cuối")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đang mở",
                    ),
                ),
            ],
            options={
                "verbose_name": "người đang mở trang",
                "constraints": [
                    models.UniqueConstraint(fields=("target_type", "target_id", "user"), name="presence_once_a_user")
                ],
            },
        ),
        migrations.RunPython(create_search_index, drop_search_index),
    ]
