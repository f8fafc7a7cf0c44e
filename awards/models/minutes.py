"""Biên bản họp: how the unit's meeting on its nominees went; the votes stand with the nominations."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .dossiers import Dossier


class UnitMinutes(models.Model):
    """The meeting of a unit that weighed the nominees of one dossier (Luật 06/2022/QH15, Điều 84)."""

    dossier = models.OneToOneField(Dossier, verbose_name="hồ sơ", on_delete=models.CASCADE, related_name="minutes")
    held_on = models.DateField("ngày họp")
    begins = models.TimeField("bắt đầu lúc")
    ends = models.TimeField("kết thúc lúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200)
    chair = models.CharField("chủ trì", max_length=160)
    secretary = models.CharField("thư ký", max_length=160)
    members = models.PositiveSmallIntegerField("số người được triệu tập")
    present = models.PositiveSmallIntegerField("số người có mặt")
    absent = models.CharField("vắng mặt, lý do", max_length=400, blank=True)
    opinions = models.TextField("diễn biến, ý kiến thảo luận", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người sửa", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "biên bản họp của đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("members")),
                name="minutes_present_fits_members",
                violation_error_message="Số người có mặt không được lớn hơn số người được triệu tập.",
            )
        ]

    def __str__(self) -> str:
        return f"Biên bản họp {self.held_on:%d/%m/%Y}"


class MinutesDraft(models.Model):
    """What is being typed of the minutes and was not kept yet: the fields of the form as text, by name.

    Half a day or a missing hour is no minutes, so they stand apart; keeping the minutes takes the draft away. `version`
    goes on from that of the minutes: one count for both, so that of two writers the second is told.
    """

    dossier = models.OneToOneField(
        Dossier, verbose_name="hồ sơ", on_delete=models.CASCADE, related_name="minutes_draft"
    )
    typed = models.JSONField("đang gõ", default=dict)
    version = models.PositiveIntegerField("phiên bản", default=1)
    updated_at = models.DateTimeField("tự lưu lúc", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người gõ", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "biên bản đang soạn"

    def __str__(self) -> str:
        return f"Biên bản đang soạn của hồ sơ {self.dossier_id}"
