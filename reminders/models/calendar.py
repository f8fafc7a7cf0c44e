"""Lịch nghỉ: the days that differ from an ordinary week."""

from django.db import models


class CalendarDay(models.Model):
    """A weekday on which offices rest, or a Saturday or Sunday on which they work instead.

    Days off: Bộ luật Lao động 2019, Điều 112, and the yearly notices for Tết, the second day of Quốc khánh and
    swapped days. A day that no such notice was compared with is not `verified` and says so on every page.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "Nghỉ lễ, Tết"
        SWAPPED = "swapped", "Nghỉ hoán đổi"
        MADE_UP = "made_up", "Làm bù"

    CHIPS = {Kind.HOLIDAY: "info", Kind.SWAPPED: "info", Kind.MADE_UP: "soon"}

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại ngày", max_length=8, choices=Kind.choices, default=Kind.HOLIDAY)
    name = models.CharField("tên", max_length=120)
    source = models.CharField("căn cứ", max_length=200, blank=True)
    verified = models.BooleanField("đã đối chiếu", default=False)

    class Meta:
        verbose_name = "ngày trong lịch nghỉ"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

    @property
    def chip_kind(self) -> str:
        """The colour of the kind's chip."""
        return self.CHIPS[self.Kind(self.kind)]
