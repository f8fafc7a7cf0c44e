"""Forms of awards."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from campaigns.models import Campaign
from core.forms import date_input
from units.models import Person, Unit

from .forms_catalogue import AwardTypeField, AwardTypesField
from .models import (
    Absence,
    Award,
    AwardType,
    ClusterResult,
    Decision,
    Discipline,
    Dossier,
    Initiative,
    PostHeld,
    Round,
    Target,
    YearlyRating,
)

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
        cleaned["award_types"] = types
        office = self.instance.unit if self.instance.pk else cleaned.get("unit")
        units = cleaned.get("units")
        if office and units is not None and any(not office.holds(unit) for unit in units):
            self.add_error("units", "Chỉ chọn các đơn vị thuộc cơ quan xét.")
        if cleaned.get("campaign") and cleaned.get("category") != Round.Category.CAMPAIGN:
            self.add_error("campaign", "Chỉ đợt xét loại hình Phong trào thi đua mới gắn với một phong trào.")
        return cleaned


class NominateForm(forms.Form):
    """Which award for whom: many people or collectives of the unit at once."""

    award_type = forms.ModelChoiceField(
        AwardType.objects.none(),
        label="Danh hiệu, hình thức khen thưởng",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Hãy chọn một danh hiệu hoặc hình thức khen thưởng."},
    )
    people = forms.ModelMultipleChoiceField(Person.objects.none(), label="Cá nhân", required=False)
    units = forms.ModelMultipleChoiceField(Unit.objects.none(), label="Tập thể", required=False)

    def __init__(self, *args: Any, dossier: Dossier, people: list[Person], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_type"].queryset = dossier.round.award_types.all()  # type: ignore[attr-defined]
        self.fields["people"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        award = cleaned.get("award_type")
        if award is None:
            return cleaned
        people, units = cleaned.get("people"), cleaned.get("units")
        if not people and not units:
            raise forms.ValidationError("Hãy chọn ít nhất một cá nhân hoặc một tập thể trong danh sách.")
        if people and not award.fits(Target.INDIVIDUAL):
            self.add_error("people", f"{award.name} không dành cho cá nhân. Hãy bỏ chọn cá nhân.")
        if units and not award.fits(Target.COLLECTIVE):
            self.add_error("units", f"{award.name} không dành cho tập thể. Hãy bỏ chọn tập thể.")
        return cleaned


class AppraiseForm(forms.Form):
    """The office's opinion beside the judgements, which are read by `judgements_from`."""

    opinion = forms.CharField(
        label="Ý kiến thẩm định",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi không đề nghị khen; đơn vị đọc được ý kiến này.",
    )
    override_reason = forms.CharField(
        label="Lý do kết luận khác kết quả đối chiếu",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi vẫn đề nghị khen dù có điều kiện chưa đạt; người lập, người ký quyết định thấy lý do.",
    )
    knows_blocks = forms.BooleanField(
        label="Tôi đã biết điều chưa cho đề nghị khen nêu ở mục Đối chiếu tiêu chuẩn và vẫn đề nghị khen",
        required=False,
    )


def judgements_from(data: QueryDict, codes: list[str]) -> dict[str, tuple[bool | None, str]]:
    """Read the answers to the conditions that people judge: code → (met, not met or unanswered; note)."""
    answers = {"yes": True, "no": False}
    return {code: (answers.get(data.get(f"judge-{code}", "")), data.get(f"note-{code}", "")) for code in codes}


