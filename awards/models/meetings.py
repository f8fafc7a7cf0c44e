"""Meetings of a council: when, who is there, what is voted on and by which rules."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from documents.models import Draft

from ..voting import Threshold, share_in_words
from .council import Council, CouncilMember, check_share
from .nominations import Nomination

if TYPE_CHECKING:
    from units.models import User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        """Meetings of the councils that the user may see."""
        from ..permissions_council import councils_of

        return self.filter(councils_of(user, prefix="council__"))


class Meeting(ConcurrentTransitionMixin, models.Model):
    """A session (phiên họp): when, where, who must be there, what is voted on.

    `quorum` is the share of all members without whom it may not begin; how many must be there is the province's
    to set, as are thresholds and ties (Nghị định 152/2025/NĐ-CP, Điều 6.2).
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Sắp họp"
        OPEN = "open", "Đang họp"
        CLOSED = "closed", "Đã kết thúc"

    CHIPS = {State.PLANNED: "info", State.OPEN: "soon", State.CLOSED: "done"}

    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField("tên phiên họp", max_length=200)
    starts_at = models.DateTimeField("thời gian")
    place = models.CharField("địa điểm", max_length=200)
    quorum = models.CharField("số thành viên phải có mặt", max_length=8, default="2/3", validators=[check_share])
    chair = models.ForeignKey(
        CouncilMember, verbose_name="chủ trì", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    secretary = models.ForeignKey(
        CouncilMember, verbose_name="thư ký", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tellers = models.ManyToManyField(
        CouncilMember, verbose_name="người kiểm phiếu", blank=True, related_name="counts_at",
        help_text="Chọn hai người khi bỏ phiếu giấy.",
    )  # fmt: skip
    discussion = models.TextField("diễn biến, ý kiến thảo luận", blank=True)
    state = FSMField("trạng thái", default=State.PLANNED, choices=State.choices, protected=True)
    opened_at = models.DateTimeField("khai mạc lúc", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    invitation = models.ForeignKey(
        Draft, verbose_name="giấy mời", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    minutes = models.ForeignKey(
        Draft, verbose_name="biên bản họp", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    counting_minutes = models.ForeignKey(
        Draft, verbose_name="biên bản kiểm phiếu", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người lập", on_delete=models.PROTECT, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp hội đồng"
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("awards:meeting_detail", args=[self.pk])

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.State(self.state)]

    @transition(field=state, source=State.PLANNED, target=State.OPEN)
    def open(self) -> None:
        """With a quorum."""

    @transition(field=state, source=State.OPEN, target=State.CLOSED)
    def close(self) -> None:
        """Every item is counted."""


class Attendance(models.Model):
    """Whether a member is at a meeting; an absent one may have written an opinion."""

    class Kind(models.TextChoices):
        PRESENT = "present", "Có mặt"
        WRITTEN = "written", "Vắng, có ý kiến bằng văn bản"
        ABSENT = "absent", "Vắng"

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(CouncilMember, verbose_name="thành viên", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("có mặt", max_length=8, choices=Kind.choices)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "điểm danh"
        ordering = ["member__post", "member"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_kind_display()}"


class AgendaItem(ConcurrentTransitionMixin, models.Model):
    """One nomination that a meeting votes on. What decided is kept with the sums: rules may change later."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chưa bỏ phiếu"
        VOTING = "voting", "Đang bỏ phiếu"
        COUNTED = "counted", "Đã kiểm phiếu"

    class Ballot(models.TextChoices):
        SECRET = "secret", "Phiếu kín trên thiết bị"
        PAPER = "paper", "Phiếu kín trên giấy"
        OPEN = "open", "Biểu quyết công khai"

    class Of(models.TextChoices):
        ALL = "all", "tổng số thành viên Hội đồng"
        PRESENT = "present", "số thành viên dự họp"

    class Tie(models.TextChoices):
        FAILS = "fails", "Không thông qua"
        CHAIR = "chair", "Theo bên có phiếu của người chủ trì"

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.CASCADE, related_name="items")
    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.PROTECT, related_name="agenda_items"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    ballot = models.CharField("cách biểu quyết", max_length=6, choices=Ballot.choices, default=Ballot.SECRET)
    threshold = models.CharField("tỷ lệ phải đạt", max_length=8, default="80%", validators=[check_share])
    threshold_of = models.CharField("tính trên", max_length=8, choices=Of.choices, default=Of.ALL)
    tie = models.CharField("khi số phiếu bằng nhau", max_length=6, choices=Tie.choices, default=Tie.FAILS)
    discussion = models.TextField("ý kiến thảo luận", blank=True)
    state = FSMField("trạng thái", default=State.WAITING, choices=State.choices, protected=True)
    # The name of the key file of the ballot box; nothing here opens a ballot.
    box = models.CharField(max_length=64, blank=True, editable=False)
    yes = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True)
    no = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True)
    invalid = models.PositiveSmallIntegerField("phiếu trắng, không hợp lệ", null=True, blank=True)
    members = models.PositiveSmallIntegerField("tổng số thành viên", null=True, blank=True)
    present = models.PositiveSmallIntegerField("số người được bỏ phiếu", null=True, blank=True)
    needed = models.PositiveSmallIntegerField("số phiếu cần", null=True, blank=True)
    passed = models.BooleanField("được thông qua", null=True, blank=True)

    class Meta:
        verbose_name = "nội dung phiên họp"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "nomination"], name="nomination_once_per_meeting"),
            models.CheckConstraint(
                condition=~Q(state="counted") | Q(yes__isnull=False, passed__isnull=False),
                name="counted_item_has_sums",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.nomination}"

    def get_absolute_url(self) -> str:
        """Its place on the page of the meeting: an act on one item comes back to it, not to the top."""
        return f"{self.meeting.get_absolute_url()}#noi-dung-{self.pk}"

    @property
    def secret(self) -> bool:
        return self.ballot != self.Ballot.OPEN

    @property
    def base(self) -> int:
        """Of how many the votes for it are reckoned, as the rules of this vote ask: all members or those present."""
        return (self.members if self.threshold_of == self.Of.ALL else self.present) or 0

    @property
    def share(self) -> str:
        """ "60,0%" of that base: what minutes and every paper after them say."""
        return share_in_words(self.yes or 0, self.base, Threshold.read(self.threshold))

    @property
    def figures(self) -> str:
        """ "3/5 phiếu đồng ý, 60,0%, tính trên số thành viên dự họp"."""
        return f"{self.yes}/{self.base} phiếu đồng ý, {self.share}, tính trên {self.get_threshold_of_display()}"

    @property
    def by_chair(self) -> bool:
        """Whether it passed by the chair's vote: with fewer than were needed."""
        return bool(self.passed) and (self.yes or 0) < (self.needed or 0)

    @property
    def tie_said(self) -> str:
        """What decided a tie, with the rule that was chosen for it; nothing where the number of votes decided."""
        if not self.yes or self.yes != self.no or self.needed != self.yes + 1:
            return ""
        rule = f"quy tắc đã chọn khi số phiếu bằng nhau: “{self.get_tie_display()}”"
        if self.by_chair:
            return f"số phiếu bằng nhau; thông qua theo ý kiến của người chủ trì ({rule})"
        if self.tie == self.Tie.CHAIR and not self.secret:
            return f"số phiếu bằng nhau; không thông qua vì người chủ trì không bỏ phiếu đồng ý ({rule})"
        if self.tie == self.Tie.CHAIR:
            rule += "; phiếu kín nên không xét phiếu của người chủ trì"
        return f"số phiếu bằng nhau; không thông qua ({rule})"

    @property
    def heard(self) -> tuple[str, ...]:
        """Who is heard of those on the list of attendance: a written opinion counts where the vote is open."""
        there = (Attendance.Kind.PRESENT,)
        return there if self.secret else (*there, Attendance.Kind.WRITTEN)

    @transition(field=state, source=State.WAITING, target=State.VOTING)
    def begin(self) -> None:
        """Members may vote."""

    @transition(field=state, source=State.VOTING, target=State.COUNTED)
    def end(self) -> None:
        """The box is opened once."""

    @transition(field=state, source=[State.VOTING, State.COUNTED], target=State.WAITING)
    def vote_again(self) -> None:
        """What was cast is void, with a reason."""


class Conflict(models.Model):
    """A declared conflict of interest: file and ballot are closed to that member."""

    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.CASCADE, related_name="conflicts"
    )
    member = models.ForeignKey(
        CouncilMember, verbose_name="thành viên", on_delete=models.PROTECT, related_name="conflicts"
    )
    reason = models.CharField("lý do", max_length=300)
    declared_at = models.DateTimeField("khai báo lúc", auto_now_add=True)

    class Meta:
        verbose_name = "xung đột lợi ích"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "member"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.nomination_id}"
