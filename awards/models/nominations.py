"""Đề nghị: one nominee for one award, in a unit's dossier."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from core.search import Indexed
from core.text import fold, name_key
from units.models import Person, Unit

from .catalogue import AwardType, Target
from .dossiers import Dossier
from .rounds import Round

if TYPE_CHECKING:
    from units.models import User


class NominationQuerySet(Indexed["Nomination"]):
    def visible_to(self, user: "User") -> "NominationQuerySet":
        """Those of the dossiers that the user may see, without those closed to him by a conflict of interest."""
        from ..permissions import nominations_of

        return self.filter(nominations_of(user))

    def listed(self) -> "NominationQuerySet":
        """Collectives first, then households, then people by given name, as lists and decisions have it."""
        return self.order_by("award_type__order", "target", "rank", "sort_key", "pk")


class Nomination(ConcurrentTransitionMixin, models.Model):
    """One nominee for one award: a person, a unit, or a household that lives where the unit governs.

    `content` holds the fields of the achievement report (awards.content).
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        SENT = "sent", "Đã gửi, chờ tiếp nhận"
        RECEIVED = "received", "Chờ thẩm định"
        RETURNED = "returned", "Trả lại để bổ sung"
        APPRAISED = "appraised", "Đề nghị khen"
        REJECTED = "rejected", "Không đề nghị khen"
        PROPOSED = "proposed", "Đang trình ký"
        FORWARDED = "forwarded", "Đã trình cấp trên"
        AWARDED = "awarded", "Đã có quyết định khen"

    OPEN_STATES = (State.DRAFT, State.RETURNED)
    CHIPS = {
        State.DRAFT: "neutral",
        State.SENT: "info",
        State.RECEIVED: "info",
        State.RETURNED: "soon",
        State.APPRAISED: "done",
        State.REJECTED: "late",
        State.PROPOSED: "done",
        State.FORWARDED: "info",
        State.AWARDED: "awarded",
    }

    dossier = models.ForeignKey(Dossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="nominations")
    round = models.ForeignKey(Round, verbose_name="đợt xét", on_delete=models.PROTECT, related_name="nominations")
    award_type = models.ForeignKey(AwardType, verbose_name="danh hiệu, hình thức", on_delete=models.PROTECT)
    target = models.CharField("đối tượng", max_length=12, choices=Target.choices)
    person = models.ForeignKey(
        Person,
        verbose_name="cá nhân",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nominations",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="tập thể",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nominations",
    )
    household_name = models.CharField("chủ hộ, hộ gia đình", max_length=160, blank=True)
    household_address = models.CharField("địa chỉ của hộ", max_length=200, blank=True)
    content = models.JSONField("nội dung", default=dict)
    rank = models.PositiveSmallIntegerField("thứ tự trong danh sách", default=0)
    votes_for = models.PositiveSmallIntegerField("số phiếu đồng ý tại đơn vị", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("số phiếu không đồng ý tại đơn vị", null=True, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    state = FSMField("trạng thái", default=State.DRAFT, choices=State.choices, protected=True)
    reason = models.TextField("lý do trả lại hoặc không đề nghị", blank=True)
    resent_at = models.DateTimeField("gửi lại lúc", null=True, blank=True)
    decision = models.ForeignKey(
        "awards.Decision",
        verbose_name="quyết định",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="nominations",
    )
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người sửa",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sort_key = models.CharField(max_length=1000, editable=False)
    search_text = models.CharField(max_length=600, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị"
        ordering = ["award_type__order", "target", "rank", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "award_type", "person"],
                condition=Q(unit=None),
                name="person_once_per_award_and_round",
            ),
            models.UniqueConstraint(
                fields=["round", "award_type", "unit"],
                condition=Q(person=None, household_name=""),
                name="unit_once_per_award_and_round",
            ),
            models.UniqueConstraint(
                fields=["round", "award_type", "unit", "household_name", "household_address"],
                condition=~Q(household_name=""),
                name="household_once_per_award_and_round",
            ),
            models.CheckConstraint(
                condition=Q(target=Target.INDIVIDUAL, person__isnull=False, unit=None, household_name="")
                | Q(target=Target.COLLECTIVE, person=None, unit__isnull=False, household_name="")
                | (Q(target=Target.HOUSEHOLD, person=None, unit__isnull=False) & ~Q(household_name="")),
                name="nominee_fits_target",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"])]

    def __str__(self) -> str:
        return f"{self.nominee_name} - {self.award_type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.sort_key = name_key(self.household_name) if self.household_name else self.nominee.sort_key
            self.search_text = fold(f"{self.nominee_name} {self.nominee.search_text}")[:600]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("awards:nomination_detail", args=[self.pk])

    @property
    def nominee(self) -> Person | Unit:
        found = self.person if self.person_id else self.unit
        assert found is not None
        return found

    @property
    def nominee_name(self) -> str:
        if self.household_name:
            return self.household_name
        return self.person.full_name if self.person else self.unit.name  # type: ignore[union-attr]

    @property
    def nominee_note(self) -> str:
        """What stands beside the name: position and unit of a person, the unit above a collective, an address."""
        if self.household_name:
            return self.household_address
        if self.person:
            return ", ".join(part for part in (self.person.position, self.person.unit.short_name) if part)
        return self.unit.parent.short_name if self.unit and self.unit.parent else ""

    @property
    def individual(self) -> bool:
        return self.target == Target.INDIVIDUAL

    @property
    def open_to_unit(self) -> bool:
        """Whether the unit may change it: a draft, or what was returned (only that)."""
        return self.state in self.OPEN_STATES

    @property
    def chip_kind(self) -> str:
        return self.CHIPS[self.State(self.state)]

    @transition(field=state, source=State.DRAFT, target=State.SENT)
    def send(self) -> None:
        """With its dossier."""

    @transition(field=state, source=State.SENT, target=State.RECEIVED)
    def receive(self) -> None:
        """With its dossier."""

    @transition(field=state, source=State.RETURNED, target=State.RECEIVED)
    def resend(self) -> None:
        """By the head, mended."""

    @transition(field=state, source=[State.RECEIVED, State.APPRAISED], target=State.RETURNED)
    def give_back(self) -> None:
        """To the unit, with a reason."""

    @transition(field=state, source=State.RECEIVED, target=State.APPRAISED)
    def accept(self) -> None:
        """Appraised: to be proposed to the leader."""

    @transition(field=state, source=[State.RECEIVED, State.APPRAISED], target=State.REJECTED)
    def reject(self) -> None:
        """Appraised: not to be proposed, with a reason."""

    @transition(field=state, source=[State.APPRAISED, State.REJECTED], target=State.RECEIVED)
    def appraise_again(self) -> None:
        """The appraisal is opened again."""

    @transition(field=state, source=State.APPRAISED, target=State.PROPOSED)
    def propose(self) -> None:
        """Into a draft decision."""

    @transition(field=state, source=State.PROPOSED, target=State.APPRAISED)
    def take_out(self) -> None:
        """Out of a draft decision."""

    @transition(field=state, source=State.PROPOSED, target=State.AWARDED)
    def award(self) -> None:
        """By the signed decision."""

    @transition(field=state, source=State.APPRAISED, target=State.FORWARDED)
    def forward(self) -> None:
        """To the authority above that decides it."""

    @transition(field=state, source=State.FORWARDED, target=State.APPRAISED)
    def call_back(self) -> None:
        """From above, with a reason."""

    @transition(field=state, source=State.FORWARDED, target=State.AWARDED)
    def award_above(self) -> None:
        """By a decision of the authority above."""

    @transition(field=state, source=State.FORWARDED, target=State.REJECTED)
    def refuse_above(self) -> None:
        """By the authority above, with its reason."""

    @transition(field=state, source=[State.AWARDED, State.REJECTED], target=State.FORWARDED)
    def wait_above(self) -> None:
        """Again, when a result from above was entered by mistake."""