class DecisionForm(forms.ModelForm):
    """The words of a draft decision; bases and recipients one per line."""

    bases_text = forms.CharField(
        label="Căn cứ",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một căn cứ; dấu cuối dòng tự thêm.",
    )
    recipients_text = forms.CharField(
        label="Nơi nhận", widget=forms.Textarea(attrs={"rows": 4}), help_text="Mỗi dòng một nơi nhận."
    )

    class Meta:
        model = Decision
        fields = ["subject", "achievement"]

    def __init__(self, *args: Any, instance: Decision, **kwargs: Any) -> None:
        initial = {"bases_text": "\n".join(instance.bases), "recipients_text": "\n".join(instance.recipients)}
        super().__init__(*args, **{**kwargs, "instance": instance, "initial": initial})

    def words(self) -> dict[str, Any]:
        """What `services.change_decision` takes."""
        cleaned = self.cleaned_data
        return {
            "subject": cleaned["subject"],
            "achievement": cleaned["achievement"],
            "bases": _lines(cleaned["bases_text"]),
            "recipients": _lines(cleaned["recipients_text"]),
        }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class RatingForm(forms.ModelForm):
    """The rating of a year."""

    prefix = "rating"

    class Meta:
        model = YearlyRating
        fields = ["year", "level", "source"]


class InitiativeForm(forms.ModelForm):
    """An initiative, or a scientific work."""

    prefix = "initiative"

    class Meta:
        model = Initiative
        fields = ["kind", "title", "recognised_on", "number", "scope"]
        widgets = {"recognised_on": date_input()}


class DisciplineForm(forms.ModelForm):
    """A disciplinary measure; without an end it runs."""

    prefix = "discipline"

    class Meta:
        model = Discipline
        fields = ["level", "decided_on", "ended_on", "note"]
        widgets = {"decided_on": date_input(), "ended_on": date_input()}


class AbsenceForm(forms.ModelForm):
    """Leave or training, from day to day."""

    prefix = "leave"

    class Meta:
        model = Absence
        fields = ["kind", "since", "until", "note"]
        widgets = {"since": date_input(), "until": date_input()}


class PostForm(forms.ModelForm):
    """A post of leadership, from day to day."""

    prefix = "post"

    class Meta:
        model = PostHeld
        fields = ["title", "group", "since", "until", "source"]
        widgets = {"since": date_input(), "until": date_input()}


class ClusterResultForm(forms.ModelForm):
    """A collective's place in its cluster or bloc in a year."""

    prefix = "cluster"

    class Meta:
        model = ClusterResult
        fields = ["year", "cluster", "scope", "rank", "source"]


class AwardForm(forms.ModelForm):
    """An award decided before the system came."""

    staff_code = forms.CharField(
        label="Mã cán bộ", required=False, max_length=30, help_text="Để trống nếu khen tập thể."
    )

    class Meta:
        model = Award
        fields = ["award_type", "unit", "category", "year", "period_start", "period_end", "decision_code", "decided_on",
                  "issuer_name", "achievement"]  # fmt: skip
        field_classes = {"award_type": AwardTypeField}
        widgets = {"decided_on": date_input(), "period_start": date_input(), "period_end": date_input()}
        help_texts = {
            "category": "Khen đột xuất, phong trào không làm căn cứ xét khen công trạng cao hơn.",
            "period_end": "Lần khen sau tính từ ngày này; để trống thì tính từ ngày quyết định.",
        }

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        code, unit, award = cleaned.get("staff_code"), cleaned.get("unit"), cleaned.get("award_type")
        cleaned["person"] = None
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", "Ngày cuối của thời gian thành tích phải sau ngày đầu.")
        if code and unit:
            person = Person.objects.filter(staff_code=code, unit__path__startswith=unit.path).first()
            if person is None:
                self.add_error("staff_code", f"{unit.name} không có ai mang mã {code}.")
            cleaned["person"] = person
        target = Target.INDIVIDUAL if code else Target.COLLECTIVE
        if award and not award.fits(target):
            self.add_error("award_type", f"{award.name} không dành cho {target.label.lower()}.")
        return cleaned

    def award(self) -> Award:
        """The line to be entered, with names as they are today."""
        award: Award = self.save(commit=False)
        person = self.cleaned_data["person"]
        award.person, award.target = person, Target.INDIVIDUAL if person else Target.COLLECTIVE
        award.nominee_name = person.full_name if person else award.unit.name
        award.nominee_note = f"{person.position}, {person.unit.short_name}".strip(", ") if person else ""
        return award
