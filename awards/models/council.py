"""Hội đồng Thi đua - Khen thưởng: its members, its meetings, the votes."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from documents.models import Draft
from units.models import Unit

from ..voting import Threshold
from .dossiers import Nomination

if TYPE_CHECKING:
    from units.models import User


def check_share(text: str) -> None:
    """Raise ValidationError for what is no share of votes."""
    try:
        Threshold.read(text)
    except ValueError:
        raise ValidationError(
            "Hãy ghi tỷ lệ như 80%, 2/3, hoặc >1/2 (nhiều hơn một nửa); từ trên 0 đến 100%."
        ) from None


class CouncilQuerySet(models.QuerySet["Council"]):
    def visible_to(self, user: "User") -> "CouncilQuerySet":
        """The office's roles see its councils; a member sees his own."""
        from ..permissions_council import councils_of

        return self.filter(councils_of(user))


class Council(models.Model):
    """Hội đồng, or its standing part, of an office. Who sits in it is decided on paper and entered here."""

    class Kind(models.TextChoices):
        FULL = "full", "Hội đồng"
        STANDING = "standing", "Thường trực Hội đồng"

    unit = models.ForeignKey(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="councils")
    kind = models.CharField("loại", max_length=8, choices=Kind.choices, default=Kind.FULL)
    name = models.CharField("tên", max_length=200)
    established_by = models.CharField("quyết định thành lập", max_length=200, blank=True)
    active = models.BooleanField("đang hoạt động", default=True)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "hội đồng thi đua, khen thưởng"
        ordering = ["-active", "unit__path", "kind", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="council_name_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:council_detail", args=[self.pk])


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def sitting(self) -> "CouncilMemberQuerySet":
        """Those who have not left."""
        return self.filter(left_on=None)


class CouncilMember(models.Model):
    """Somebody in a council. Whoever votes on a device has an account; others vote on paper."""

    class Post(models.TextChoices):
        CHAIR = "1_chair", "Chủ tịch Hội đồng"
        VICE = "2_vice", "Phó Chủ tịch Hội đồng"
        STANDING = "3_standing", "Ủy viên Thường trực"
        SECRETARY = "4_secretary", "Ủy viên, Thư ký"
        MEMBER = "5_member", "Ủy viên"

    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", null=True, blank=True, on_delete=models.PROTECT,
        related_name="council_seats",
    )  # fmt: skip
    full_name = models.CharField("họ và tên", max_length=120)
    title = models.CharField("chức vụ, đơn vị", max_length=200, blank=True)
    post = models.CharField("chức danh trong hội đồng", max_length=12, choices=Post.choices, default=Post.MEMBER)
    left_on = models.DateField("thôi tham gia từ ngày", null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên hội đồng"
        ordering = ["post", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=Q(left_on=None, user__isnull=False), name="seat_once"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


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

    @property
    def secret(self) -> bool:
        return self.ballot != self.Ballot.OPEN

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


class Ballot(models.Model):
    """That a member has voted on an item. The row carries no time; what was voted is sealed (`awards.voting`) and
    wiped when the votes are counted, or stands open where the vote is open."""

    item = models.ForeignKey(AgendaItem, verbose_name="nội dung", on_delete=models.CASCADE, related_name="ballots")
    member = models.ForeignKey(CouncilMember, verbose_name="thành viên", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField("phiếu niêm", default=b"", blank=True)
    choice = models.CharField("ý kiến công khai", max_length=1, blank=True)

    class Meta:
        verbose_name = "phiếu"
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="ballot_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.member_id}"


class PaperCount(models.Model):
    """What one teller counted from paper; the sums stand when two agree."""

    item = models.ForeignKey(AgendaItem, verbose_name="nội dung", on_delete=models.CASCADE, related_name="counts")
    teller = models.ForeignKey(
        CouncilMember, verbose_name="người kiểm phiếu", on_delete=models.PROTECT, related_name="+"
    )
    yes = models.PositiveSmallIntegerField("đồng ý")
    no = models.PositiveSmallIntegerField("không đồng ý")
    invalid = models.PositiveSmallIntegerField("phiếu trắng, không hợp lệ")

    class Meta:
        verbose_name = "kết quả kiểm phiếu giấy"
        constraints = [models.UniqueConstraint(fields=["item", "teller"], name="paper_count_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.yes}/{self.no}/{self.invalid}"

    @property
    def sums(self) -> tuple[int, int, int]:
        return self.yes, self.no, self.invalid
