"""All that the room had when the first release was made, in one step."""

import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from core.trigrams import trigram_index


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_books_and_entries"),
        ("documents", "0003_paper_numbers"),
        ("documents", "0004_drafts"),
        ("documents", "0005_signatures"),
        ("documents", "0006_bases_by_issuer_and_day"),
        ("documents", "0007_copies"),
        ("documents", "0008_quick_register"),
    ]
    initial = True

    dependencies = [
        ("units", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NQ", "Nghị quyết"),
                            ("QĐ", "Quyết định"),
                            ("CT", "Chỉ thị"),
                            ("QC", "Quy chế"),
                            ("QyĐ", "Quy định"),
                            ("TC", "Thông cáo"),
                            ("TB", "Thông báo"),
                            ("HD", "Hướng dẫn"),
                            ("CTr", "Chương trình"),
                            ("KH", "Kế hoạch"),
                            ("PA", "Phương án"),
                            ("ĐA", "Đề án"),
                            ("DA", "Dự án"),
                            ("BC", "Báo cáo"),
                            ("BB", "Biên bản"),
                            ("TTr", "Tờ trình"),
                            ("HĐ", "Hợp đồng"),
                            ("CĐ", "Công điện"),
                            ("BGN", "Bản ghi nhớ"),
                            ("BTT", "Bản thỏa thuận"),
                            ("GUQ", "Giấy ủy quyền"),
                            ("GM", "Giấy mời"),
                            ("GGT", "Giấy giới thiệu"),
                            ("GNP", "Giấy nghỉ phép"),
                            ("PG", "Phiếu gửi"),
                            ("PC", "Phiếu chuyển"),
                            ("PB", "Phiếu báo"),
                            ("CV", "Công văn"),
                        ],
                        max_length=4,
                        verbose_name="loại văn bản",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("series", models.CharField(blank=True, max_length=30, verbose_name="hệ thống số riêng")),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("symbol", models.CharField(max_length=60, verbose_name="ký hiệu")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("signer_title", models.CharField(blank=True, max_length=200, verbose_name="chức vụ người ký")),
                ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="người ký")),
                ("recipients", models.TextField(blank=True, verbose_name="nơi nhận")),
                ("page_count", models.PositiveSmallIntegerField(verbose_name="số trang")),
                ("pdf", models.FileField(max_length=200, upload_to="documents/", verbose_name="tệp")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("template_version", models.CharField(max_length=20, verbose_name="phiên bản mẫu")),
                ("verification_code", models.CharField(max_length=20, unique=True, verbose_name="mã xác minh")),
                ("issued_at", models.DateTimeField(verbose_name="lúc ban hành")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc thu hồi")),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="lý do thu hồi")),
                ("search_text", models.CharField(editable=False, max_length=1000)),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ban hành",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="units.unit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="documents.document",
                        verbose_name="văn bản thay thế",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thu hồi",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản",
                "ordering": ["-issued_on", "-number", "-pk"],
                "indexes": [
                    models.Index(fields=["issuer", "year", "kind"], name="documents_d_issuer__756dca_idx"),
                    models.Index(fields=["-issued_on", "-number"], name="documents_d_issued__032b20_idx"),
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", False)),
                        fields=["-issued_on", "-number"],
                        name="document_withdrawn",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "kind", "year", "series", "number"), name="document_number_once"
                    ),
                    models.UniqueConstraint(fields=("issuer", "symbol", "year", "number"), name="document_code_once"),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="document_number_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, verbose_name="chữ viết tắt")),
                ("name", models.CharField(max_length=200, verbose_name="tên hội đồng, ban, tổ")),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "hệ thống số riêng",
                "ordering": ["issuer__path", "code"],
                "constraints": [models.UniqueConstraint(fields=("issuer", "code"), name="register_series_once")],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type_name", models.CharField(max_length=60, verbose_name="loại")),
                ("number", models.CharField(max_length=60, verbose_name="số, ký hiệu")),
                ("issuer_name", models.CharField(blank=True, max_length=200, verbose_name="cơ quan ban hành")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày ban hành")),
                ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("in_force_from", models.DateField(blank=True, null=True, verbose_name="có hiệu lực từ")),
                ("in_force_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực sau ngày")),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confirmed", "Đã đối chiếu văn bản"),
                            ("secondary", "Theo nguồn thứ cấp"),
                            ("unverified", "Chưa xác minh"),
                        ],
                        default="unverified",
                        max_length=12,
                        verbose_name="mức tin cậy",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("edited", models.BooleanField(default=False, verbose_name="đã được cơ quan sửa")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="ngày đối chiếu")),
                ("number_key", models.CharField(db_index=True, editable=False, max_length=60)),
                ("search_text", models.CharField(editable=False, max_length=1000)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đối chiếu",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="documents.legalbasis",
                        verbose_name="văn bản thay thế",
                    ),
                ),
            ],
            options={
                "verbose_name": "căn cứ pháp lý",
                "ordering": ["-issued_on", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("number_key", "issuer_name", "issued_on"), name="legal_basis_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_to", None),
                            ("in_force_from", None),
                            ("in_force_to__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="basis_ends_after_it_begins",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterBook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(blank=True, max_length=30, verbose_name="hệ thống số riêng")),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="từ năm")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NQ", "Nghị quyết"),
                            ("QĐ", "Quyết định"),
                            ("CT", "Chỉ thị"),
                            ("QC", "Quy chế"),
                            ("QyĐ", "Quy định"),
                            ("TC", "Thông cáo"),
                            ("TB", "Thông báo"),
                            ("HD", "Hướng dẫn"),
                            ("CTr", "Chương trình"),
                            ("KH", "Kế hoạch"),
                            ("PA", "Phương án"),
                            ("ĐA", "Đề án"),
                            ("DA", "Dự án"),
                            ("BC", "Báo cáo"),
                            ("BB", "Biên bản"),
                            ("TTr", "Tờ trình"),
                            ("HĐ", "Hợp đồng"),
                            ("CĐ", "Công điện"),
                            ("BGN", "Bản ghi nhớ"),
                            ("BTT", "Bản thỏa thuận"),
                            ("GUQ", "Giấy ủy quyền"),
                            ("GM", "Giấy mời"),
                            ("GGT", "Giấy giới thiệu"),
                            ("GNP", "Giấy nghỉ phép"),
                            ("PG", "Phiếu gửi"),
                            ("PC", "Phiếu chuyển"),
                            ("PB", "Phiếu báo"),
                            ("CV", "Công văn"),
                        ],
                        max_length=4,
                        verbose_name="loại văn bản",
                    ),
                ),
                (
                    "lead",
                    models.CharField(
                        choices=[
                            ("NQ", "Nghị quyết"),
                            ("QĐ", "Quyết định"),
                            ("CT", "Chỉ thị"),
                            ("QC", "Quy chế"),
                            ("QyĐ", "Quy định"),
                            ("TC", "Thông cáo"),
                            ("TB", "Thông báo"),
                            ("HD", "Hướng dẫn"),
                            ("CTr", "Chương trình"),
                            ("KH", "Kế hoạch"),
                            ("PA", "Phương án"),
                            ("ĐA", "Đề án"),
                            ("DA", "Dự án"),
                            ("BC", "Báo cáo"),
                            ("BB", "Biên bản"),
                            ("TTr", "Tờ trình"),
                            ("HĐ", "Hợp đồng"),
                            ("CĐ", "Công điện"),
                            ("BGN", "Bản ghi nhớ"),
                            ("BTT", "Bản thỏa thuận"),
                            ("GUQ", "Giấy ủy quyền"),
                            ("GM", "Giấy mời"),
                            ("GGT", "Giấy giới thiệu"),
                            ("GNP", "Giấy nghỉ phép"),
                            ("PG", "Phiếu gửi"),
                            ("PC", "Phiếu chuyển"),
                            ("PB", "Phiếu báo"),
                            ("CV", "Công văn"),
                        ],
                        max_length=4,
                        verbose_name="chung số với",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "sổ chung nhiều loại",
                "ordering": ["issuer__path", "series", "-from_year", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "series", "from_year", "kind"), name="register_book_kind_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NQ", "Nghị quyết"),
                            ("QĐ", "Quyết định"),
                            ("CT", "Chỉ thị"),
                            ("QC", "Quy chế"),
                            ("QyĐ", "Quy định"),
                            ("TC", "Thông cáo"),
                            ("TB", "Thông báo"),
                            ("HD", "Hướng dẫn"),
                            ("CTr", "Chương trình"),
                            ("KH", "Kế hoạch"),
                            ("PA", "Phương án"),
                            ("ĐA", "Đề án"),
                            ("DA", "Dự án"),
                            ("BC", "Báo cáo"),
                            ("BB", "Biên bản"),
                            ("TTr", "Tờ trình"),
                            ("HĐ", "Hợp đồng"),
                            ("CĐ", "Công điện"),
                            ("BGN", "Bản ghi nhớ"),
                            ("BTT", "Bản thỏa thuận"),
                            ("GUQ", "Giấy ủy quyền"),
                            ("GM", "Giấy mời"),
                            ("GGT", "Giấy giới thiệu"),
                            ("GNP", "Giấy nghỉ phép"),
                            ("PG", "Phiếu gửi"),
                            ("PC", "Phiếu chuyển"),
                            ("PB", "Phiếu báo"),
                            ("CV", "Công văn"),
                        ],
                        max_length=4,
                        verbose_name="loại văn bản",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("series", models.CharField(blank=True, max_length=30, verbose_name="hệ thống số riêng")),
                ("last_number", models.PositiveIntegerField(default=0, verbose_name="số sau cùng")),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "số đăng ký",
                "ordering": ["-year", "issuer__path", "kind", "series"],
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "kind", "year", "series"), name="register_counter_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningMandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.CharField(
                        choices=[("TL", "Thừa lệnh (TL.)"), ("TUQ", "Thừa ủy quyền (TUQ.)")],
                        max_length=3,
                        verbose_name="quyền hạn",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="chức vụ của người được ký")),
                ("kinds", models.JSONField(default=list, verbose_name="loại văn bản")),
                ("content", models.CharField(blank=True, max_length=500, verbose_name="nội dung được giao")),
                ("basis", models.CharField(max_length=300, verbose_name="văn bản giao ký")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc ghi")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc chấm dứt")),
                ("ended_reason", models.TextField(blank=True, verbose_name="lý do chấm dứt")),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "own_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị của người được ký",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_mandates",
                        to="units.unit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_mandates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người được ký",
                    ),
                ),
            ],
            options={
                "verbose_name": "giao ký thừa lệnh, thừa ủy quyền",
                "ordering": ["unit__path", "-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="mandate_ends_after_it_begins",
                        violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority", "TL"), ("until__isnull", False), _connector="OR"),
                        name="mandate_is_limited_in_time",
                        violation_error_message="Ký thừa ủy quyền phải có thời hạn.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningMeans",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("picture", models.BinaryField(blank=True, null=True, verbose_name="hình ảnh")),
                (
                    "width_mm",
                    models.PositiveSmallIntegerField(
                        default=40,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(70),
                        ],
                        verbose_name="chiều rộng, mm",
                    ),
                ),
                ("pkcs12", models.BinaryField(blank=True, null=True, verbose_name="tệp khóa")),
                ("token_label", models.CharField(blank=True, max_length=64, verbose_name="tên thiết bị ký")),
                ("key_label", models.CharField(blank=True, max_length=120, verbose_name="tên khóa trên thiết bị")),
                ("certificate_holder", models.CharField(blank=True, max_length=300, verbose_name="chủ chứng thư số")),
                (
                    "certificate_issuer",
                    models.CharField(blank=True, max_length=300, verbose_name="nơi cấp chứng thư số"),
                ),
                (
                    "certificate_serial",
                    models.CharField(blank=True, max_length=80, verbose_name="số hiệu chứng thư số"),
                ),
                (
                    "certificate_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="chứng thư số có hạn đến"),
                ),
                ("trial", models.BooleanField(default=False, verbose_name="thử nghiệm")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                (
                    "unit",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_means",
                        to="units.unit",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signing_means",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "phương tiện ký",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit__isnull", True), ("user__isnull", False)),
                            models.Q(("unit__isnull", False), ("user__isnull", True)),
                            _connector="OR",
                        ),
                        name="signing_means_one_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[("SY", "Sao y"), ("TrS", "Trích sao"), ("SL", "Sao lục")],
                        max_length=3,
                        verbose_name="hình thức sao",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[("paper", "Bản giấy"), ("electronic", "Bản điện tử")],
                        max_length=10,
                        verbose_name="định dạng",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("symbol", models.CharField(max_length=60, verbose_name="ký hiệu")),
                ("copied_on", models.DateField(verbose_name="ngày sao")),
                ("signer_title", models.CharField(max_length=200, verbose_name="chức vụ người ký")),
                ("signer_name", models.CharField(max_length=120, verbose_name="người ký")),
                ("recipients", models.TextField(blank=True, verbose_name="nơi nhận")),
                ("parts", models.JSONField(blank=True, default=list, verbose_name="phần trích")),
                ("page_count", models.PositiveSmallIntegerField(verbose_name="số trang")),
                ("pdf", models.FileField(max_length=200, upload_to="copies/", verbose_name="tệp")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("verification_code", models.CharField(max_length=20, unique=True, verbose_name="mã xác minh")),
                ("made_at", models.DateTimeField(verbose_name="lúc sao")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sao",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.documentcopy",
                        verbose_name="sao từ bản sao y",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="cơ quan sao",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản sao văn bản",
                "ordering": ["-year", "-number"],
                "constraints": [models.UniqueConstraint(fields=("unit", "year", "number"), name="copy_number_once")],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keeper", models.CharField(blank=True, max_length=200, verbose_name="đơn vị, người nhận bản lưu")),
                ("copies", models.PositiveIntegerField(blank=True, null=True, verbose_name="số lượng bản")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="ngày chuyển")),
                ("received_by", models.CharField(blank=True, max_length=200, verbose_name="ký nhận")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("kept_at", models.DateTimeField(auto_now=True, verbose_name="lúc ghi")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "phần ghi của văn thư",
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("signer", "Chữ ký số của người ký"), ("agency", "Chữ ký số của cơ quan")],
                        max_length=10,
                        verbose_name="chữ ký",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("pkcs12", "Tệp khóa PKCS#12"),
                            ("pkcs11", "Thiết bị ký PKCS#11"),
                            ("outside", "Ký bằng công cụ ngoài, tải lên"),
                        ],
                        max_length=10,
                        verbose_name="cách ký",
                    ),
                ),
                ("signed_at", models.DateTimeField(verbose_name="thời điểm ký")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc ghi nhận")),
                ("timestamped", models.BooleanField(default=False, verbose_name="có dấu thời gian")),
                ("trial", models.BooleanField(default=False, verbose_name="thử nghiệm")),
                ("certificate_holder", models.CharField(max_length=300, verbose_name="chủ chứng thư số")),
                (
                    "certificate_organisation",
                    models.CharField(blank=True, max_length=300, verbose_name="cơ quan trên chứng thư số"),
                ),
                ("certificate_issuer", models.CharField(max_length=300, verbose_name="nơi cấp chứng thư số")),
                ("certificate_serial", models.CharField(max_length=80, verbose_name="số hiệu chứng thư số")),
                ("certificate_until", models.DateTimeField(verbose_name="chứng thư số có hạn đến")),
                ("pdf", models.FileField(max_length=200, upload_to="documents/", verbose_name="tệp")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(verbose_name="cỡ tệp, byte")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thực hiện",
                    ),
                ),
            ],
            options={
                "verbose_name": "chữ ký số",
                "ordering": ["document", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "kind"), name="signature_kind_once"),
                    models.UniqueConstraint(fields=("document", "position"), name="signature_position_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CV", "Công văn"),
                            ("QĐ", "Quyết định"),
                            ("TTr", "Tờ trình"),
                            ("BC", "Báo cáo"),
                            ("TB", "Thông báo"),
                            ("GM", "Giấy mời"),
                            ("BB", "Biên bản"),
                            ("HD", "Hướng dẫn"),
                            ("NQ", "Nghị quyết"),
                            ("CT", "Chỉ thị"),
                            ("QC", "Quy chế"),
                            ("QyĐ", "Quy định"),
                            ("TC", "Thông cáo"),
                            ("CTr", "Chương trình"),
                            ("PA", "Phương án"),
                            ("ĐA", "Đề án"),
                            ("DA", "Dự án"),
                            ("CĐ", "Công điện"),
                            ("GUQ", "Giấy ủy quyền"),
                            ("GGT", "Giấy giới thiệu"),
                            ("GNP", "Giấy nghỉ phép"),
                            ("PG", "Phiếu gửi"),
                            ("PC", "Phiếu chuyển"),
                            ("PB", "Phiếu báo"),
                        ],
                        max_length=4,
                        verbose_name="loại văn bản",
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Dự thảo"),
                            ("submitted", "Chờ ký"),
                            ("returned", "Trả lại để sửa"),
                            ("issued", "Đã ban hành"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=500, verbose_name="trích yếu")),
                ("bases", models.TextField(blank=True, verbose_name="căn cứ")),
                ("authority_line", models.CharField(blank=True, max_length=200, verbose_name="thẩm quyền ban hành")),
                ("addressees", models.TextField(blank=True, verbose_name="kính gửi")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                ("recipients", models.TextField(blank=True, verbose_name="nơi nhận")),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[("KHẨN", "Khẩn"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("HỎA TỐC", "Hỏa tốc")],
                        max_length=12,
                        verbose_name="mức độ khẩn",
                    ),
                ),
                (
                    "circulation",
                    models.CharField(
                        blank=True,
                        choices=[("XEM XONG TRẢ LẠI", "Xem xong trả lại"), ("LƯU HÀNH NỘI BỘ", "Lưu hành nội bộ")],
                        max_length=20,
                        verbose_name="phạm vi lưu hành",
                    ),
                ),
                (
                    "drafter_initials",
                    models.CharField(blank=True, max_length=10, verbose_name="ký hiệu người soạn thảo"),
                ),
                ("copies", models.PositiveIntegerField(blank=True, null=True, verbose_name="số bản phát hành")),
                ("kept_copies", models.PositiveIntegerField(blank=True, null=True, verbose_name="số bản lưu")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="địa chỉ, điện thoại ở chân trang"),
                ),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="phần riêng của loại văn bản")),
                ("attached_type", models.CharField(blank=True, max_length=60, verbose_name="loại văn bản kèm theo")),
                (
                    "attached_title",
                    models.CharField(blank=True, max_length=500, verbose_name="trích yếu của văn bản kèm theo"),
                ),
                ("attached_body", models.TextField(blank=True, verbose_name="nội dung văn bản kèm theo")),
                (
                    "series_title",
                    models.CharField(blank=True, max_length=120, verbose_name="chức danh trong hội đồng, ban, tổ"),
                ),
                ("signer_key", models.CharField(blank=True, max_length=30, verbose_name="quyền hạn ký")),
                ("returned_reason", models.TextField(blank=True, verbose_name="lý do trả lại")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc tạo")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="lúc sửa")),
                ("state_since", models.DateTimeField(blank=True, null=True, verbose_name="từ lúc")),
                ("search_text", models.CharField(editable=False, max_length=700)),
                (
                    "created_by",
                    models.ForeignKey(
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
                        related_name="draft",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "drafting_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị soạn thảo",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="units.unit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacing_drafts",
                        to="documents.document",
                        verbose_name="thay thế văn bản",
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
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.registerseries",
                        verbose_name="hội đồng, ban, tổ",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản dự thảo",
                "ordering": ["-changed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["drafting_unit", "state"], name="documents_d_draftin_e44b59_idx"),
                    models.Index(fields=["issuer", "state"], name="documents_d_issuer__36d4e0_idx"),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="PaperNumbers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveIntegerField(verbose_name="từ số")),
                ("last", models.PositiveIntegerField(verbose_name="đến số")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                (
                    "counter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="documents.registercounter",
                    ),
                ),
            ],
            options={
                "verbose_name": "số đã cấp trên giấy",
                "ordering": ["first"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))), name="paper_numbers_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAnnex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="tên phụ lục")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                ("landscape", models.BooleanField(default=False, verbose_name="trang ngang")),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annexes",
                        to="documents.draft",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "phụ lục",
                "ordering": ["draft", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "position"), name="draft_annex_position_once")
                ],
            },
        ),
        trigram_index("documents_document_search_trgm", "documents_document"),
    ]
