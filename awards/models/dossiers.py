"""Hồ sơ: what a unit sends for a round."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from units.models import Unit

from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: "User") -> "DossierQuerySet":
        """The unit sees its own; the standing office what was sent; council and leaders what was received."""
        from ..permissions import dossiers_of

        return self.filter(dossiers_of(user))


class Dossier(ConcurrentTransitionMixin, models.Model):
    """The list of one unit for one round."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        SENT = "sent", "Đã gửi"
        RECEIVED = "received", "Đã tiếp nhận"
        NOTHING = "nothing", "Không có đề nghị"

    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="dossiers")
    state = FSMField("trạng thái", default=State.DRAFT, choices=State.choices, protected=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người lập",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người gửi",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    received_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người tiếp nhận",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    late_reason = models.TextField("lý do nhận muộn", blank=True)
    late_accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người đồng ý nhận muộn",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="chuyên viên thẩm định",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # What the procedure's working days come to, counted from the receipt; empty when no procedure fixes any.
    appraise_by = models.DateField("thẩm định xong trước hết ngày", null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        ordering = ["-round__send_by", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="dossier_once_per_round_and_unit")]

    def __str__(self) -> str:
        return f"{self.reference} {self.unit.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("awards:dossier_detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """What is quoted on the telephone; a name, not a number of a register."""
        return f"HS{self.round.year}-{self.pk:05d}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def late_is_accepted(self) -> bool:
        return self.late_accepted_by_id is not None

    @property
    def is_sent(self) -> bool:
        """It went to the standing office, with what it proposes."""
        return self.state in (self.State.SENT, self.State.RECEIVED)

    @property
    def has_nothing(self) -> bool:
        """The unit answered the round and proposes nobody."""
        return self.state == self.State.NOTHING

    @transition(field=state, source=State.DRAFT, target=State.SENT)
    def send(self) -> None:
        """By the unit's head."""

    @transition(field=state, source=State.DRAFT, target=State.NOTHING)
    def report_nothing(self) -> None:
        """By the unit's head: an answer like any other, after which nobody asks the unit again."""

    @transition(field=state, source=State.NOTHING, target=State.DRAFT)
    def take_up_again(self) -> None:
        """By the unit's head, who proposes somebody after all."""

    @transition(field=state, source=State.SENT, target=State.RECEIVED)
    def receive(self) -> None:
        """By the standing office: appraisal begins."""
