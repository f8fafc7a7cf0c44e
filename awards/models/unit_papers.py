"""Papers of a dossier or a round that are written, signed and numbered as official documents."""

from django.db import models
from django.db.models import Q

from documents.models import Draft

from .dossiers import Dossier
from .rounds import Round


class UnitPaper(models.Model):
    """The draft of a unit's submission or minutes, or of an office's submission over a round; each at most once."""

    class Kind(models.TextChoices):
        SUBMISSION = "submission", "Tờ trình và danh sách"
        MINUTES = "minutes", "Biên bản họp"

    dossier = models.ForeignKey(
        Dossier, verbose_name="hồ sơ", null=True, blank=True, on_delete=models.CASCADE, related_name="papers"
    )
    round = models.ForeignKey(
        Round, verbose_name="đợt xét", null=True, blank=True, on_delete=models.CASCADE, related_name="papers"
    )
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    draft = models.OneToOneField(Draft, verbose_name="văn bản", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "văn bản của hồ sơ"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "kind"], name="unit_paper_once_per_dossier"),
            models.UniqueConstraint(fields=["round", "kind"], name="unit_paper_once_per_round"),
            models.CheckConstraint(
                condition=Q(dossier=None, round__isnull=False) | Q(dossier__isnull=False, round=None),
                name="unit_paper_of_dossier_or_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.draft}"
