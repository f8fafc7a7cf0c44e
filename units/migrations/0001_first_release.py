"""All that the room had when the first release was made, in one step."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.trigrams import trigram_index


class Migration(migrations.Migration):
    replaces = [("units", "0001_initial"), ("units", "0002_likely_twins")]
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="mã đơn vị")),
                ("name", models.CharField(max_length=200, verbose_name="tên đầy đủ")),
                ("short_name", models.CharField(max_length=80, verbose_name="tên ngắn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("province", "Ủy ban nhân dân tỉnh"),
                            ("office", "Văn phòng"),
                            ("department", "Sở, ban, ngành"),
                            ("commune", "Ủy ban nhân dân xã, phường, đặc khu"),
                            ("centre", "Đơn vị sự nghiệp"),
                            ("division", "Phòng, ban"),
                            ("team", "Tổ, bộ phận"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                (
                    "symbol",
                    models.CharField(
                        blank=True,
                        help_text="Ví dụ: VP trong 05/KH-VP (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.3).",
                        max_length=30,
                        verbose_name="chữ viết tắt trong ký hiệu văn bản",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="địa danh")),
                (
                    "superior_name",
                    models.CharField(blank=True, max_length=200, verbose_name="cơ quan chủ quản trên đầu văn bản"),
                ),
                (
                    "letterhead_name",
                    models.CharField(blank=True, max_length=200, verbose_name="tên cơ quan trên đầu văn bản"),
                ),
                ("head_title", models.CharField(blank=True, max_length=120, verbose_name="chức vụ người đứng đầu")),
                (
                    "collective_led",
                    models.BooleanField(default=False, verbose_name="làm việc theo chế độ tập thể (ký TM.)"),
                ),
                ("issues_documents", models.BooleanField(default=False, verbose_name="ban hành văn bản riêng")),
                ("path", models.CharField(editable=False, max_length=120, unique=True)),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="ngày thành lập")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="ngày giải thể, sáp nhập")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=1000)),
                ("search_text", models.CharField(editable=False, max_length=400)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="units.unit",
                        verbose_name="đơn vị cấp trên",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị kế thừa",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị",
                "ordering": ["path"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dissolved_on", None),
                            ("founded_on", None),
                            ("dissolved_on__gt", models.F("founded_on")),
                            _connector="OR",
                        ),
                        name="unit_dissolved_after_founded",
                        violation_error_message="Ngày giải thể phải sau ngày thành lập.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="ngày sinh")),
                (
                    "gender",
                    models.CharField(
                        blank=True, choices=[("nam", "Nam"), ("nu", "Nữ")], max_length=3, verbose_name="giới tính"
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ, chức danh")),
                ("staff_code", models.CharField(max_length=30, unique=True, verbose_name="mã cán bộ")),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="ngày vào cơ quan")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="ngày thôi việc")),
                ("direct_worker", models.BooleanField(default=False, verbose_name="người lao động trực tiếp")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=600)),
                ("search_text", models.CharField(editable=False, max_length=400)),
                ("folded_name", models.CharField(db_index=True, default="", editable=False, max_length=160)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "cá nhân",
                "ordering": ["sort_key", "pk"],
                "indexes": [models.Index(fields=["unit", "sort_key"], name="units_perso_unit_id_f604c7_idx")],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="user",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "tài khoản",
                "ordering": ["username"],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="FormerCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="mã cũ")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_codes",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "mã cán bộ cũ",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff", "Cán bộ đơn vị"),
                            ("head", "Lãnh đạo đơn vị"),
                            ("standing_office", "Phòng Tổ chức - Hành chính (thường trực thi đua)"),
                            ("council_member", "Thành viên Hội đồng"),
                            ("leader", "Lãnh đạo ký ban hành"),
                            ("information_centre", "Trung tâm Thông tin"),
                            ("administrator", "Quản trị hệ thống"),
                        ],
                        max_length=20,
                        verbose_name="vai trò",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Ví dụ: PHÓ CHÁNH VĂN PHÒNG. Để trống nếu không ký.",
                        max_length=120,
                        verbose_name="chức vụ khi ký",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "vai trò",
                "ordering": ["unit__path", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "unit", "kind"),
                        name="role_once_per_unit",
                        violation_error_message="Tài khoản này đã giữ vai trò đó ở đơn vị đó.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NotSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xem xét",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="units.person",
                        verbose_name="người thứ nhất",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="units.person",
                        verbose_name="người thứ hai",
                    ),
                ),
            ],
            options={
                "verbose_name": "cặp đã xác định là hai người",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="not_same_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="not_same_in_order"
                    ),
                ],
            },
        ),
        trigram_index("people_search", "units_person"),
    ]
