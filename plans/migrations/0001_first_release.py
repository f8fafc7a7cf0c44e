"""All that the room had when the first release was made, in one step."""

import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import plans.models.task_reports


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0001_initial"),
        ("plans", "0002_progress_of_tasks"),
        ("plans", "0003_kept_versions"),
        ("plans", "0004_dismissed_findings"),
        ("plans", "0005_proposed_changes"),
        ("plans", "0006_parent_chosen"),
        ("plans", "0007_cooperating_units"),
        ("plans", "0008_closing_years"),
    ]
    initial = True

    dependencies = [
        ("documents", "0001_first_release"),
        ("units", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        db_index=True,
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="năm",
                    ),
                ),
                ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Dự thảo"),
                            ("submitted", "Chờ ký ban hành"),
                            ("returned", "Trả lại để sửa"),
                            ("issued", "Đã ban hành"),
                            ("recorded", "Đã ban hành trước đây"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("parent_chosen", models.BooleanField(default=False, verbose_name="kế hoạch cấp trên do người chọn")),
                (
                    "header_superior",
                    models.CharField(blank=True, max_length=200, verbose_name="cơ quan chủ quản ghi trên đầu văn bản"),
                ),
                (
                    "header_issuer",
                    models.CharField(blank=True, max_length=200, verbose_name="cơ quan ban hành ghi trên đầu văn bản"),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="địa danh")),
                ("number_text", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu đã có")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày ban hành")),
                ("opening", models.TextField(blank=True, verbose_name="phần mở đầu")),
                ("closing", models.TextField(blank=True, verbose_name="lời kết")),
                ("recipients", models.TextField(blank=True, verbose_name="nơi nhận")),
                ("signer_authority", models.TextField(blank=True, verbose_name="quyền hạn ký")),
                ("signer_title", models.CharField(blank=True, max_length=200, verbose_name="chức vụ người ký")),
                ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="họ tên người ký")),
                ("stamp", models.TextField(blank=True, verbose_name="dòng do công cụ ký số in ra")),
                ("warnings", models.JSONField(blank=True, default=list, verbose_name="điều cần xem lại khi nhập")),
                ("returned_reason", models.TextField(blank=True, verbose_name="lý do trả lại")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="kết thúc năm kế hoạch ngày")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("state_since", models.DateTimeField(blank=True, null=True, verbose_name="từ lúc")),
                ("search_text", models.CharField(editable=False, max_length=700)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "parent_plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="plans.plan",
                        verbose_name="thuộc kế hoạch",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="units.unit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch",
                "ordering": ["-year", "-pk"],
                "indexes": [models.Index(fields=["unit", "year", "state"], name="plans_plan_unit_id_b11720_idx")],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="DismissedFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="quy tắc")),
                ("key", models.CharField(max_length=40, verbose_name="khóa")),
                ("severity", models.CharField(max_length=10, verbose_name="mức")),
                ("excerpt", models.TextField(blank=True, verbose_name="chỗ trong văn bản")),
                ("message", models.TextField(verbose_name="điều đã soát")),
                ("reason", models.TextField(verbose_name="lý do bỏ qua")),
                ("dismissed_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc bỏ qua")),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người bỏ qua",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissed_findings",
                        to="plans.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "điều soát lỗi đã bỏ qua",
                "ordering": ["plan", "-dismissed_at", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("plan", "key"), name="dismissed_finding_once")],
            },
        ),
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("roll", "Chuyển kế hoạch sang năm mới"),
                            ("copy", "Soạn theo kế hoạch của cơ quan khác"),
                            ("restore", "Khôi phục dấu"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="nguồn")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="change_sets",
                        to="plans.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
                (
                    "source_plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plans.plan",
                        verbose_name="soạn từ kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt đề xuất thay đổi",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu")),
                ("date", models.DateField(blank=True, null=True, verbose_name="ngày")),
                ("title", models.TextField(verbose_name="lời viện dẫn")),
                (
                    "legal_basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="plan_bases",
                        to="documents.legalbasis",
                        verbose_name="căn cứ trong danh mục",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bases",
                        to="plans.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "căn cứ của kế hoạch",
                "ordering": ["plan", "position"],
                "constraints": [models.UniqueConstraint(fields=("plan", "position"), name="plan_basis_position_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="phiên bản")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("saved", "Bản tự lưu"),
                            ("sent", "Bản gửi ký"),
                            ("returned", "Bản bị trả lại"),
                            ("issued", "Bản ban hành"),
                            ("named", "Bản giữ lại"),
                        ],
                        default="saved",
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("content", models.JSONField(verbose_name="nội dung")),
                ("saved_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc lưu")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="plans.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản lưu của kế hoạch",
                "ordering": ["plan", "-version", "-pk"],
                "indexes": [models.Index(fields=["plan", "kind"], name="plans_planv_plan_id_1f0d58_idx")],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("level", models.PositiveSmallIntegerField(verbose_name="cấp")),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("part", "Phần thứ nhất, thứ hai"),
                            ("capital", "A, B, C"),
                            ("roman", "I, II, III"),
                            ("arabic", "1, 2, 3"),
                            ("decimal", "1.1, 1.2"),
                            ("letter", "a, b, c"),
                            ("annex", "Phụ lục"),
                            ("plain", "Không đánh số"),
                        ],
                        default="roman",
                        max_length=8,
                        verbose_name="kiểu đánh số",
                    ),
                ),
                ("heading", models.TextField(blank=True, verbose_name="tiêu đề")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="cột của bảng nhiệm vụ")),
                (
                    "numbers_restart",
                    models.BooleanField(default=False, verbose_name="số thứ tự bắt đầu lại ở mỗi nhóm"),
                ),
                ("body_after", models.TextField(blank=True, verbose_name="nội dung sau bảng")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="plans.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục của kế hoạch",
                "ordering": ["plan", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "position"), name="plan_section_position_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("kind", models.CharField(max_length=20, verbose_name="loại")),
                ("mark", models.BooleanField(default=False, verbose_name="chỉ đánh dấu, không tự đổi")),
                ("label", models.CharField(blank=True, max_length=200, verbose_name="ở đâu")),
                ("field", models.CharField(max_length=60, verbose_name="chỗ trong kế hoạch")),
                ("before", models.TextField(verbose_name="đang ghi")),
                ("after", models.TextField(blank=True, verbose_name="đề xuất")),
                ("left", models.CharField(blank=True, max_length=120, verbose_name="chữ đứng trước")),
                ("right", models.CharField(blank=True, max_length=120, verbose_name="chữ đứng sau")),
                ("note", models.TextField(blank=True, verbose_name="giải thích")),
                ("confidence", models.PositiveSmallIntegerField(default=100, verbose_name="độ tin cậy")),
                ("doubts", models.JSONField(blank=True, default=list, verbose_name="chữ chưa chắc")),
                ("origin", models.CharField(blank=True, max_length=300, verbose_name="lấy theo")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Chờ quyết định"), ("accepted", "Đã nhận"), ("declined", "Đã bỏ qua")],
                        default="open",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc quyết định")),
                (
                    "change_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="plans.changeset"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người quyết định",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề xuất thay đổi",
                "ordering": ["change_set", "position"],
                "indexes": [models.Index(fields=["change_set", "state"], name="plans_propo_change__ce9fc2_idx")],
            },
        ),
        migrations.CreateModel(
            name="PlanTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("label", models.TextField(blank=True, verbose_name="số ghi riêng")),
                ("quarter", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="quý")),
                ("group", models.TextField(blank=True, verbose_name="nhóm")),
                ("content", models.TextField(verbose_name="nội dung")),
                ("agencies", models.TextField(blank=True, verbose_name="cơ quan thực hiện")),
                ("cooperating", models.TextField(blank=True, verbose_name="cơ quan phối hợp")),
                ("time", models.TextField(blank=True, verbose_name="thời gian")),
                ("extra", models.JSONField(blank=True, default=dict, verbose_name="các cột khác")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="thời hạn")),
                ("deliverable", models.TextField(blank=True, verbose_name="sản phẩm")),
                ("units_chosen", models.BooleanField(default=False, verbose_name="đơn vị do người chọn")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("not_begun", "Chưa bắt đầu"),
                            ("doing", "Đang làm"),
                            ("reported", "Báo hoàn thành, chờ xác nhận"),
                            ("confirmed", "Đã xác nhận hoàn thành"),
                        ],
                        db_index=True,
                        default="not_begun",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tiến độ (%)")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="ngày hoàn thành")),
                ("done_note", models.TextField(blank=True, verbose_name="kết quả")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="ngày xác nhận")),
                ("returned_reason", models.TextField(blank=True, verbose_name="lý do chưa xác nhận")),
                ("times_returned", models.PositiveSmallIntegerField(default=0, verbose_name="số lần chưa xác nhận")),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="kết thúc khi chưa hoàn thành ngày"),
                ),
                ("closed_reason", models.TextField(blank=True, verbose_name="lý do kết thúc khi chưa hoàn thành")),
                ("ends_on", models.DateField(db_index=True, editable=False, null=True, verbose_name="ngày cuối")),
                ("search_text", models.CharField(blank=True, default="", editable=False, max_length=2000)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
                (
                    "cooperating_units",
                    models.ManyToManyField(
                        blank=True, related_name="cooperating_tasks", to="units.unit", verbose_name="đơn vị phối hợp"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người báo",
                    ),
                ),
                (
                    "lead_units",
                    models.ManyToManyField(
                        blank=True, related_name="plan_tasks", to="units.unit", verbose_name="đơn vị chủ trì"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="plans.plan",
                        verbose_name="kế hoạch",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="plans.section",
                        verbose_name="mục",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhiệm vụ của kế hoạch",
                "ordering": ["plan", "section__position", "position"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None), ("done_on", None)),
                        fields=["ends_on"],
                        name="plan_task_undone_by_day",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("section", "position"), name="plan_task_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quarter", None), ("quarter__in", [1, 2, 3, 4]), _connector="OR"),
                        name="plan_task_quarter_1_to_4",
                        violation_error_message="Quý phải là I, II, III hoặc IV.",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="TaskReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("progress", "Báo cáo tiến độ"),
                            ("done", "Báo hoàn thành"),
                            ("note", "Ý kiến phối hợp"),
                            ("confirmed", "Xác nhận hoàn thành"),
                            ("refused", "Chưa xác nhận"),
                            ("reopened", "Mở lại"),
                            ("closed", "Kết thúc khi chưa hoàn thành"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                ("on_behalf", models.BooleanField(default=False, verbose_name="báo thay")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="tiến độ (%)",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="ngày hoàn thành")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người báo",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="plans.plantask",
                        verbose_name="nhiệm vụ",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo cáo nhiệm vụ",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent", None), ("percent__lte", 100), _connector="OR"),
                        name="task_report_percent_to_100",
                        violation_error_message="Tiến độ tính từ 0 đến 100 phần trăm.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=4, verbose_name="loại tệp")),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=plans.models.task_reports.evidence_path, verbose_name="tệp"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="tên tệp")),
                ("size", models.PositiveIntegerField(verbose_name="cỡ")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="plans.taskreport",
                        verbose_name="báo cáo",
                    ),
                ),
            ],
            options={
                "verbose_name": "minh chứng của nhiệm vụ",
                "ordering": ["pk"],
            },
        ),
    ]
