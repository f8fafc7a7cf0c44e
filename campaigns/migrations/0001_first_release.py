"""All that the room had when the first release was made, in one step."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("campaigns", "0001_initial"), ("campaigns", "0002_reviews")]
    initial = True

    dependencies = [
        ("plans", "0001_first_release"),
        ("units", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="tên phong trào")),
                ("slogan", models.CharField(blank=True, max_length=300, verbose_name="khẩu hiệu")),
                (
                    "kind",
                    models.CharField(
                        choices=[("regular", "Thi đua thường xuyên"), ("thematic", "Thi đua theo chuyên đề")],
                        default="thematic",
                        max_length=10,
                        verbose_name="hình thức",
                    ),
                ),
                ("purpose", models.TextField(max_length=10000, verbose_name="mục đích, nội dung thi đua")),
                ("starts_on", models.DateField(verbose_name="bắt đầu")),
                ("ends_on", models.DateField(verbose_name="kết thúc")),
                ("register_by", models.DateField(verbose_name="hạn đăng ký")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="sơ kết ngày")),
                ("reviewed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="đã sơ kết ngày")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("draft", "Dự thảo"), ("launched", "Đang diễn ra"), ("ended", "Đã tổng kết")],
                        db_index=True,
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc lập")),
                ("launched_at", models.DateTimeField(null=True, verbose_name="lúc phát động")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="lúc tổng kết")),
                ("sort_key", models.CharField(editable=False, max_length=1500)),
                ("search_text", models.CharField(editable=False, max_length=700)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="plans.plan",
                        verbose_name="thuộc kế hoạch",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="units.unit",
                        verbose_name="cơ quan phát động",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        related_name="joined_campaigns", to="units.unit", verbose_name="đơn vị tham gia"
                    ),
                ),
            ],
            options={
                "verbose_name": "phong trào thi đua",
                "ordering": ["-starts_on", "-pk"],
                "indexes": [models.Index(fields=["state", "register_by"], name="campaigns_c_state_8fe50a_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="campaign_ends_after_start",
                        violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on", None),
                            models.Q(
                                ("review_on__gte", models.F("starts_on")), ("review_on__lte", models.F("ends_on"))
                            ),
                            _connector="OR",
                        ),
                        name="campaign_review_while_it_runs",
                        violation_error_message="Ngày sơ kết phải nằm trong thời gian phong trào.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("register_by__lte", models.F("ends_on"))),
                        name="campaign_registers_before_end",
                        violation_error_message="Hạn đăng ký không được sau ngày kết thúc phong trào.",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=500, verbose_name="tiêu chí")),
                (
                    "max_points",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="điểm tối đa"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="campaigns.campaign",
                        verbose_name="phong trào",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiêu chí",
                "ordering": ["campaign", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "position"), name="criterion_position_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pledge", models.TextField(blank=True, verbose_name="nội dung giao ước thi đua")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("draft", "Đang soạn"), ("sent", "Đã đăng ký")],
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="phiên bản")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("registered_at", models.DateTimeField(null=True, verbose_name="lúc gửi đăng ký")),
                ("late_reason", models.TextField(blank=True, verbose_name="lý do nhận muộn")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="campaigns.campaign",
                        verbose_name="phong trào",
                    ),
                ),
                (
                    "late_accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho nhận muộn",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi đăng ký",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đăng ký thi đua",
                "ordering": ["campaign", "unit__path"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "unit"), name="registration_once_per_unit")
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=500, verbose_name="chỉ tiêu")),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="campaigns.registration",
                        verbose_name="đăng ký",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu",
                "ordering": ["registration", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("registration", "position"), name="target_position_once")
                ],
            },
        ),
    ]
