"""Forms of a round: what it asks for, and which rule sets hold."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q

from campaigns.models import Campaign
from core.dates import vn_date
from core.forms import date_input
from units.models import Unit

from ..kinds import misfits
from ..models import (
    AwardType,
    Round,
)
from .catalogue import AwardTypesField

DATES = ("period_start", "period_end", "opens_on", "send_by", "appraise_by", "decide_by")


class RoundForm(forms.ModelForm):
    """A round with its awards, units and dates; what is rarely proposed stands apart, under the groups of the law."""

    other_types = AwardTypesField(label="Chọn thêm nếu đợt này xét", queryset=AwardType.objects.none(), required=False)

    class Meta:
        model = Round
        fields = ["unit", "version", "year", "title", "category", "campaign", "award_types", "units", *DATES, "note"]
        widgets = {
            "version": forms.HiddenInput(),
            "award_types": forms.CheckboxSelectMultiple(),
            "units": forms.CheckboxSelectMultiple(),
            "note": forms.Textarea(attrs={"rows": 4}),
            **{name: date_input() for name in DATES},
        }
        help_texts = {
            "send_by": "Ngày này tính hết 23 giờ 59 phút 59 giây.",
            "note": "Hiện cho các đơn vị khi lập hồ sơ.",
            "category": "Niên hạn: chỉ huy chương tặng người thuộc Quân đội nhân dân, Công an nhân dân theo số năm "
            "công tác. Đối ngoại: người Việt Nam ở nước ngoài, người nước ngoài (Luật 06/2022/QH15, Điều 8).",
            "campaign": "Chỉ cho loại hình Phong trào thi đua.",
        }

    def __init__(self, *args: Any, offices: list[Unit], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["unit"]  # dossiers and decisions hang on the office
        else:
            del self.fields["version"]
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in offices])  # type: ignore[attr-defined]
            self.fields["unit"].empty_label = None  # type: ignore[attr-defined]
        offered = Q(in_use=True)
        if self.instance.pk:
            offered |= Q(pk__in=self.instance.award_types.values("pk"))
        office = [self.instance.unit_id] if self.instance.pk else [unit.pk for unit in offices]
        campaigns = Campaign.objects.filter(unit__in=office).exclude(state=Campaign.State.DRAFT)
        self.fields["campaign"].queryset = campaigns.order_by("-starts_on")  # type: ignore[attr-defined]
        self.fields["campaign"].empty_label = "Không gắn với phong trào nào"  # type: ignore[attr-defined]
        usual = AwardType.objects.filter(offered)
        self.fields["award_types"].queryset = usual  # type: ignore[attr-defined]
        self.fields["award_types"].required = False  # one of the others is enough
        self.fields["other_types"].queryset = AwardType.objects.exclude(pk__in=usual.values("pk"))  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]
        self.fields["units"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        types = [*cleaned.get("award_types", ()), *cleaned.get("other_types", ())]
        if not types and "award_types" in cleaned and "other_types" in cleaned:
            self.add_error("award_types", "Hãy chọn ít nhất một danh hiệu, hình thức.")
        for said in misfits(cleaned.get("category", ""), self._new_to_the_kind(types)):
            self.add_error("award_types", said)
        cleaned["award_types"] = types
        office = self.instance.unit if self.instance.pk else cleaned.get("unit")
        units = cleaned.get("units")
        if office and units is not None and any(not office.holds(unit) for unit in units):
            self.add_error("units", "Chỉ chọn các đơn vị thuộc cơ quan xét.")
        if cleaned.get("campaign") and cleaned.get("category") != Round.Category.CAMPAIGN:
            self.add_error("campaign", "Chỉ đợt xét loại hình Phong trào thi đua mới gắn với một phong trào.")
        return cleaned

    def _new_to_the_kind(self, types: list[AwardType]) -> list[AwardType]:
        """What was chosen just now: a round that stands as it is may keep its awards."""
        if not self.instance.pk or "category" in self.changed_data:
            return types
        kept = set(self.instance.award_types.values_list("pk", flat=True))
        return [award for award in types if award.pk not in kept]


class RulesChoiceForm(forms.Form):
    """By receipt, by the end of the achievements' period, or by another day; with the reason."""

    which = forms.ChoiceField(
        label="Đối chiếu theo tiêu chuẩn của", widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một cách.", "invalid_choice": "Hãy chọn một trong các cách ở đây."},
    )  # fmt: skip
    day = forms.DateField(label="Ngày khác", required=False, widget=date_input())
    reason = forms.CharField(
        label="Lý do, căn cứ", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi vì sao chọn như vậy, theo văn bản nào nếu có."},
    )  # fmt: skip

    def __init__(self, *args: Any, around: Round, **kwargs: Any) -> None:
        self.around = around
        chosen = around.rules_on
        which = "period" if chosen == around.period_end else "day" if chosen else "receipt"
        initial = {"which": which, "day": chosen if which == "day" else None, "reason": around.rules_reason}
        super().__init__(*args, **kwargs)
        self.initial = initial
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            ("receipt", "Ngày tiếp nhận từng hồ sơ (thông thường)"),
            ("period", f"Ngày thành tích kết thúc: {vn_date(around.period_end)}"),
            ("day", "Một ngày khác, ghi ở dưới"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("which") == "day" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Hãy ghi ngày mà bạn muốn lấy tiêu chuẩn, như 30/09/2026.")
        return cleaned

    @property
    def chosen(self) -> dt.date | None:
        """The day that was chosen, None for the day of receipt."""
        days = {"receipt": None, "period": self.around.period_end, "day": self.cleaned_data["day"]}
        return days[self.cleaned_data["which"]]
