"""Roles are held at a unit and reach the units below it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from .tree import Unit


class RoleKind(models.TextChoices):
    """What somebody comes to the system for."""

    STAFF = "staff", "Cán bộ đơn vị"
    HEAD = "head", "Lãnh đạo đơn vị"
    STANDING_OFFICE = "standing_office", "Phòng Tổ chức - Hành chính (thường trực thi đua)"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng"
    LEADER = "leader", "Lãnh đạo ký ban hành"
    INFORMATION_CENTRE = "information_centre", "Trung tâm Thông tin"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class RoleQuerySet(models.QuerySet["Role"]):
    def in_force_on(self, day: dt.date) -> "RoleQuerySet":
        """Roles held on that day."""
        return self.filter(Q(since=None) | Q(since__lte=day)).filter(Q(until=None) | Q(until__gte=day))


class Role(models.Model):
    """A role of a user at a unit, with the title that is printed when its holder signs."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="roles"
    )
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField("vai trò", max_length=20, choices=RoleKind.choices)
    title = models.CharField(
        "chức vụ khi ký",
        max_length=120,
        blank=True,
        help_text="Ví dụ: PHÓ CHÁNH VĂN PHÒNG. Để trống nếu không ký.",
    )
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến hết ngày", null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        ordering = ["unit__path", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "kind"],
                name="role_once_per_unit",
                violation_error_message="Tài khoản này đã giữ vai trò đó ở đơn vị đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} - {self.unit.short_name}"
