"""Forms of stories."""

from typing import Any

from django import forms
from django.db.models import Q

from core.dates import today
from core.forms import date_input
from units.models import Unit, User
from units.permissions import home_units

from .models import Campaign, Story
from .permissions import STORY_WRITERS


class StoryForm(forms.ModelForm):
    """A story's draft. For whom it is written is asked only where there is a choice."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Story
        fields = ["unit", "kind", "title", "about", "about_unit", "campaign", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "about": "Họ tên, chức vụ của người, hoặc tên tập thể được nêu gương.",
            "text": "Mỗi đoạn một dòng. Chỉ ghi những điều về cá nhân mà người đó đồng ý công bố.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.initial.setdefault("version", self.instance.version)
        homes = [self.instance.unit] if self.instance.pk else home_units(user, *STORY_WRITERS)
        self.home = homes[0] if len(homes) == 1 else None
        if self.home:
            del fields["unit"]
        else:
            fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in homes])
            fields["unit"].empty_label = None
        below = Q(pk__in=[])
        for unit in homes:
            below |= Q(path__startswith=unit.path)
        fields["about_unit"].queryset = Unit.objects.filter(below).alive_on(today()).order_by("path")
        fields["about_unit"].empty_label = "Không chọn"
        running = ~Q(state=Campaign.State.DRAFT)
        fields["campaign"].queryset = Campaign.objects.visible_to(user).filter(running).order_by("-starts_on", "-pk")
        fields["campaign"].empty_label = "Không từ phong trào nào"

    def values(self) -> dict[str, Any]:
        """What the service takes as the story's fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "unit")}


class PublishForm(forms.Form):
    """Where and when a story was published, and who confirmed it."""

    published_on = forms.DateField(label="Đăng ngày", widget=date_input())
    outlet = forms.CharField(
        label="Nơi đăng", max_length=200, help_text="Tên trang thông tin, báo, bản tin, hoặc nơi nhận bài để đăng."
    )
    link = forms.URLField(
        label="Đường dẫn bài đăng", max_length=500, required=False, assume_scheme="https",
        help_text="Để trống nếu không đăng trên mạng.",
    )  # fmt: skip
    confirmed_by = forms.CharField(
        label="Lãnh đạo xác nhận", max_length=160, help_text="Họ tên, chức vụ của người đã duyệt bài trước khi đăng."
    )
