"""Ballots: that somebody has voted, and what tellers counted from paper."""

from django.db import models

from .council import CouncilMember
from .meetings import AgendaItem


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
