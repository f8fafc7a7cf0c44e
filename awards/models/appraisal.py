"""Thẩm định: what a person judged, concluded and why."""

from django.conf import settings
from django.db import models

from .catalogue import RuleSet
from .nominations import Nomination


class Judgement(models.Model):
    """A person's answer to a condition that the system leaves to people; `code` names the condition."""

    nomination = models.ForeignKey(
        Nomination, verbose_name="đề nghị", on_delete=models.CASCADE, related_name="judgements"
    )
    code = models.CharField("điều kiện", max_length=60)
    met = models.BooleanField("đạt")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đánh giá", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now=True)

    class Meta:
        verbose_name = "đánh giá"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "code"], name="judgement_once_per_condition")]

    def __str__(self) -> str:
        return f"{self.code}: {'đạt' if self.met else 'chưa đạt'}"


class Appraisal(models.Model):
    """The conclusion on a nomination, with the tree of conditions as it stood at that moment."""

    class Proposal(models.TextChoices):
        ACCEPT = "accept", "Đề nghị khen"
        REJECT = "reject", "Không đề nghị khen"

    nomination = models.OneToOneField(
        Nomination, verbose_name="đề nghị", on_delete=models.CASCADE, related_name="appraisal"
    )
    proposal = models.CharField("kết luận", max_length=10, choices=Proposal.choices)
    opinion = models.TextField("ý kiến thẩm định", blank=True)
    overridden = models.BooleanField("kết luận khác kết quả đối chiếu", default=False)
    override_reason = models.TextField("lý do kết luận khác", blank=True)
    rule_set = models.ForeignKey(
        RuleSet, verbose_name="bộ tiêu chuẩn", null=True, on_delete=models.PROTECT, related_name="+"
    )
    tree = models.JSONField("kết quả đối chiếu", default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người thẩm định", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now=True)

    class Meta:
        verbose_name = "thẩm định"

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.get_proposal_display()}"
