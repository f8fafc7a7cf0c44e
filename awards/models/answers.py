"""What members answer to the invitation to a meeting."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .council import CouncilMember
from .meetings import Meeting

if TYPE_CHECKING:
    from units.models import User


class InvitationAnswerQuerySet(models.QuerySet["InvitationAnswer"]):
    def valid(self) -> "InvitationAnswerQuerySet":
        """Those given for the hour at which the meeting is now: one that was moved asks again."""
        return self.filter(starts_at=F("meeting__starts_at"))

    def of(self, user: "User") -> "InvitationAnswerQuerySet":
        """The user's own."""
        return self.filter(member__user=user.pk)


class InvitationAnswer(models.Model):
    """Whether a member will come; who will not says why. `starts_at` is the hour for which it was answered.

    It is no attendance: who is there is kept at the meeting itself.
    """

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(CouncilMember, verbose_name="thành viên", on_delete=models.PROTECT, related_name="+")
    coming = models.BooleanField("tham dự")
    reason = models.CharField("lý do vắng", max_length=300, blank=True)
    starts_at = models.DateTimeField("cho phiên họp lúc")
    answered_at = models.DateTimeField("trả lời lúc", default=timezone.now)

    objects = InvitationAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời giấy mời"
        ordering = ["member__post", "member"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="invitation_answered_once"),
            models.CheckConstraint(condition=Q(coming=True) | ~Q(reason=""), name="absence_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {'tham dự' if self.coming else 'vắng'}"
