"""Forms of what is known of people and collectives: ratings, initiatives, discipline, posts, old awards."""

from typing import Any

from django import forms

from core.forms import date_input
from units.models import Person, Unit

from ..models import (
    Absence,
    Award,
    ClusterResult,
    Discipline,
    Initiative,
    PostHeld,
    Target,
    YearlyRating,
)
from ..papers.places import note_of_person
from .catalogue import AwardTypeField


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
        award.nominee_note = note_of_person(person.position, person.unit) if person else ""
        return award
