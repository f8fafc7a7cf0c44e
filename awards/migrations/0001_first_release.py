"""All that the room had when the first release was made, in one step."""

import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import awards.models.attachments
import awards.models.council
import awards.models.opinions
from core.trigrams import trigram_index


class Migration(migrations.Migration):
    replaces = [
        ("awards", "0001_initial"),
        ("awards", "0002_register_in_order"),
        ("awards", "0003_fill_order_and_search"),
        ("awards", "0004_trigram_search"),
        ("awards", "0005_eligibility"),
        ("awards", "0006_fill_categories"),
        ("awards", "0007_councils"),
        ("awards", "0008_dossiers_whole"),
        ("awards", "0009_decisions_afterwards"),
        ("awards", "0010_hearing"),
        ("awards", "0011_rule_keepers"),
        ("awards", "0012_posts_held"),
        ("awards", "0013_minutes_typed"),
        ("awards", "0014_unit_papers"),
        ("awards", "0015_old_cancellations"),
        ("awards", "0016_register_of_target"),
    ]
    initial = True

    dependencies = [
        ("campaigns", "0001_first_release"),
        ("core", "0001_first_release"),
        ("documents", "0001_first_release"),
        ("units", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=120, verbose_name="tên")),
                (
                    "kind",
                    models.CharField(
                        choices=[("title", "Danh hiệu thi đua"), ("form", "Hình thức khen thưởng")],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("for_individuals", models.BooleanField(default=False, verbose_name="cho cá nhân")),
                ("for_collectives", models.BooleanField(default=False, verbose_name="cho tập thể")),
                ("for_households", models.BooleanField(default=False, verbose_name="cho hộ gia đình")),
                ("article", models.CharField(max_length=120, verbose_name="điều luật")),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("unit_head", "Thủ trưởng cơ quan, đơn vị"),
                            ("commune", "Chủ tịch UBND cấp xã"),
                            ("province", "Chủ tịch UBND tỉnh"),
                            ("ministry", "Bộ Quốc phòng, Bộ Công an"),
                            ("government", "Chính phủ"),
                            ("prime_minister", "Thủ tướng Chính phủ"),
                            ("president", "Chủ tịch nước"),
                        ],
                        default="unit_head",
                        max_length=16,
                        verbose_name="cấp quyết định",
                    ),
                ),
                ("decided_by", models.CharField(max_length=300, verbose_name="thẩm quyền quyết định")),
                ("period", models.CharField(blank=True, max_length=80, verbose_name="xét theo")),
                ("categories", models.JSONField(default=list, verbose_name="loại hình khen thưởng")),
                ("in_use", models.BooleanField(default=True, verbose_name="đưa vào đợt xét")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("shipped_digest", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "danh hiệu, hình thức khen thưởng",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="BaseSalary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveIntegerField(verbose_name="mức lương cơ sở (đồng/tháng)")),
                ("in_force_from", models.DateField(unique=True, verbose_name="áp dụng từ ngày")),
                ("basis", models.CharField(max_length=200, verbose_name="căn cứ")),
                ("verified", models.BooleanField(default=False, verbose_name="đã xác minh")),
                ("shipped_digest", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "lương cơ sở",
                "ordering": ["-in_force_from"],
            },
        ),
        migrations.CreateModel(
            name="BonusRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "layer",
                    models.CharField(
                        choices=[("1_law", "Theo luật, nghị định"), ("2_province", "Theo quy định của tỉnh")],
                        default="1_law",
                        max_length=12,
                        verbose_name="tầng",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="mã danh hiệu, hình thức")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="tên")),
                (
                    "target",
                    models.CharField(
                        choices=[("individual", "Cá nhân"), ("collective", "Tập thể"), ("household", "Hộ gia đình")],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                (
                    "multiplier",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="hệ số (lần lương cơ sở)"),
                ),
                ("fixed", models.PositiveIntegerField(blank=True, null=True, verbose_name="mức tiền cố định (đồng)")),
                ("ceiling", models.BooleanField(default=False, verbose_name="là mức trần")),
                ("article", models.CharField(max_length=200, verbose_name="điều luật")),
                ("verified", models.BooleanField(default=True, verbose_name="đã xác minh")),
                ("shipped_digest", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "mức tiền thưởng",
                "ordering": ["code", "target", "layer"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("layer", "code", "target"),
                        name="bonus_rate_once",
                        violation_error_message="Đã có mức thưởng cho danh hiệu, hình thức và đối tượng này.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("full", "Hội đồng"), ("standing", "Thường trực Hội đồng")],
                        default="full",
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("established_by", models.CharField(blank=True, max_length=200, verbose_name="quyết định thành lập")),
                ("active", models.BooleanField(default=True, verbose_name="đang hoạt động")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "hội đồng thi đua, khen thưởng",
                "ordering": ["-active", "unit__path", "kind", "name"],
                "constraints": [models.UniqueConstraint(fields=("unit", "name"), name="council_name_once")],
            },
        ),
        migrations.CreateModel(
            name="Discipline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("0_xem_xet", "Đang xem xét kỷ luật"),
                            ("1_khien_trach", "Khiển trách"),
                            ("2_canh_cao", "Cảnh cáo"),
                            ("3_ha_bac", "Hạ bậc lương, giáng chức"),
                            ("4_cach_chuc", "Cách chức"),
                            ("5_thoi_viec", "Buộc thôi việc"),
                        ],
                        max_length=16,
                        verbose_name="hình thức",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="từ ngày")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực sau ngày")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="văn bản")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disciplines",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỷ luật",
                "ordering": ["-decided_on"],
            },
        ),
        migrations.CreateModel(
            name="GoldenBook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("decision", "Theo từng quyết định (số thứ tự trong danh sách)"),
                            ("year", "Liên tục trong năm"),
                        ],
                        default="decision",
                        max_length=10,
                        verbose_name="cách đánh số",
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="golden_book",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "sổ vàng",
            },
        ),
        migrations.CreateModel(
            name="GoldenCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("last_number", models.PositiveIntegerField(default=0, verbose_name="số cuối")),
                ("last_reissue", models.PositiveIntegerField(default=0, verbose_name="số cấp lại cuối")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "số cuối của sổ vàng",
                "constraints": [models.UniqueConstraint(fields=("unit", "year"), name="golden_counter_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ca-nhan", "Cá nhân"),
                            ("don-vi", "Đơn vị"),
                            ("xep-loai", "Xếp loại hằng năm"),
                            ("sang-kien", "Sáng kiến, đề tài"),
                            ("khen-thuong", "Khen thưởng đã có"),
                        ],
                        max_length=20,
                        verbose_name="loại dữ liệu",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Đang đọc tệp"),
                            ("failed", "Không đọc được tệp"),
                            ("checked", "Chờ xác nhận"),
                            ("applied", "Đã nhập"),
                            ("discarded", "Đã bỏ"),
                        ],
                        default="uploaded",
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("file", models.FileField(blank=True, upload_to="imports/", verbose_name="tệp")),
                ("file_name", models.CharField(max_length=160, verbose_name="tên tệp")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="cỡ tệp (byte)")),
                ("message", models.TextField(blank=True, verbose_name="vì sao không đọc được")),
                ("lines", models.JSONField(default=list, verbose_name="các dòng")),
                ("notes", models.JSONField(default=list, verbose_name="lưu ý về tệp")),
                ("counts", models.JSONField(default=dict, verbose_name="số dòng theo loại")),
                ("fingerprint", models.CharField(blank=True, max_length=64, verbose_name="dấu của bản xem trước")),
                ("touched", models.JSONField(default=dict, verbose_name="đã ghi vào")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="tải lên lúc")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhập",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                        verbose_name="việc chạy nền",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt nhập dữ liệu",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sang_kien", "Sáng kiến"),
                            ("khcn", "Đề tài, đề án khoa học, công trình khoa học và công nghệ"),
                        ],
                        default="sang_kien",
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="tên")),
                ("recognised_on", models.DateField(verbose_name="ngày công nhận, nghiệm thu")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="số văn bản công nhận")),
                (
                    "scope",
                    models.CharField(
                        choices=[("1_co_so", "Cơ sở"), ("2_tinh", "Cấp tỉnh"), ("3_toan_quoc", "Toàn quốc")],
                        default="1_co_so",
                        max_length=12,
                        verbose_name="phạm vi",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="initiatives",
                        to="units.person",
                        verbose_name="tác giả",
                    ),
                ),
            ],
            options={
                "verbose_name": "sáng kiến",
                "ordering": ["-recognised_on"],
            },
        ),
        migrations.CreateModel(
            name="PostHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="chức vụ")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1_pho_vu_truong", "Phó Vụ trưởng và tương đương"),
                            ("2_vu_truong", "Vụ trưởng, Giám đốc sở và tương đương"),
                            ("3_pho_tong_cuc", "Phó Tổng cục trưởng và tương đương"),
                            ("4_tong_cuc", "Tổng cục trưởng và tương đương"),
                            ("5_thu_truong", "Thứ trưởng và tương đương"),
                        ],
                        help_text="Để trống nếu chưa xác định được: thời gian giữ chức vụ này chưa được tính.",
                        max_length=16,
                        verbose_name="tương đương",
                    ),
                ),
                ("since", models.DateField(verbose_name="từ ngày")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="Để trống nếu còn giữ chức vụ.", null=True, verbose_name="đến hết ngày"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="quyết định bổ nhiệm")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts_held",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "chức vụ đã giữ",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="post_dates_in_order",
                        violation_error_message="Ngày cuối phải sau ngày đầu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleKeeper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="từ lúc")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho phép",
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "cơ quan giữ tiêu chuẩn",
                "ordering": ["unit__path"],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="mã")),
                ("title", models.CharField(max_length=200, verbose_name="tên")),
                (
                    "layer",
                    models.CharField(
                        choices=[("1_law", "Theo luật, nghị định"), ("2_province", "Theo quy định của tỉnh")],
                        default="1_law",
                        max_length=12,
                        verbose_name="tầng",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="đang dùng")),
                ("in_force_from", models.DateField(verbose_name="có hiệu lực từ")),
                ("in_force_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("citation", models.TextField(verbose_name="căn cứ")),
                ("verified", models.BooleanField(default=False, verbose_name="đã xác minh")),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="xác minh lúc")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("shipped_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác minh",
                    ),
                ),
            ],
            options={
                "verbose_name": "bộ tiêu chuẩn",
                "ordering": ["-in_force_from", "layer"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_to", None), ("in_force_to__gte", models.F("in_force_from")), _connector="OR"
                        ),
                        name="rule_set_dates_in_order",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YearlyRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("HTXS", "Hoàn thành xuất sắc nhiệm vụ"),
                            ("HTT", "Hoàn thành tốt nhiệm vụ"),
                            ("HT", "Hoàn thành nhiệm vụ"),
                            ("KHT", "Không hoàn thành nhiệm vụ"),
                        ],
                        max_length=4,
                        verbose_name="mức xếp loại",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="văn bản xếp loại")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="units.unit",
                        verbose_name="tập thể",
                    ),
                ),
            ],
            options={
                "verbose_name": "xếp loại năm",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unit", None)), fields=("person", "year"), name="rating_once_per_person"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)), fields=("unit", "year"), name="rating_once_per_unit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), ("unit__isnull", False)),
                            models.Q(("person__isnull", False), ("unit", None)),
                            _connector="OR",
                        ),
                        name="rating_of_person_or_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("thai_san", "Nghỉ thai sản"),
                            ("dieu_tri", "Điều trị do cứu người, cứu tài sản"),
                            ("dao_tao", "Đi đào tạo, bồi dưỡng"),
                            ("khong_luong", "Nghỉ không hưởng lương"),
                            ("khac", "Nghỉ khác"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(verbose_name="đến hết ngày")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "thời gian nghỉ, đi học",
                "ordering": ["-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="absence_dates_in_order",
                        violation_error_message="Ngày cuối phải sau ngày đầu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("cluster", models.CharField(max_length=160, verbose_name="cụm, khối thi đua")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("tinh", "Cụm, khối do tỉnh tổ chức"),
                            ("trung_uong", "Cụm, khối do Hội đồng Thi đua - Khen thưởng Trung ương tổ chức"),
                        ],
                        default="tinh",
                        max_length=12,
                        verbose_name="cấp tổ chức",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="thứ hạng")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="văn bản công nhận")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cluster_results",
                        to="units.unit",
                        verbose_name="tập thể",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả cụm, khối thi đua",
                "ordering": ["-year", "cluster"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "year", "cluster"), name="cluster_result_once_per_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm xét")),
                ("title", models.CharField(max_length=200, verbose_name="tên đợt xét")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("cong_trang", "Công trạng"),
                            ("dot_xuat", "Đột xuất"),
                            ("phong_trao", "Phong trào thi đua"),
                            ("cong_hien", "Quá trình cống hiến"),
                            ("nien_han", "Niên hạn"),
                            ("doi_ngoai", "Đối ngoại"),
                        ],
                        default="cong_trang",
                        max_length=12,
                        verbose_name="loại hình",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="thành tích từ ngày")),
                ("period_end", models.DateField(verbose_name="đến ngày")),
                ("opens_on", models.DateField(verbose_name="mở ngày")),
                ("send_by", models.DateField(verbose_name="đơn vị gửi trước hết ngày")),
                ("appraise_by", models.DateField(verbose_name="thẩm định xong trước hết ngày")),
                ("decide_by", models.DateField(verbose_name="quyết định trước hết ngày")),
                ("note", models.TextField(blank=True, verbose_name="hướng dẫn cho đơn vị")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("draft", "Đang chuẩn bị"), ("open", "Đang mở"), ("closed", "Đã kết thúc")],
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lập lúc")),
                (
                    "award_types",
                    models.ManyToManyField(
                        related_name="rounds", to="awards.awardtype", verbose_name="danh hiệu, hình thức"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="campaigns.campaign",
                        verbose_name="phong trào thi đua, chuyên đề",
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="units.unit",
                        verbose_name="cơ quan xét",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        related_name="asked_rounds", to="units.unit", verbose_name="đơn vị lập hồ sơ"
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt xét",
                "ordering": ["-send_by", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on__lte", models.F("send_by")),
                            ("send_by__lte", models.F("appraise_by")),
                            ("appraise_by__lte", models.F("decide_by")),
                        ),
                        name="round_dates_in_order",
                        violation_error_message="Các ngày phải theo thứ tự: mở, hạn gửi hồ sơ, hạn thẩm định, hạn quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_start__lte", models.F("period_end"))),
                        name="round_period_in_order",
                        violation_error_message="Ngày kết thúc của thời gian thành tích phải sau ngày bắt đầu.",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CertificateTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("blank", "Giấy trắng, in cả khung viền"),
                            ("preprinted", "Phôi in sẵn của cơ quan, chỉ in chữ"),
                        ],
                        default="blank",
                        max_length=12,
                        verbose_name="giấy",
                    ),
                ),
                ("with_country", models.BooleanField(default=True, verbose_name="in Quốc hiệu, Tiêu ngữ")),
                ("with_authority", models.BooleanField(default=True, verbose_name="in chức vụ người có thẩm quyền")),
                ("with_award", models.BooleanField(default=True, verbose_name="in “TẶNG” và tên danh hiệu, hình thức")),
                ("with_golden", models.BooleanField(default=True, verbose_name="in số sổ vàng")),
                (
                    "verb",
                    models.CharField(
                        blank=True,
                        help_text="Để trống: TẶNG hoặc TẶNG DANH HIỆU.",
                        max_length=40,
                        verbose_name="chữ “TẶNG”",
                    ),
                ),
                (
                    "award_name",
                    models.CharField(
                        blank=True,
                        help_text="Để trống: tên danh hiệu, hình thức.",
                        max_length=120,
                        verbose_name="tên in trên giấy",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        default="#B01116",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-Fa-f]{6}\\Z", "Màu ghi như #B01116: dấu # và sáu chữ số thập lục phân."
                            )
                        ],
                        verbose_name="màu chữ đỏ",
                    ),
                ),
                (
                    "shift_x",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(-60),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="dời cả trang sang phải (mm)",
                    ),
                ),
                (
                    "shift_y",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(-60),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="dời cả trang xuống (mm)",
                    ),
                ),
                ("shifts", models.JSONField(blank=True, default=dict, verbose_name="dời từng phần")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                (
                    "award_type",
                    models.ForeignKey(
                        blank=True,
                        help_text="Để trống: dùng cho mọi danh hiệu, hình thức chưa có mẫu riêng.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.awardtype",
                        verbose_name="dùng cho",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_templates",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu giấy khen, bằng",
                "ordering": ["unit", "award_type__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "award_type"), name="certificate_template_once_per_award"),
                    models.UniqueConstraint(
                        condition=models.Q(("award_type", None)),
                        fields=("unit",),
                        name="certificate_template_once_for_the_rest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="chức vụ, đơn vị")),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("1_chair", "Chủ tịch Hội đồng"),
                            ("2_vice", "Phó Chủ tịch Hội đồng"),
                            ("3_standing", "Ủy viên Thường trực"),
                            ("4_secretary", "Ủy viên, Thư ký"),
                            ("5_member", "Ủy viên"),
                        ],
                        default="5_member",
                        max_length=12,
                        verbose_name="chức danh trong hội đồng",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="thôi tham gia từ ngày")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="awards.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "thành viên hội đồng",
                "ordering": ["post", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None), ("user__isnull", False)),
                        fields=("council", "user"),
                        name="seat_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.CharField(
                        choices=[("individual", "Cá nhân"), ("collective", "Tập thể"), ("household", "Hộ gia đình")],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("condition", models.JSONField(verbose_name="điều kiện")),
                ("verified", models.BooleanField(default=True, verbose_name="đã xác minh")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("shipped_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "offered",
                    models.JSONField(blank=True, editable=False, null=True, verbose_name="bản phát hành mới hơn"),
                ),
                (
                    "award_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="awards.awardtype",
                        verbose_name="danh hiệu, hình thức",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="awards.ruleset",
                        verbose_name="bộ tiêu chuẩn",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiêu chuẩn",
                "ordering": ["rule_set", "award_type__order", "target"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule_set", "award_type", "target"), name="rule_once_per_award_and_target"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        choices=[("individual", "Cá nhân"), ("collective", "Tập thể"), ("household", "Hộ gia đình")],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("in_force_from", models.DateField(blank=True, null=True, verbose_name="áp dụng từ")),
                ("components", models.JSONField(default=list, verbose_name="thành phần hồ sơ")),
                (
                    "appraisal_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="thời hạn thẩm định (ngày làm việc)"
                    ),
                ),
                (
                    "comment_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="lấy ý kiến công khai (ngày làm việc, 0: không)"
                    ),
                ),
                (
                    "council",
                    models.CharField(
                        choices=[
                            ("none", "Không qua Hội đồng"),
                            ("standing", "Thường trực Hội đồng"),
                            ("full", "Toàn thể Hội đồng"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="Hội đồng",
                    ),
                ),
                (
                    "ballot",
                    models.CharField(
                        choices=[("secret", "Bỏ phiếu kín"), ("open", "Biểu quyết công khai")],
                        default="open",
                        max_length=8,
                        verbose_name="cách biểu quyết",
                    ),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="tỷ lệ đồng ý (%)"
                    ),
                ),
                (
                    "threshold_of",
                    models.CharField(
                        choices=[("all", "Tổng số thành viên"), ("present", "Số thành viên có mặt")],
                        default="all",
                        max_length=8,
                        verbose_name="tính trên",
                    ),
                ),
                (
                    "quorum",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="dự họp ít nhất (%)"
                    ),
                ),
                (
                    "attendance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="dự họp ít nhất khi xét khen thưởng (%)",
                    ),
                ),
                (
                    "written_opinions",
                    models.BooleanField(default=False, verbose_name="người vắng gửi ý kiến bằng văn bản"),
                ),
                ("article", models.CharField(max_length=300, verbose_name="điều luật")),
                ("verified", models.BooleanField(default=True, verbose_name="đã xác minh")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("shipped_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "offered",
                    models.JSONField(blank=True, editable=False, null=True, verbose_name="bản phát hành mới hơn"),
                ),
                (
                    "award_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="procedures",
                        to="awards.awardtype",
                        verbose_name="danh hiệu, hình thức",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procedures",
                        to="awards.ruleset",
                        verbose_name="bộ tiêu chuẩn",
                    ),
                ),
            ],
            options={
                "verbose_name": "quy trình xét",
                "ordering": ["rule_set", "award_type__order", "target"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule_set", "award_type", "target"), name="procedure_once_per_award_and_target"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("award", "Khen thưởng"),
                            ("correct", "Đính chính"),
                            ("cancel", "Hủy bỏ"),
                            ("recover", "Thu hồi hiện vật, tiền thưởng"),
                        ],
                        default="award",
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "Có hành vi gian dối trong việc kê khai công trạng, thành tích (điểm a)"),
                            ("b", "Cung cấp thông tin sai sự thật hoặc làm giả hồ sơ, giấy tờ (điểm b)"),
                            ("c", "Thẩm định, xét, duyệt, đề nghị trái quy định của pháp luật (điểm c)"),
                            ("d", "Có kết luận, quyết định, bản án dẫn đến không bảo đảm tiêu chuẩn xét tặng (điểm d)"),
                        ],
                        max_length=1,
                        verbose_name="căn cứ hủy bỏ",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="nội dung vi phạm, lý do")),
                (
                    "bonus_in_list",
                    models.BooleanField(default=False, verbose_name="ghi mức tiền thưởng trong danh sách"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                ("subject", models.CharField(max_length=300, verbose_name="trích yếu")),
                ("achievement", models.CharField(max_length=300, verbose_name="thành tích")),
                ("bases", models.JSONField(default=list, verbose_name="căn cứ")),
                ("recipients", models.JSONField(default=list, verbose_name="nơi nhận")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("draft", "Đang soạn"), ("submitted", "Chờ ký"), ("signed", "Đã ký, ban hành")],
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="soạn lúc")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="trình lúc")),
                ("return_reason", models.TextField(blank=True, verbose_name="lý do trả lại")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                (
                    "amends",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amended_by",
                        to="awards.decision",
                        verbose_name="sửa, hủy quyết định",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_decision",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ký",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định khen thưởng",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            models.Q(
                                ("decided_on__isnull", False), ("document__isnull", False), ("signer__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="signed_decision_has_document",
                    )
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("draft", "Đang soạn"), ("sent", "Đã gửi"), ("received", "Đã tiếp nhận")],
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lập lúc")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="tiếp nhận lúc")),
                ("late_reason", models.TextField(blank=True, verbose_name="lý do nhận muộn")),
                ("appraise_by", models.DateField(blank=True, null=True, verbose_name="thẩm định xong trước hết ngày")),
                (
                    "clerk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chuyên viên thẩm định",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "late_accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đồng ý nhận muộn",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tiếp nhận",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ",
                "ordering": ["-round__send_by", "unit__path"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "unit"), name="dossier_once_per_round_and_unit")
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="OpinionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="cơ quan được hỏi")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                ("question", models.TextField(blank=True, verbose_name="nội dung xin ý kiến")),
                ("due_on", models.DateField(verbose_name="trả lời trước hết ngày")),
                ("nonce", models.CharField(default=awards.models.opinions.new_nonce, editable=False, max_length=24)),
                (
                    "mail",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Không gửi thư"),
                            ("queued", "Chờ gửi thư"),
                            ("in_flight", "Đang gửi thư"),
                            ("sent", "Đã gửi thư"),
                            ("failed", "Không gửi được thư"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="thư",
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="hỏi lúc")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi hỏi lúc")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="lý do thôi hỏi")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="ngày trả lời")),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("here", "Trả lời trong hệ thống"),
                            ("link", "Trả lời qua đường dẫn"),
                            ("paper", "Văn bản trả lời"),
                        ],
                        max_length=6,
                        verbose_name="cách trả lời",
                    ),
                ),
                ("answerer", models.CharField(blank=True, max_length=160, verbose_name="người trả lời")),
                ("paper_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản")),
                ("paper_date", models.DateField(blank=True, null=True, verbose_name="ngày văn bản")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=awards.models.opinions.answer_path,
                        verbose_name="tệp văn bản",
                    ),
                ),
                ("file_kind", models.CharField(blank=True, max_length=4)),
                ("file_name", models.CharField(blank=True, max_length=160, verbose_name="tên tệp")),
                ("file_sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_opinions",
                        to="units.unit",
                        verbose_name="cơ quan trong hệ thống",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi trả lời",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người hỏi",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion_requests",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "xin ý kiến (hiệp y)",
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(fields=["answered_at", "due_on"], name="awards_opin_answere_919847_idx")],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="tên phiên họp")),
                ("starts_at", models.DateTimeField(verbose_name="thời gian")),
                ("place", models.CharField(max_length=200, verbose_name="địa điểm")),
                (
                    "quorum",
                    models.CharField(
                        default="2/3",
                        max_length=8,
                        validators=[awards.models.council.check_share],
                        verbose_name="số thành viên phải có mặt",
                    ),
                ),
                ("discussion", models.TextField(blank=True, verbose_name="diễn biến, ý kiến thảo luận")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("planned", "Sắp họp"), ("open", "Đang họp"), ("closed", "Đã kết thúc")],
                        default="planned",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="khai mạc lúc")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.councilmember",
                        verbose_name="chủ trì",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="awards.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "counting_minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.draft",
                        verbose_name="biên bản kiểm phiếu",
                    ),
                ),
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
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.draft",
                        verbose_name="giấy mời",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.draft",
                        verbose_name="biên bản họp",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.councilmember",
                        verbose_name="thư ký",
                    ),
                ),
                (
                    "tellers",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Chọn hai người khi bỏ phiếu giấy.",
                        related_name="counts_at",
                        to="awards.councilmember",
                        verbose_name="người kiểm phiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên họp hội đồng",
                "ordering": ["-starts_at", "-pk"],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="FundEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("set_aside", "Trích lập"),
                            ("added", "Bổ sung"),
                            ("paid", "Chi tiền thưởng"),
                            ("returned", "Thu hồi nộp lại"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(verbose_name="số tiền (đồng)")),
                ("on", models.DateField(verbose_name="ngày")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="diễn giải")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_entries",
                        to="awards.decision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_entries",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "khoản của quỹ",
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["unit", "year"], name="awards_fund_unit_id_aa974f_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="fund_entry_is_money",
                        violation_error_message="Số tiền phải lớn hơn 0.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(verbose_name="công bố lúc")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="gỡ lúc")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do gỡ")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="awards.decision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người công bố",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gỡ",
                    ),
                ),
            ],
            options={
                "verbose_name": "công bố kết quả",
                "ordering": ["-published_at"],
            },
        ),
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_name", models.CharField(max_length=200, verbose_name="cơ quan nhận")),
                ("sent_number", models.CharField(blank=True, max_length=60, verbose_name="số tờ trình")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="ngày gửi")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="dự kiến có kết quả")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lập lúc")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwardings",
                        to="awards.dossier",
                        verbose_name="hồ sơ ở đợt của cấp trên",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.draft",
                        verbose_name="tờ trình",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwardings",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần trình cấp trên",
                "ordering": ["-pk"],
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
            options={
                "verbose_name": "biên bản đang soạn",
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.CharField(
                        choices=[("individual", "Cá nhân"), ("collective", "Tập thể"), ("household", "Hộ gia đình")],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("household_name", models.CharField(blank=True, max_length=160, verbose_name="chủ hộ, hộ gia đình")),
                ("household_address", models.CharField(blank=True, max_length=200, verbose_name="địa chỉ của hộ")),
                ("content", models.JSONField(default=dict, verbose_name="nội dung")),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự trong danh sách")),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số phiếu đồng ý tại đơn vị"),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số phiếu không đồng ý tại đơn vị"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Đang soạn"),
                            ("sent", "Đã gửi, chờ tiếp nhận"),
                            ("received", "Chờ thẩm định"),
                            ("returned", "Trả lại để bổ sung"),
                            ("appraised", "Đủ điều kiện, đề nghị khen"),
                            ("rejected", "Không đề nghị khen"),
                            ("proposed", "Đang trình ký"),
                            ("forwarded", "Đã trình cấp trên"),
                            ("awarded", "Đã có quyết định khen"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="lý do trả lại hoặc không đề nghị")),
                ("resent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lại lúc")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                ("sort_key", models.CharField(editable=False, max_length=1000)),
                ("search_text", models.CharField(editable=False, max_length=600)),
                (
                    "award_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="awards.awardtype",
                        verbose_name="danh hiệu, hình thức",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="nominations",
                        to="awards.decision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="awards.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="units.unit",
                        verbose_name="tập thể",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị",
                "ordering": ["award_type__order", "target", "rank", "sort_key", "pk"],
                "indexes": [models.Index(fields=["round", "state"], name="awards_nomi_round_i_dfbe7e_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unit", None)),
                        fields=("round", "award_type", "person"),
                        name="person_once_per_award_and_round",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("household_name", ""), ("person", None)),
                        fields=("round", "award_type", "unit"),
                        name="unit_once_per_award_and_round",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("household_name", ""), _negated=True),
                        fields=("round", "award_type", "unit", "household_name", "household_address"),
                        name="household_once_per_award_and_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("household_name", ""),
                                ("person__isnull", False),
                                ("target", "individual"),
                                ("unit", None),
                            ),
                            models.Q(
                                ("household_name", ""),
                                ("person", None),
                                ("target", "collective"),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                ("person", None),
                                ("target", "household"),
                                ("unit__isnull", False),
                                models.Q(("household_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="nominee_fits_target",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="UnitMinutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="ngày họp")),
                ("begins", models.TimeField(verbose_name="bắt đầu lúc")),
                ("ends", models.TimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                ("place", models.CharField(max_length=200, verbose_name="địa điểm")),
                ("chair", models.CharField(max_length=160, verbose_name="chủ trì")),
                ("secretary", models.CharField(max_length=160, verbose_name="thư ký")),
                ("members", models.PositiveSmallIntegerField(verbose_name="số người được triệu tập")),
                ("present", models.PositiveSmallIntegerField(verbose_name="số người có mặt")),
                ("absent", models.CharField(blank=True, max_length=400, verbose_name="vắng mặt, lý do")),
                ("opinions", models.TextField(blank=True, verbose_name="diễn biến, ý kiến thảo luận")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes",
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
                        verbose_name="người sửa",
                    ),
                ),
            ],
            options={
                "verbose_name": "biên bản họp của đơn vị",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("present__lte", models.F("members"))),
                        name="minutes_present_fits_members",
                        violation_error_message="Số người có mặt không được lớn hơn số người được triệu tập.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("submission", "Tờ trình và danh sách"), ("minutes", "Biên bản họp")],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="awards.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.draft",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản của hồ sơ",
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "kind"), name="unit_paper_once_per_dossier"),
                    models.UniqueConstraint(fields=("round", "kind"), name="unit_paper_once_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dossier", None), ("round__isnull", False)),
                            models.Q(("dossier__isnull", False), ("round", None)),
                            _connector="OR",
                        ),
                        name="unit_paper_of_dossier_or_round",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("present", "Có mặt"),
                            ("written", "Vắng, có ý kiến bằng văn bản"),
                            ("absent", "Vắng"),
                        ],
                        max_length=8,
                        verbose_name="có mặt",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="awards.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "điểm danh",
                "ordering": ["member__post", "member"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once")],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "ballot",
                    models.CharField(
                        choices=[
                            ("secret", "Phiếu kín trên thiết bị"),
                            ("paper", "Phiếu kín trên giấy"),
                            ("open", "Biểu quyết công khai"),
                        ],
                        default="secret",
                        max_length=6,
                        verbose_name="cách biểu quyết",
                    ),
                ),
                (
                    "threshold",
                    models.CharField(
                        default="80%",
                        max_length=8,
                        validators=[awards.models.council.check_share],
                        verbose_name="tỷ lệ phải đạt",
                    ),
                ),
                (
                    "threshold_of",
                    models.CharField(
                        choices=[("all", "tổng số thành viên Hội đồng"), ("present", "số thành viên dự họp")],
                        default="all",
                        max_length=8,
                        verbose_name="tính trên",
                    ),
                ),
                (
                    "tie",
                    models.CharField(
                        choices=[("fails", "Không thông qua"), ("chair", "Theo bên có phiếu của người chủ trì")],
                        default="fails",
                        max_length=6,
                        verbose_name="khi số phiếu bằng nhau",
                    ),
                ),
                ("discussion", models.TextField(blank=True, verbose_name="ý kiến thảo luận")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("waiting", "Chưa bỏ phiếu"),
                            ("voting", "Đang bỏ phiếu"),
                            ("counted", "Đã kiểm phiếu"),
                        ],
                        default="waiting",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("box", models.CharField(blank=True, editable=False, max_length=64)),
                ("yes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đồng ý")),
                ("no", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="không đồng ý")),
                (
                    "invalid",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu trắng, không hợp lệ"),
                ),
                ("members", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tổng số thành viên")),
                (
                    "present",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số người được bỏ phiếu"),
                ),
                ("needed", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số phiếu cần")),
                ("passed", models.BooleanField(blank=True, null=True, verbose_name="được thông qua")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="awards.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "nội dung phiên họp",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "nomination"), name="nomination_once_per_meeting"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "counted"), _negated=True),
                            models.Q(("passed__isnull", False), ("yes__isnull", False)),
                            _connector="OR",
                        ),
                        name="counted_item_has_sums",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("in_force", "Có hiệu lực"), ("cancelled", "Đã hủy bỏ")],
                        default="in_force",
                        max_length=10,
                        verbose_name="hiệu lực",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[("individual", "Cá nhân"), ("collective", "Tập thể"), ("household", "Hộ gia đình")],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("nominee_name", models.CharField(max_length=200, verbose_name="tên")),
                ("nominee_note", models.CharField(blank=True, max_length=300, verbose_name="chức vụ, đơn vị")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cong_trang", "Công trạng"),
                            ("dot_xuat", "Đột xuất"),
                            ("phong_trao", "Phong trào thi đua"),
                            ("cong_hien", "Quá trình cống hiến"),
                            ("nien_han", "Niên hạn"),
                            ("doi_ngoai", "Đối ngoại"),
                        ],
                        max_length=12,
                        verbose_name="loại hình",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("period_start", models.DateField(blank=True, null=True, verbose_name="thành tích từ ngày")),
                ("period_end", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                ("achievement", models.CharField(blank=True, max_length=300, verbose_name="thành tích")),
                ("decision_code", models.CharField(max_length=80, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("issuer_name", models.CharField(max_length=200, verbose_name="cơ quan quyết định")),
                ("golden_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="số sổ vàng")),
                ("golden_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sổ vàng năm")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=1000)),
                ("order_key", models.CharField(default="", editable=False, max_length=300)),
                ("search_text", models.CharField(editable=False, max_length=1500)),
                (
                    "golden_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="sổ vàng của",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="Tập thể được khen, hoặc đơn vị của cá nhân khi được khen.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "award_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.awardtype",
                        verbose_name="danh hiệu, hình thức",
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancelled",
                        to="awards.decision",
                        verbose_name="hủy bỏ bởi",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected",
                        to="awards.decision",
                        verbose_name="đính chính bởi",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.decision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "nomination",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_row",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả khen thưởng",
                "ordering": ["order_key", "pk"],
                "indexes": [
                    models.Index(fields=["year", "award_type"], name="awards_awar_year_0e964e_idx"),
                    models.Index(fields=["person", "award_type", "year"], name="awards_awar_person__3f7ec7_idx"),
                    models.Index(fields=["order_key", "id"], name="register_in_order"),
                    models.Index(fields=["unit", "order_key", "id"], name="register_of_unit"),
                    models.Index(fields=["person", "order_key", "id"], name="register_of_person"),
                    models.Index(fields=["award_type", "order_key", "id"], name="register_of_award_type"),
                    models.Index(fields=["year", "order_key", "id"], name="register_of_year"),
                    models.Index(fields=["target", "order_key", "id"], name="register_of_target"),
                    models.Index(fields=["decision_code"], name="register_by_decision"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision__isnull", False)),
                        fields=("decision", "golden_number"),
                        name="golden_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("golden_office__isnull", False)),
                        fields=("golden_office", "golden_year", "golden_number"),
                        name="golden_number_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_by", None), ("state", "in_force")),
                            models.Q(("cancelled_by__isnull", False), ("state", "cancelled")),
                            models.Q(("decision", None), ("state", "cancelled")),
                            _connector="OR",
                        ),
                        name="cancelled_award_names_its_decision",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("award_type", "person", "year", "decision_code"),
                        name="award_of_person_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="điều kiện")),
                ("met", models.BooleanField(verbose_name="đạt")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("at", models.DateTimeField(auto_now=True, verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đánh giá",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đánh giá",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "code"), name="judgement_once_per_condition")
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="awards.initiative",
                        verbose_name="sáng kiến",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="initiative_uses",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "sáng kiến đã dùng",
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "nomination"), name="initiative_once_per_nomination")
                ],
            },
        ),
        migrations.CreateModel(
            name="Forwarded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chờ kết quả"),
                            ("awarded", "Được khen"),
                            ("refused", "Không được khen"),
                            ("called_back", "Đã rút"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="kết quả",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                ("decision_code", models.CharField(blank=True, max_length=60, verbose_name="số quyết định")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("issuer_name", models.CharField(blank=True, max_length=200, verbose_name="người, cơ quan quyết định")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="ghi kết quả lúc")),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi kết quả",
                    ),
                ),
                (
                    "forwarding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="awards.forwarding",
                        verbose_name="lần trình",
                    ),
                ),
                (
                    "above",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="forwarded_from",
                        to="awards.nomination",
                        verbose_name="đề nghị ở cấp trên",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwarded",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị trình cấp trên",
                "ordering": ["forwarding", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("result__in", ["called_back", "refused"]), _negated=True),
                        fields=("nomination",),
                        name="forwarded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "awarded"), _negated=True),
                            models.Q(("decided_on__isnull", False), models.Q(("decision_code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="forwarded_award_has_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("discipline", "Đang xem xét thi hành kỷ luật"),
                            ("inspection", "Đang điều tra, thanh tra, kiểm tra, có dấu hiệu vi phạm"),
                            ("complaint", "Khiếu nại, tố cáo đang được xác minh"),
                            ("press", "Báo chí nêu vấn đề tham nhũng, tiêu cực đang được xác minh"),
                        ],
                        max_length=12,
                        verbose_name="lý do tạm dừng",
                    ),
                ),
                ("reason", models.TextField(verbose_name="nội dung, nguồn tin")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("set_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clean", "Kết luận không vi phạm"),
                            ("violation", "Kết luận có vi phạm, đã xử lý"),
                            ("mistake", "Tạm dừng nhầm"),
                        ],
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("release_reason", models.TextField(blank=True, verbose_name="căn cứ xét tiếp")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="cho xét tiếp lúc")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_flags",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho xét tiếp",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "tạm dừng xét",
                "ordering": ["-set_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nomination__isnull", False), ("person", None)),
                            models.Q(("nomination", None), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="flag_on_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("declared_at", models.DateTimeField(auto_now_add=True, verbose_name="khai báo lúc")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="awards.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "xung đột lợi ích",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("nomination", "member"), name="conflict_once")],
            },
        ),
        migrations.CreateModel(
            name="CommentPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", models.PositiveSmallIntegerField(verbose_name="số ngày làm việc")),
                ("article", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("starts_on", models.DateField(verbose_name="công khai từ ngày")),
                ("ends_on", models.DateField(verbose_name="đến hết ngày")),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="công khai lúc")),
                ("prolonged_reason", models.TextField(blank=True, verbose_name="lý do kéo dài")),
                ("ended_early_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc sớm lúc")),
                ("ended_early_reason", models.TextField(blank=True, verbose_name="lý do kết thúc sớm")),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người công khai",
                    ),
                ),
                (
                    "nominations",
                    models.ManyToManyField(
                        related_name="comment_periods", to="awards.nomination", verbose_name="danh sách"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comment_periods",
                        to="awards.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt lấy ý kiến công khai",
                "ordering": ["-ends_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="comment_period_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("component", models.CharField(blank=True, max_length=40, verbose_name="thành phần hồ sơ")),
                ("kind", models.CharField(max_length=4, verbose_name="loại tệp")),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=awards.models.attachments.attachment_path, verbose_name="tệp"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="tên tệp")),
                ("size", models.PositiveIntegerField(verbose_name="cỡ")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="tải lên lúc")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tải lên",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp đính kèm",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("agree", "Đồng ý"), ("disagree", "Không đồng ý"), ("other", "Ý kiến khác")],
                        max_length=10,
                        verbose_name="ý kiến",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="nội dung ý kiến")),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="awards.opinionrequest",
                        verbose_name="lần hỏi",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến về một đề nghị",
                "ordering": ["request", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "nomination"), name="opinion_once_per_request"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "agree", "disagree", "other"])),
                        name="opinion_verdict_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "proposal",
                    models.CharField(
                        choices=[("accept", "Đề nghị khen"), ("reject", "Không đề nghị khen")],
                        max_length=10,
                        verbose_name="kết luận",
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="ý kiến thẩm định")),
                ("overridden", models.BooleanField(default=False, verbose_name="kết luận khác kết quả đối chiếu")),
                ("override_reason", models.TextField(blank=True, verbose_name="lý do kết luận khác")),
                ("tree", models.JSONField(default=dict, verbose_name="kết quả đối chiếu")),
                ("at", models.DateTimeField(auto_now=True, verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thẩm định",
                    ),
                ),
                (
                    "nomination",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appraisal",
                        to="awards.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.ruleset",
                        verbose_name="bộ tiêu chuẩn",
                    ),
                ),
            ],
            options={
                "verbose_name": "thẩm định",
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.BinaryField(blank=True, default=b"", verbose_name="phiếu niêm")),
                ("choice", models.CharField(blank=True, max_length=1, verbose_name="ý kiến công khai")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="awards.agendaitem",
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu",
                "constraints": [models.UniqueConstraint(fields=("item", "member"), name="ballot_once")],
            },
        ),
        migrations.CreateModel(
            name="PaperCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("yes", models.PositiveSmallIntegerField(verbose_name="đồng ý")),
                ("no", models.PositiveSmallIntegerField(verbose_name="không đồng ý")),
                ("invalid", models.PositiveSmallIntegerField(verbose_name="phiếu trắng, không hợp lệ")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="awards.agendaitem",
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "teller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.councilmember",
                        verbose_name="người kiểm phiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả kiểm phiếu giấy",
                "constraints": [models.UniqueConstraint(fields=("item", "teller"), name="paper_count_once")],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("after", models.JSONField(default=dict, verbose_name="ghi lại là")),
                ("before", models.JSONField(default=dict, verbose_name="đã ghi là")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="awards.award",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendments",
                        to="awards.decision",
                        verbose_name="quyết định",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả được sửa, hủy",
                "ordering": ["award__golden_number", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "award"), name="amended_once_per_decision")
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardBonus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveIntegerField(verbose_name="tiền thưởng (đồng)")),
                (
                    "multiplier",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="hệ số"),
                ),
                ("base", models.PositiveIntegerField(blank=True, null=True, verbose_name="lương cơ sở")),
                ("article", models.CharField(blank=True, max_length=200, verbose_name="điều luật")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="ghi chú")),
                ("doubts", models.JSONField(default=list, verbose_name="chưa xác minh")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="ngày chi")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bonus",
                        to="awards.award",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bonuses",
                        to="awards.fundentry",
                        verbose_name="khoản chi",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiền thưởng",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry", None), ("paid_on", None)),
                            models.Q(("entry__isnull", False), ("paid_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="paid_bonus_has_entry",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OldCancellation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision_code", models.CharField(max_length=60, verbose_name="số quyết định hủy bỏ")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("a", "Có hành vi gian dối trong việc kê khai công trạng, thành tích (điểm a)"),
                            ("b", "Cung cấp thông tin sai sự thật hoặc làm giả hồ sơ, giấy tờ (điểm b)"),
                            ("c", "Thẩm định, xét, duyệt, đề nghị trái quy định của pháp luật (điểm c)"),
                            ("d", "Có kết luận, quyết định, bản án dẫn đến không bảo đảm tiêu chuẩn xét tặng (điểm d)"),
                        ],
                        max_length=1,
                        verbose_name="căn cứ hủy bỏ",
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="nội dung vi phạm, lý do")),
                ("received_on", models.DateField(verbose_name="ngày nhận quyết định")),
                ("due_on", models.DateField(verbose_name="phải nộp lại trước hết ngày")),
                ("money", models.PositiveIntegerField(default=0, verbose_name="tiền thưởng phải nộp lại (đồng)")),
                ("money_basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ của số tiền")),
                (
                    "objects_returned_on",
                    models.DateField(blank=True, null=True, verbose_name="đã nộp lại hiện vật ngày"),
                ),
                ("money_returned_on", models.DateField(blank=True, null=True, verbose_name="đã nộp lại tiền ngày")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="old_cancellation",
                        to="awards.award",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan theo dõi",
                    ),
                ),
            ],
            options={
                "verbose_name": "hủy bỏ kết quả cũ",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="ngày nhận quyết định")),
                ("due_on", models.DateField(verbose_name="phải nộp lại trước hết ngày")),
                ("money", models.PositiveIntegerField(default=0, verbose_name="tiền phải nộp lại (đồng)")),
                (
                    "objects_returned_on",
                    models.DateField(blank=True, null=True, verbose_name="đã nộp lại hiện vật ngày"),
                ),
                ("money_returned_on", models.DateField(blank=True, null=True, verbose_name="đã nộp lại tiền ngày")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery",
                        to="awards.award",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="awards.decision",
                        verbose_name="theo quyết định",
                    ),
                ),
            ],
            options={
                "verbose_name": "thu hồi",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reissue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveIntegerField(verbose_name="số cấp lại")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("issued_on", models.DateField(verbose_name="ngày cấp lại")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reissues",
                        to="awards.award",
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cấp lại",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "giấy cấp lại",
                "ordering": ["-issued_on", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("unit", "year", "number"), name="reissue_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("contact", models.CharField(max_length=160, verbose_name="điện thoại hoặc thư điện tử")),
                ("text", models.TextField(verbose_name="ý kiến")),
                ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="nhận lúc")),
                ("answer", models.TextField(blank=True, verbose_name="kết quả xử lý")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="xử lý lúc")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xử lý",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="awards.commentperiod",
                        verbose_name="đợt lấy ý kiến",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="awards.nomination",
                        verbose_name="về",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến công khai",
                "ordering": ["pk"],
            },
        ),
        trigram_index("register_search", "awards_award"),
    ]
