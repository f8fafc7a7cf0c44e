"""Hiệp y: what other agencies are asked about nominations, until when, and what they say."""

import secrets
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.dates import today
from units.models import Unit

from .nominations import Nomination
from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


def new_nonce() -> str:
    """What makes a link differ from the one before."""
    return secrets.token_hex(12)


def answer_path(request: "OpinionRequest", name: str) -> str:
    """A place that nobody can guess and that carries nothing of the file's own name."""
    return f"awards/{uuid.uuid4().hex}.{request.file_kind}"


class OpinionRequestQuerySet(models.QuerySet["OpinionRequest"]):
    def open(self) -> "OpinionRequestQuerySet":
        """Those that wait for an answer."""
        return self.filter(answered_at=None, cancelled_at=None)

    def visible_to(self, user: "User") -> "OpinionRequestQuerySet":
        """The office that asks, its readers, and the agency that is asked."""
        from ..permissions_hearing import requests_of

        return self.filter(requests_of(user))


class OpinionRequest(models.Model):
    """One agency is asked about some nominations of a round: a unit here (`agency`), or one outside by name and mail.

    The link of an outside agency is made from `nonce` and the installation's secret key, so that the database alone
    opens nothing; a new nonce makes the old link void.
    """

    class Mail(models.TextChoices):
        NONE = "", "Không gửi thư"
        QUEUED = "queued", "Chờ gửi thư"
        IN_FLIGHT = "in_flight", "Đang gửi thư"
        SENT = "sent", "Đã gửi thư"
        FAILED = "failed", "Không gửi được thư"

    class Way(models.TextChoices):
        HERE = "here", "Trả lời trong hệ thống"
        LINK = "link", "Trả lời qua đường dẫn"
        PAPER = "paper", "Văn bản trả lời"

    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="opinion_requests")
    agency = models.ForeignKey(
        Unit, verbose_name="cơ quan trong hệ thống", null=True, blank=True, on_delete=models.PROTECT,
        related_name="asked_opinions",
    )  # fmt: skip
    name = models.CharField("cơ quan được hỏi", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    question = models.TextField("nội dung xin ý kiến", blank=True)
    due_on = models.DateField("trả lời trước hết ngày")
    nonce = models.CharField(max_length=24, default=new_nonce, editable=False)
    mail = models.CharField("thư", max_length=10, choices=Mail.choices, blank=True, default=Mail.NONE)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người hỏi", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("hỏi lúc", auto_now_add=True)
    cancelled_at = models.DateTimeField("thôi hỏi lúc", null=True, blank=True)
    cancel_reason = models.TextField("lý do thôi hỏi", blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    way = models.CharField("cách trả lời", max_length=6, choices=Way.choices, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi trả lời", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    answerer = models.CharField("người trả lời", max_length=160, blank=True)
    paper_number = models.CharField("số văn bản", max_length=60, blank=True)
    paper_date = models.DateField("ngày văn bản", null=True, blank=True)
    file = models.FileField("tệp văn bản", upload_to=answer_path, max_length=200, blank=True)
    file_kind = models.CharField(max_length=4, blank=True)
    file_name = models.CharField("tên tệp", max_length=160, blank=True)
    file_sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    objects = OpinionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "xin ý kiến (hiệp y)"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["answered_at", "due_on"])]

    def __str__(self) -> str:
        return f"Xin ý kiến {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("awards:opinion_detail", args=[self.pk])

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.cancelled_at is None

    @property
    def late(self) -> bool:
        """Whether the last day has passed without an answer, or the answer came after it."""
        if self.cancelled_at:
            return False
        return (self.answered_on or today()) > self.due_on

    @property
    def label(self) -> str:
        if self.cancelled_at:
            return "Thôi hỏi"
        if self.waits:
            return "Quá hạn, chưa trả lời" if self.late else "Chờ trả lời"
        return "Trả lời muộn" if self.late else "Đã trả lời"

    @property
    def chip_kind(self) -> str:
        if self.cancelled_at:
            return "neutral"
        if self.waits:
            return "late" if self.late else "info"
        return "done"


class Opinion(models.Model):
    """What is asked about one nomination, and the answer."""

    class Verdict(models.TextChoices):
        AGREE = "agree", "Đồng ý"
        DISAGREE = "disagree", "Không đồng ý"
        OTHER = "other", "Ý kiến khác"

    CHIPS = {Verdict.AGREE: "done", Verdict.DISAGREE: "late", Verdict.OTHER: "soon"}

    request = models.ForeignKey(
        OpinionRequest, verbose_name="lần hỏi", on_delete=models.CASCADE, related_name="opinions"
    )
    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.PROTECT, related_name="opinions"
    )
    verdict = models.CharField("ý kiến", max_length=10, choices=Verdict.choices, blank=True)
    text = models.TextField("nội dung ý kiến", blank=True)

    class Meta:
        verbose_name = "ý kiến về một đề nghị"
        ordering = ["request", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "nomination"], name="opinion_once_per_request"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", "agree", "disagree", "other"]), name="opinion_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display() or "Chưa trả lời"

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.Verdict(self.verdict)] if self.verdict else "neutral"
