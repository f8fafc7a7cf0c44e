"""Gương điển hình tiên tiến, người tốt việc tốt: who is told of as an example, and where it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.text import fold, nfc
from units.models import Unit

from .campaign import Campaign

if TYPE_CHECKING:
    from units.models import User


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: User) -> StoryQuerySet:
        """Published stories of the user's house; drafts for those who write and who lead."""
        from ..permissions import story_visible

        return self.filter(story_visible(user))

    def published(self) -> StoryQuerySet:
        return self.exclude(published_on=None)


class Story(models.Model):
    """One story, written for the office `unit` and published once a leader has confirmed it.

    `about` names the person or the collective in words, as the story does; `about_unit` is the unit they belong to.
    `outlet` and `link` say where it was published. `version` grows with every save, so that two editors notice
    each other. Written by `campaigns.services` only.
    """

    class Kind(models.TextChoices):
        EXEMPLARY = "exemplary", "Gương điển hình tiên tiến"
        GOOD_DEED = "good_deed", "Người tốt, việc tốt"
        MODEL = "model", "Mô hình mới, nhân tố mới"

    unit = models.ForeignKey(Unit, verbose_name="cơ quan giới thiệu", on_delete=models.PROTECT, related_name="stories")
    kind = models.CharField("loại", max_length=10, choices=Kind.choices, default=Kind.EXEMPLARY)
    title = models.CharField("tên bài", max_length=300)
    about = models.CharField("nhân vật (cá nhân, tập thể)", max_length=200)
    about_unit = models.ForeignKey(
        Unit, verbose_name="thuộc đơn vị", null=True, blank=True, on_delete=models.PROTECT, related_name="told_stories"
    )
    campaign = models.ForeignKey(
        Campaign, verbose_name="từ phong trào", null=True, blank=True, on_delete=models.PROTECT, related_name="stories"
    )
    text = models.TextField("nội dung bài", max_length=30000, blank=True)
    confirmed_by = models.CharField("lãnh đạo xác nhận", max_length=160, blank=True)
    published_on = models.DateField("đăng ngày", null=True, blank=True, db_index=True)
    outlet = models.CharField("nơi đăng", max_length=200, blank=True)
    link = models.URLField("đường dẫn bài đăng", max_length=500, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi việc đăng", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người viết", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lúc viết", auto_now_add=True)
    changed_at = models.DateTimeField("lúc sửa", auto_now=True)
    search_text = models.CharField(max_length=700, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = "bài gương điển hình"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None) | ~(Q(confirmed_by="") | Q(outlet="")), name="story_confirmed_then_out"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title = " ".join(nfc(self.title).split())
        self.about = " ".join(nfc(self.about).split())
        self.search_text = fold(f"{self.title} {self.about}")[:700]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("campaigns:story_detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @property
    def state_label(self) -> str:
        return "Đã đăng" if self.is_published else "Bản nháp"

    @property
    def state_kind(self) -> str:
        """The colour of the state's chip."""
        return "done" if self.is_published else "neutral"
