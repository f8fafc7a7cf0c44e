"""Trình cấp trên: nominations that a higher authority decides, sent on with their papers and followed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from core.dates import today, vn_date
from documents.models import Draft

from .dossiers import Dossier
from .nominations import Nomination
from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


class ForwardingQuerySet(models.QuerySet["Forwarding"]):
    def visible_to(self, user: "User") -> "ForwardingQuerySet":
        """The standing office and the leaders of the office that forwards."""
        from ..permissions_hearing import forwardings_of

        return self.filter(forwardings_of(user))


class Forwarding(models.Model):
    """Some nominations of a round on their way up: into a round of an office above here, or to one outside."""

    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="forwardings")
    to_name = models.CharField("cơ quan nhận", max_length=200)
    dossier = models.ForeignKey(
        Dossier, verbose_name="hồ sơ ở đợt của cấp trên", null=True, blank=True, on_delete=models.PROTECT,
        related_name="forwardings",
    )  # fmt: skip
    paper = models.ForeignKey(
        Draft, verbose_name="tờ trình", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_number = models.CharField("số tờ trình", max_length=60, blank=True)
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    expected_on = models.DateField("dự kiến có kết quả", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người lập", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = ForwardingQuerySet.as_manager()

    class Meta:
        verbose_name = "lần trình cấp trên"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Trình {self.to_name}"

    def get_absolute_url(self) -> str:
        return reverse("awards:forward_detail", args=[self.pk])

    @property
    def sent(self) -> bool:
        return self.sent_on is not None

    @cached_property
    def numbered_here(self) -> bool:
        """Whether its submission is a document of this installation; else number and day are typed."""
        return self.round.unit.issuer is not None

    @property
    def signed(self) -> bool:
        """Whether its submission is signed and has a number: issued here, or, by an office that issues nothing, its
        number typed."""
        if not self.numbered_here:
            return bool(self.sent_number)
        return bool(self.paper and self.paper.document_id)

    @property
    def paper_said(self) -> str:
        """How far its submission is, for whoever waits for it."""
        where = f"mục Trình cấp trên của đợt “{self.round.title}”"
        if not self.numbered_here:
            return f"số {self.sent_number}" if self.sent_number else f"chưa ghi số và ngày ở {where}"
        if self.paper is None:
            return f"chưa lập; bấm Lập tờ trình ở {where}, rồi trình lãnh đạo ký và lấy số"
        if self.paper.document is None:
            return f"{self.paper.get_state_display().lower()}, chưa ký và lấy số"
        return f"số {self.paper.document.code} ngày {vn_date(self.paper.document.issued_on)}"

    @property
    def late(self) -> bool:
        """Whether the answer was expected by now."""
        return self.expected_on is not None and today() > self.expected_on


class Forwarded(models.Model):
    """One nomination on its way up, and what became of it; `above` is the nomination in the higher office's round."""

    class Result(models.TextChoices):
        WAITING = "", "Chờ kết quả"
        AWARDED = "awarded", "Được khen"
        REFUSED = "refused", "Không được khen"
        CALLED_BACK = "called_back", "Đã rút"

    CHIPS = {Result.WAITING: "info", Result.AWARDED: "awarded", Result.REFUSED: "late", Result.CALLED_BACK: "neutral"}

    forwarding = models.ForeignKey(Forwarding, verbose_name="lần trình", on_delete=models.CASCADE, related_name="items")
    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.PROTECT, related_name="forwarded"
    )
    above = models.OneToOneField(
        Nomination, verbose_name="đề nghị ở cấp trên", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="forwarded_from",
    )  # fmt: skip
    result = models.CharField("kết quả", max_length=12, choices=Result.choices, blank=True, default="")
    reason = models.TextField("lý do", blank=True)
    decision_code = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    issuer_name = models.CharField("người, cơ quan quyết định", max_length=200, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi kết quả", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    settled_at = models.DateTimeField("ghi kết quả lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị trình cấp trên"
        ordering = ["forwarding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=~Q(result__in=["called_back", "refused"]), name="forwarded_once"
            ),
            models.CheckConstraint(
                condition=~Q(result="awarded") | (Q(decided_on__isnull=False) & ~Q(decision_code="")),
                name="forwarded_award_has_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.get_result_display()

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.Result(self.result)]
