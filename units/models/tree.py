"""The unit tree."""

import datetime as dt
import re
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from core.exceptions import Refused
from core.search import Indexed
from core.text import fold, nfc, vn_key

_UBND = re.compile(r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", re.IGNORECASE)
PATH_STEP = 6
PATH_LENGTH = 120
TOO_DEEP = f"Cây đơn vị chỉ sâu {PATH_LENGTH // PATH_STEP} cấp. Hãy đặt đơn vị này ở cấp cao hơn."


def next_path(parent: "Unit | None") -> str:
    """Return a free path below the parent; the parent's row is locked so that two never get the same.

    Raises Refused where the tree is as deep as it may be. Call it inside a transaction.
    """
    prefix = ""
    if parent is not None:
        prefix = Unit.objects.select_for_update().get(pk=parent.pk).path
    siblings = Unit.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True)
    last = siblings.first()
    step = int(last[-PATH_STEP:-1]) + 1 if last else 1
    path = f"{prefix}{step:05d}."
    if len(path) > PATH_LENGTH:
        raise Refused(TOO_DEEP)
    return path


class UnitQuerySet(Indexed["Unit"]):
    def subtree(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything below it."""
        return self.filter(path__startswith=unit.path)

    def alive_on(self, day: dt.date) -> "UnitQuerySet":
        """Units that exist on that day."""
        return self.filter(Q(founded_on=None) | Q(founded_on__lte=day)).filter(
            Q(dissolved_on=None) | Q(dissolved_on__gt=day)
        )

    def visible_to(self, user: Any) -> "UnitQuerySet":
        """The tree's names are known to everyone who works here."""
        return self.all() if user.is_authenticated else self.none()


class Unit(models.Model):
    """A node of the tree (đơn vị; phòng, ban; tổ, bộ phận), with what its documents' heads need.

    `path` is the chain of six-digit keys from the root, so that "this unit and all below" is one prefix
    comparison on any database.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", "Ủy ban nhân dân tỉnh"
        OFFICE = "office", "Văn phòng"
        DEPARTMENT = "department", "Sở, ban, ngành"
        COMMUNE = "commune", "Ủy ban nhân dân xã, phường, đặc khu"
        CENTRE = "centre", "Đơn vị sự nghiệp"
        DIVISION = "division", "Phòng, ban"
        TEAM = "team", "Tổ, bộ phận"

    code = models.CharField("mã đơn vị", max_length=30, unique=True)
    name = models.CharField("tên đầy đủ", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=80)
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    symbol = models.CharField(
        "chữ viết tắt trong ký hiệu văn bản",
        max_length=30,
        blank=True,
        help_text="Ví dụ: VP trong 05/KH-VP (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.3).",
    )
    place = models.CharField("địa danh", max_length=80, blank=True)
    superior_name = models.CharField("cơ quan chủ quản trên đầu văn bản", max_length=200, blank=True)
    letterhead_name = models.CharField("tên cơ quan trên đầu văn bản", max_length=200, blank=True)
    head_title = models.CharField("chức vụ người đứng đầu", max_length=120, blank=True)
    collective_led = models.BooleanField("làm việc theo chế độ tập thể (ký TM.)", default=False)
    issues_documents = models.BooleanField("ban hành văn bản riêng", default=False)
    parent = models.ForeignKey(
        "self",
        verbose_name="đơn vị cấp trên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    path = models.CharField(max_length=PATH_LENGTH, unique=True, editable=False)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    dissolved_on = models.DateField("ngày giải thể, sáp nhập", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="đơn vị kế thừa",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    former_names = models.JSONField("tên trước đây", default=list, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)
    search_text = models.CharField(max_length=400, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(founded_on=None) | Q(dissolved_on__gt=models.F("founded_on")),
                name="unit_dissolved_after_founded",
                violation_error_message="Ngày giải thể phải sau ngày thành lập.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.prepare()
        with transaction.atomic():
            if not self.path:
                self.path = next_path(self.parent)
            super().save(*args, **kwargs)

    def prepare(self) -> None:
        """Bring the names to their normal form and fill the keys; needed by hand only before a bulk write."""
        self.name, self.short_name = nfc(self.name), nfc(self.short_name)
        # A foreign letter can take several places in a key, more than the column has.
        self.sort_key = vn_key(self.name)[:1000]
        former = " ".join(self.names_before)
        self.search_text = fold(f"{self.name} {self.short_name} {self.code} {former}")[:400]

    @property
    def names_before(self) -> list[str]:
        """The whole names that it had before, the last first; see `services.change_unit`."""
        return [row["name"] for row in reversed(self.former_names)]

    def name_at(self, moment: dt.datetime) -> str:
        """The whole name that it had at a moment: what was issued then says it."""
        later = (row["name"] for row in self.former_names if moment < dt.datetime.fromisoformat(row["at"]))
        return next(later, self.name)

    @property
    def depth(self) -> int:
        """0 at the root."""
        return len(self.path) // PATH_STEP - 1

    @property
    def letterhead(self) -> tuple[str, str]:
        """The two lines at the top left of a document: the superior body (may be empty), the own name."""
        return self.superior_name, self.letterhead_name or self.name

    @property
    def as_superior(self) -> str:
        """The whole name, as it stands above the name of a body below: there is no line above it to say the rest, and
        a local body is named with its province (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.2.a)."""
        place = _UBND.sub("", self.superior_name).strip()
        if place == self.superior_name or place.casefold() in self.name.casefold():
            return self.name
        whose = self.superior_name if self.kind == self.Kind.OFFICE else place
        return f"{self.name} {whose}"

    def ancestors(self, include_self: bool = False) -> UnitQuerySet:
        """The units above, the root first."""
        last = len(self.path) if include_self else len(self.path) - PATH_STEP
        prefixes = [self.path[:end] for end in range(PATH_STEP, last + 1, PATH_STEP)]
        return Unit.objects.filter(path__in=prefixes).order_by("path")

    @property
    def issuer(self) -> "Unit | None":
        """The nearest unit, itself or above, that issues documents of its own."""
        if self.issues_documents:
            return self
        return self.ancestors().filter(issues_documents=True).last()

    def holds(self, other: "Unit") -> bool:
        """Whether the other unit is this one or stands below it."""
        return other.path.startswith(self.path)
