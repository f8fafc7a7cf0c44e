"""Which units reminders concern, each set of them once however many reminders name it."""

from django.db import models


class UnitSet(models.Model):
    """The units that have to act on a deadline, as one text: "|5|12|". Its number is reckoned from the text (see
    `unit_marks`), so that ten thousand reminders are written without asking for it."""

    id = models.BigIntegerField(primary_key=True)
    ids = models.TextField()

    class Meta:
        verbose_name = "các đơn vị của lời nhắc"

    def __str__(self) -> str:
        return self.ids
