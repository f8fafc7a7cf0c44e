"""Decisions and the register of awards (kết quả khen thưởng, sổ vàng)."""

import datetime as dt
import re
import zlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from core.text import fold, name_key, vn_key
from documents.models import Document
from units.models import Person, Unit

from .catalogue import AwardType, Category, Target
from .dossiers import Nomination
from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: "User") -> "DecisionQuerySet":
        """The standing office sees all of its office's; leaders what was submitted; council what was signed."""
        from ..permissions import decisions_of

        return self.filter(decisions_of(user))


class Decision(ConcurrentTransitionMixin, models.Model):
    """A decision to award the nominations that point at it; signed once, by one person."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        SUBMITTED = "submitted", "Chờ ký"
        SIGNED = "signed", "Đã ký, ban hành"

    CHIPS = {State.DRAFT: "neutral", State.SUBMITTED: "soon", State.SIGNED: "awarded"}

    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="decisions")
    subject = models.CharField("trích yếu", max_length=300)
    achievement = models.CharField("thành tích", max_length=300)
    bases = models.JSONField("căn cứ", default=list)
    recipients = models.JSONField("nơi nhận", default=list)
    state = FSMField("trạng thái", default=State.DRAFT, choices=State.choices, protected=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người soạn", on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField("soạn lúc", auto_now_add=True)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    document = models.OneToOneField(
        Document,
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award_decision",
    )
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người ký",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định khen thưởng"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(document__isnull=False, decided_on__isnull=False, signer__isnull=False),
                name="signed_decision_has_document",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("awards:decision_detail", args=[self.pk])

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.State(self.state)]

    @transition(field=state, source=State.DRAFT, target=State.SUBMITTED)
    def submit(self) -> None:
        """To the leader."""

    @transition(field=state, source=State.SUBMITTED, target=State.DRAFT)
    def give_back(self) -> None:
        """By the leader, with a reason."""

    @transition(field=state, source=State.SUBMITTED, target=State.SIGNED)
    def sign(self) -> None:
        """By the leader."""


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, user: "User") -> "AwardQuerySet":
        """The awards of the units that the user's role reaches, and the user's own."""
        from ..permissions import awards_of

        return self.filter(awards_of(user))


class Award(models.Model):
    """A line of the register: who got what, by which decision. What stood on the decision is kept as written."""

    award_type = models.ForeignKey(
        AwardType, verbose_name="danh hiệu, hình thức", on_delete=models.PROTECT, related_name="awards"
    )
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices)
    person = models.ForeignKey(
        Person, verbose_name="cá nhân", null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="đơn vị",
        on_delete=models.PROTECT,
        related_name="awards",
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
    decision = models.ForeignKey(
        Decision,
        verbose_name="quyết định",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="awards",
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
            models.Index(fields=["decision_code"], name="register_by_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.nominee_name}: {self.award_type} ({self.year})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

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
    day = 99_999_999 - int(decided_on.strftime("%Y%m%d"))
    leading = re.match(r"\d{1,6}", decision_code)
    number = int(leading[0]) if leading else 0
    other = zlib.crc32(decision_code.encode())
    golden = min(golden_number or 999_999, 999_999)
    return f"{day:08d}{number:06d}{other:08x}{golden:06d} {sort_key}"[:300]
