"""A document of any type but a plan, on its way to being issued."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django_fsm import FSMField, FSMModelMixin, transition

from core.text import fold
from units.models import Unit

from ..frames import DRAFT_KINDS, Frame, frame_of
from ..kinds import kind_name
from .books import RegisterSeries
from .register import Document

if TYPE_CHECKING:
    from units.models import User

# What a writer types; `services.drafts.save_draft` takes a value for each.
DRAFT_FIELDS = (
    "subject", "bases", "authority_line", "addressees", "body", "recipients", "urgency", "circulation",
    "drafter_initials", "copies", "kept_copies", "contact", "details", "attached_type", "attached_title",
    "attached_body", "series", "series_title", "signer", "signer_key",
)  # fmt: skip


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: "User") -> "DraftQuerySet":
        """Drafts that the user may read (see `permissions.readable_drafts`)."""
        from ..permissions import readable_drafts

        return self.filter(readable_drafts(user))

    def listed(self) -> "DraftQuerySet":
        """In the order of the list, with what each row shows."""
        return self.select_related("issuer", "drafting_unit", "document").order_by("-changed_at", "-pk")


class Draft(FSMModelMixin, models.Model):
    """A document that is being written. Written by `documents.services` only.

    Texts hold one paragraph a line in the markup of `documents.markup`. `details` holds the fields that only
    this type has (`frames.Detail`). `version` grows with every save, so that two editors notice each other.
    `series` is the advisory body in whose name and numbers the issuer publishes, `series_title` the signer's
    office in it. `signer` and `signer_key` are who shall sign, and by which authority.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SUBMITTED = "submitted", "Chờ ký"
        RETURNED = "returned", "Trả lại để sửa"
        ISSUED = "issued", "Đã ban hành"

    class Urgency(models.TextChoices):
        URGENT = "KHẨN", "Khẩn"
        VERY_URGENT = "THƯỢNG KHẨN", "Thượng khẩn"
        AT_ONCE = "HỎA TỐC", "Hỏa tốc"

    class Circulation(models.TextChoices):
        RETURN = "XEM XONG TRẢ LẠI", "Xem xong trả lại"
        INTERNAL = "LƯU HÀNH NỘI BỘ", "Lưu hành nội bộ"

    kind = models.CharField("loại văn bản", max_length=4, choices=list(DRAFT_KINDS.items()))
    issuer = models.ForeignKey(Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="drafts")
    drafting_unit = models.ForeignKey(Unit, verbose_name="đơn vị soạn thảo", on_delete=models.PROTECT, related_name="+")
    state = FSMField("trạng thái", choices=State.choices, default=State.DRAFT, protected=True, db_index=True)
    subject = models.CharField("trích yếu", max_length=500, blank=True)
    bases = models.TextField("căn cứ", blank=True)
    authority_line = models.CharField("thẩm quyền ban hành", max_length=200, blank=True)
    addressees = models.TextField("kính gửi", blank=True)
    body = models.TextField("nội dung", blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    urgency = models.CharField("mức độ khẩn", max_length=12, choices=Urgency.choices, blank=True)
    circulation = models.CharField("phạm vi lưu hành", max_length=20, choices=Circulation.choices, blank=True)
    drafter_initials = models.CharField("ký hiệu người soạn thảo", max_length=10, blank=True)
    copies = models.PositiveIntegerField("số bản phát hành", null=True, blank=True)
    kept_copies = models.PositiveIntegerField("số bản lưu", null=True, blank=True)
    contact = models.CharField("địa chỉ, điện thoại ở chân trang", max_length=300, blank=True)
    details = models.JSONField("phần riêng của loại văn bản", default=dict, blank=True)
    attached_type = models.CharField("loại văn bản kèm theo", max_length=60, blank=True)
    attached_title = models.CharField("trích yếu của văn bản kèm theo", max_length=500, blank=True)
    attached_body = models.TextField("nội dung văn bản kèm theo", blank=True)
    series = models.ForeignKey(
        RegisterSeries,
        verbose_name="hội đồng, ban, tổ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    series_title = models.CharField("chức danh trong hội đồng, ban, tổ", max_length=120, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ký", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    signer_key = models.CharField("quyền hạn ký", max_length=30, blank=True)
    returned_reason = models.TextField("lý do trả lại", blank=True)
    replaces = models.ForeignKey(
        Document, verbose_name="thay thế văn bản", null=True, blank=True,
        on_delete=models.PROTECT, related_name="replacing_drafts",
    )  # fmt: skip
    document = models.OneToOneField(
        Document, verbose_name="văn bản", null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người soạn", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lúc tạo", auto_now_add=True)
    changed_at = models.DateTimeField("lúc sửa", auto_now=True)
    state_since = models.DateTimeField("từ lúc", null=True, blank=True)
    search_text = models.CharField(max_length=700, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản dự thảo"
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["drafting_unit", "state"]), models.Index(fields=["issuer", "state"])]

    def __str__(self) -> str:
        return f"{kind_name(self.kind)}: {self.subject}" if self.subject else kind_name(self.kind)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{kind_name(self.kind)} {self.subject} {self.addressees}")[:700]
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text", "changed_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:draft_detail", args=[self.pk])

    @property
    def frame(self) -> Frame:
        """What its type has."""
        return frame_of(self.kind)

    @property
    def editable(self) -> bool:
        """Whether its words may still change."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @transition(field=state, source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED)
    def submit(self) -> None:
        """Its writers send it for signature."""

    @transition(field=state, source=State.SUBMITTED, target=State.RETURNED)
    def give_back(self) -> None:
        """The signer returns it with a reason."""

    @transition(field=state, source=State.SUBMITTED, target=State.DRAFT)
    def take_back(self) -> None:
        """Its writers take it back to go on writing."""

    @transition(field=state, source=State.SUBMITTED, target=State.ISSUED)
    def issue(self) -> None:
        """The signer issues it."""


class DraftAnnex(models.Model):
    """An annex (phụ lục) of a draft, numbered by its place."""

    draft = models.ForeignKey(Draft, verbose_name="văn bản", on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên phụ lục", max_length=500, blank=True)
    body = models.TextField("nội dung", blank=True)
    landscape = models.BooleanField("trang ngang", default=False)

    class Meta:
        verbose_name = "phụ lục"
        ordering = ["draft", "position"]
        constraints = [models.UniqueConstraint(fields=["draft", "position"], name="draft_annex_position_once")]

    def __str__(self) -> str:
        return self.title
