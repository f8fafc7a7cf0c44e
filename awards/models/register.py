"""The register of awards (kết quả khen thưởng, sổ vàng)."""

import datetime as dt
import re
import zlib
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from core.search import Indexed
from core.text import fold, name_key, vn_key
from units.models import Person, Unit

from .catalogue import AwardType, Category, Target
from .decisions import Decision
from .nominations import Nomination

if TYPE_CHECKING:
    from units.models import User


class AwardQuerySet(Indexed["Award"]):
    def visible_to(self, user: "User") -> "AwardQuerySet":
        """The awards of the units that the user's role reaches, and the user's own."""
        from ..permissions import awards_of

        return self.filter(awards_of(user))

    def in_force(self) -> "AwardQuerySet":
        """Those that nobody cancelled: what history and conditions read."""
        return self.filter(state=Award.State.IN_FORCE)


class Award(models.Model):
    """A line of the register: who got what, by which decision. What stood on the decision is kept as written.

    A later decision may correct the words or cancel the award; the line stays, and says by which.
    """

    class State(models.TextChoices):
        IN_FORCE = "in_force", "Có hiệu lực"
        CANCELLED = "cancelled", "Đã hủy bỏ"

    state = models.CharField("hiệu lực", max_length=10, choices=State.choices, default=State.IN_FORCE)
    cancelled_by = models.ForeignKey(
        Decision, verbose_name="hủy bỏ bởi", null=True, blank=True, on_delete=models.PROTECT, related_name="cancelled"
    )
    corrected_by = models.ForeignKey(
        Decision,
        verbose_name="đính chính bởi",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrected",
    )
    # Without an index of its own: one of those below begins with it, and each costs every line that is written.
    award_type = models.ForeignKey(
        AwardType, verbose_name="danh hiệu, hình thức", on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices)
    person = models.ForeignKey(
        Person, verbose_name="cá nhân", null=True, blank=True, on_delete=models.PROTECT, related_name="awards",
        db_index=False,
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit,
        verbose_name="đơn vị",
        on_delete=models.PROTECT,
        related_name="awards",
        db_index=False,
        help_text="Tập thể được khen, hoặc đơn vị của cá nhân khi được khen.",
    )
    nominee_name = models.CharField("tên", max_length=200)
    nominee_note = models.CharField("chức vụ, đơn vị", max_length=300, blank=True)
    category = models.CharField("loại hình", max_length=12, choices=Category.choices, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    period_start = models.DateField("thành tích từ ngày", null=True, blank=True)
    period_end = models.DateField("đến ngày", null=True, blank=True)
    achievement = models.CharField("thành tích", max_length=300, blank=True)
    decision_code = models.CharField("số quyết định", max_length=80)
    decided_on = models.DateField("ngày quyết định")
    issuer_name = models.CharField("cơ quan quyết định", max_length=200)
    golden_number = models.PositiveIntegerField("số sổ vàng", null=True, blank=True)
    # Filled where the office numbers through the year: then the number is one of its book of that year.
    golden_office = models.ForeignKey(
        Unit, verbose_name="sổ vàng của", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    golden_year = models.PositiveSmallIntegerField("sổ vàng năm", null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name="quyết định",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="awards",
        db_index=False,
    )
    nomination = models.OneToOneField(
        Nomination,
        verbose_name="đề nghị",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award_row",
    )
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)
    # The place of the line in the register, the latest decision first: one column, so that an index serves every list.
    order_key = models.CharField(max_length=300, editable=False, default="")
    search_text = models.CharField(max_length=1500, editable=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả khen thưởng"
        ordering = ["order_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "golden_number"],
                condition=Q(decision__isnull=False),
                name="golden_number_once",
            ),
            models.UniqueConstraint(
                fields=["golden_office", "golden_year", "golden_number"],
                condition=Q(golden_office__isnull=False),
                name="golden_number_once_a_year",
            ),
            models.CheckConstraint(
                # An old line, which no decision here gave, is cancelled by a paper from elsewhere (`OldCancellation`).
                condition=Q(state="in_force", cancelled_by=None)
                | Q(state="cancelled", cancelled_by__isnull=False)
                | Q(state="cancelled", decision=None),
                name="cancelled_award_names_its_decision",
            ),
            models.UniqueConstraint(
                fields=["award_type", "person", "year", "decision_code"],
                condition=Q(person__isnull=False),
                name="award_of_person_once",
            ),
        ]
        indexes = [
            models.Index(fields=["year", "award_type"]),
            models.Index(fields=["person", "award_type", "year"]),
            models.Index(fields=["order_key", "id"], name="register_in_order"),
            models.Index(fields=["unit", "order_key", "id"], name="register_of_unit"),
            models.Index(fields=["person", "order_key", "id"], name="register_of_person"),
            models.Index(fields=["award_type", "order_key", "id"], name="register_of_award_type"),
            models.Index(fields=["year", "order_key", "id"], name="register_of_year"),
            models.Index(fields=["target", "order_key", "id"], name="register_of_target"),
            models.Index(fields=["decision_code"], name="register_by_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.nominee_name}: {self.award_type} ({self.year})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    @property
    def in_force(self) -> bool:
        return self.state == self.State.IN_FORCE

    def fill_keys(self) -> None:
        """Fill the columns by which the register sorts and searches; also called before a bulk insert."""
        individual = self.target == Target.INDIVIDUAL
        self.sort_key = name_key(self.nominee_name) if individual else vn_key(self.nominee_name)
        self.order_key = order_key(self.decided_on, self.decision_code, self.golden_number, self.sort_key)
        words = (self.nominee_name, self.nominee_note, self.decision_code, self.year, self.award_type.name,
                 self.unit.name, self.unit.short_name, self.achievement)  # fmt: skip
        self.search_text = fold(" ".join(str(word) for word in words))[:1500]


def order_key(decided_on: dt.date, decision_code: str, golden_number: int | None, sort_key: str) -> str:
    """Return the place in the register: latest day first, then by decision, golden number and name.

    The parts before the name have fixed widths and only digits and letters: every database sorts them alike.
    """
    day = 99_999_999 - (decided_on.year * 10_000 + decided_on.month * 100 + decided_on.day)
    leading = re.match(r"\d{1,6}", decision_code)
    number = int(leading[0]) if leading else 0
    other = zlib.crc32(decision_code.encode())
    golden = min(golden_number or 999_999, 999_999)
    return f"{day:08d}{number:06d}{other:08x}{golden:06d} {sort_key}"[:300]
