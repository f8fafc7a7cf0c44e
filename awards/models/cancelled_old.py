"""Awards that no decision here gave (entered by hand, imported) and that were cancelled: by which paper, and what has
to come back."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.dates import today
from units.models import Unit

from .decisions import Decision
from .register import Award


def history_url(award: Award) -> str:
    """Return the page of all awards of a line's nominee."""
    if award.person_id:
        return reverse("awards:person_history", args=[award.person_id])
    return reverse("awards:unit_history", args=[award.unit_id])


class OldCancellation(models.Model):
    """The decision, made elsewhere, that cancelled an old line of the register, and what came back.

    What was paid is not known here: a person types the amount and says where it is known from (`money_basis`). The
    term is that of Nghị định 152/2025/NĐ-CP, Điều 58: 15 working days from the day of receipt.
    """

    award = models.OneToOneField(
        Award, verbose_name="kết quả", on_delete=models.PROTECT, related_name="old_cancellation"
    )
    office = models.ForeignKey(Unit, verbose_name="cơ quan theo dõi", on_delete=models.PROTECT, related_name="+")
    decision_code = models.CharField("số quyết định hủy bỏ", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    ground = models.CharField("căn cứ hủy bỏ", max_length=1, choices=Decision.Ground.choices)
    reason = models.TextField("nội dung vi phạm, lý do", max_length=2000)
    received_on = models.DateField("ngày nhận quyết định")
    due_on = models.DateField("phải nộp lại trước hết ngày")
    money = models.PositiveIntegerField("tiền thưởng phải nộp lại (đồng)", default=0)
    money_basis = models.CharField("căn cứ của số tiền", max_length=300, blank=True)
    objects_returned_on = models.DateField("đã nộp lại hiện vật ngày", null=True, blank=True)
    money_returned_on = models.DateField("đã nộp lại tiền ngày", null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "hủy bỏ kết quả cũ"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.award}: {self.decision_code}"

    @staticmethod
    def open_ones() -> Q:
        """The filter of what has not come back yet, in whole."""
        return Q(objects_returned_on=None) | Q(money__gt=0, money_returned_on=None)

    @property
    def is_open(self) -> bool:
        return self.objects_returned_on is None or (self.money > 0 and self.money_returned_on is None)

    @property
    def late(self) -> bool:
        """Whether the term is over and something is still out."""
        day: dt.date = today()
        return self.is_open and day > self.due_on
