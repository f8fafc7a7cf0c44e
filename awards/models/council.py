"""Hội đồng Thi đua - Khen thưởng and who sits in it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from units.models import Unit

from ..voting import Threshold

if TYPE_CHECKING:
    from units.models import User


def check_share(text: str) -> None:
    """Raise ValidationError for what is no share of votes."""
    try:
        Threshold.read(text)
    except ValueError:
        raise ValidationError(
            "Hãy ghi tỷ lệ như 80%, 2/3, hoặc trên 1/2; tỷ lệ phải lớn hơn 0 và không quá 100%."
        ) from None


class CouncilQuerySet(models.QuerySet["Council"]):
    def visible_to(self, user: "User") -> "CouncilQuerySet":
        """The office's roles see its councils; a member sees his own."""
        from ..permissions_council import councils_of

        return self.filter(councils_of(user))


class Council(models.Model):
    """Hội đồng, or its standing part, of an office. Who sits in it is decided on paper and entered here."""

    class Kind(models.TextChoices):
        FULL = "full", "Hội đồng"
        STANDING = "standing", "Thường trực Hội đồng"

    unit = models.ForeignKey(Unit, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="councils")
    kind = models.CharField("loại", max_length=8, choices=Kind.choices, default=Kind.FULL)
    name = models.CharField("tên", max_length=200)
    established_by = models.CharField("quyết định thành lập", max_length=200, blank=True)
    active = models.BooleanField("đang hoạt động", default=True)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "hội đồng thi đua, khen thưởng"
        ordering = ["-active", "unit__path", "kind", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="council_name_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:council_detail", args=[self.pk])


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def sitting(self) -> "CouncilMemberQuerySet":
        """Those who have not left."""
        return self.filter(left_on=None)


class CouncilMember(models.Model):
    """Somebody in a council. Whoever votes on a device has an account; others vote on paper."""

    class Post(models.TextChoices):
        CHAIR = "1_chair", "Chủ tịch Hội đồng"
        VICE = "2_vice", "Phó Chủ tịch Hội đồng"
        STANDING = "3_standing", "Ủy viên Thường trực"
        SECRETARY = "4_secretary", "Ủy viên, Thư ký"
        MEMBER = "5_member", "Ủy viên"

    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", null=True, blank=True, on_delete=models.PROTECT,
        related_name="council_seats",
    )  # fmt: skip
    full_name = models.CharField("họ và tên", max_length=120)
    title = models.CharField("chức vụ, đơn vị", max_length=200, blank=True)
    post = models.CharField("chức danh trong hội đồng", max_length=12, choices=Post.choices, default=Post.MEMBER)
    left_on = models.DateField("thôi tham gia từ ngày", null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên hội đồng"
        ordering = ["post", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=Q(left_on=None, user__isnull=False), name="seat_once"
            )
        ]

    def __str__(self) -> str:
        return self.full_name
