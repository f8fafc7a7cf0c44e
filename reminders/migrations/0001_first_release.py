"""All that the room had when the first release was made, in one step."""

import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.dates
import reminders.models.schedules


class Migration(migrations.Migration):
    replaces = [
        ("reminders", "0001_initial"),
        ("reminders", "0002_calendar"),
        ("reminders", "0003_sending_hours"),
        ("reminders", "0004_schedules"),
        ("reminders", "0005_urging_letters"),
        ("reminders", "0006_calendar_feeds"),
        ("reminders", "0007_deliveries"),
        ("reminders", "0008_move_to_deliveries"),
        ("reminders", "0009_slim_messages"),
    ]
    initial = True

    dependencies = [
        ("documents", "0001_first_release"),
        ("units", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnyHourKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, unique=True, verbose_name="loại")),
            ],
            options={
                "verbose_name": "loại thông báo gửi cả ngoài giờ",
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[("holiday", "Nghỉ lễ, Tết"), ("swapped", "Nghỉ hoán đổi"), ("made_up", "Làm bù")],
                        default="holiday",
                        max_length=8,
                        verbose_name="loại ngày",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="tên")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="căn cứ")),
                ("verified", models.BooleanField(default=False, verbose_name="đã đối chiếu")),
            ],
            options={
                "verbose_name": "ngày trong lịch nghỉ",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="KindSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, unique=True, verbose_name="loại việc")),
                ("enabled", models.BooleanField(default=True, verbose_name="gửi lời nhắc")),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        default="14,7,3,1,0",
                        help_text="Số ngày trước hạn, cách nhau bằng dấu phẩy; 0 là đúng ngày hạn. Ví dụ: 14, 7, 3, 1, 0.",
                        max_length=60,
                        validators=[reminders.models.schedules.check_marks],
                        verbose_name="nhắc trước hạn (ngày)",
                    ),
                ),
                (
                    "repeat",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="khi quá hạn, nhắc lại sau mỗi (ngày làm việc)",
                    ),
                ),
                (
                    "head_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                        verbose_name="chuyển tới lãnh đạo đơn vị sau (ngày làm việc quá hạn)",
                    ),
                ),
                (
                    "office_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=6,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                        verbose_name="chuyển tới thường trực thi đua sau (ngày làm việc quá hạn)",
                    ),
                ),
                (
                    "silent_after",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(250),
                        ],
                        verbose_name="thôi nhắc sau (ngày làm việc quá hạn)",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="các mốc tính từ ngày")),
            ],
            options={
                "verbose_name": "lịch nhắc của một loại việc",
                "ordering": ["kind"],
            },
        ),
        migrations.CreateModel(
            name="BadAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254, verbose_name="địa chỉ")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="máy chủ trả lời")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="từ lúc")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bad_address",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "địa chỉ thư hỏng",
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="khóa")),
                ("ident", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã thư")),
                ("channel", models.CharField(max_length=20, verbose_name="kênh")),
                ("day", models.DateField(blank=True, null=True, verbose_name="bản tổng hợp của ngày")),
                ("any_hour", models.BooleanField(default=False, verbose_name="gửi cả ngoài giờ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Chờ gửi"),
                            ("in_flight", "Đang gửi"),
                            ("sent", "Đã gửi"),
                            ("failed", "Không gửi được"),
                            ("aborted", "Không rõ đã đi chưa"),
                            ("silenced", "Không còn cần gửi"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần gửi")),
                ("claim", models.UUIDField(editable=False, null=True, verbose_name="lượt gửi")),
                ("claimed_at", models.DateTimeField(null=True, verbose_name="lúc bắt đầu gửi")),
                ("retry_at", models.DateTimeField(null=True, verbose_name="gửi lại sau")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="lúc gửi xong")),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="địa chỉ")),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung đã gửi")),
                ("error", models.TextField(blank=True, verbose_name="lỗi")),
                (
                    "created_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="lúc lập"),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "thư gửi đi",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["state", "id"], name="delivery_state"),
                    models.Index(fields=["recipient", "-id"], name="delivery_recipient"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_key", models.CharField(max_length=200, verbose_name="sự kiện")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="loại")),
                ("deadline_key", models.CharField(blank=True, max_length=120, verbose_name="việc có hạn")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="thời hạn")),
                ("stage", models.CharField(blank=True, max_length=20, verbose_name="mốc nhắc")),
                ("subject", models.CharField(max_length=300, verbose_name="tiêu đề")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                ("url", models.CharField(blank=True, max_length=300, verbose_name="trang mở ra")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Chờ gửi"),
                            ("handed", "Đã chuyển gửi"),
                            ("silenced", "Không còn cần gửi"),
                            ("page_only", "Chỉ báo trong trang"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("read_at", models.DateTimeField(null=True, verbose_name="lúc đọc")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc lập")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "thông báo",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["state", "id"], name="reminders_m_state_ae3c1b_idx"),
                    models.Index(fields=["recipient", "read_at", "state"], name="message_bell"),
                    models.Index(fields=["kind", "state"], name="reminders_m_kind_d0e93b_idx"),
                ],
                "constraints": [models.UniqueConstraint(fields=("event_key", "recipient"), name="message_once")],
            },
        ),
        migrations.CreateModel(
            name="Missed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_key", models.CharField(max_length=200, verbose_name="sự kiện")),
                ("kind", models.CharField(max_length=40, verbose_name="loại")),
                ("due_on", models.DateField(verbose_name="thời hạn")),
                ("stage", models.CharField(max_length=20, verbose_name="mốc nhắc")),
                ("told_on", models.DateField(db_index=True, verbose_name="lẽ ra nhắc ngày")),
                ("title", models.CharField(max_length=300, verbose_name="việc")),
                ("unit", models.CharField(blank=True, max_length=300, verbose_name="đơn vị")),
                ("url", models.CharField(blank=True, max_length=300, verbose_name="trang mở ra")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ghi lúc")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="missed_reminders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "lời nhắc bị lỡ",
                "ordering": ["-told_on", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("event_key", "recipient"), name="missed_once")],
            },
        ),
        migrations.CreateModel(
            name="PlannerRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="loại việc")),
                ("on", models.DateField(verbose_name="ngày")),
                ("first_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lượt đầu")),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lượt cuối")),
            ],
            options={
                "verbose_name": "lượt lập lời nhắc",
                "ordering": ["-on", "kind"],
                "constraints": [models.UniqueConstraint(fields=("kind", "on"), name="planner_run_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Recurring",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="tên việc")),
                (
                    "role",
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
                        verbose_name="người thực hiện",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[("quarterly", "Hằng quý"), ("half_yearly", "6 tháng một lần"), ("yearly", "Hằng năm")],
                        max_length=12,
                        verbose_name="chu kỳ",
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        help_text="Đếm từ tháng đầu của kỳ. Lớn hơn số tháng của kỳ là sang kỳ sau: tháng 13 là tháng 1 năm sau.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(15),
                        ],
                        verbose_name="tháng thứ",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        help_text="Tháng không có ngày này thì lấy ngày cuối tháng.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="ngày",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="căn cứ")),
                ("verified", models.BooleanField(default=False, verbose_name="đã xác minh với căn cứ")),
                ("active", models.BooleanField(default=True, verbose_name="đang áp dụng")),
                ("starts_on", models.DateField(default=core.dates.today, verbose_name="tính từ ngày")),
                ("seed", models.CharField(blank=True, editable=False, max_length=20)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recurring",
                        to="units.unit",
                        verbose_name="đơn vị thực hiện",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc định kỳ",
                "ordering": ["unit__path", "title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("seed", ""), _negated=True),
                        fields=("unit", "seed"),
                        name="recurring_seed_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SendingHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("send_from", models.TimeField(default=datetime.time(7, 0), verbose_name="gửi thư từ")),
                ("send_until", models.TimeField(default=datetime.time(18, 0), verbose_name="đến")),
                (
                    "digest_at",
                    models.TimeField(default=datetime.time(7, 30), verbose_name="gửi bản tổng hợp buổi sáng lúc"),
                ),
                (
                    "rest_on_days_off",
                    models.BooleanField(default=True, verbose_name="không gửi vào thứ Bảy, Chủ nhật, ngày nghỉ"),
                ),
            ],
            options={
                "verbose_name": "giờ gửi thư",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("send_from__lte", models.F("digest_at")), ("digest_at__lt", models.F("send_until"))
                        ),
                        name="sending_hours_in_order",
                        violation_error_message="Giờ gửi bản tổng hợp phải nằm trong khoảng giờ được gửi thư.",
                    ),
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="sending_hours_one_row"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UrgingLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("work_key", models.CharField(db_index=True, max_length=120, verbose_name="việc")),
                ("title", models.CharField(max_length=300, verbose_name="tên việc")),
                ("url", models.CharField(max_length=300, verbose_name="trang của việc")),
                ("due_on", models.DateField(verbose_name="thời hạn")),
                ("answer_by", models.DateField(verbose_name="trả lời trước hết ngày")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="soạn lúc")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="urging",
                        to="documents.draft",
                        verbose_name="công văn",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(related_name="+", to="units.unit", verbose_name="đơn vị được đôn đốc"),
                ),
            ],
            options={
                "verbose_name": "công văn đôn đốc",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="SHA-256 của địa chỉ"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="tạo lúc")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "địa chỉ lịch",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)), fields=("user",), name="calendar_feed_once_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="loại")),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("page", "Chỉ trong trang"),
                            ("digest", "Bản tổng hợp buổi sáng"),
                            ("at_once", "Ngay khi có"),
                        ],
                        max_length=8,
                        verbose_name="cách nhận",
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=8, verbose_name="cách nhận trước khi ngừng")),
                ("stopped_by_mail", models.BooleanField(default=False, verbose_name="ngừng từ thư")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tùy chọn thông báo",
                "constraints": [models.UniqueConstraint(fields=("user", "kind"), name="choice_once_a_kind")],
            },
        ),
        migrations.CreateModel(
            name="FeedEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=160, verbose_name="việc có hạn")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="loại")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="tên sự kiện")),
                ("title", models.CharField(max_length=300, verbose_name="tên việc")),
                ("unit", models.CharField(blank=True, max_length=300, verbose_name="đơn vị")),
                ("url", models.CharField(blank=True, max_length=300, verbose_name="trang của việc")),
                ("due_on", models.DateField(verbose_name="thời hạn")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="bắt đầu lúc")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="địa điểm")),
                ("sequence", models.PositiveIntegerField(default=0, verbose_name="lần đổi")),
                ("changed_at", models.DateTimeField(verbose_name="đổi lúc")),
                ("gone_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi lúc")),
                ("held", models.BooleanField(default=False, verbose_name="đã diễn ra")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "sự kiện trong lịch",
                "ordering": ["due_on", "pk"],
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="feed_event_once")],
            },
        ),
        migrations.CreateModel(
            name="DeliveryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=20)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="reminders.delivery"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="reminders.message"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("message", "channel"), name="line_once_a_channel")],
            },
        ),
        migrations.CreateModel(
            name="RecurringDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.DateField(verbose_name="kỳ, tính từ ngày")),
                ("done_on", models.DateField(default=core.dates.today, verbose_name="xong ngày")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đánh dấu",
                    ),
                ),
                (
                    "recurring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="done",
                        to="reminders.recurring",
                        verbose_name="việc",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỳ đã xong",
                "ordering": ["-period"],
                "constraints": [models.UniqueConstraint(fields=("recurring", "period"), name="recurring_done_once")],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="messages",
            field=models.ManyToManyField(
                related_name="deliveries", through="reminders.DeliveryLine", to="reminders.message"
            ),
        ),
    ]
