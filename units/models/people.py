"""People who may be awarded; most have no account."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.search import Indexed
from core.text import fold, name_key, nfc

from .tree import Unit

if TYPE_CHECKING:
    from .users import User


class PersonQuerySet(Indexed["Person"]):
    def visible_to(self, user: "User") -> "PersonQuerySet":
        """People of the units that one of the user's roles reaches, and the user's own record."""
        from units.permissions import PERSONAL_DATA_ROLES, reached

        own = Q(pk=user.person_id) if user.person_id else Q(pk__in=[])
        return self.filter(reached(user, *PERSONAL_DATA_ROLES) | own)

    def working_on(self, day: dt.date) -> "PersonQuerySet":
        """People who are in service on that day."""
        return self.filter(Q(joined_on=None) | Q(joined_on__lte=day)).filter(Q(left_on=None) | Q(left_on__gt=day))

    def not_left_on(self, day: dt.date) -> "PersonQuerySet":
        """Those who have not left by that day; who leaves later is still among them."""
        return self.exclude(left_on__lte=day)


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
    # The name as it is compared: without diacritics and case.
    folded_name = models.CharField(max_length=160, editable=False, default="", db_index=True)

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
        self.folded_name = fold(self.full_name)[:160]

    @property
    def honorific(self) -> str:
        """Ông or Bà, as decisions write it; nothing when the gender is not known."""
        return {"nam": "Ông", "nu": "Bà"}.get(self.gender, "")

    @property
    def active(self) -> bool:
        """Whether the person is in service today."""
        from core.dates import today

        return self.left_on is None or self.left_on > today()


class FormerCode(models.Model):
    """A staff code that a person had on a record since merged into this one: old lists still find the person, and so
    does an address that names the old record."""

    code = models.CharField("mã cũ", max_length=30, unique=True)
    record = models.PositiveBigIntegerField("số của hồ sơ đã gộp", null=True, unique=True)  # its id; None: not known
    person = models.ForeignKey(Person, verbose_name="cá nhân", on_delete=models.CASCADE, related_name="former_codes")

    class Meta:
        verbose_name = "mã cán bộ cũ"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class NotSame(models.Model):
    """Two records that look alike and that somebody found to be two people. The lower id stands first."""

    first = models.ForeignKey(Person, verbose_name="người thứ nhất", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, verbose_name="người thứ hai", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người xem xét", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "cặp đã xác định là hai người"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_same_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="not_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
