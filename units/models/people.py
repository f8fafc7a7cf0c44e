"""People who may be awarded; most have no account."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from core.text import fold, name_key, nfc

from .tree import Unit

if TYPE_CHECKING:
    from .users import User


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User") -> "PersonQuerySet":
        """People of the units that one of the user's roles reaches, and the user's own record."""
        from units.permissions import PERSONAL_DATA_ROLES, reached

        own = Q(pk=user.person_id) if user.person_id else Q(pk__in=[])
        return self.filter(reached(user, *PERSONAL_DATA_ROLES) | own)

    def working_on(self, day: dt.date) -> "PersonQuerySet":
        """People who are in service on that day."""
        return self.filter(Q(joined_on=None) | Q(joined_on__lte=day)).filter(Q(left_on=None) | Q(left_on__gt=day))


class Person(models.Model):
    """Cán bộ, công chức, viên chức, người lao động: somebody who may be awarded."""

    class Gender(models.TextChoices):
        MALE = "nam", "Nam"
        FEMALE = "nu", "Nữ"

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="people")
    full_name = models.CharField("họ và tên", max_length=120)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    gender = models.CharField("giới tính", max_length=3, choices=Gender.choices, blank=True)
    position = models.CharField("chức vụ, chức danh", max_length=160, blank=True)
    staff_code = models.CharField("mã cán bộ", max_length=30, unique=True)
    joined_on = models.DateField("ngày vào cơ quan", null=True, blank=True)
    left_on = models.DateField("ngày thôi việc", null=True, blank=True)
    direct_worker = models.BooleanField("người lao động trực tiếp", default=False)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    search_text = models.CharField(max_length=400, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "cá nhân"
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["unit", "sort_key"])]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self) -> None:
        """Bring the name to its normal form and fill the keys; needed by hand only before a bulk write."""
        self.full_name = " ".join(nfc(self.full_name).split())
        self.sort_key = name_key(self.full_name)[:600]
        self.search_text = fold(f"{self.full_name} {self.staff_code} {self.position}")[:400]

    @property
    def honorific(self) -> str:
        """Ông or Bà, as decisions write it; nothing when the gender is not known."""
        return {"nam": "Ông", "nu": "Bà"}.get(self.gender, "")

    @property
    def active(self) -> bool:
        """Whether the person is in service today."""
        from core.dates import today

        return self.left_on is None or self.left_on > today()
