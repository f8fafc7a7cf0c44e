"""Decisions on awards, and those that change or cancel them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from documents.models import Document

from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: "User") -> "DecisionQuerySet":
        """The standing office sees all of its office's; leaders what was submitted; council what was signed."""
        from ..permissions import decisions_of

        return self.filter(decisions_of(user))


class Decision(ConcurrentTransitionMixin, models.Model):
    """A decision to award the nominations that point at it; signed once, by one person."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        SUBMITTED = "submitted", "Chờ ký"
        SIGNED = "signed", "Đã ký, ban hành"

    class Kind(models.TextChoices):
        AWARD = "award", "Khen thưởng"
        CORRECT = "correct", "Đính chính"
        CANCEL = "cancel", "Hủy bỏ"
        RECOVER = "recover", "Thu hồi hiện vật, tiền thưởng"

    class Ground(models.TextChoices):
        """Why an award is cancelled (Luật 06/2022/QH15, Điều 93 khoản 2)."""

        FRAUD = "a", "Có hành vi gian dối trong việc kê khai công trạng, thành tích (điểm a)"
        FALSE = "b", "Cung cấp thông tin sai sự thật hoặc làm giả hồ sơ, giấy tờ (điểm b)"
        UNLAWFUL = "c", "Thẩm định, xét, duyệt, đề nghị trái quy định của pháp luật (điểm c)"
        CONCLUDED = "d", "Có kết luận, quyết định, bản án dẫn đến không bảo đảm tiêu chuẩn xét tặng (điểm d)"

    CHIPS = {State.DRAFT: "neutral", State.SUBMITTED: "soon", State.SIGNED: "awarded"}

    kind = models.CharField("loại", max_length=8, choices=Kind.choices, default=Kind.AWARD)
    amends = models.ForeignKey(
        "self",
        verbose_name="sửa, hủy quyết định",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="amended_by",
    )
    ground = models.CharField("căn cứ hủy bỏ", max_length=1, choices=Ground.choices, blank=True)
    explanation = models.TextField("nội dung vi phạm, lý do", blank=True)
    bonus_in_list = models.BooleanField("ghi mức tiền thưởng trong danh sách", default=False)
    version = models.PositiveIntegerField("phiên bản", default=1)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người sửa",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="decisions")
    subject = models.CharField("trích yếu", max_length=300)
    achievement = models.CharField("thành tích", max_length=300)
    # By nomination id: what somebody is praised for where it is not what all are praised for, and why a form is
    # rewarded beside another one of the same time (Nghị định 152/2025/NĐ-CP, Điều 49.6).
    own_achievements = models.JSONField("thành tích của từng người, tập thể", default=dict)
    apart = models.JSONField("thưởng riêng vì", default=dict)
    bases = models.JSONField("căn cứ", default=list)
    recipients = models.JSONField("nơi nhận", default=list)
    state = FSMField("trạng thái", default=State.DRAFT, choices=State.choices, protected=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người soạn", on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField("soạn lúc", auto_now_add=True)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    document = models.OneToOneField(
        Document,
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award_decision",
    )
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người ký",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định khen thưởng"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(document__isnull=False, decided_on__isnull=False, signer__isnull=False),
                name="signed_decision_has_document",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("awards:decision_detail", args=[self.pk])

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.State(self.state)]

    @property
    def awards_people(self) -> bool:
        """Whether it is a decision to award, and not one that changes an earlier one."""
        return self.kind == self.Kind.AWARD

    @transition(field=state, source=State.DRAFT, target=State.SUBMITTED)
    def submit(self) -> None:
        """To the leader."""

    @transition(field=state, source=State.SUBMITTED, target=State.DRAFT)
    def give_back(self) -> None:
        """By the leader, with a reason."""

    @transition(field=state, source=State.SUBMITTED, target=State.SIGNED)
    def sign(self) -> None:
        """By the leader."""
