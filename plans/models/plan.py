"""A plan (kế hoạch): what stands on it outside its sections, and where it is on its way to being issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django_fsm import FSMField, FSMModelMixin, transition

from core.text import fold
from documents.models import Document, LegalBasis
from units.models import Unit

if TYPE_CHECKING:
    from units.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans that the user may read (see `permissions.readable`)."""
        from ..permissions import readable

        return self.filter(readable(user))

    def listed(self) -> PlanQuerySet:
        """In the order of the list, with what each row shows."""
        return self.select_related("unit", "document").order_by("-year", "-changed_at", "-pk")

    def in_force(self) -> PlanQuerySet:
        """Those whose tasks bind somebody: issued and not withdrawn."""
        return self.filter(state__in=(Plan.State.ISSUED, Plan.State.RECORDED), document__withdrawn_at=None)


class Plan(FSMModelMixin, models.Model):
    """A plan of one unit for one year. Written by `plans.services` only.

    Texts hold one paragraph a line; a line that begins with "- " or "+ " is an item of a list, one between
    bars a row of a table. `version` grows with every save, so that two editors notice each other.
    `number_text` and `issued_on` are those of a plan that was issued before it came into the system.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SUBMITTED = "submitted", "Chờ ký ban hành"
        RETURNED = "returned", "Trả lại để sửa"
        ISSUED = "issued", "Đã ban hành"
        RECORDED = "recorded", "Đã ban hành trước đây"

    unit = models.ForeignKey(Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(1990), MaxValueValidator(2100)], db_index=True
    )
    subject = models.CharField("trích yếu", max_length=500)
    state = FSMField("trạng thái", choices=State.choices, default=State.DRAFT, protected=True, db_index=True)
    parent_plan = models.ForeignKey(
        "self", verbose_name="thuộc kế hoạch", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    parent_chosen = models.BooleanField("kế hoạch cấp trên do người chọn", default=False)
    header_superior = models.CharField("cơ quan chủ quản ghi trên đầu văn bản", max_length=200, blank=True)
    header_issuer = models.CharField("cơ quan ban hành ghi trên đầu văn bản", max_length=200, blank=True)
    place = models.CharField("địa danh", max_length=80, blank=True)
    number_text = models.CharField("số, ký hiệu đã có", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    opening = models.TextField("phần mở đầu", blank=True)
    closing = models.TextField("lời kết", blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    signer_authority = models.TextField("quyền hạn ký", blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    signer_name = models.CharField("họ tên người ký", max_length=120, blank=True)
    stamp = models.TextField("dòng do công cụ ký số in ra", blank=True)
    warnings = models.JSONField("điều cần xem lại khi nhập", default=list, blank=True)
    returned_reason = models.TextField("lý do trả lại", blank=True)
    document = models.OneToOneField(
        Document, verbose_name="văn bản", null=True, blank=True, on_delete=models.PROTECT, related_name="plan"
    )
    closed_on = models.DateField("kết thúc năm kế hoạch ngày", null=True, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người soạn",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("lúc tạo", auto_now_add=True)
    changed_at = models.DateTimeField("lúc sửa", auto_now=True)
    state_since = models.DateTimeField("từ lúc", null=True, blank=True)
    search_text = models.CharField(max_length=700, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["unit", "year", "state"])]

    def __str__(self) -> str:
        return f"Kế hoạch {self.year}: {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{self.subject} {self.code} {self.year}")[:700]
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text", "changed_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.pk])

    @property
    def title(self) -> str:
        """The subject; the type of the document is always Kế hoạch."""
        return self.subject

    @property
    def code(self) -> str:
        """Number and symbol: of the register when issued here, else the one it came with."""
        return self.document.code if self.document_id and self.document else self.number_text

    @property
    def editable(self) -> bool:
        """Whether its words may still change."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def in_force(self) -> bool:
        """Whether its tasks bind somebody."""
        return self.state in (self.State.ISSUED, self.State.RECORDED)

    @transition(field=state, source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED)
    def submit(self) -> None:
        """The standing office sends it for signature."""

    @transition(field=state, source=State.SUBMITTED, target=State.RETURNED)
    def give_back(self) -> None:
        """The leader returns it with a reason."""

    @transition(field=state, source=State.SUBMITTED, target=State.DRAFT)
    def take_back(self) -> None:
        """The standing office takes it back to go on writing."""

    @transition(field=state, source=State.SUBMITTED, target=State.ISSUED)
    def issue(self) -> None:
        """The leader issues it."""

    @transition(field=state, source=[State.DRAFT, State.RETURNED], target=State.RECORDED)
    def put_on_record(self) -> None:
        """It was issued before it came into the system, with its own number and date."""


class PlanBasis(models.Model):
    """A document that the plan's opening cites; read again from the opening at every save."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="bases")
    position = models.PositiveSmallIntegerField("thứ tự")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    date = models.DateField("ngày", null=True, blank=True)
    title = models.TextField("lời viện dẫn")
    legal_basis = models.ForeignKey(
        LegalBasis,
        verbose_name="căn cứ trong danh mục",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plan_bases",
    )

    class Meta:
        verbose_name = "căn cứ của kế hoạch"
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="plan_basis_position_once")]

    def __str__(self) -> str:
        return self.title[:80]


class PlanVersion(models.Model):
    """What the plan said at one moment: before a save, so that a removal can be undone; and at each step of its way.

    `version` is the plan's own at that moment: two rows of one version say the same. Only saved ones are ever pruned.
    """

    class Kind(models.TextChoices):
        SAVED = "saved", "Bản tự lưu"
        SENT = "sent", "Bản gửi ký"
        RETURNED = "returned", "Bản bị trả lại"
        ISSUED = "issued", "Bản ban hành"
        NAMED = "named", "Bản giữ lại"

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField("phiên bản")
    kind = models.CharField("loại", max_length=10, choices=Kind.choices, default=Kind.SAVED)
    note = models.TextField("ghi chú", blank=True)
    content = models.JSONField("nội dung")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người lưu", null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField("lúc lưu", auto_now_add=True)

    class Meta:
        verbose_name = "bản lưu của kế hoạch"
        ordering = ["plan", "-version", "-pk"]
        indexes = [models.Index(fields=["plan", "kind"])]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}"
