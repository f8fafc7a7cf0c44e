"""What later decisions did to lines of the register: corrected, cancelled, and what has to come back."""


from django.conf import settings
from django.db import models
from django.db.models import Q

from .decisions import Decision
from .register import Award


class Amendment(models.Model):
    """One line of the register in a decision that corrects or cancels it. `before` is filled when it is signed."""

    FIELDS = {"nominee_name": "Tên", "nominee_note": "Chức vụ, đơn vị", "achievement": "Thành tích"}

    decision = models.ForeignKey(
        Decision, verbose_name="quyết định", on_delete=models.CASCADE, related_name="amendments"
    )
    award = models.ForeignKey(Award, verbose_name="kết quả", on_delete=models.PROTECT, related_name="amendments")
    after = models.JSONField("ghi lại là", default=dict)
    # The name of which the clerk said that it is still the same person or collective: it holds for this name only.
    same_as = models.CharField("vẫn là người, tập thể này với tên", max_length=300, blank=True)
    before = models.JSONField("đã ghi là", default=dict)

    class Meta:
        verbose_name = "kết quả được sửa, hủy"
        ordering = ["award__golden_number", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "award"], name="amended_once_per_decision")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.award_id}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """(label, as it is or was, as it shall be) of what is corrected."""
        now = self.before or {name: getattr(self.award, name) for name in self.FIELDS}
        return [(label, now.get(name, ""), self.after[name]) for name, label in self.FIELDS.items()
                if name in self.after and self.after[name] != now.get(name)]  # fmt: skip


class Recovery(models.Model):
    """Objects and money of a cancelled award that must come back within 15 working days of the day on which the
    decision was received (Nghị định 152/2025/NĐ-CP, Điều 58)."""

    WORKING_DAYS = 15

    award = models.OneToOneField(Award, verbose_name="kết quả", on_delete=models.PROTECT, related_name="recovery")
    decision = models.ForeignKey(
        Decision, verbose_name="theo quyết định", on_delete=models.PROTECT, related_name="recoveries"
    )
    received_on = models.DateField("ngày nhận quyết định")
    due_on = models.DateField("phải nộp lại trước hết ngày")
    money = models.PositiveIntegerField("tiền phải nộp lại (đồng)", default=0)
    objects_returned_on = models.DateField("đã nộp lại hiện vật ngày", null=True, blank=True)
    money_returned_on = models.DateField("đã nộp lại tiền ngày", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người ghi",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "thu hồi"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.due_on}"

    @staticmethod
    def open_for(prefix: str = "") -> Q:
        """The filter of what has not come back yet, in whole, for a model that reaches it by `prefix`."""
        no_objects = Q(**{f"{prefix}objects_returned_on": None, f"{prefix}due_on__isnull": False})
        return no_objects | Q(**{f"{prefix}money__gt": 0, f"{prefix}money_returned_on": None})

    @property
    def is_open(self) -> bool:
        return self.objects_returned_on is None or (self.money > 0 and self.money_returned_on is None)
