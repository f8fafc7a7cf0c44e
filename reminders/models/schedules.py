"""Lịch nhắc: how each kind of deadline reminds, when the planner ran, and what it could not tell in time."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from .. import stages
from .units import UnitSet

if TYPE_CHECKING:
    from units.models import User

MOST_DAYS = 90
MOST_MARKS = 8
EXAMPLE = ", ".join(map(str, stages.MARKS))
MARKS_HELP = f"Số ngày trước hạn, cách nhau bằng dấu phẩy; 0 là đúng ngày hạn. Ví dụ: {EXAMPLE}."


def read_marks(text: str) -> tuple[int, ...]:
    """Return the days before that a text names, the farthest first. Raises ValidationError for anything else."""
    parts = [part for part in text.replace(";", ",").replace(" ", ",").split(",") if part]
    if not all(part.isdecimal() and part.isascii() and len(part) <= 3 for part in parts):
        raise ValidationError(f"Hãy ghi các số ngày cách nhau bằng dấu phẩy, ví dụ {EXAMPLE}.")
    marks = sorted({int(part) for part in parts}, reverse=True)
    if marks and marks[0] > MOST_DAYS:
        raise ValidationError(f"Chỉ nhắc trước tối đa {MOST_DAYS} ngày; hãy bỏ số {marks[0]}.")
    if len(marks) > MOST_MARKS:
        raise ValidationError(f"Chỉ ghi tối đa {MOST_MARKS} mốc; đã ghi {len(marks)} mốc.")
    return tuple(marks)


def check_marks(text: str) -> None:
    """Raise ValidationError where `read_marks` does."""
    read_marks(text)


def _days(label: str, default: int | None, *, least: int, most: int = 250, null: bool = False) -> "models.Field":
    return models.PositiveSmallIntegerField(
        label, default=default, null=null, blank=null, validators=[MinValueValidator(least), MaxValueValidator(most)]
    )


class KindSchedule(models.Model):
    """What the office set for one kind of deadline; a kind without a row reminds as its room proposes.

    `since` is the day from which the marks hold: one that fell before it is not made up for, so that a change does
    not wake everybody. One row a kind, for the whole installation.
    """

    kind = models.CharField("loại việc", max_length=40, unique=True)
    enabled = models.BooleanField("gửi lời nhắc", default=True)
    before = models.CharField(
        "nhắc trước hạn (ngày)", max_length=60, blank=True, validators=[check_marks], help_text=MARKS_HELP,
        default=",".join(map(str, stages.MARKS)),
    )  # fmt: skip
    repeat = _days("khi quá hạn, nhắc lại sau mỗi (ngày làm việc)", 3, least=0, most=60)
    head_after = _days("chuyển tới lãnh đạo đơn vị sau (ngày làm việc quá hạn)", 3, least=1, null=True)
    office_after = _days("chuyển tới thường trực thi đua sau (ngày làm việc quá hạn)", 6, least=1, null=True)
    silent_after = _days("thôi nhắc sau (ngày làm việc quá hạn)", 60, least=1)
    since = models.DateField("các mốc tính từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lịch nhắc của một loại việc"
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind

    @property
    def plain(self) -> stages.Schedule:
        """The same as plain data."""
        return stages.Schedule(
            before=read_marks(self.before), repeat=self.repeat, head_after=self.head_after,
            office_after=self.office_after, silent_after=self.silent_after, enabled=self.enabled, since=self.since,
        )  # fmt: skip


class PlannerRun(models.Model):
    """That the deadlines of a kind were read and told of on a working day; the kind "" stands for the planner itself.

    A working day without such a row is a day on which nobody was reminded: the server was down. On a day off, on which
    nobody is reminded, a row of the kind RESTING says that the planner looked.
    """

    RESTING = "-"

    kind = models.CharField("loại việc", max_length=40, blank=True)
    on = models.DateField("ngày")
    first_at = models.DateTimeField("lượt đầu", default=timezone.now)
    last_at = models.DateTimeField("lượt cuối", default=timezone.now)

    class Meta:
        verbose_name = "lượt lập lời nhắc"
        ordering = ["-on", "kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "on"], name="planner_run_once_a_day")]

    def __str__(self) -> str:
        return f"{self.kind or '*'} {self.on}"


class MissedQuerySet(models.QuerySet["Missed"]):
    def overseen_by(self, user: "User") -> "MissedQuerySet":
        """Those to the people whom the user oversees (see `permissions.overseen`), and the user's own."""
        from ..permissions import overseen

        return self.filter(overseen(user))


class Missed(models.Model):
    """A reminder that was due on a day on which nothing could be told, and why. It is not sent afterwards: the newest
    stage of its deadline is."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhận", on_delete=models.CASCADE, related_name="missed_reminders"
    )
    event_key = models.CharField("sự kiện", max_length=200)
    kind = models.CharField("loại", max_length=40)
    due_on = models.DateField("thời hạn")
    stage = models.CharField("mốc nhắc", max_length=20)
    told_on = models.DateField("lẽ ra nhắc ngày", db_index=True)
    title = models.CharField("việc", max_length=300)
    unit = models.CharField("đơn vị", max_length=300, blank=True)
    units = models.ForeignKey(UnitSet, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.CharField("trang mở ra", max_length=300, blank=True)
    reason = models.CharField("lý do", max_length=300)
    noted_at = models.DateTimeField("ghi lúc", default=timezone.now)

    objects = MissedQuerySet.as_manager()

    class Meta:
        verbose_name = "lời nhắc bị lỡ"
        ordering = ["-told_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["event_key", "recipient"], name="missed_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def stage_label(self) -> str:
        """The stage in words."""
        return stages.label(self.stage)
